"""Consents on the screen: recorded for a face, valid or not, revoked with what follows for the public."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text as sql

from archive.models.base import now
from archive.models.documents import Document, State
from archive.models.redactions import Origin, Redaction, RedactionState, Rejection
from archive.permissions import Role
from archive.resources import Resources
from archive.services import consents
from archive.services.prints import folded
from ingest.redactions import DataType, Source
from ingest.values import Box, DocumentKind
from tests.archive.deciding import reviewer
from tests.archive.web.workspace.browser import Browser, browser_of
from tests.factories import Sketch, make_document

SIGNED = {"firma": "Marta Quiroz Cruz", "uso": "Portal de transparencia", "firmado": "2026-01-05"}


def _photograph(resources: Resources, state: State = State.IN_REVIEW) -> tuple[UUID, int]:
    """A photograph whose one face a reviewer left visible; the face's number."""
    sketch = Sketch(title="Entrega de libros", kind=DocumentKind.PHOTOGRAPH, state=state)
    document_id = make_document(resources, sketch)
    with resources.database.write() as session:
        face = Redaction(
            document_id=document_id,
            page=1,
            **Box(80, 90, 140, 160)._asdict(),
            data_type=DataType.FACE,
            source=Source.PICTURE,
            confidence=0.8,
            origin=Origin.DETECTOR,
            state=RedactionState.REJECTED,
            rejection=Rejection.CONSENT,
        )
        session.add(face)
        session.flush()
        return document_id, face.id


def _address(document_id: UUID) -> str:
    return f"/trabajo/documentos/{document_id}/consentimientos"


def _text(browser: Browser, document_id: UUID) -> str:
    answer = browser.get(_address(document_id))
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def _recorded(resources: Resources, document_id: UUID) -> list[consents.ConsentView]:
    return list(consents.consents_of(resources, reviewer(resources), document_id))


def test_a_consent_is_recorded_with_its_evidence_and_shown_as_valid(app: Flask, resources: Resources) -> None:
    document_id, face = _photograph(resources)
    letter = make_document(resources, Sketch(title="Carta firmada", state=State.IN_REVIEW))
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    assert "Falta el consentimiento" in _text(browser, document_id)
    form = {**SIGNED, "rostro": face, "carta": f"https://archivo.example/trabajo/documentos/{letter}?x=1"}
    assert browser.post(_address(document_id), form).status_code == 303
    text = _text(browser, document_id)
    assert "Con consentimiento" in text
    assert "Vigente" in text
    assert f"/trabajo/documentos/{letter}" in text
    (consent,) = _recorded(resources, document_id)
    assert consent.form_document_id == letter


def test_a_consent_that_ran_out_is_shown_and_no_longer_counts(app: Flask, resources: Resources) -> None:
    document_id, face = _photograph(resources)
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    yesterday = (now().date() - timedelta(days=1)).isoformat()
    form = {**SIGNED, "rostro": face, "hasta": yesterday}
    assert browser.post(_address(document_id), form).status_code == 303
    text = _text(browser, document_id)
    assert "Vencido" in text
    assert "Falta el consentimiento" in text


def test_revoking_flags_the_photograph_that_is_published(app: Flask, resources: Resources) -> None:
    document_id, face = _photograph(resources, State.PUBLISHED)
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    browser.post(_address(document_id), {**SIGNED, "rostro": face})
    (consent,) = _recorded(resources, document_id)
    assert "Ir a retirarla" not in _text(browser, document_id)
    assert browser.post(f"{_address(document_id)}/{consent.id}/revocar").status_code == 303
    text = _text(browser, document_id)
    assert "Revocado" in text
    assert "Ir a retirarla" in text


def test_a_consent_is_revoked_only_from_its_own_document(app: Flask, resources: Resources) -> None:
    document_id, face = _photograph(resources)
    other, _ = _photograph(resources)
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    browser.post(_address(document_id), {**SIGNED, "rostro": face})
    (consent,) = _recorded(resources, document_id)
    assert browser.post(f"{_address(other)}/{consent.id}/revocar").status_code == 404
    assert _recorded(resources, document_id)[0].revoked_at is None


@pytest.mark.parametrize(
    "changes",
    [
        {"firma": ""},
        {"uso": " "},
        {"firmado": ""},
        {"firmado": "2999-01-01"},
        {"hasta": "2020-01-01"},
        {"carta": "la de enero"},
        {"rostro": "9999"},
        {"rostro": "x"},
    ],
)
def test_what_cannot_be_is_explained_and_nothing_is_recorded(
    app: Flask, resources: Resources, changes: dict[str, str]
) -> None:
    document_id, face = _photograph(resources)
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    answer = browser.post(_address(document_id), {**SIGNED, "rostro": str(face), **changes})
    assert answer.status_code == 422
    assert "Revise el campo" in answer.get_data(as_text=True)
    assert _recorded(resources, document_id) == []


def test_a_face_of_another_document_gets_no_consent_here(app: Flask, resources: Resources) -> None:
    document_id, _ = _photograph(resources)
    _, other_face = _photograph(resources)
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    answer = browser.post(_address(document_id), {**SIGNED, "rostro": other_face})
    assert answer.status_code == 422


def test_who_signed_is_in_no_page_and_no_row(app: Flask, resources: Resources) -> None:
    document_id, face = _photograph(resources)
    browser = browser_of(app, resources, "jefa", Role.ADMINISTRATOR)
    made = browser.post(_address(document_id), {**SIGNED, "rostro": face})
    refused = browser.post(_address(document_id), {**SIGNED, "rostro": face, "uso": ""})
    pages = [made.location, refused.get_data(as_text=True), _text(browser, document_id)]
    pages.append(browser.get("/trabajo/bitacora").get_data(as_text=True))
    with resources.database.read() as session:
        tables = session.scalars(sql("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        rows = [str(row) for table in tables for row in session.execute(sql(f'SELECT * FROM "{table}"'))]
    everything = folded("\n".join([*pages, *rows]))
    assert "consentimiento registrado" in everything
    assert [word for word in ("marta", "quiroz") if word in everything] == []


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_decide_on_faces_see_consents(app: Flask, resources: Resources, role: Role) -> None:
    document_id, _ = _photograph(resources)
    browser = browser_of(app, resources, "persona", role)
    allowed = role in (Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR)
    assert (browser.get(_address(document_id)).status_code == 200) == allowed


def test_a_document_never_published_loses_nothing_when_a_consent_is_revoked(
    app: Flask, resources: Resources
) -> None:
    document_id, face = _photograph(resources)
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    browser.post(_address(document_id), {**SIGNED, "rostro": face})
    (consent,) = _recorded(resources, document_id)
    browser.post(f"{_address(document_id)}/{consent.id}/revocar")
    with resources.database.read() as session:
        assert session.get_one(Document, document_id).state is State.IN_REVIEW
    assert "Falta el consentimiento" in _text(browser, document_id)


@pytest.mark.parametrize(
    ("kind", "state", "offered"),
    [
        (DocumentKind.PHOTOGRAPH, State.IN_REVIEW, True),
        (DocumentKind.PHOTOGRAPH, State.READING, False),
        (DocumentKind.MINUTES, State.READY, False),
    ],
)
def test_consents_are_offered_where_people_may_be_seen_and_were_looked_for(
    app: Flask, resources: Resources, kind: DocumentKind, state: State, offered: bool
) -> None:
    document_id = make_document(resources, Sketch(kind=kind, state=state))
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    text = browser.get(f"/trabajo/documentos/{document_id}").get_data(as_text=True)
    assert (_address(document_id) in text) == offered
