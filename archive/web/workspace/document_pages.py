"""Documents for staff: the lists, one document whole, its page images, its original, and how far it is."""

from urllib.parse import quote
from uuid import UUID

from flask import Response, jsonify, request

from archive.permissions import Permission, allows
from archive.services import audit, dossier, lookup, registers, versions
from archive.services.lookup import DocumentRow, Selection, Standing
from archive.web.delivery import PRIVATE_CACHE, Body, deliver
from archive.web.labels import STATE_LABELS
from archive.web.language import translate
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken
from archive.web.workspace.face import show, signed_in, workspace
from archive.web.workspace.reading_forms import chosen, number
from ingest.values import DocumentKind, Family

_STILL_MOVING = frozenset({"received", "reading", "publishing"})
_EXAMINED_NEXT = frozenset({"ready", "in_review"})


@route(workspace, "/trabajo/mis-documentos", permission=Permission.DOCUMENT_READ)
def my_documents() -> Response:
    return _listing(mine=True)


@route(workspace, "/trabajo/documentos", permission=Permission.DOCUMENT_READ)
def documents() -> Response:
    return _listing(mine=False)


@route(workspace, "/trabajo/estados", permission=Permission.DOCUMENT_READ)
def standings() -> Response:
    """Where the documents ``?id=…&id=…`` stand, for pages that watch them."""
    asked = [found for text in request.args.getlist("id") if (found := _uuid(text)) is not None]
    views = lookup.standings(current_resources(), signed_in(), asked)
    return jsonify({"documents": [_standing(view) for view in views]})


@route(workspace, "/trabajo/documentos/<uuid:document_id>", permission=Permission.DOCUMENT_READ)
def document(document_id: UUID) -> Response:
    return show_document(document_id)


@route(
    workspace,
    "/trabajo/documentos/<uuid:document_id>/paginas/<int:page>.webp",
    permission=Permission.DOCUMENT_READ,
)
def page_image(document_id: UUID, page: int) -> Response:
    image = dossier.preview(current_resources(), signed_in(), document_id, page)
    return Response(image, mimetype="image/webp")


@route(
    workspace, "/trabajo/documentos/<uuid:document_id>/miniatura.webp", permission=Permission.DOCUMENT_READ
)
def thumbnail(document_id: UUID) -> Response:
    image = dossier.preview(current_resources(), signed_in(), document_id, 1, small=True)
    return Response(image, mimetype="image/webp")


@route(workspace, "/trabajo/documentos/<uuid:document_id>/original", permission=Permission.DOCUMENT_READ)
def original(document_id: UUID) -> Response:
    """The file as it was received: always saved, never shown, whatever it claims to be."""
    found = dossier.original(current_resources(), signed_in(), document_id)
    plain = f"original.{found.suffix}"
    body = Body(found.sha256, found.size, found.media_type, attachment=plain)
    response = deliver(current_resources().vault, body, PRIVATE_CACHE)
    # The plain name is for programs that know no RFC 6266; browsers take the true one.
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name, safe='')}"
    response.headers["Content-Disposition"] = named
    return response


def show_document(document_id: UUID, status: int = 200, problem: str | None = None) -> Response:
    """The document's page, perhaps with what went wrong a moment ago."""
    resources, actor = current_resources(), signed_in()
    first = number(request.args.get("desde", "")) or 1
    reads_audit = allows(actor, Permission.AUDIT_READ)
    opened = dossier.open_dossier(resources, actor, document_id, first)
    return show(
        "document",
        status,
        dossier=opened,
        versions=versions.versions_of(resources, actor, document_id),
        shows_faces=_shows_faces(opened.row),
        registers=registers.read(resources, actor),
        history=audit.history(resources, actor, subject_id=str(document_id)) if reads_audit else (),
        pages_shown=dossier.PAGES_SHOWN,
        kinds=tuple(DocumentKind),
        still_moving=opened.row.state.value in _STILL_MOVING
        or (opened.row.state.value in _EXAMINED_NEXT and not opened.examined),
        problem=problem,
    )


def _shows_faces(row: DocumentRow) -> bool:
    """Whether people may be seen in it, so that consents are asked for once it was examined."""
    if row.state.value in ("received", "reading", "failed"):
        return False
    seen = row.kind in (DocumentKind.PHOTOGRAPH, DocumentKind.VIDEO)
    return seen or row.file_type.family in (Family.IMAGE, Family.MEDIA)


def _listing(*, mine: bool) -> Response:
    resources, actor = current_resources(), signed_in()
    wanted = Selection(
        text=request.args.get("q", "")[:500],
        state=_state(request.args.get("estado", "")),
        kind=chosen(tuple(DocumentKind), request.args.get("tipo", "")),
        unit_id=number(request.args.get("unidad", "")),
        practice_id=number(request.args.get("practica", "")),
        mine=mine,
        page=number(request.args.get("pagina", "")) or 1,
    )
    return show(
        "documents",
        listing=lookup.documents(resources, actor, wanted),
        wanted=wanted,
        registers=registers.read(resources, actor),
        kinds=tuple(DocumentKind),
        states=tuple(STATE_LABELS),
        still_moving=_STILL_MOVING,
        filtered=any((wanted.text, wanted.state, wanted.kind, wanted.unit_id, wanted.practice_id)),
    )


def _standing(view: Standing) -> dict[str, object]:
    return {
        "id": str(view.id),
        "title": view.title,
        "state": view.state.value,
        "label": translate(STATE_LABELS[view.state]),
        "sentence": _progress(view),
        "moving": view.state.value in _STILL_MOVING
        or (view.state.value in _EXAMINED_NEXT and not view.examined),
        "read": view.pages_read,
        "pages": view.page_count,
    }


def _progress(view: Standing) -> str:
    """Where it stands, in words."""
    if view.state.value == "reading" and view.page_count:
        at = min(view.pages_read + 1, view.page_count)
        return translate("Leyendo la página %(page)s de %(total)s", page=at, total=view.page_count)
    if view.failure is not None and view.state.value == "failed":
        return spoken(view.failure.sentence, view.failure.data)
    return translate(STATE_LABELS[view.state])


def _state(untrusted_text: str) -> str:
    return untrusted_text if untrusted_text in STATE_LABELS else ""


def _uuid(untrusted_text: str) -> UUID | None:
    try:
        return UUID(untrusted_text)
    except ValueError:
        return None
