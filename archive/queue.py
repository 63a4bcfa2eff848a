"""What is to be done: job rows with a lease, in the same database and transaction as what they are about.

A job is (verb, subject).  It may run twice with the same result; a lease that ran out is taken over by
another worker, so a killed worker loses nothing.  A job that failed for an unforeseen reason is tried again
a few times, later each time, and is then parked for a person to see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.orm import Session

metadata = MetaData()

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("verb", String(40), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("put_at", Float, nullable=False),  # seconds since 1970, UTC
    Column("not_before", Float, nullable=False),
    Column("leased_until", Float, nullable=False),  # 0: nobody has it
    Column("leased_by", String(80), nullable=False),
    Column("started_at", Float, nullable=False),  # 0: never
    Column("tries", Integer, nullable=False),
    Column("parked", Integer, nullable=False),  # 1: given up, see error
    Column("error", Text, nullable=False),
    Index("ix_jobs_next", "parked", "priority", "id"),
    Index("ix_jobs_verb_subject", "verb", "subject"),
    sqlite_autoincrement=True,
)

workers = Table(
    "workers",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("seen_at", Float, nullable=False),  # seconds since 1970, UTC
)


class Verb(StrEnum):
    PROCESS = "process"
    DETECT = "detect"  # examine a document for personal data, once more or for the first time
    DRAFT = "draft"  # its public version as it would be, for reviewers
    SPREAD = "spread"  # a decision on a value, to the other documents of its practice
    PUBLISH = "publish"
    EXAMINE_TABLE = "examine_table"  # rows that staff sent: promised columns, nothing personal
    RELEASE = "release"  # a dataset, as an order says
    INDEX = "index"


# Lower runs first: what takes something away from the public never waits behind reading.
PRIORITIES = {
    Verb.INDEX: 10,
    Verb.SPREAD: 15,
    Verb.PUBLISH: 20,
    Verb.DRAFT: 25,
    Verb.RELEASE: 26,
    Verb.EXAMINE_TABLE: 27,
    Verb.PROCESS: 30,
    Verb.DETECT: 35,
}
MOST_TRIES = 3
LEASE_SECONDS = 20.0
BEAT_SECONDS = 5.0


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    PARKED = "parked"


@dataclass(frozen=True)
class Job:
    id: int
    verb: Verb
    subject: str
    tries: int


@dataclass(frozen=True)
class JobView:
    """A job as people see it."""

    id: int
    verb: Verb
    subject: str
    state: JobState
    put_at: datetime
    started_at: datetime | None
    tries: int
    error: str


def put(session: Session, verb: Verb, subject: str) -> None:
    """Ask for ``verb`` on ``subject`` within the caller's transaction; one waiting job for both is enough."""
    waiting = select(jobs.c.id).where(
        jobs.c.verb == verb, jobs.c.subject == subject, jobs.c.parked == 0, jobs.c.leased_until == 0
    )
    if session.execute(waiting.limit(1)).first() is not None:
        return
    session.execute(delete(jobs).where(jobs.c.verb == verb, jobs.c.subject == subject, jobs.c.parked == 1))
    session.execute(
        insert(jobs).values(
            verb=verb.value,
            subject=subject,
            priority=PRIORITIES[verb],
            put_at=_now(),
            not_before=0.0,
            leased_until=0.0,
            leased_by="",
            started_at=0.0,
            tries=0,
            parked=0,
            error="",
        )
    )


def take(session: Session, worker: str, verbs: Sequence[Verb], *, most: int = 1) -> tuple[Job, ...]:
    """Lease up to ``most`` jobs of one verb for ``worker``, most urgent first.

    Two jobs on the same subject never run at once.
    """
    now = _now()
    other = jobs.alias("other")
    busy = (
        select(other.c.id)
        .where(other.c.subject == jobs.c.subject, other.c.id != jobs.c.id, other.c.leased_until > now)
        .exists()
    )
    ready = (
        select(jobs.c.id, jobs.c.verb, jobs.c.subject, jobs.c.tries)
        .where(
            jobs.c.parked == 0,
            jobs.c.leased_until <= now,
            jobs.c.not_before <= now,
            jobs.c.verb.in_([verb.value for verb in verbs]),
            ~busy,
        )
        .order_by(jobs.c.priority, jobs.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = session.execute(ready).all()
    taken: list[Job] = []
    subjects: set[str] = set()
    for row in rows:
        if (taken and row.verb != taken[0].verb) or row.subject in subjects:
            continue
        subjects.add(row.subject)
        taken.append(Job(row.id, Verb(row.verb), row.subject, row.tries + 1))
    if taken:
        session.execute(
            update(jobs)
            .where(jobs.c.id.in_([job.id for job in taken]))
            .values(
                leased_until=now + LEASE_SECONDS, leased_by=worker, started_at=now, tries=jobs.c.tries + 1
            )
        )
    return tuple(taken)


def done(session: Session, finished: Sequence[Job]) -> None:
    session.execute(delete(jobs).where(jobs.c.id.in_([job.id for job in finished])))


def again(session: Session, job: Job, error: str) -> bool:
    """Give a failed job back, to be tried later; True if it was parked instead, after MOST_TRIES."""
    parked = job.tries >= MOST_TRIES
    session.execute(
        update(jobs)
        .where(jobs.c.id == job.id)
        .values(
            leased_until=0.0,
            leased_by="",
            error=error[:2000],
            not_before=_now() + 2.0**job.tries,
            parked=int(parked),
        )
    )
    return parked


def leave(session: Session, worker: str) -> None:
    """Give back everything ``worker`` holds, at an orderly stop."""
    session.execute(delete(workers).where(workers.c.name == worker))
    session.execute(
        update(jobs)
        .where(jobs.c.leased_by == worker)
        .values(leased_until=0.0, leased_by="", tries=jobs.c.tries - 1)
    )


def beat(session: Session, worker: str) -> None:
    """Say that ``worker`` lives, and keep the lease of everything it holds."""
    now = _now()
    session.execute(
        update(jobs)
        .where(jobs.c.leased_by == worker, jobs.c.leased_until > 0)
        .values(leased_until=now + LEASE_SECONDS)
    )
    seen = session.execute(update(workers).where(workers.c.name == worker).values(seen_at=now))
    if seen.rowcount == 0:  # type: ignore[attr-defined]
        session.execute(insert(workers).values(name=worker, seen_at=now))
    session.execute(delete(workers).where(workers.c.seen_at < now - 86_400))


def workers_seen(session: Session) -> tuple[datetime, ...]:
    """When each worker of the last day was last seen, newest first."""
    return tuple(
        _moment(at) for at in session.scalars(select(workers.c.seen_at).order_by(workers.c.seen_at.desc()))
    )


def anything_ready(session: Session, verbs: Sequence[Verb]) -> bool:
    """Whether a job of these verbs could be taken now; a look that takes no lock."""
    now = _now()
    ready = select(jobs.c.id).where(
        jobs.c.parked == 0,
        jobs.c.leased_until <= now,
        jobs.c.not_before <= now,
        jobs.c.verb.in_([verb.value for verb in verbs]),
    )
    return session.execute(ready.limit(1)).first() is not None


def waits_for(session: Session, subject: str, verbs: Sequence[Verb] = tuple(Verb)) -> bool:
    """Whether a job on ``subject``, of these ``verbs``, waits or runs (parked ones do not count)."""
    found = select(jobs.c.id).where(jobs.c.subject == subject, jobs.c.parked == 0, jobs.c.verb.in_(verbs))
    return session.execute(found.limit(1)).first() is not None


def counts(session: Session) -> dict[JobState, int]:
    leased = case((jobs.c.leased_until > _now(), 1), else_=0).label("leased")
    grouped = select(jobs.c.parked, leased, func.count()).group_by(jobs.c.parked, literal_column("leased"))
    found = dict.fromkeys(JobState, 0)
    for parked, running, count in session.execute(grouped):
        found[_state(bool(parked), bool(running))] += count
    return found


def look(session: Session, limit: int = 200) -> tuple[JobView, ...]:
    """What runs, waits and was parked, running first."""
    now = _now()
    rows = session.execute(
        select(jobs).order_by(jobs.c.leased_until.desc(), jobs.c.priority, jobs.c.id).limit(limit)
    ).all()
    return tuple(
        JobView(
            id=row.id,
            verb=Verb(row.verb),
            subject=row.subject,
            state=_state(bool(row.parked), row.leased_until > now),
            put_at=_moment(row.put_at),
            started_at=_moment(row.started_at) if row.started_at else None,
            tries=row.tries,
            error=row.error,
        )
        for row in rows
    )


def retry_parked(session: Session, job_id: int) -> None:
    session.execute(
        update(jobs).where(jobs.c.id == job_id, jobs.c.parked == 1).values(parked=0, tries=0, not_before=0.0)
    )


def _state(parked: bool, leased: bool) -> JobState:
    if parked:
        return JobState.PARKED
    return JobState.RUNNING if leased else JobState.WAITING


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _now() -> float:
    return datetime.now(UTC).timestamp()
