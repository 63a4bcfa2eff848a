"""No public page, address, feed, index entry or suggestion shows anything of an unpublished document.

Every field of documents in every state holds two words: one that is asked for, and a marker that never is, so
that wherever the marker appears something has leaked.  Every public route is walked.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.routing import Rule

from archive.models.documents import Document, Edition, File, Page, State, Zone
from archive.permissions import Role
from archive.resources import Resources
from archive.search.engine import Entry, EntryPage, Request
from archive.search.query import parse
from archive.services.publishing import withdraw
from archive.web import create_app
from archive.web.routes import PUBLIC
from ingest.values import DocumentKind
from tests.archive.accounts import account
from tests.factories import (
    Sketch,
    make_activity,
    make_document,
    make_practice,
    make_topic,
    make_unit,
    put_in_indexes,
)

MARKER = "zarzamora"
ASKED = "frambuesa"
OPEN_TITLE = "Informe que sí es público"
HIDDEN_STATES = tuple(state for state in State if state is not State.PUBLISHED)
QUESTIONS = (
    ASKED,
    f"{ASKED}*",
    f'"palabra {ASKED}"',
    f"titulo:{ASKED}",
    f"tema:{ASKED}",
    f"escuela:{ASKED}",
    f"{ASKED}~",
    "frambuexa",
    "zarzamoxa",
    "zarz*",
    "zar",
    "fecha:[1987 TO 1988]",
    "*",
)


@pytest.fixture
def app(resources: Resources) -> Flask:
    return create_app(resources.settings, faces=("portal", "api"), resources=resources)


@pytest.fixture
def hidden(resources: Resources) -> dict[str, UUID]:
    """A document in every state but PUBLISHED, marked all over, beside a public one."""
    found = {state.value: make_document(resources, marked(resources, state)) for state in HIDDEN_STATES}
    shown = make_document(resources, Sketch(title=OPEN_TITLE, texts=("Texto abierto.",)))
    put_in_indexes(resources, [*found.values(), shown])
    return found


def marked(resources: Resources, state: State, *, public_rows: bool | None = None) -> Sketch:
    words = f"{ASKED} {MARKER} {state.value}"
    slug = f"{ASKED}-{state.value}"
    unit = make_unit(resources, f"Unidad {words}", slug, words)
    return Sketch(
        title=f"Título {words}",
        texts=(f"palabra {words}", f"otra {words}"),
        state=state,
        description=f"Descripción {words}",
        source_name=f"{MARKER}.pdf",
        date=date(1987, 6, 5),
        unit_id=unit,
        practice_id=make_practice(resources, f"Práctica {words}", slug, words, unit),
        activity_id=make_activity(resources, f"Actividad {words}", f"Escuela {words}"),
        topic_ids=(make_topic(resources, f"Tema {words}", slug),),
        notes=f"notas {words}",
        failure_sentence=f"falló {words}",
        public_pages=public_rows,
    )


def test_no_public_route_shows_a_hidden_document(app: Flask, hidden: dict[str, UUID]) -> None:
    assert not leaks(app, hidden)
    client = app.test_client()
    assert OPEN_TITLE in client.get("/").text
    assert client.get("/completar?q=framb").json == []
    assert client.get("/api/v1/search").json["total"] == 1


def test_public_rows_of_a_document_on_its_way_in_or_out_stay_hidden(resources: Resources, app: Flask) -> None:
    """While publishing or just after withdrawal, public pages and files may stand there already or still."""
    found = {
        state.value: make_document(resources, marked(resources, state, public_rows=True))
        for state in HIDDEN_STATES
    }
    put_in_indexes(resources, list(found.values()))
    assert not leaks(app, found)


def test_an_index_that_lags_behind_shows_no_document(
    resources: Resources, app: Flask, hidden: dict[str, UUID]
) -> None:
    """Titles and pages come from what the database calls published now, whatever the index says."""
    resources.public_index.update([stale_entry(one) for one in hidden.values()])
    assert resources.public_index.search(Request(parse(ASKED))).total == len(hidden)
    client = app.test_client()
    for address in ("/buscar", "/buscar.atom", "/api/v1/search"):
        for question in QUESTIONS:
            text = client.get(address, query_string={"q": question}).text
            assert f"Título {MARKER}" not in text
            assert f"palabra {ASKED} {MARKER}" not in text
            assert not [one for one in hidden.values() if str(one) in text]


def test_withdrawal_takes_everything_away_at_once(resources: Resources, app: Flask) -> None:
    document_id = make_document(resources, marked(resources, State.PUBLISHED))
    put_in_indexes(resources, [document_id])
    known = {State.PUBLISHED.value: document_id}
    assert len(leaks(app, known)) > 20  # the walk does find what is public
    stored = public_hashes(resources, document_id)
    assert stored
    withdraw(resources, account(resources, "revisora", Role.REVIEWER), document_id, "prueba")
    assert not leaks(app, known)
    assert app.test_client().get("/completar?q=framb").json == []
    assert not any(resources.public.exists(sha256) for sha256 in stored)


def test_a_published_document_shows_nothing_of_its_original(resources: Resources, app: Flask) -> None:
    """Only the public edition's pages: never the original's text, notes or file name."""
    sketch = Sketch(
        title=OPEN_TITLE, texts=(f"{ASKED} abierta.",), notes=f"nota {MARKER}", source_name=f"{MARKER}.pdf"
    )
    document_id = make_document(resources, sketch)
    with resources.database.write() as session:
        session.execute(
            update(Page)
            .where(Page.document_id == document_id, Page.edition == Edition.ORIGINAL)
            .values(text=f"original {ASKED} {MARKER}")
        )
    put_in_indexes(resources, [document_id])
    client = app.test_client()
    assert client.get(f"/api/v1/search?q={ASKED}").json["total"] == 1
    assert not [
        one for one in addresses(app, {"x": document_id}) if gives(client, one, {MARKER}, with_bytes=False)
    ]


def test_a_published_state_without_a_date_is_not_published(resources: Resources, app: Flask) -> None:
    document_id = make_document(resources, marked(resources, State.PUBLISHED))
    with resources.database.write() as session:
        session.execute(update(Document).where(Document.id == document_id).values(published_at=None))
    assert not leaks(app, {State.PUBLISHED.value: document_id})


def leaks(app: Flask, documents: dict[str, UUID]) -> list[str]:
    """The public addresses that tell the marker, a document's id, or give any of its bytes."""
    client = app.test_client()
    secrets = {MARKER, *(str(one) for one in documents.values())}
    walked = list(addresses(app, documents))
    assert len(walked) > 100
    return [one for one in walked if gives(client, one, secrets, with_bytes=True)]


def gives(client: FlaskClient, address: str, secrets: Iterable[str], *, with_bytes: bool) -> bool:
    """Whether an answer tells a secret its address did not hold or, ``with_bytes``, is a picture or file."""
    with client.get(address) as answer:
        text = (answer.get_data().decode("utf-8", "replace") + str(answer.headers)).lower()
        is_bytes = answer.status_code == 200 and answer.mimetype in {"image/webp", "application/pdf"}
    return (with_bytes and is_bytes) or any(secret in text for secret in secrets if secret not in address)


def addresses(app: Flask, documents: dict[str, UUID]) -> Iterator[str]:
    """Every public address, filled with the documents' ids, the registers' slugs and questions for them."""
    for rule in app.url_map.iter_rules():
        assert getattr(app.view_functions[rule.endpoint], "acervo_permission", None) is PUBLIC
        if "GET" in (rule.methods or ()) and rule.endpoint != "assets.static":
            yield from filled(rule, documents)


def filled(rule: Rule, documents: dict[str, UUID]) -> Iterator[str]:
    path = rule.rule.replace("<int(max=1000000):number>", "1").replace("<int(max=1000):part>", "0")
    if "document_id" in path:
        for state, one in documents.items():
            slug = f"titulo-{ASKED}-{MARKER}-{state.replace('_', '-')}"
            whole = path.replace("<uuid:document_id>", str(one))
            for name in (slug, "x"):
                filled_in = whole.replace("<slug>", name).replace("<name>", f"{name}.pdf")
                yield from (filled_in, f"{filled_in}?q={ASKED}")
    elif path == "/OpenKM/Download":
        yield from (f"{path}?uuid={one}" for one in documents.values())
    elif "<slug>" in path:
        yield from (path.replace("<slug>", f"{ASKED}-{state}") for state in documents)
    else:
        yield path
        yield from (f"{path}?q={question.replace(' ', '+')}" for question in QUESTIONS)
        for name in ("practica", "unidad", "tema"):
            yield from (f"{path}?{name}={ASKED}-{state}" for state in documents)
        yield f"{path}?anio=1987"


def public_hashes(resources: Resources, document_id: UUID) -> list[str]:
    wanted = select(File.sha256).where(File.document_id == document_id, File.zone == Zone.PUBLIC)
    with resources.database.read() as session:
        return list(session.scalars(wanted))


def stale_entry(document_id: UUID) -> Entry:
    """What an index that lags could still say of a document."""
    return Entry(
        document_id=str(document_id),
        title=f"Título {MARKER} {ASKED}",
        kind=DocumentKind.MINUTES.value,
        kind_words="minuta",
        pages=(EntryPage(1, f"palabra {ASKED} {MARKER}"),),
        date=date(1987, 6, 5),
    )
