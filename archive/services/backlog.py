"""What waits: for the machine (the queue) and for people (proposals, withdrawals, pages hard to read)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive import queue
from archive.models.accounts import Account
from archive.models.base import now
from archive.models.documents import Document, Edition, Page, State
from archive.models.publications import Publication
from archive.permissions import Actor, Permission, demand
from archive.queue import JobState, JobView
from archive.resources import Resources
from archive.services.audit import Action, record
from archive.services.lookup import DocumentRow, pages_read, rows_of

LOW_CONFIDENCE = 75.0  # mean of a page's OCR words, 0 to 100: below it people should look
PAGES_SHOWN = 50
_JOBS_SHOWN = 100
_FAILED_SHOWN = 50
_ALIVE = timedelta(seconds=3 * queue.BEAT_SECONDS)


@dataclass(frozen=True)
class QueuedWork:
    job: JobView
    document: DocumentRow | None
    pages_read: int


@dataclass(frozen=True)
class QueueView:
    counts: dict[JobState, int]
    work: tuple[QueuedWork, ...]
    failed: tuple[DocumentRow, ...]
    failed_total: int
    worker_seen: datetime | None
    worker_alive: bool
    at: datetime


@dataclass(frozen=True)
class Decision:
    """A document on which a second person has to decide."""

    document: DocumentRow
    by: str
    at: datetime
    reason: str
    own: bool  # the actor was the first person


@dataclass(frozen=True)
class Decisions:
    proposals: tuple[Decision, ...]
    withdrawals: tuple[Decision, ...]


@dataclass(frozen=True)
class UnsurePage:
    document_id: UUID
    title: str
    number: int
    confidence: float


@dataclass(frozen=True)
class UnsurePages:
    pages: tuple[UnsurePage, ...]
    total: int


def look(resources: Resources, actor: Actor | None) -> QueueView:
    """What runs, waits and was given up, the documents whose reading failed, and whether a worker lives."""
    demand(actor, Permission.QUEUE_READ)
    failed = select(Document.id).where(Document.state == State.FAILED).order_by(Document.changed_at.desc())
    with resources.database.read() as session:
        seen = queue.workers_seen(session)
        views = queue.look(session, limit=_JOBS_SHOWN)
        subjects = [UUID(view.subject) for view in views]
        rows = {row.id: row for row in rows_of(session, subjects)}
        read = pages_read(session, subjects)
        return QueueView(
            counts=queue.counts(session),
            work=tuple(
                QueuedWork(view, rows.get(UUID(view.subject)), read.get(UUID(view.subject), 0))
                for view in views
            ),
            failed=rows_of(session, session.scalars(failed.limit(_FAILED_SHOWN)).all()),
            failed_total=session.scalar(select(func.count()).select_from(failed.subquery())) or 0,
            worker_seen=seen[0] if seen else None,
            worker_alive=bool(seen) and now() - seen[0] < _ALIVE,
            at=now(),
        )


def retry_job(resources: Resources, actor: Actor | None, job_id: int) -> None:
    """Let a job that was given up run again."""
    demand(actor, Permission.DOCUMENT_UPLOAD)
    assert actor is not None
    with resources.database.write() as session:
        queue.retry_parked(session, job_id)
        record(session, actor, Action.JOB_RETRIED, "job", job_id)


def decisions(resources: Resources, actor: Actor | None) -> Decisions:
    """Proposals to approve or return, and withdrawals to confirm, oldest first."""
    demand(actor, Permission.DOCUMENT_READ)
    assert actor is not None
    with resources.database.read() as session:
        return Decisions(
            proposals=_decisions(session, actor, State.PROPOSED),
            withdrawals=_decisions(session, actor, State.WITHDRAWN),
        )


def unsure_pages(resources: Resources, actor: Actor | None, page: int = 1) -> UnsurePages:
    """Pages whose OCR was unsure of its words, the worst first."""
    demand(actor, Permission.DOCUMENT_READ)
    unsure = (
        select(Page.document_id, Document.title, Page.number, Page.confidence)
        .join(Document, Document.id == Page.document_id)
        .where(Page.edition == Edition.ORIGINAL, Page.confidence < LOW_CONFIDENCE)
    )
    shown = (
        unsure.order_by(Page.confidence, Page.id).offset((max(1, page) - 1) * PAGES_SHOWN).limit(PAGES_SHOWN)
    )
    with resources.database.read() as session:
        total = session.scalar(select(func.count()).select_from(unsure.subquery())) or 0
        return UnsurePages(
            tuple(
                UnsurePage(row.document_id, row.title, row.number, row.confidence or 0.0)
                for row in session.execute(shown)
            ),
            total,
        )


def _decisions(session: Session, actor: Actor, state: State) -> tuple[Decision, ...]:
    newest = select(func.max(Publication.id)).group_by(Publication.document_id)
    wanted = (
        select(Publication)
        .join(Document, Document.id == Publication.document_id)
        .where(Document.state == state, Publication.id.in_(newest))
        .order_by(Publication.id)
    )
    if state is State.WITHDRAWN:
        wanted = wanted.where(Publication.withdrawal_confirmed_by.is_(None))
    rounds = session.scalars(wanted).all()
    rows = {row.id: row for row in rows_of(session, [round_.document_id for round_ in rounds])}
    names = {row.id: row.display_name for row in session.execute(select(Account.id, Account.display_name))}
    return tuple(_decision(round_, rows[round_.document_id], names, actor, state) for round_ in rounds)


def _decision(
    round_: Publication, row: DocumentRow, names: dict[int, str], actor: Actor, state: State
) -> Decision:
    withdrawn = state is State.WITHDRAWN
    by = round_.withdrawn_by if withdrawn else round_.proposed_by
    at = round_.withdrawn_at if withdrawn else round_.proposed_at
    return Decision(
        document=row,
        by=names.get(by, "") if by is not None else "",
        at=at or round_.proposed_at,
        reason=round_.reason if withdrawn else "",
        own=by == actor.id,
    )
