"""Consents to show a face: recorded, revoked, and what follows for what is already published."""

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from archive.errors import InvalidInput, NotFound
from archive.models.base import now
from archive.models.consents import Consent
from archive.models.documents import Document, State
from archive.models.people import PrintKind
from archive.models.redactions import Redaction, Review
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.audit import Action, record
from archive.services.clearance import NEEDS_CONSENT
from archive.services.documents import load
from archive.services.prints import prints_of

_LONGEST_USE = 300


@dataclass(frozen=True)
class ConsentView:
    id: int
    redaction_id: int
    form_document_id: UUID | None
    use: str
    signed_on: Date
    valid_until: Date | None
    recorded_at: datetime
    revoked_at: datetime | None
    valid: bool


def record_consent(
    resources: Resources,
    actor: Actor | None,
    redaction_id: int,
    *,
    signer: str,
    use: str,
    signed_on: Date,
    valid_until: Date | None,
    form_document_id: UUID | None = None,
) -> int:
    """Somebody signed that a face may be shown, or the sound of a film be heard.

    Of the signer only a fingerprint is kept.

    Raises InvalidInput, NotFound.
    """
    demand(actor, Permission.CONSENT_RECORD)
    assert actor is not None
    key = prints_of(resources.settings).of_text(PrintKind.NAME, signer)
    use = " ".join(use.split())
    if key is None:
        raise InvalidInput(field="quien firma", reason="escriba el nombre de quien firmó")
    if not use or len(use) > _LONGEST_USE:
        raise InvalidInput(field="uso", reason="diga para qué se autorizó")
    if signed_on > now().date() or (valid_until is not None and valid_until < signed_on):
        raise InvalidInput(field="vigencia", reason="las fechas no son posibles")
    with resources.database.write() as session:
        redaction = session.get(Redaction, redaction_id)
        if redaction is None or redaction.data_type not in NEEDS_CONSENT:
            raise NotFound
        if form_document_id is not None:
            load(session, form_document_id)
        row = Consent(
            document_id=redaction.document_id,
            redaction_id=redaction_id,
            signer_key=key,
            form_document_id=form_document_id,
            use=use,
            signed_on=signed_on,
            valid_until=valid_until,
            recorded_by=actor.id,
        )
        session.add(row)
        session.flush()
        record(session, actor, Action.CONSENT_RECORDED, "document", redaction.document_id, consent=row.id)
        return row.id


def revoke(resources: Resources, actor: Actor | None, consent_id: int) -> None:
    """A consent no longer holds: a photograph published with it is flagged, to be withdrawn at once."""
    demand(actor, Permission.CONSENT_RECORD)
    assert actor is not None
    with resources.database.write() as session:
        row = session.get(Consent, consent_id)
        if row is None:
            raise NotFound
        if row.revoked_at is not None:
            return
        row.revoked_by, row.revoked_at = actor.id, now()
        document = session.get_one(Document, row.document_id)
        review = session.get(Review, row.document_id)
        if review is not None and document.state in (State.PUBLISHED, State.PUBLISHING):
            review.alarmed_at = review.alarmed_at or now()
            review.finished_by = review.finished_at = None
        record(session, actor, Action.CONSENT_REVOKED, "document", row.document_id, consent=row.id)


def consents_of(resources: Resources, actor: Actor | None, document_id: UUID) -> tuple[ConsentView, ...]:
    """The consents recorded for a photograph, newest first."""
    demand(actor, Permission.CONSENT_RECORD)
    today = now().date()
    wanted = select(Consent).where(Consent.document_id == document_id).order_by(Consent.id.desc())
    with resources.database.read() as session:
        return tuple(
            ConsentView(
                id=row.id,
                redaction_id=row.redaction_id,
                form_document_id=row.form_document_id,
                use=row.use,
                signed_on=row.signed_on,
                valid_until=row.valid_until,
                recorded_at=row.recorded_at,
                revoked_at=row.revoked_at,
                valid=row.revoked_at is None and (row.valid_until is None or row.valid_until >= today),
            )
            for row in session.scalars(wanted)
        )
