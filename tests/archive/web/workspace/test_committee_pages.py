"""The committee's step on the screen: convene, bring many documents, vote for one or all, close."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from archive.models.committee import CommitteeSession
from archive.models.documents import State
from archive.permissions import Role
from archive.resources import Resources
from archive.services import committee, publishing
from ingest.values import DocumentKind
from tests.archive.deciding import (
    convene,
    cover_everything_and_propose,
    document_of,
    make_reviewed,
    publisher,
)
from tests.archive.web.workspace.browser import Browser, browser_of
from tests.factories import Sketch, make_document

ANA = "Ana Sofía Zaragoza Quiroz"
SESSIONS = "/trabajo/comite"
THREE = {
    "fecha": "2026-03-02",
    "numero": "CT/07/2026",
    "acta": "https://example.org/acta.pdf",
    "nombre-0": "Titular de Transparencia",
    "cargo-0": "Presidencia del Comité",
    "nombre-1": "Contraloría",
    "nombre-2": "Archivo",
    "preside": "0",
}


def _waiting(resources: Resources, title: str = "Lista de la plática") -> UUID:
    sketch = Sketch(title=title, kind=DocumentKind.ATTENDANCE_RECORD, state=State.IN_REVIEW)
    document_id = make_reviewed(resources, sketch, ANA, "Luis Peñaloza Téllez")
    cover_everything_and_propose(resources, document_id)
    return document_id


def _page(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def _members(resources: Resources, session_id: int) -> list[str]:
    view = committee.open_session(resources, publisher(resources), session_id)
    return [str(member.id) for member in view.members]


def test_a_session_is_convened_documents_brought_voted_at_once_and_published(
    app: Flask, resources: Resources
) -> None:
    documents = [_waiting(resources, f"Lista {number}") for number in range(3)]
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    assert "Lista 2" in _page(browser, SESSIONS)
    made = browser.post(SESSIONS, THREE)
    assert made.status_code == 303
    address = made.location.partition("?")[0]
    assert "Titular de Transparencia" in _page(browser, address)
    assert browser.post(address + "/documentos", {"documento": documents}).status_code == 303
    members = _members(resources, int(address.rsplit("/", 1)[1]))
    vote = {"integrante": members, "voto": "confirm", "documento": documents}
    assert browser.post(address + "/votos", vote).status_code == 303
    assert "Faltan" not in _page(browser, address)
    assert browser.post(address + "/cerrar").status_code == 303
    assert {document_of(resources, one).state for one in documents} == {State.PUBLISHING}
    closed = _page(browser, address)
    assert closed.count("Confirmada") == 3
    assert "Qué sigue" in closed
    assert f'action="{address}/cerrar"' not in closed


def test_a_document_voted_otherwise_goes_back_with_the_committees_note(
    app: Flask, resources: Resources
) -> None:
    kept, returned = _waiting(resources, "Sí"), _waiting(resources, "No")
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    session_id, members = convene(resources)
    address = f"{SESSIONS}/{session_id}"
    browser.post(address + "/documentos", {"documento": [kept, returned]})
    for document, choice in ((kept, "confirm"), (returned, "modify")):
        form = {"integrante": members, "voto": choice, "documento": document}
        assert browser.post(address + "/votos", form).status_code == 303
    note = "Falta cubrir el sello de la escuela."
    assert browser.post(address + "/cerrar", {f"nota-{returned}": note}).status_code == 303
    assert document_of(resources, kept).state is State.PUBLISHING
    assert document_of(resources, returned).state is State.IN_REVIEW
    assert note in _page(browser, address)
    assert note in _page(browser, f"/trabajo/documentos/{returned}")


def test_the_page_says_what_is_covered_by_type_and_number_and_why_and_names_nobody(
    app: Flask, resources: Resources
) -> None:
    document_id = _waiting(resources)
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    session_id, _ = convene(resources)
    browser.post(f"{SESSIONS}/{session_id}/documentos", {"documento": document_id})
    text = _page(browser, f"{SESSIONS}/{session_id}")
    assert "Nombre" in text
    assert "× 2" in text
    assert "art. 115" in text
    assert "Rosa" in text  # who reviewed
    assert "Zaragoza" not in text
    assert "Peñaloza" not in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nombre-2": ""}, "número impar, al menos tres"),
        ({"nombre-3": "Una más"}, "número impar, al menos tres"),
        ({"preside": ""}, "preside"),
        ({"fecha": ""}, "no puede quedar vacía"),
        ({"fecha": "2/3/26"}, "2026-03-08"),
        ({"numero": " "}, "no puede quedar vacío"),
        ({"acta": "javascript:alert(1)"}, "https://"),
    ],
)
def test_a_session_that_cannot_be_is_explained_and_what_was_typed_stays(
    app: Flask, resources: Resources, changes: dict[str, str], words: str
) -> None:
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    answer = browser.post(SESSIONS, {**THREE, **changes})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert words in text
    assert 'value="Contraloría"' in text
    with resources.database.read() as session:
        assert session.scalars(select(CommitteeSession)).all() == []


def test_who_reviewed_neither_votes_nor_closes_and_the_page_says_so(app: Flask, resources: Resources) -> None:
    document_id = _waiting(resources)
    boss = browser_of(app, resources, "jefa", Role.ADMINISTRATOR)
    publishing.return_to_review(resources, publisher(resources), document_id, "Otra vez")
    assert boss.post(f"/trabajo/documentos/{document_id}/proponer").status_code == 303
    session_id, members = convene(resources)
    address = f"{SESSIONS}/{session_id}"
    boss.post(address + "/documentos", {"documento": document_id})
    text = _page(boss, address)
    assert "Usted lo revisó" in text
    assert "no vota sobre él" in text
    form = {"integrante": members, "voto": "confirm", "documento": document_id}
    assert boss.post(address + "/votos", form).status_code == 403
    clerk = browser_of(app, resources, "comite", Role.COMMITTEE)
    assert clerk.post(address + "/votos", form).status_code == 303
    assert boss.post(address + "/cerrar").status_code == 403
    assert document_of(resources, document_id).state is State.PROPOSED


def test_a_session_stays_open_while_a_vote_is_missing(app: Flask, resources: Resources) -> None:
    document_id = _waiting(resources)
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    session_id, members = convene(resources)
    address = f"{SESSIONS}/{session_id}"
    browser.post(address + "/documentos", {"documento": document_id})
    browser.post(address + "/votos", {"integrante": members[:2], "voto": "confirm", "documento": document_id})
    assert "Falta 1 voto." in _page(browser, address)
    answer = browser.post(address + "/cerrar")
    assert answer.status_code == 403
    assert "se abstiene" in answer.get_data(as_text=True)


def test_a_vote_without_member_choice_or_document_is_asked_for_again(
    app: Flask, resources: Resources
) -> None:
    document_id = _waiting(resources)
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    session_id, members = convene(resources)
    address = f"{SESSIONS}/{session_id}"
    browser.post(address + "/documentos", {"documento": document_id})
    whole = {"integrante": members, "voto": "confirm", "documento": str(document_id)}
    for missing in whole:
        form = {name: value for name, value in whole.items() if name != missing}
        assert browser.post(address + "/votos", form).status_code == 422
    assert browser.post(address + "/votos", {**whole, "voto": "yes"}).status_code == 422
    assert browser.post(address + "/votos", {**whole, "documento": "x"}).status_code == 422
    assert browser.post(address + "/documentos").status_code == 422


def test_what_was_taken_back_in_the_meantime_is_shown_as_undecided(app: Flask, resources: Resources) -> None:
    document_id = _waiting(resources)
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    session_id, _ = convene(resources)
    address = f"{SESSIONS}/{session_id}"
    browser.post(address + "/documentos", {"documento": document_id})
    publishing.return_to_review(resources, publisher(resources), document_id, "Falta una página")
    assert "Ya no está propuesto así" in _page(browser, address)
    assert browser.post(address + "/cerrar").status_code == 303
    assert "Sin decisión" in _page(browser, address)


def test_documents_that_leave_nothing_out_do_not_wait_for_the_committee(
    app: Flask, resources: Resources
) -> None:
    make_document(resources, Sketch(title="Sin datos personales", state=State.PROPOSED))
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    assert "Sin datos personales" not in _page(browser, SESSIONS)


def test_the_next_session_is_offered_the_same_members(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    browser.post(SESSIONS, THREE)
    assert 'value="Presidencia del Comité"' in _page(browser, SESSIONS)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_offered_what_it_may_do(app: Flask, resources: Resources, role: Role) -> None:
    document_id = _waiting(resources)
    session_id, members = convene(resources)
    committee.bring(resources, publisher(resources), session_id, [document_id])
    browser = browser_of(app, resources, "persona", role)
    address = f"{SESSIONS}/{session_id}"
    for step, form in (
        ("votos", {"integrante": members, "voto": "confirm", "documento": document_id}),
        ("acta", {"acta": "https://example.org/firmada.pdf"}),
        ("cerrar", {}),
    ):
        offered = f'action="{address}/{step}"' in _page(browser, address)
        status = browser.post(f"{address}/{step}", form).status_code
        assert (status == 403) == (not offered or (step == "cerrar" and role is Role.PUBLISHER)), step


def test_a_proposed_version_is_seen_page_by_page_only_while_it_is_proposed(
    app: Flask, resources: Resources
) -> None:
    document_id = _waiting(resources)
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    address = f"/trabajo/documentos/{document_id}/version-propuesta"
    assert browser.get(address).status_code == 200
    assert browser.get(address + "/1.webp").status_code == 404  # no draft page was kept here
    publishing.return_to_review(resources, publisher(resources), document_id, "Falta")
    assert browser.get(address).status_code == 404


def test_a_session_that_does_not_exist_is_not_found(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "comite", Role.COMMITTEE)
    assert browser.get(f"{SESSIONS}/99").status_code == 404
    assert browser.post(f"{SESSIONS}/99/cerrar").status_code == 404
