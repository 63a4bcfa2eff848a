"""The audit trail: every action of every actor is added here, in the transaction of the action itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models.audit import AuditEvent
from archive.permissions import Actor, Permission, Role, demand
from archive.resources import Resources


class Action(StrEnum):
    ACCOUNT_CHANGED = "account:changed"
    ACCOUNT_CREATED = "account:created"
    COMMITTEE_CLOSED = "committee:closed"
    COMMITTEE_CONVENED = "committee:convened"
    COMMITTEE_VOTED = "committee:voted"
    CONSENT_RECORDED = "consent:recorded"
    CONSENT_REVOKED = "consent:revoked"
    COUNTS_CHECKED = "counts:checked"
    DOCUMENT_APPROVED = "document:approved"
    DOCUMENT_DESCRIBED = "document:described"
    DOCUMENT_EXAMINED = "document:examined"
    DOCUMENT_FAILED = "document:failed"
    DOCUMENT_PROPOSED = "document:proposed"
    DOCUMENT_PUBLISHED = "document:published"
    DOCUMENT_READ = "document:read"
    DOCUMENT_RECEIVED = "document:received"
    DOCUMENT_REFUSED = "document:refused"
    DOCUMENT_RETRIED = "document:retried"
    DOCUMENT_RETURNED = "document:returned"
    DOCUMENT_WITHDRAWAL_CONFIRMED = "document:withdrawal_confirmed"
    DOCUMENT_WITHDRAWN = "document:withdrawn"
    FILE_DOWNLOADED = "file:downloaded"
    JOB_RETRIED = "job:retried"
    LEGAL_BASIS_CHANGED = "legal:changed"
    PAGE_CONFIRMED = "page:confirmed"
    PASSWORD_CHANGED = "password:changed"  # noqa: S105
    PEOPLE_SEARCHED = "people:searched"
    PUBLICATION_REQUESTED = "review:publication_requested"
    REDACTION_DECIDED = "redaction:decided"
    REDACTION_REDONE = "redaction:redone"
    REDACTION_UNDONE = "redaction:undone"
    REGISTER_CHANGED = "register:changed"
    RELEASE_APPROVED = "release:approved"
    RELEASE_MADE = "release:made"
    RELEASE_ORDERED = "release:ordered"
    RELEASE_PROPOSED = "release:proposed"
    RELEASE_REFUSED = "release:refused"
    RELEASE_RETURNED = "release:returned"
    RELEASE_WITHDRAWN = "release:withdrawn"
    REVIEW_FINISHED = "review:finished"
    SIGNED_IN = "session:signed_in"
    SIGNED_OUT = "session:signed_out"
    SIGNED_OUT_EVERYWHERE = "session:signed_out_everywhere"
    SIGN_IN_FAILED = "session:failed"
    TABLE_DESCRIBED = "table:described"
    TABLE_EXAMINED = "table:examined"
    TABLE_SENT = "table:sent"


@dataclass(frozen=True)
class SystemActor:
    """The installation itself: the worker and the command line."""

    username: str
    id: int | None = None
    role: Role = Role.ADMINISTRATOR


COMMAND_LINE = SystemActor("linea-de-comandos")
WORKER = SystemActor("procesador")


@dataclass(frozen=True)
class EventView:
    at: datetime
    actor_name: str
    action: Action
    subject_kind: str
    subject_id: str
    details: dict[str, Any]


def record(
    session: Session, actor: Actor, action: Action, subject_kind: str, subject_id: object, **details: Any
) -> None:
    """Add one event within the caller's transaction.  ``details`` must be JSON and hold no personal data."""
    session.add(
        AuditEvent(
            actor_id=actor.id,
            actor_name=actor.username,
            action=action.value,
            subject_kind=subject_kind,
            subject_id=str(subject_id),
            details=details,
        )
    )


def history(
    resources: Resources,
    actor: Actor | None,
    *,
    subject_id: str | None = None,
    offset: int = 0,
    limit: int = 100,
) -> tuple[EventView, ...]:
    """The newest events first, of one thing or of all.  Needs AUDIT_READ."""
    demand(actor, Permission.AUDIT_READ)
    wanted = select(AuditEvent).order_by(AuditEvent.id.desc()).offset(offset).limit(limit)
    if subject_id is not None:
        wanted = wanted.where(AuditEvent.subject_id == subject_id)
    with resources.database.read() as session:
        return tuple(
            EventView(
                row.at, row.actor_name, Action(row.action), row.subject_kind, row.subject_id, row.details
            )
            for row in session.scalars(wanted)
        )
