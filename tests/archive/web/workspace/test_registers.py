"""Registers on their screens: forms that come back as typed, the trial of a file, and its import."""

from io import BytesIO

import pytest
from flask import Flask

from archive.models.registers import Level, Shift
from archive.permissions import Role
from archive.resources import Resources
from archive.services import activities, phones, registers, talks
from archive.services.audit import COMMAND_LINE
from archive.web.register_labels import LEVEL_LABELS, SHIFT_LABELS
from tests.archive.web.workspace.browser import Browser, browser_of
from tests.factories import Sketch, make_document, make_topic, make_unit

SCHOOLS = "cct;nombre;nivel\n15EES0001A;Benito Juárez;secundaria\n"


@pytest.fixture
def browser(app: Flask, resources: Resources) -> Browser:
    return browser_of(app, resources, "revisa", Role.REVIEWER)


def _try(browser: Browser, register: str, content: bytes):
    file = (BytesIO(content), "tabla.csv")
    return browser.post(f"/trabajo/registros/{register}/importar", {"archivo": file})


def test_a_talk_is_filled_by_its_form(browser: Browser, resources: Resources) -> None:
    unit, topic = make_unit(resources, "Una", "una"), make_topic(resources, "Tema", "tema")
    document = make_document(resources, Sketch(title="La presentación"))
    form = {
        "nombre": "Decidir",
        "para-que": "Pensar.",
        "unidad": str(unit),
        "minutos": "50",
        "tema": [str(topic)],
        "documentos": f"http://localhost/trabajo/documentos/{document}",
        "se-ofrece": "1",
    }
    assert browser.post("/trabajo/registros/platicas", form).status_code == 303
    (found,) = talks.catalogue(resources, COMMAND_LINE)
    assert (found.facts.minutes, found.facts.topic_ids, found.facts.document_ids) == (
        50,
        (topic,),
        (document,),
    )
    page = browser.get(f"/trabajo/registros/platicas?id={found.id}").get_data(as_text=True)
    assert "La presentación" in page
    again = {**form, "id": str(found.id), "documentos": ""}
    browser.post("/trabajo/registros/platicas", again)
    assert talks.catalogue(resources, COMMAND_LINE)[0].documents == ()


def test_what_was_typed_comes_back_with_the_reason(browser: Browser, resources: Resources) -> None:
    make_topic(resources, "Tema", "tema")
    form = {"nombre": "Decidir", "minutos": "9999", "tema": ["1"], "documentos": "aquí no hay nada"}
    answer = browser.post("/trabajo/registros/platicas", form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "no es la dirección de ningún documento" in page
    assert 'value="9999"' in page
    assert 'name="tema" value="1" checked' in page


def test_people_are_stated_and_taken_back(browser: Browser, resources: Resources) -> None:
    form = {
        "nombre": "Jornada",
        "fecha": "2022-05-18",
        "asistentes": "40",
        "sexo-mujer": "22",
        "sexo-hombre": "18",
    }
    assert browser.post("/trabajo/registros/actividades", form).status_code == 303
    (row,) = registers.read(resources, COMMAND_LINE).activities
    page = browser.get(f"/trabajo/registros/actividades?id={row.id}").get_data(as_text=True)
    assert 'name="sexo-mujer" type="number" inputmode="numeric" min="0" max="999999" value="22"' in page
    wrong = {**form, "id": str(row.id), "sexo-mujer": "1"}
    assert browser.post("/trabajo/registros/actividades", wrong).status_code == 422
    browser.post("/trabajo/registros/actividades", {**form, "id": str(row.id), "asistentes": ""})
    assert activities.activity(resources, COMMAND_LINE, row.id).facts.attendance is None


def test_a_phone_is_filled_by_its_form(browser: Browser, resources: Resources) -> None:
    form = {"nombre": "Línea de la Vida", "numero": "800 911 2000", "publico": "1"}
    assert browser.post("/trabajo/registros/telefonos", form).status_code == 303
    assert browser.post("/trabajo/registros/telefonos", form).status_code == 422
    (found,) = phones.phone_list(resources, COMMAND_LINE)
    assert (found.facts.public, found.facts.emergency) == (True, False)


def test_a_file_is_tried_and_then_imported(browser: Browser, resources: Resources) -> None:
    answer = _try(browser, "planteles", SCHOOLS.encode("cp1252"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Benito Juárez" in page
    assert registers.read(resources, COMMAND_LINE).schools == ()
    assert browser.post("/trabajo/registros/planteles/importar", {"contenido": SCHOOLS}).status_code == 303
    assert len(registers.read(resources, COMMAND_LINE).schools) == 1


def test_faults_of_a_file_are_told_by_row_and_column(browser: Browser, resources: Resources) -> None:
    answer = _try(browser, "planteles", b"cct,nombre\n15XX,Escuela\n")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Fila 2, columna «cct»" in page
    assert 'name="contenido"' not in page
    refused = browser.post(
        "/trabajo/registros/planteles/importar", {"contenido": "cct,nombre\n15XX,Escuela\n"}
    )
    assert refused.status_code == 422
    assert registers.read(resources, COMMAND_LINE).schools == ()


@pytest.mark.parametrize("content", [b"", b"\0\1\2\3", b"una,otra\n1,2\n", b"x" * 500_000])
def test_what_is_no_table_of_the_register_is_refused_kindly(browser: Browser, content: bytes) -> None:
    assert _try(browser, "temas", content).status_code == 422


def test_a_register_downloads_as_a_table(browser: Browser, resources: Resources) -> None:
    make_topic(resources, "Adicciones", "adicciones")
    answer = browser.get("/trabajo/registros/temas.csv")
    assert answer.get_data() == "\ufeffnombre\r\nAdicciones\r\n".encode()
    assert browser.get("/trabajo/registros/nada.csv").status_code == 404
    assert browser.get("/trabajo/registros/nada/importar").status_code == 404


def test_importing_is_closed_to_those_who_may_not_edit(app: Flask, resources: Resources) -> None:
    uploader = browser_of(app, resources, "ana", Role.UPLOADER)
    assert uploader.get("/trabajo/registros/temas/importar").status_code == 403
    assert uploader.get("/trabajo/registros/temas.csv").status_code == 403
    assert uploader.post("/trabajo/registros/temas/importar", {"contenido": "nombre\nx\n"}).status_code == 403
    assert uploader.get("/trabajo/registros/consultas").status_code == 200


def test_every_level_and_shift_has_its_words() -> None:
    assert set(LEVEL_LABELS) == {level.value for level in Level}
    assert set(SHIFT_LABELS) == {shift.value for shift in Shift}
