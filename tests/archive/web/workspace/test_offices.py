"""Registers, accounts, the queue and the audit trail on their screens."""

import re

import pytest
from flask import Flask

from archive import queue
from archive.models.documents import State
from archive.permissions import Role
from archive.queue import Verb
from archive.resources import Resources
from archive.services import registers, sign_in
from archive.services.audit import COMMAND_LINE
from archive.services.registers import Registers
from tests.archive.web.workspace.browser import browser_of
from tests.factories import Sketch, make_document


def _registers(resources: Resources) -> Registers:
    return registers.read(resources, COMMAND_LINE)


def test_registers_are_filled_by_their_forms(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    forms = {
        "unidades": {"nombre": "Unidad de Género", "otros": "UG\nInstituto de la Mujer\n\nUG"},
        "temas": {"nombre": "Violencia digital"},
        "planteles": {"nombre": "Benito Juárez", "cct": "15epr0123a", "nivel": "Primaria"},
        "practicas": {"nombre": "Rompe el ciclo", "unidad": "1", "anio": "2022", "vigente": "1"},
        "actividades": {
            "nombre": "Plática",
            "fecha": "2022-05-03",
            "practica": "1",
            "plantel": "1",
            "unidad": "1",
        },
    }
    for register, form in forms.items():
        assert browser.post(f"/trabajo/registros/{register}", form).status_code == 303, register
        assert form["nombre"] in browser.get(f"/trabajo/registros/{register}").get_data(as_text=True)
    found = _registers(resources)
    assert found.units[0].aliases == ("Instituto de la Mujer", "UG")
    assert found.schools[0].cct == "15EPR0123A"
    assert found.practices[0].slug == "rompe-el-ciclo"
    assert found.activities[0].school_id == found.schools[0].id


def test_a_new_name_keeps_the_address(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    browser.post("/trabajo/registros/temas", {"nombre": "Violencia"})
    topic = _registers(resources).topics[0]
    browser.post("/trabajo/registros/temas", {"id": str(topic.id), "nombre": "Violencias"})
    browser.post("/trabajo/registros/temas", {"nombre": "Violencia"})
    assert {(topic.slug, topic.name) for topic in _registers(resources).topics} == {
        ("violencia", "Violencias"),
        ("violencia-2", "Violencia"),
    }


@pytest.mark.parametrize("cct", ["", "15EPR0123", "33EPR0123A", "00EPR0123A", "15EP10123A", "15EPR0123A0"])
def test_a_school_key_that_cannot_be_is_refused(app: Flask, resources: Resources, cct: str) -> None:
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    answer = browser.post("/trabajo/registros/planteles", {"nombre": "Escuela", "cct": cct})
    assert answer.status_code == 422
    assert "CCT" in answer.get_data(as_text=True)
    assert 'value="Escuela"' in answer.get_data(as_text=True)


def test_one_name_belongs_to_one_unit_and_one_key_to_one_school(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    browser.post("/trabajo/registros/unidades", {"nombre": "Una", "otros": "UG"})
    assert browser.post("/trabajo/registros/unidades", {"nombre": "Otra", "otros": "UG"}).status_code == 422
    for expected in (303, 422):
        school = {"nombre": "Escuela", "cct": "15EPR0123A"}
        assert browser.post("/trabajo/registros/planteles", school).status_code == expected
    assert len(_registers(resources).units) == 1


def test_a_changed_unit_is_told_to_the_index(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    unit = registers.save_unit(resources, COMMAND_LINE, None, "Unidad", "", [])
    document_id = make_document(resources, Sketch(unit_id=unit))
    browser.post("/trabajo/registros/unidades", {"id": str(unit), "nombre": "Unidad de Género"})
    with resources.database.read() as session:
        assert {(job.verb, job.subject) for job in queue.look(session)} == {(Verb.INDEX, str(document_id))}


def test_registers_are_closed_to_those_who_may_not_edit(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    assert browser.get("/trabajo/registros").status_code == 403
    assert browser.post("/trabajo/registros/temas", {"nombre": "x"}).status_code == 403


def test_a_new_account_gets_its_password_shown_once(app: Flask, resources: Resources) -> None:
    boss = browser_of(app, resources, "jefa", Role.ADMINISTRATOR)
    made = boss.post("/trabajo/cuentas", {"usuario": "Nueva", "nombre": "Persona Nueva", "rol": "reviewer"})
    found = re.search(r"<code>([a-z0-9-]{23})</code>", made.get_data(as_text=True))
    assert found
    assert sign_in.sign_in(resources, "nueva", found.group(1), "192.0.2.9")
    assert found.group(1) not in boss.get("/trabajo/cuentas").get_data(as_text=True)
    assert found.group(1) not in boss.get("/trabajo/bitacora").get_data(as_text=True)


def test_the_last_administrator_cannot_lock_everyone_out(app: Flask, resources: Resources) -> None:
    boss = browser_of(app, resources, "jefa", Role.ADMINISTRATOR)
    for step, form in (("estado", {"activa": "0"}), ("rol", {"rol": "auditor"})):
        answer = boss.post(f"/trabajo/cuentas/1/{step}", form)
        assert answer.status_code == 422
        assert "última persona administradora" in answer.get_data(as_text=True)
    assert boss.get("/trabajo/cuentas").status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_accounts_are_the_administrators_alone(app: Flask, resources: Resources, role: Role) -> None:
    browser = browser_of(app, resources, "persona", role)
    assert browser.get("/trabajo/cuentas").status_code == 403
    assert browser.post("/trabajo/cuentas/1/rol", {"rol": "administrator"}).status_code == 403


def test_the_queue_shows_what_waits_and_whether_a_worker_lives(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    document_id = make_document(resources, Sketch(title="En espera", state=State.RECEIVED))
    with resources.database.write() as session:
        queue.put(session, Verb.PROCESS, str(document_id))
    text = browser.get("/trabajo/cola?parte=1").get_data(as_text=True)
    assert "En espera" in text
    assert "Sin señal" in text
    with resources.database.write() as session:
        queue.beat(session, "prueba")
    assert "Activo" in browser.get("/trabajo/cola").get_data(as_text=True)


def test_a_job_that_was_given_up_can_be_started_again(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    document_id = make_document(resources, Sketch(state=State.RECEIVED))
    with resources.database.write() as session:
        queue.put(session, Verb.PROCESS, str(document_id))
        session.execute(queue.jobs.update().values(parked=1, error="RuntimeError"))
    assert "RuntimeError" in browser.get("/trabajo/cola").get_data(as_text=True)
    browser.post("/trabajo/cola/1/reintentar")
    with resources.database.read() as session:
        assert queue.counts(session)[queue.JobState.PARKED] == 0


def test_the_trail_has_pages_and_can_follow_one_thing(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "audita", Role.AUDITOR)
    for number in range(105):
        registers.save_topic(resources, COMMAND_LINE, None, f"Tema {number}")
    text = browser.get("/trabajo/bitacora").get_data(as_text=True)
    assert text.count("<tr>") == 101
    assert "Más antiguos" in text
    assert "Inicio de sesión" in browser.get("/trabajo/bitacora?pagina=2").get_data(as_text=True)
    assert browser.get("/trabajo/bitacora?de=77").get_data(as_text=True).count("<tr>") == 2
