"""Who opens a document's page is counted once, and nobody is followed."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.resources import Resources
from archive.services.audit import COMMAND_LINE
from archive.services.reading import documents
from archive.services.visits import visits_by_month
from archive.web import create_app, visits
from archive.web.addresses import document_address
from tests.factories import Sketch, make_published

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.fixture
def app(resources: Resources) -> Flask:
    return create_app(resources.settings, faces=("portal",), resources=resources)


@pytest.fixture
def document(resources: Resources) -> UUID:
    return make_published(resources, Sketch(texts=("Una página.", "Otra página.")))[0]


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.app_context():
        yield app.test_client()
        visits.current_tally().write()


def _counted(resources: Resources) -> int:
    visits.current_tally().write()
    return sum(month.visits for month in visits_by_month(resources, COMMAND_LINE))


def test_a_page_given_again_is_counted_again(
    client: FlaskClient, resources: Resources, document: UUID
) -> None:
    address = document_address(documents.card(resources, document))
    for _ in range(3):
        answer = client.get(address, headers=BROWSER)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    assert _counted(resources) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ""},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {**BROWSER, "Sec-Purpose": "prefetch"},
    ],
)
def test_robots_and_looks_ahead_are_left_out(
    client: FlaskClient, resources: Resources, document: UUID, headers: dict[str, str]
) -> None:
    assert (
        client.get(document_address(documents.card(resources, document)), headers=headers).status_code == 200
    )
    assert _counted(resources) == 0


def test_turning_pages_and_asking_for_headers_is_no_visit(
    client: FlaskClient, resources: Resources, document: UUID
) -> None:
    address = document_address(documents.card(resources, document))
    inside = {**BROWSER, "Referer": f"http://localhost{address}"}
    assert client.get(f"{address}?pagina=2", headers=inside).status_code == 200
    assert client.head(address, headers=BROWSER).status_code == 200
    assert client.get(f"/d/{document}/otro-titulo", headers=BROWSER).status_code == 301
    assert _counted(resources) == 0


def test_what_cannot_be_written_now_waits(
    client: FlaskClient, resources: Resources, document: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(document_address(documents.card(resources, document)), headers=BROWSER)
    with monkeypatch.context() as broken:
        broken.setattr("archive.services.visits.count_visits", lambda *_: False)
        visits.current_tally().write()
    assert _counted(resources) == 1


def test_downloads_are_counted_per_day_too(client: FlaskClient, resources: Resources, document: UUID) -> None:
    found = documents.download(resources, document)
    with client.get(f"/d/{document}/descargar/{found.name}", headers=BROWSER) as answer:
        assert answer.status_code == 200
    assert [month.downloads for month in visits_by_month(resources, COMMAND_LINE)] == [1]
