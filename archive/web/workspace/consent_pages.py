"""Consents to show a face: which face, for what use, until when, with which evidence; and revoking one."""

import re
from collections.abc import Callable
from uuid import UUID

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError, InvalidInput, NotFound
from archive.permissions import Permission
from archive.services import consents, review_view
from archive.services.clearance import NEEDS_CONSENT
from archive.services.review_view import BoxView, ReviewPage, ReviewView
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace.face import done, show, signed_in, workspace
from archive.web.workspace.reading_forms import date, number

_ADDRESS = "/trabajo/documentos/<uuid:document_id>/consentimientos"
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@route(workspace, _ADDRESS, permission=Permission.CONSENT_RECORD)
def consents_of(document_id: UUID) -> Response:
    return _page(document_id)


@route(workspace, _ADDRESS, permission=Permission.CONSENT_RECORD, methods=["POST"])
def record_consent(document_id: UUID) -> AnyResponse:
    return _do(document_id, "consentimiento", lambda: _record(document_id))


@route(
    workspace, _ADDRESS + "/<int:consent_id>/revocar", permission=Permission.CONSENT_RECORD, methods=["POST"]
)
def revoke_consent(document_id: UUID, consent_id: int) -> AnyResponse:
    def step() -> None:
        resources, actor = current_resources(), signed_in()
        if consent_id not in {one.id for one in consents.consents_of(resources, actor, document_id)}:
            raise NotFound
        consents.revoke(resources, actor, consent_id)

    return _do(document_id, "revocado", step)


def _record(document_id: UUID) -> None:
    resources, actor, form = current_resources(), signed_in(), request.form
    face = number(form.get("rostro", ""))
    if face not in {box.id for _, box in _faces(review_view.open_review(resources, actor, document_id))}:
        raise InvalidInput(field="rostro", reason="elija uno de la lista")
    signed_on = date(form.get("firmado", ""), field="fecha de la firma")
    if signed_on is None:
        raise InvalidInput(field="fecha de la firma", reason="no puede quedar vacía")
    consents.record_consent(
        resources,
        actor,
        face,
        signer=form.get("firma", "")[:300],
        use=form.get("uso", "")[:1000],
        signed_on=signed_on,
        valid_until=date(form.get("hasta", ""), field="vigente hasta"),
        form_document_id=_evidence(form.get("carta", "")),
    )


def _evidence(untrusted_text: str) -> UUID | None:
    """The document named by its address or its identifier; None for an empty field."""
    if not untrusted_text.strip():
        return None
    found = _IDENTIFIER.search(untrusted_text.lower())
    if found is None:
        raise InvalidInput(field="carta firmada", reason="pegue la dirección de su página en este archivo")
    return UUID(found.group(0))


def _do(document_id: UUID, notice: str, step: Callable[[], None]) -> AnyResponse:
    try:
        step()
    except ArchiveError as error:
        return _page(document_id, error)
    return done(f"/trabajo/documentos/{document_id}/consentimientos", notice)


def _page(document_id: UUID, problem: ArchiveError | None = None) -> Response:
    resources, actor = current_resources(), signed_in()
    review = review_view.open_review(resources, actor, document_id)
    return show(
        "consents",
        problem.status if problem else 200,
        review=review,
        faces=_faces(review),
        consents=consents.consents_of(resources, actor, document_id),
        typed=request.form if problem else {},
        problem=spoken_error(problem) if problem else None,
    )


def _faces(review: ReviewView) -> list[tuple[ReviewPage, BoxView]]:
    return [(page, box) for page in review.pages for box in page.boxes if box.data_type in NEEDS_CONSENT]
