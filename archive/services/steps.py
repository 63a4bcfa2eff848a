"""Steps of a review: what each changed, undone and redone by the reviewer who took it.

A step keeps every redaction as it was before and as it was left.  Undoing is refused where somebody else has
changed one of them since: their decision is not taken back by another's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from archive import queue
from archive.errors import NothingToUndo, ReviewConflict, ReviewFinished
from archive.models.base import now
from archive.models.documents import Document, State
from archive.models.redactions import (
    Deed,
    Redaction,
    RedactionChange,
    RedactionState,
    Rejection,
    Review,
    ReviewStep,
)
from archive.permissions import Actor, Permission, demand
from archive.queue import Verb
from archive.resources import Resources
from archive.services.audit import Action, record
from archive.services.documents import load, move
from ingest.redactions import DataType

# A published document may still be decided on: it is then flagged, and withdrawn by whoever sees it.
REVIEWABLE = frozenset({State.READY, State.IN_REVIEW, State.WITHDRAWN, State.PUBLISHED})
Json = dict[str, Any]


@dataclass(frozen=True)
class Change:
    redaction: Redaction
    apply: Callable[[Redaction], None]


def reviewable(session: Session, document_id: UUID) -> Document:
    """The document, if its boxes may change now.  Raises NotFound, ReviewFinished."""
    document = load(session, document_id)
    if document.state not in REVIEWABLE:
        raise ReviewFinished
    return document


def take_step(
    session: Session, actor: Actor, document: Document, deed: Deed, changes: Sequence[Change]
) -> None:
    """Change redactions in the name of ``actor``; what had been undone by then cannot be redone."""
    session.execute(
        update(ReviewStep)
        .where(
            ReviewStep.document_id == document.id,
            ReviewStep.actor_id == actor.id,
            ReviewStep.undone_at.is_not(None),
        )
        .values(superseded=True)
    )
    step = ReviewStep(document_id=document.id, actor_id=actor.id, deed=deed)
    session.add(step)
    session.flush()
    for change in changes:
        one = change.redaction
        before = _snapshot(one)
        change.apply(one)
        one.decided_by, one.decided_at, one.suggestion = actor.id, now(), None
        session.add(
            RedactionChange(step_id=step.id, redaction_id=one.id, before=before, after=_snapshot(one))
        )
    decided(session, document)
    record(
        session, actor, Action.REDACTION_DECIDED, "document", document.id, deed=deed.value, boxes=len(changes)
    )


def decided(session: Session, document: Document) -> None:
    """What follows from any change: the review is open again, and a published document is in doubt."""
    if document.state is State.READY:
        move(document, State.IN_REVIEW)
    review = session.get(Review, document.id)
    if review is None:
        return
    review.finished_by = review.finished_at = None
    if document.state is State.PUBLISHED:
        review.alarmed_at = review.alarmed_at or now()


def undo(resources: Resources, actor: Actor | None, document_id: UUID) -> Deed:
    """Take back the actor's last step in this document.  Raises NothingToUndo, ReviewConflict."""
    demand(actor, Permission.REVIEW_DECIDE)
    assert actor is not None
    with resources.database.write() as session:
        document = reviewable(session, document_id)
        step = next_to_undo(session, actor, document_id)
        if step is None:
            raise NothingToUndo
        for change, redaction in _changes(session, step):
            _put_back(redaction, expected=change.after, wanted=change.before)
        step.undone_at = now()
        _after(session, document, actor, Action.REDACTION_UNDONE, step)
        return step.deed


def redo(resources: Resources, actor: Actor | None, document_id: UUID) -> Deed:
    """Take the step again that the actor undid last.  Raises NothingToUndo, ReviewConflict."""
    demand(actor, Permission.REVIEW_DECIDE)
    assert actor is not None
    with resources.database.write() as session:
        document = reviewable(session, document_id)
        step = next_to_redo(session, actor, document_id)
        if step is None:
            raise NothingToUndo
        for change, redaction in _changes(session, step):
            _put_back(redaction, expected=change.before, wanted=change.after)
        step.undone_at = None
        _after(session, document, actor, Action.REDACTION_REDONE, step)
        return step.deed


def next_to_undo(session: Session, actor: Actor, document_id: UUID) -> ReviewStep | None:
    wanted = _steps_of(actor, document_id).where(ReviewStep.undone_at.is_(None))
    return session.scalars(wanted.order_by(ReviewStep.id.desc()).limit(1)).one_or_none()


def next_to_redo(session: Session, actor: Actor, document_id: UUID) -> ReviewStep | None:
    wanted = _steps_of(actor, document_id).where(
        ReviewStep.undone_at.is_not(None), ReviewStep.superseded.is_(False)
    )
    return session.scalars(wanted.order_by(ReviewStep.id).limit(1)).one_or_none()


def _steps_of(actor: Actor, document_id: UUID) -> Any:
    return select(ReviewStep).where(ReviewStep.document_id == document_id, ReviewStep.actor_id == actor.id)


def _changes(session: Session, step: ReviewStep) -> list[tuple[RedactionChange, Redaction]]:
    rows = session.execute(
        select(RedactionChange, Redaction)
        .join(Redaction, Redaction.id == RedactionChange.redaction_id)
        .where(RedactionChange.step_id == step.id)
        .order_by(RedactionChange.id)
    )
    return [(change, redaction) for change, redaction in rows]


def _after(session: Session, document: Document, actor: Actor, action: Action, step: ReviewStep) -> None:
    decided(session, document)
    if document.practice_id is not None:
        queue.put(session, Verb.SPREAD, str(document.id))
    record(session, actor, action, "document", document.id, deed=step.deed.value)


def _snapshot(one: Redaction) -> Json:
    return {
        "state": one.state.value,
        "box": [one.x0, one.y0, one.x1, one.y1],
        "extent": [one.words, one.lines],
        "data_type": one.data_type.value,
        "rejection": one.rejection.value if one.rejection else None,
        "removed": one.removed,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at.isoformat() if one.decided_at else None,
    }


def _put_back(one: Redaction, *, expected: Json, wanted: Json) -> None:
    if _meaning(_snapshot(one)) != _meaning(expected):
        raise ReviewConflict
    one.state = RedactionState(wanted["state"])
    one.x0, one.y0, one.x1, one.y1 = wanted["box"]
    one.words, one.lines = wanted["extent"]
    one.data_type = DataType(wanted["data_type"])
    one.rejection = Rejection(wanted["rejection"]) if wanted["rejection"] else None
    one.removed = wanted["removed"]
    one.decided_by = wanted["decided_by"]
    one.decided_at = datetime.fromisoformat(wanted["decided_at"]) if wanted["decided_at"] else None


def _meaning(snapshot: Json) -> Json:
    """What of a snapshot is the decision, whenever it was taken."""
    return {name: value for name, value in snapshot.items() if name != "decided_at"}
