"""What staff do to one document: describe, read again, propose, return, approve, withdraw, confirm."""

from collections.abc import Callable
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError, InvalidInput
from archive.permissions import Permission
from archive.services import documents, publishing
from archive.services.documents import Description
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace.document_pages import show_document
from archive.web.workspace.face import done, signed_in, workspace
from archive.web.workspace.reading_forms import chosen, date, identifier, number
from ingest.values import DocumentKind

_DOCUMENT = "/trabajo/documentos/<uuid:document_id>"
_LANGUAGES = frozenset({"es", "en"})


@route(workspace, _DOCUMENT + "/datos", permission=Permission.DOCUMENT_DESCRIBE, methods=["POST"])
def describe(document_id: UUID) -> AnyResponse:
    return _do(
        document_id,
        "guardado",
        lambda: documents.describe(current_resources(), signed_in(), document_id, _description()),
    )


@route(workspace, _DOCUMENT + "/reintentar", permission=Permission.DOCUMENT_UPLOAD, methods=["POST"])
def retry(document_id: UUID) -> AnyResponse:
    password = request.form.get("contrasena") or None
    return _do(
        document_id,
        "reintento",
        lambda: documents.retry(current_resources(), signed_in(), document_id, password),
    )


@route(workspace, _DOCUMENT + "/proponer", permission=Permission.DOCUMENT_PROPOSE, methods=["POST"])
def propose(document_id: UUID) -> AnyResponse:
    return _do(
        document_id, "propuesto", lambda: publishing.propose(current_resources(), signed_in(), document_id)
    )


@route(workspace, _DOCUMENT + "/devolver", permission=Permission.DOCUMENT_PROPOSE, methods=["POST"])
def send_back(document_id: UUID) -> AnyResponse:
    return _do(
        document_id,
        "devuelto",
        lambda: publishing.return_to_review(current_resources(), signed_in(), document_id, _reason()),
    )


@route(workspace, _DOCUMENT + "/aprobar", permission=Permission.DOCUMENT_APPROVE, methods=["POST"])
def approve(document_id: UUID) -> AnyResponse:
    return _do(
        document_id, "aprobado", lambda: publishing.approve(current_resources(), signed_in(), document_id)
    )


@route(workspace, _DOCUMENT + "/retirar", permission=Permission.DOCUMENT_WITHDRAW, methods=["POST"])
def withdraw(document_id: UUID) -> AnyResponse:
    return _do(
        document_id,
        "retirado",
        lambda: publishing.withdraw(current_resources(), signed_in(), document_id, _reason()),
    )


@route(workspace, _DOCUMENT + "/confirmar-retiro", permission=Permission.DOCUMENT_WITHDRAW, methods=["POST"])
def confirm_withdrawal(document_id: UUID) -> AnyResponse:
    return _do(
        document_id,
        "confirmado",
        lambda: publishing.confirm_withdrawal(current_resources(), signed_in(), document_id),
    )


def _do(document_id: UUID, notice: str, step: Callable[[], None]) -> AnyResponse:
    """Take the step and show the document again: with the notice, or with what forbids it."""
    try:
        step()
    except ArchiveError as error:
        return show_document(document_id, error.status, spoken_error(error))
    return done(f"/trabajo/documentos/{document_id}", notice)


def _reason() -> str:
    return request.form.get("motivo", "")[:2000]


def _description() -> Description:
    form = request.form
    kind = chosen(tuple(DocumentKind), form.get("tipo", ""))
    if kind is None:
        raise InvalidInput(field="tipo", reason="elija uno de la lista")
    language = form.get("idioma", "")
    topics = (number(text) for text in form.getlist("temas"))
    return Description(
        title=form.get("titulo", ""),
        description=form.get("descripcion", "")[:10_000],
        kind=kind,
        date=date(form.get("fecha", ""), field="fecha"),
        unit_id=number(form.get("unidad", "")),
        practice_id=number(form.get("practica", "")),
        activity_id=identifier(form.get("actividad", ""), field="actividad"),
        topic_ids=tuple(topic for topic in topics if topic is not None),
        language=language if language in _LANGUAGES else None,
    )
