"""Home, results, documents, collections: what a reader sees."""

import json
import re
from html import unescape
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.archive.web.conftest import Portal


def words(html: str) -> str:
    """A page as text."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def test_home_says_what_is_here(client: FlaskClient) -> None:
    page = words(client.get("/").text)
    assert "4 documentos" in page
    assert "35 páginas que se pueden buscar" in page
    assert "Rompe el ciclo" in page
    assert "¿Qué es el sexting?" in page
    assert "Violencia digital 1" in page


def test_results_show_documents_with_their_best_pages(portal: Portal, client: FlaskClient) -> None:
    html = client.get("/buscar?q=violencia").text
    assert f'href="/d/{portal.slides}/prevencion-de-violencia-digital?pagina=3&amp;q=violencia"' in html
    assert "<mark>violencia</mark>" in html
    assert "y 27 páginas más con su búsqueda" in html


def test_facets_narrow_and_chips_widen_again(client: FlaskClient) -> None:
    html = client.get("/buscar?q=violencia&tipo=report").text
    assert "1 documento para «violencia»" in words(html)
    assert 'class="chip chip--on" href="/buscar?q=violencia"' in html
    # A new question keeps what was chosen.
    assert '<input type="hidden" name="tipo" value="report">' in html


def test_results_can_be_sorted_and_paged_by_address(client: FlaskClient) -> None:
    oldest = client.get("/buscar?orden=antiguos").text
    assert oldest.index("Minuta de la reunión") < oldest.index("Informe de resultados")
    assert client.get("/buscar?pagina=99").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/buscar?q=" + "(" * 400,
        "/buscar?q=%00%ff&pagina=-3&orden=nada",
        "/buscar?pagina=99999999999999999999",
        "/buscar?tipo=&anio=dos&unidad=" + "x" * 500,
        "/buscar?q=fecha:[2022 TO",
        "/completar?q=%00",
    ],
)
def test_strange_addresses_are_answered_calmly(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200


def test_a_malformed_question_says_how_it_was_read(client: FlaskClient) -> None:
    assert "Leímos su búsqueda así:" in client.get('/buscar?q="violencia AND').text


def test_a_misspelt_word_gets_a_proposal(client: FlaskClient) -> None:
    html = client.get("/buscar?q=violensia").text
    assert "¿Quiso decir" in html
    assert 'href="/buscar?q=violencia"' in html


def test_what_people_type_is_escaped(client: FlaskClient) -> None:
    for address in ("/buscar?q=<script>alert(1)</script>", '/buscar?q="><b>&unidad=<i>'):
        html = client.get(address).text
        assert "<script>alert" not in html
        assert "<b>" not in html
        assert "<i>" not in html


def test_completion_offers_words_of_the_index(client: FlaskClient) -> None:
    assert "violencia" in client.get("/completar?q=viol").json
    assert "prevención violencia" in client.get("/completar?q=prevención viol").json


def test_a_document_opens_at_the_page_with_its_words_marked(portal: Portal, client: FlaskClient) -> None:
    html = client.get(f"/d/{portal.slides}/prevencion-de-violencia-digital?pagina=3&q=violencia").text
    assert f'src="/d/{portal.slides}/paginas/3.webp"' in html
    assert html.count("<rect ") == 2
    assert "2 palabras marcadas" in html
    assert "Páginas con «violencia»" in html
    assert 'rel="prev"' in html
    assert 'rel="next"' not in html


def test_a_document_says_where_it_is_from(portal: Portal, client: FlaskClient) -> None:
    page = words(client.get(f"/d/{portal.slides}/prevencion-de-violencia-digital").text)
    for fact in (
        "La presentación de las pláticas.",
        "Unidad de Inclusión",
        "Jornada de abril, 27 de abril de 2022 · Secundaria Sor Juana",
        "Violencia digital",
        "Huella SHA-256",
        "Cómo citar",
        "Guarde las pruebas",
    ):
        assert fact in page


def test_marks_are_fractions_of_the_page(portal: Portal, client: FlaskClient) -> None:
    boxes = client.get(f"/d/{portal.slides}/marcas/1?q=violencia").json
    assert len(boxes) == 2
    for x, y, width, height in boxes:
        assert 0 <= x < x + width <= 1
        assert 0 <= y < y + height <= 1
    assert client.get(f"/d/{portal.slides}/marcas/1").json == []


def test_a_wrong_slug_leads_to_the_right_one_for_good(portal: Portal, client: FlaskClient) -> None:
    for address in (f"/d/{portal.slides}", f"/d/{portal.slides}/otro", f"/d/{str(portal.slides).upper()}/x"):
        answer = client.get(f"{address}?pagina=2&q=agenda")
        assert answer.status_code == 301
        assert answer.location == f"/d/{portal.slides}/prevencion-de-violencia-digital?pagina=2&q=agenda"


def test_pages_that_are_not_there_are_not_found(portal: Portal, client: FlaskClient) -> None:
    home = f"/d/{portal.slides}/prevencion-de-violencia-digital"
    for number in ("0", "4", "-1", "uno", "99999999999999999999", "١"):
        assert client.get(f"{home}?pagina={number}").status_code == 404
    for tail in ("paginas/9.webp", "paginas/0.webp", "texto/9", "marcas/9?q=a"):
        assert client.get(f"/d/{portal.slides}/{tail}").status_code == 404
    assert client.get(f"/d/{portal.slides}/paginas/99999999999999999999.webp").status_code == 404


def test_long_documents_show_the_pages_around_the_open_one(portal: Portal, client: FlaskClient) -> None:
    html = client.get(f"/d/{portal.report}/informe-de-resultados?pagina=15").text
    numbers = [int(number) for number in re.findall(r'data-page="(\d+)"(?: aria-current="page")?>', html)]
    assert 15 in numbers
    assert len(numbers) <= 14


def test_schema_org_data_describes_the_document(portal: Portal, client: FlaskClient) -> None:
    html = client.get(f"/d/{portal.slides}/prevencion-de-violencia-digital").text
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[0])
    assert data["@type"] == "DigitalDocument"
    assert data["name"] == "Prevención de violencia digital"
    assert data["publisher"] == {"@type": "GovernmentOrganization", "name": "Ayuntamiento de Calimaya"}
    assert data["associatedMedia"]["encodingFormat"] == "application/pdf"
    site = json.loads(
        re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get("/").text, re.S)[0]
    )
    assert site["potentialAction"]["@type"] == "SearchAction"


def test_practices_show_papers_and_pictures(client: FlaskClient) -> None:
    html = client.get("/practicas/rompe-el-ciclo").text
    assert "Minuta de la reunión" in html
    assert 'class="gallery"' in html
    assert "¿Qué es el sexting?" in html
    assert "Responsable: Unidad de Inclusión" in words(html)


def test_collections_that_are_not_there_are_not_found(client: FlaskClient) -> None:
    for address in ("/practicas/nada", "/unidades/nada", "/practicas/rompe-el-ciclo?pagina=2"):
        assert client.get(address).status_code == 404


def test_every_link_of_the_portal_leads_somewhere(client: FlaskClient) -> None:
    """Follow every local link from home, two hundred pages at most."""
    seen, ahead = set(), ["/"]
    while ahead and len(seen) < 200:
        address = ahead.pop(0)
        if address in seen:
            continue
        seen.add(address)
        with client.get(address, follow_redirects=True) as answer:
            assert answer.status_code == 200, address
            if answer.mimetype != "text/html":
                continue
            found = re.findall(r'(?:href|src|action)="(/[^"]*)"', answer.text)
        ahead += [unescape(one).split("#")[0] for one in found]
    assert len(seen) > 60


def test_a_document_nobody_has_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"/d/{uuid4()}").status_code == 404
    assert client.get("/d/no-es-uuid/x").status_code == 404
