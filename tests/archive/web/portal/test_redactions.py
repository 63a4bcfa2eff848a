"""What a public version leaves out is told to everybody; downloads are counted, and nobody by name."""

import csv
from io import StringIO
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from archive.models.base import Base
from archive.models.committee import CommitteeItem, CommitteeSession
from archive.models.documents import Document, State
from archive.permissions import Role
from archive.resources import Resources
from archive.services import publishing
from archive.services.publishing import current_publication
from archive.services.versions import Act, IndexEntry, VersionView, open_version, versions_of
from archive.web import create_app
from ingest.redactions import DataType
from ingest.values import FileType
from tests.archive.accounts import account
from tests.archive.deciding import convene, publisher
from tests.factories import Sketch, make_published

TITLE = "Lista de la plática"
DOWNLOAD = "descargar/lista-de-la-platica.pdf"
BASIS = "=LGTAIP, art. 115"
PERSON = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.fixture
def app(resources: Resources) -> Flask:
    return create_app(resources.settings, faces=("portal", "api"), resources=resources)


def _published(resources: Resources, boxes: int = 3) -> UUID:
    """A published version that leaves out ``boxes`` names, confirmed in a session."""
    (document_id,) = make_published(resources, Sketch(title=TITLE))
    session_id, _ = convene(resources)
    with resources.database.write() as session:
        held = session.get_one(CommitteeSession, session_id)
        item = CommitteeItem(session_id=session_id, document_id=document_id, boxes_key="")
        session.add(item)
        session.flush()
        open_version(
            session,
            document_id,
            publication_id=current_publication(session, document_id).id,
            act=Act(item.id, held.date, held.number, held.minutes_link),
            sha256="0" * 64,
            size=1,
            file_type=FileType.PDF,
            index=[_entry(number) for number in range(1, boxes + 1)],
            report={},
        )
    return document_id


def _entry(number: int) -> IndexEntry:
    return IndexEntry(
        code=f"E{number}",
        page=1,
        data_type=DataType.NAME.value,
        label="Nombre",
        extent="4 palabras",
        basis=BASIS,
        motive="El nombre identifica a una persona.",
        box=(61.5, 100.0, 200.0, 114.0),
    )


def _version(resources: Resources, document_id: UUID) -> VersionView:
    (version,) = versions_of(resources, publisher(resources), document_id)
    return version


def test_the_documents_page_says_what_was_left_out_why_and_who_confirmed_it(
    app: Flask, resources: Resources
) -> None:
    document_id = _published(resources)
    page = app.test_client().get(f"/d/{document_id}", follow_redirects=True).text
    assert "se eliminaron 3 partes" in page
    assert "CT/01/2026" in page
    assert "https://example.org/acta.pdf" in page
    assert "El nombre identifica a una persona." in page
    assert f"/d/{document_id}/testados.csv" in page


def test_the_index_is_a_table_for_people_and_data_for_programs_without_places(
    app: Flask, resources: Resources
) -> None:
    document_id = _published(resources)
    client = app.test_client()
    table = list(csv.reader(StringIO(client.get(f"/d/{document_id}/testados.csv").text.lstrip("\ufeff"))))
    assert [row[0] for row in table] == ["Número", "E1", "E2", "E3"]
    assert {row[4] for row in table[1:]} == {"'" + BASIS}  # never a formula
    data = client.get(f"/d/{document_id}/testados.json")
    assert data.json is not None
    assert data.json["committee_act"]["number"] == "CT/01/2026"
    assert [one["code"] for one in data.json["redactions"]] == ["E1", "E2", "E3"]
    assert "61.5" not in data.text


def test_a_document_that_leaves_nothing_out_has_no_index(app: Flask, resources: Resources) -> None:
    document_id = _published(resources, boxes=0)
    client = app.test_client()
    assert "Lo que se eliminó" not in client.get(f"/d/{document_id}", follow_redirects=True).text
    for suffix in ("csv", "json"):
        assert client.get(f"/d/{document_id}/testados.{suffix}").status_code == 404


def test_withdrawing_takes_the_index_away_and_keeps_how_often_the_file_was_taken(
    app: Flask, resources: Resources
) -> None:
    document_id = _published(resources)
    client = app.test_client()
    for _ in range(2):
        client.get(f"/d/{document_id}/{DOWNLOAD}", headers=PERSON).close()
    publishing.withdraw(resources, account(resources, "rosa", Role.REVIEWER), document_id, "Por revisar")
    for suffix in ("csv", "json"):
        assert client.get(f"/d/{document_id}/testados.{suffix}").status_code == 404
    assert client.get(f"/d/{document_id}/{DOWNLOAD}").status_code == 404
    assert _version(resources, document_id).downloads_at_withdrawal == 2


@pytest.mark.parametrize("state", [state for state in State if state is not State.PUBLISHED])
def test_no_index_is_shown_of_what_is_not_published(app: Flask, resources: Resources, state: State) -> None:
    document_id = _published(resources)
    with resources.database.write() as session:
        session.get_one(Document, document_id).state = state
    assert app.test_client().get(f"/d/{document_id}/testados.json").status_code == 404


@pytest.mark.parametrize(
    ("headers", "counted"),
    [
        (PERSON, 1),
        ({**PERSON, "Range": "bytes=0-99"}, 1),
        ({**PERSON, "Range": "bytes=100-199"}, 0),
        ({**PERSON, "Sec-Purpose": "prefetch"}, 0),
        ({"User-Agent": ""}, 0),
        ({"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, 0),
        ({"User-Agent": "facebookexternalhit/1.1"}, 0),
    ],
)
def test_a_person_who_begins_to_take_the_file_is_counted_and_a_robot_is_not(
    app: Flask, resources: Resources, headers: dict[str, str], counted: int
) -> None:
    document_id = _published(resources)
    app.test_client().get(f"/d/{document_id}/{DOWNLOAD}", headers=headers).close()
    assert _version(resources, document_id).downloads == counted


def test_asking_for_the_headers_or_for_what_one_has_is_no_download(app: Flask, resources: Resources) -> None:
    document_id = _published(resources)
    client = app.test_client()
    address = f"/d/{document_id}/{DOWNLOAD}"
    head = client.head(address, headers=PERSON)
    client.get(address, headers={**PERSON, "If-None-Match": head.headers["ETag"]}).close()
    assert _version(resources, document_id).downloads == 0


def test_nothing_is_kept_of_who_took_a_file(app: Flask, resources: Resources) -> None:
    document_id = _published(resources)
    headers = {**PERSON, "Referer": "https://quien.example/"}
    with app.test_client().get(
        f"/d/{document_id}/{DOWNLOAD}", headers=headers, environ_base={"REMOTE_ADDR": "203.0.113.77"}
    ) as answer:
        assert "Set-Cookie" not in answer.headers
    with resources.database.read() as session:
        rows = [str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table))]
    everything = "\n".join(rows)
    assert TITLE in everything
    assert [one for one in ("203.0.113.77", "Firefox", "quien.example") if one in everything] == []


def test_pages_that_only_the_public_version_has_can_be_turned_to(app: Flask, resources: Resources) -> None:
    """Its cover sheet and its index come on top of the original's pages."""
    (document_id,) = make_published(resources, Sketch(title=TITLE, texts=("Portada", "Lista", "Índice")))
    with resources.database.write() as session:
        session.get_one(Document, document_id).page_count = 1
    page = app.test_client().get(f"/d/{document_id}", follow_redirects=True).text
    assert 'data-last="3"' in page
    assert "?pagina=2" in page
