"""A request for access is answered, and what was typed is nowhere afterwards."""

import logging

import pytest
from flask import Flask
from sqlalchemy import text as sql

from archive.models.documents import State
from archive.permissions import Role
from archive.resources import Resources
from archive.services import people
from archive.services.people import Person
from archive.services.prints import folded, name_words, prints_of
from ingest.redactions import DataType
from tests.archive.web.workspace.browser import browser_of
from tests.factories import Sketch, make_document

ANA = "Ana Sofía Zaragoza de la Cruz"
CURP = "ZACA080514MMCRRNA5"
PAGE = "/trabajo/personas"


def _known(resources: Resources, title: str = "Lista de la plática") -> str:
    document_id = make_document(resources, Sketch(title=title, state=State.IN_REVIEW))
    persons = (Person(DataType.NAME, ANA, 2, 7), Person(DataType.CURP, CURP, 2, 7))
    with resources.database.write() as session:
        people.remember(session, prints_of(resources.settings), document_id, persons)
    return str(document_id)


@pytest.mark.parametrize("asked", [ANA, "CRUZ ZARAGOZA ANA SOFIA", CURP, "zaca080514mmcrrna5"])
def test_a_person_is_found_by_name_or_curp_with_the_document_the_page_and_the_row(
    app: Flask, resources: Resources, asked: str
) -> None:
    document_id = _known(resources)
    browser = browser_of(app, resources, "publica", Role.PUBLISHER)
    answer = browser.post(PAGE, {"persona": asked})
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert f"/trabajo/documentos/{document_id}" in text
    assert "Página 2, renglón 7" in text
    assert "en 1 documento." in text


def test_nobody_found_is_said_plainly(app: Flask, resources: Resources) -> None:
    _known(resources)
    browser = browser_of(app, resources, "publica", Role.PUBLISHER)
    text = browser.post(PAGE, {"persona": "Nadie Conocido"}).get_data(as_text=True)
    assert "No se encontró a esa persona" in text


@pytest.mark.parametrize("asked", ["", "   ", "Ana", "12345"])
def test_what_is_no_whole_name_is_asked_for_again(app: Flask, resources: Resources, asked: str) -> None:
    browser = browser_of(app, resources, "publica", Role.PUBLISHER)
    answer = browser.post(PAGE, {"persona": asked})
    assert answer.status_code == 422
    assert "nombre completo" in answer.get_data(as_text=True)


def test_what_was_typed_is_in_no_address_title_page_trail_row_or_log(
    app: Flask, resources: Resources, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    _known(resources)
    browser = browser_of(app, resources, "jefa", Role.ADMINISTRATOR)
    typed = (ANA, CURP, "Perengana Quetzalcóatl")
    answers = [browser.post(PAGE, {"persona": one}) for one in typed]
    assert all(answer.location is None and answer.status_code == 200 for answer in answers)
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    shown = [answer.get_data(as_text=True) for answer in answers]
    shown += [browser.get(page).get_data(as_text=True) for page in ("/trabajo/bitacora", PAGE)]
    with resources.database.read() as session:
        tables = session.scalars(sql("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        rows = [str(row) for table in tables for row in session.execute(sql(f'SELECT * FROM "{table}"'))]
    everything = folded("\n".join([*shown, *rows, caplog.text]))
    assert "busqueda de una persona" in everything
    for one in typed:
        assert [word for word in name_words(one) if word in everything and word not in ("ana",)] == []
    assert CURP.lower() not in everything


def test_a_name_in_the_address_is_not_read(app: Flask, resources: Resources) -> None:
    _known(resources)
    browser = browser_of(app, resources, "publica", Role.PUBLISHER)
    text = browser.get(PAGE, query_string={"persona": ANA}).get_data(as_text=True)
    assert "Resultado" not in text
    answer = browser.client.post(
        PAGE, query_string={"persona": ANA}, data={"csrf": browser.token()}, base_url=browser.host
    )
    assert answer.status_code == 422


def test_the_form_itself_can_carry_nothing_into_an_address(app: Flask, resources: Resources) -> None:
    text = browser_of(app, resources, "publica", Role.PUBLISHER).get(PAGE).get_data(as_text=True)
    form = text[text.index('action="/trabajo/personas"') :].partition(">")[0]
    assert 'method="post"' in form


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_answer_requests_may_search(app: Flask, resources: Resources, role: Role) -> None:
    browser = browser_of(app, resources, "persona", role)
    allowed = role in (Role.PUBLISHER, Role.ADMINISTRATOR)
    assert (browser.get(PAGE).status_code == 200) == allowed
    assert (browser.post(PAGE, {"persona": ANA}).status_code == 200) == allowed
    assert (PAGE in browser.get("/trabajo/documentos").get_data(as_text=True)) == allowed
