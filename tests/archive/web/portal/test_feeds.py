"""Feeds, sitemap and robots are what programs expect."""

import re
from urllib.parse import urlsplit

from defusedxml.ElementTree import fromstring
from flask.testing import FlaskClient

from archive.resources import Resources
from archive.settings import Settings
from archive.web import create_app
from tests.archive.web.conftest import Portal
from tests.factories import Sketch, make_published

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_the_feed_of_novelties_is_atom(client: FlaskClient) -> None:
    answer = client.get("/novedades.atom")
    assert answer.mimetype == "application/atom+xml"
    feed = fromstring(answer.data)
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert titles[0] == "¿Qué es el sexting?"
    assert len(titles) == 4
    for path in ("a:id", "a:updated", "a:author/a:name"):
        assert feed.findtext(path, namespaces=ATOM)


def test_any_search_can_be_followed(client: FlaskClient) -> None:
    feed = fromstring(client.get("/buscar.atom?q=violencia&tipo=report").data)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)] == [
        "Informe de resultados"
    ]
    empty = fromstring(client.get("/buscar.atom?q=nadadenada").data)
    assert empty.findtext("a:updated", namespaces=ATOM)


def test_every_address_of_the_sitemap_is_there(client: FlaskClient) -> None:
    places = [
        place.text for place in fromstring(client.get("/sitemap.xml").data).findall(".//s:loc", SITEMAP)
    ]
    general = [
        "/",
        "/practicas",
        "/unidades",
        "/datos",
        "/platicas",
        "/telefonos",
        "/ayuda",
        "/acerca",
    ]
    assert {urlsplit(place).path for place in places} >= set(general)
    assert len(places) == len(general) + 1 + 2 + 4
    for place in places:
        assert client.get(urlsplit(place).path).status_code == 200


def test_robots_name_the_sitemap(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert "Sitemap: http://localhost/sitemap.xml" in answer.text


def test_the_set_address_is_used_instead_of_the_asked_one(portal: Portal) -> None:
    settings = Settings(
        instance=portal.resources.settings.instance, base_url="https://acervo.example/", secret_key="a" * 64
    )
    client = create_app(settings, faces=("portal",), resources=portal.resources).test_client()
    assert "Sitemap: https://acervo.example/sitemap.xml" in client.get("/robots.txt").text
    assert re.search(r'rel="canonical" href="https://acervo\.example/"', client.get("/").text)


def test_characters_that_xml_cannot_hold_break_no_feed(resources: Resources) -> None:
    make_published(resources, Sketch(title="Título\x0b con <b> & \x02señas\ufffe"))
    app = create_app(resources.settings, faces=("portal",), resources=resources)
    for address in ("/novedades.atom", "/sitemap.xml", "/buscar.atom?q=\x0bcon"):
        fromstring(app.test_client().get(address).data)
