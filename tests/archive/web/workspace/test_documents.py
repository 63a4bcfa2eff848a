"""Documents on the staff's screens: who sees which step, two people, what is shown and what is downloaded."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from archive.models.audit import AuditEvent
from archive.models.documents import Document, Page, State
from archive.permissions import Role
from archive.resources import Resources
from archive.services.documents import fail
from archive.services.publishing import current_publication
from archive.services.versions import count_download, open_version
from ingest.errors import EncryptedFile
from ingest.values import DocumentKind, FileType, TextSource
from tests.archive.web.workspace.browser import Browser, browser_of
from tests.factories import Sketch, make_document, make_published, make_unit


def _page(browser: Browser, document_id: UUID) -> str:
    answer = browser.get(f"/trabajo/documentos/{document_id}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def _state(resources: Resources, document_id: UUID) -> State:
    with resources.database.read() as session:
        return session.get_one(Document, document_id).state


def test_two_people_publish_and_one_alone_is_told_why_not(app: Flask, resources: Resources) -> None:
    first = browser_of(app, resources, "jefa", Role.ADMINISTRATOR)
    second = browser_of(app, resources, "publica", Role.PUBLISHER)
    document_id = make_document(resources, Sketch(state=State.READY))
    address = f"/trabajo/documentos/{document_id}"
    assert first.post(address + "/proponer").status_code == 303
    own = _page(first, document_id)
    assert "debe aprobarlo otra persona" in own
    assert address + "/aprobar" not in own
    assert first.post(address + "/aprobar").status_code == 403
    assert _state(resources, document_id) is State.PROPOSED
    assert address + "/aprobar" in _page(second, document_id)
    assert "Lo propuso usted" in first.get("/trabajo/revision").get_data(as_text=True)
    assert "Revisar y decidir" in second.get("/trabajo/revision").get_data(as_text=True)
    assert second.post(address + "/aprobar").status_code == 303
    assert _state(resources, document_id) is State.PUBLISHING


def test_a_withdrawal_needs_a_reason_and_is_confirmed_by_another(app: Flask, resources: Resources) -> None:
    first = browser_of(app, resources, "comite", Role.COMMITTEE)
    second = browser_of(app, resources, "revisa", Role.REVIEWER)
    (document_id,) = make_published(resources, Sketch())
    address = f"/trabajo/documentos/{document_id}"
    assert first.post(address + "/retirar", {"motivo": "  "}).status_code == 422
    assert first.post(address + "/retirar", {"motivo": "Trae un teléfono."}).status_code == 303
    assert _state(resources, document_id) is State.WITHDRAWN
    assert app.test_client().get(f"/d/{document_id}/x").status_code == 404
    assert "corresponde a otra persona" in _page(first, document_id)
    assert "Trae un teléfono." in _page(second, document_id)
    assert second.post(address + "/confirmar-retiro").status_code == 303
    assert "confirmó el retiro" in _page(second, document_id)


def test_a_proposal_goes_back_with_its_reason(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    document_id = make_document(resources, Sketch(state=State.READY))
    browser.post(f"/trabajo/documentos/{document_id}/proponer")
    browser.post(f"/trabajo/documentos/{document_id}/devolver", {"motivo": "Falta la fecha."})
    assert _state(resources, document_id) is State.READY
    assert "Falta la fecha." in _page(browser, document_id)


def test_what_forbids_publishing_is_said_and_no_button_offered(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "jefa", Role.ADMINISTRATOR)
    document_id = make_document(
        resources,
        Sketch(kind=DocumentKind.ATTENDANCE_RECORD, state=State.IN_REVIEW, grounds=("attendance_list",)),
    )
    text = _page(browser, document_id)
    assert "datos personales de menores" in text
    assert f"/trabajo/documentos/{document_id}/proponer" not in text
    refused = browser.post(f"/trabajo/documentos/{document_id}/proponer")
    assert refused.status_code == 409
    assert _state(resources, document_id) is State.IN_REVIEW


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_only_the_steps_it_may_take(app: Flask, resources: Resources, role: Role) -> None:
    browser = browser_of(app, resources, "persona", role)
    document_id = make_document(resources, Sketch(state=State.READY))
    address = f"/trabajo/documentos/{document_id}"
    text = _page(browser, document_id)
    for step, form in (("datos", {"titulo": "Otro", "tipo": "report"}), ("proponer", {})):
        offered = f'action="{address}/{step}"' in text
        answer = browser.post(f"{address}/{step}", form)
        assert (answer.status_code == 303) == offered, (role, step)
        if not offered:
            assert answer.status_code == 403


def test_a_failed_document_says_why_and_asks_for_its_password(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    document_id = make_document(resources, Sketch(state=State.FAILED))
    with resources.database.write() as session:
        document = session.get_one(Document, document_id)
        fail(document, "survey", EncryptedFile.code, EncryptedFile.sentence, {})
    assert "protegido con contraseña" in _page(browser, document_id)
    assert 'type="password"' in _page(browser, document_id)
    assert "protegido con contraseña" in browser.get("/trabajo/cola").get_data(as_text=True)
    browser.post(f"/trabajo/documentos/{document_id}/reintentar", {"contrasena": "secreta"})
    with resources.database.read() as session:
        document = session.get_one(Document, document_id)
    assert (document.state, document.password) == (State.RECEIVED, "secreta")


def test_a_correction_is_kept_and_a_bad_one_is_explained(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    unit = make_unit(resources, "Unidad de Género", "genero")
    document_id = make_document(resources, Sketch(state=State.READY))
    address = f"/trabajo/documentos/{document_id}/datos"
    good = {
        "titulo": "Minuta <1>",
        "tipo": "minutes",
        "fecha": "2022-05-03",
        "unidad": str(unit),
        "idioma": "es",
    }
    assert browser.post(address, good).status_code == 303
    assert "Minuta &lt;1&gt;" in _page(browser, document_id)
    for bad in ({"titulo": " "}, {"fecha": "3/5/22"}, {"tipo": "nada"}, {"actividad": "x"}):
        answer = browser.post(address, {**good, **bad})
        assert answer.status_code == 422
        assert "Revise el campo" in answer.get_data(as_text=True)


def test_unsure_pages_are_marked_and_listed(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    document_id = make_document(
        resources, Sketch(state=State.READY, texts=("uno", "dos"), source=TextSource.OCR)
    )
    with resources.database.write() as session:
        pages = session.scalars(select(Page).where(Page.document_id == document_id)).all()
        for page in pages:
            page.confidence = 95.0 if page.number == 1 else 40.0
    assert _page(browser, document_id).count("sheet--unsure") == 1
    listed = browser.get("/trabajo/baja-confianza").get_data(as_text=True)
    assert f"/trabajo/documentos/{document_id}?desde=2#p2" in listed


def test_the_original_is_saved_never_shown_and_the_trail_says_who(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "audita", Role.AUDITOR)
    document_id = make_document(resources, Sketch(state=State.READY, source_name="Minuta de niñez.pdf"))
    answer = browser.get(f"/trabajo/documentos/{document_id}/original")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "ni%C3%B1ez" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"%PDF")
    with resources.database.read() as session:
        actions = session.scalars(select(AuditEvent.action).where(AuditEvent.subject_id == str(document_id)))
        assert "file:downloaded" in set(actions)
    assert "Archivo descargado" in _page(browser, document_id)


def test_page_images_come_from_the_vault_and_only_to_staff(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    document_id = make_document(resources, Sketch(state=State.READY))
    address = f"/trabajo/documentos/{document_id}"
    for image in ("/paginas/1.webp", "/miniatura.webp"):
        assert browser.get(address + image).data[8:12] == b"WEBP"
        assert app.test_client().get(address + image).status_code == 303
    assert browser.get(address + "/paginas/9.webp").status_code == 404


def test_the_history_is_for_those_who_may_read_it(app: Flask, resources: Resources) -> None:
    document_id = make_document(resources, Sketch(state=State.READY))
    uploader = browser_of(app, resources, "ana", Role.UPLOADER)
    assert "Historia" not in _page(uploader, document_id)
    assert uploader.get("/trabajo/bitacora").status_code == 403
    assert "Historia" in _page(browser_of(app, resources, "audita", Role.AUDITOR), document_id)


def test_lists_narrow_by_state_kind_unit_words_and_owner(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    unit = make_unit(resources, "Unidad de Género", "genero")
    make_published(
        resources,
        Sketch(title="Primera", state=State.READY, unit_id=unit, texts=("La ciberviolencia en la escuela.",)),
        Sketch(title="Segunda", state=State.FAILED, kind=DocumentKind.LETTER),
    )
    for query, first, second in (
        ("", True, True),
        ("?estado=ready", True, False),
        ("?tipo=letter", False, True),
        (f"?unidad={unit}", True, False),
        ("?q=ciberviolencia", True, False),
        ("?q=Segun", False, True),
        ("?q=ciberviolencia&estado=failed", False, False),
        ("?estado=inventado&tipo=nada&unidad=x&pagina=-1", True, True),
    ):
        text = browser.get("/trabajo/documentos" + query).get_data(as_text=True)
        assert (">Primera<" in text, ">Segunda<" in text) == (first, second), query
    assert ">Primera<" not in browser.get("/trabajo/mis-documentos").get_data(as_text=True)


def test_the_standing_of_documents_is_told_as_data(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    document_id = make_document(resources, Sketch(state=State.READING, texts=("uno", "dos", "tres")))
    with resources.database.write() as session:
        last = select(Page).where(Page.document_id == document_id, Page.number == 3)
        session.delete(session.scalars(last).one())
    told = browser.get(f"/trabajo/estados?id={document_id}&id=nada&id={UUID(int=5)}").json
    assert told is not None
    (standing,) = told["documents"]
    assert standing["sentence"] == "Leyendo la página 3 de 3"
    assert standing["moving"] is True


def test_long_documents_are_shown_some_pages_at_a_time(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    document_id = make_document(resources, Sketch(state=State.READY, texts=tuple(f"p{n}" for n in range(45))))
    assert _page(browser, document_id).count('<article class="sheet') == 20
    text = browser.get(f"/trabajo/documentos/{document_id}?desde=41").get_data(as_text=True)
    assert text.count('<article class="sheet') == 5


def test_a_document_that_does_not_exist_is_not_found(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    assert browser.get(f"/trabajo/documentos/{UUID(int=7)}").status_code == 404


def test_a_version_that_was_withdrawn_says_since_when_and_how_often_it_had_been_taken(
    app: Flask, resources: Resources
) -> None:
    browser = browser_of(app, resources, "revisa", Role.REVIEWER)
    (document_id,) = make_published(resources, Sketch())
    with resources.database.write() as session:
        open_version(
            session,
            document_id,
            publication_id=current_publication(session, document_id).id,
            act=None,
            sha256="0" * 64,
            size=1,
            file_type=FileType.PDF,
            index=(),
            report={},
        )
    for _ in range(3):
        count_download(resources, document_id)
    assert "Descargada 3 veces." in _page(browser, document_id)
    browser.post(f"/trabajo/documentos/{document_id}/retirar", {"motivo": "Trae un teléfono."})
    shown = _page(browser, document_id)
    assert "Retirada el" in shown
    assert "Hasta entonces se había descargado 3 veces." in shown
