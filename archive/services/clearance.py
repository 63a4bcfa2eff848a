"""What still stands between a document and the public.  Nothing is public until nothing stands there.

A document in which nothing personal was found is published by two people.  Whatever holds personal data, or
may show people, becomes public only as a version made from a finished review, passed by the gate, looked at
by a person page by page, and confirmed by the committee.
"""

from datetime import date as Date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.errors import NotPublishable
from archive.models.base import now
from archive.models.consents import Consent
from archive.models.documents import Document, Edition, Page
from archive.models.redactions import (
    Draft,
    PageConfirmation,
    Redaction,
    RedactionState,
    Rejection,
    Review,
)
from archive.services.boxes import boxes, boxes_key, digest
from ingest.redactions import DataType
from ingest.values import DocumentKind, Family, Ground

# Confidential as they are: whatever is published of them is a redacted version.
NEVER_PUBLIC: dict[DocumentKind, str] = {
    DocumentKind.ATTENDANCE_RECORD: "las listas de asistencia contienen datos personales de menores de edad.",
    DocumentKind.PHOTOGRAPH: "las fotografías pueden mostrar rostros de menores de edad.",
    DocumentKind.VIDEO: "los videos pueden mostrar o dejar oír a menores de edad.",
}
GROUND_REASONS: dict[Ground, str] = {
    Ground.ATTENDANCE_LIST: "parece contener una lista de asistencia.",
    Ground.CURP: "contiene al menos una CURP.",
    Ground.PHOTOGRAPH: "es una imagen casi sin texto y puede mostrar personas.",
}


# What shows, or lets hear, who somebody is: of a minor, visible or audible by consent alone.
NEEDS_CONSENT = (DataType.FACE, DataType.VOICE)


class Missing(StrEnum):
    """A step that is still to be done by people, or by the machine for them."""

    EXAMINATION = "examination"
    DECISIONS = "decisions"
    REVIEW = "review"
    VERSION = "version"
    GATE = "gate"
    CONFIRMATION = "confirmation"
    CONSENT = "consent"


MISSING_REASONS: dict[Missing, str] = {
    Missing.EXAMINATION: "todavía no se examina si contiene datos personales.",
    Missing.DECISIONS: "hay testados propuestos sobre los que nadie ha decidido.",
    Missing.REVIEW: "falta terminar su revisión.",
    Missing.VERSION: "falta preparar la versión pública con lo que se decidió.",
    Missing.GATE: "la comprobación de la versión pública encontró algo que no debe salir.",
    Missing.CONFIRMATION: "falta que una persona confirme cada página junto a su versión pública.",
    Missing.CONSENT: "muestra a personas sin un consentimiento vigente.",
}


def confidential(document: Document, review: Review | None) -> bool:
    """Whether the original holds or shows people, so that only a redacted version may be published."""
    return (
        document.kind in NEVER_PUBLIC
        or document.file_type.family is Family.MEDIA
        or bool({Ground.ATTENDANCE_LIST.value, Ground.PHOTOGRAPH.value} & set(document.grounds))
        or (review is not None and review.list_found)
    )


def needs_committee(session: Session, document: Document) -> bool:
    """Whether the public version leaves something out, which the committee has to confirm (LGTAIP 40 II)."""
    review = session.get(Review, document.id)
    if confidential(document, review):
        return True
    return bool(boxes(session, document.id, state=RedactionState.ACCEPTED))


def obstacles(session: Session, document: Document) -> tuple[NotPublishable, ...]:
    """Everything that forbids publishing this document now; empty if nothing does."""
    missing = tuple(
        NotPublishable(reason=MISSING_REASONS[one])
        for one in _missing(session, document, session.get(Review, document.id))
    )
    if missing:
        return (*nature(session, document), *missing)
    return () if needs_committee(session, document) else nature(session, document)


def nature(session: Session, document: Document) -> tuple[NotPublishable, ...]:
    """Why the document is not public as it is: by what it is, and by what was read in it."""
    reasons = []
    if document.kind in NEVER_PUBLIC:
        reasons.append(NEVER_PUBLIC[document.kind])
    elif document.file_type.family is Family.MEDIA:
        reasons.append(NEVER_PUBLIC[DocumentKind.VIDEO])
    reasons += [
        GROUND_REASONS[ground]
        for ground in map(Ground, document.grounds)
        if ground is not Ground.CURP or not _curp_decided(session, document)
    ]
    return tuple(NotPublishable(reason=reason) for reason in reasons)


def uncovered_without_consent(session: Session, document: Document, on: Date | None = None) -> list[int]:
    """Faces left visible and sound left in, maybe a minor's, without a consent that holds; their ids."""
    on = on or now().date()
    holding = select(Consent.redaction_id).where(
        Consent.document_id == document.id,
        Consent.revoked_at.is_(None),
        Consent.signed_on <= on,
        (Consent.valid_until.is_(None)) | (Consent.valid_until >= on),
    )
    return list(
        session.scalars(
            select(Redaction.id).where(
                Redaction.document_id == document.id,
                Redaction.data_type.in_(NEEDS_CONSENT),
                Redaction.state == RedactionState.REJECTED,
                Redaction.removed.is_(False),
                (Redaction.rejection.is_(None)) | (Redaction.rejection == Rejection.CONSENT),
                Redaction.id.not_in(holding),
            )
        )
    )


def settles_in_review(session: Session, document: Document) -> bool:
    """Whether a person has to look at the document before anything else can happen to it."""
    if document.grounds or confidential(document, review := session.get(Review, document.id)):
        return True
    return bool(boxes(session, document.id)) or bool(review is not None and review.doubtful_pages)


def _curp_decided(session: Session, document: Document) -> bool:
    """People have seen what looks like a CURP, and decided on it."""
    found = [one for one in boxes(session, document.id) if one.data_type is DataType.CURP]
    return bool(found) and all(one.state is not RedactionState.PROPOSED for one in found)


def _missing(session: Session, document: Document, review: Review | None) -> list[Missing]:
    if review is None:
        return [Missing.EXAMINATION]
    missing = []
    states = _states(session, document.id)
    if RedactionState.PROPOSED in states:
        missing.append(Missing.DECISIONS)
    covers = confidential(document, review) or RedactionState.ACCEPTED in states
    if review.finished_at is None and (covers or states or review.doubtful_pages):
        missing.append(Missing.REVIEW)
    if covers and not missing:
        missing += _missing_of_version(session, document, review)
    if uncovered_without_consent(session, document):
        missing.append(Missing.CONSENT)
    return missing


def _states(session: Session, document_id: UUID) -> set[RedactionState]:
    """The states its boxes are in; long documents have thousands of boxes."""
    there = select(Redaction.state).where(Redaction.document_id == document_id, Redaction.removed.is_(False))
    return set(session.scalars(there.distinct()))


def _missing_of_version(session: Session, document: Document, review: Review) -> list[Missing]:
    if not has_version_of_these_boxes(session, document.id):
        return [Missing.VERSION]
    if not session.get_one(Draft, document.id).passed:
        return [Missing.GATE]
    if confidential(document, review) and unconfirmed_pages(session, document):
        return [Missing.CONFIRMATION]
    return []


def has_version_of_these_boxes(session: Session, document_id: UUID) -> bool:
    """Whether the version that reviewers compare with was made of the boxes as they are now."""
    draft = session.get(Draft, document_id)
    return draft is not None and draft.boxes_key == boxes_key(session, document_id)


def unconfirmed_pages(session: Session, document: Document) -> list[int]:
    """Pages of the original that nobody has looked at beside the result as it is now."""
    accepted: dict[int, list[Redaction]] = {}
    for one in boxes(session, document.id, state=RedactionState.ACCEPTED):
        accepted.setdefault(one.page, []).append(one)
    looked_at = {
        one.page: one.boxes_key
        for one in session.scalars(
            select(PageConfirmation).where(
                PageConfirmation.document_id == document.id, PageConfirmation.beside_result.is_(True)
            )
        )
    }
    last = session.scalar(
        select(func.max(Page.number)).where(Page.document_id == document.id, Page.edition == Edition.ORIGINAL)
    )
    return [
        number
        for number in range(1, (last or 1) + 1)
        if looked_at.get(number) != digest(accepted.get(number, []))
    ]
