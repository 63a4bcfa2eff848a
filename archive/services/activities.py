"""Activities: when, at which school, with which talks, by which units, on what evidence, for how many."""

from dataclasses import dataclass
from datetime import date as Date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import InvalidInput, NotFound
from archive.models.activities import Activity, ActivityDocument, ActivityTalk, ActivityUnit
from archive.models.documents import Document, State
from archive.models.people import ListCounts
from archive.models.practices import Practice
from archive.models.registers import School, Unit
from archive.models.talks import Talk
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.attendance import EVIDENCE, Attendance, checked, state, stated
from archive.services.register_rows import (
    all_known,
    editor,
    found,
    known,
    name_of,
    reindex,
    settle,
    tie,
)
from archive.services.talks import LinkedDocument


@dataclass(frozen=True)
class ActivityFacts:
    """What staff state of an activity: the whole of it, each time."""

    title: str
    date: Date
    practice_id: int | None = None
    school_id: int | None = None
    unit_id: int | None = None  # answers for it
    unit_ids: tuple[int, ...] = ()  # took part, too
    talk_ids: tuple[int, ...] = ()
    document_ids: tuple[UUID, ...] = ()  # evidence that does not name the activity itself
    attendance: Attendance | None = None  # None: as the checked lists say


@dataclass(frozen=True)
class EvidenceView:
    document: LinkedDocument
    named: bool  # the document itself names the activity
    people: int | None  # of its attendance list
    checked: bool


@dataclass(frozen=True)
class ActivityDetails:
    id: UUID
    facts: ActivityFacts
    evidence: tuple[EvidenceView, ...]


def activity(resources: Resources, actor: Actor | None, activity_id: UUID) -> ActivityDetails:
    """Raises NotFound."""
    demand(actor, Permission.DOCUMENT_READ)
    with resources.database.read() as session:
        row = session.get(Activity, activity_id)
        if row is None:
            raise NotFound
        return ActivityDetails(row.id, activity_facts(session, row), _evidence(session, row.id))


def save_activity(
    resources: Resources, actor: Actor | None, activity_id: UUID | None, facts: ActivityFacts
) -> UUID:
    """Add (``activity_id`` None) or change an activity.  Raises InvalidInput."""
    actor = editor(actor)
    with resources.database.write() as session:
        return put_activity(session, actor, activity_id, facts)


def put_activity(session: Session, actor: Actor, activity_id: UUID | None, facts: ActivityFacts) -> UUID:
    title = name_of(facts.title, 300, field="Título")
    counts = checked(facts.attendance) if facts.attendance is not None else None
    practice_id = known(session, Practice, facts.practice_id, field="Práctica")
    school_id = known(session, School, facts.school_id, field="Plantel")
    unit_id = known(session, Unit, facts.unit_id, field="Unidad")
    others = all_known(session, Unit.id, facts.unit_ids, field="Otras unidades")
    talk_ids = all_known(session, Talk.id, facts.talk_ids, field="Pláticas")
    document_ids = all_known(session, Document.id, facts.document_ids, field="Evidencia")
    _demand_own_lists(session, activity_id, document_ids)
    activity = found(session, Activity, activity_id) or Activity()
    activity.title, activity.date, activity.practice_id = title, facts.date, practice_id
    activity.school_id, activity.unit_id = school_id, unit_id
    settle(session, actor, activity, "activity")
    key = activity.id
    tie(session, (ActivityUnit.activity_id, key), ActivityUnit.unit_id, [i for i in others if i != unit_id])
    tie(session, (ActivityTalk.activity_id, key), ActivityTalk.talk_id, talk_ids)
    tie(session, (ActivityDocument.activity_id, key), ActivityDocument.document_id, document_ids)
    state(session, actor, key, counts)
    reindex(session, Document.activity_id == key)
    return key


def activity_facts(session: Session, activity: Activity) -> ActivityFacts:
    units = select(ActivityUnit.unit_id).where(ActivityUnit.activity_id == activity.id)
    talks = select(ActivityTalk.talk_id).where(ActivityTalk.activity_id == activity.id)
    documents = select(ActivityDocument.document_id).where(ActivityDocument.activity_id == activity.id)
    return ActivityFacts(
        title=activity.title,
        date=activity.date,
        practice_id=activity.practice_id,
        school_id=activity.school_id,
        unit_id=activity.unit_id,
        unit_ids=tuple(session.scalars(units.order_by(ActivityUnit.unit_id))),
        talk_ids=tuple(session.scalars(talks.order_by(ActivityTalk.talk_id))),
        document_ids=tuple(session.scalars(documents.order_by(ActivityDocument.document_id))),
        attendance=stated(session, activity.id),
    )


def _demand_own_lists(session: Session, activity_id: UUID | None, document_ids: tuple[UUID, ...]) -> None:
    """An attendance list counts for one activity alone.  Raises InvalidInput."""
    elsewhere = (
        select(Document.title)
        .join(EVIDENCE, EVIDENCE.c.document_id == Document.id)
        .join(ListCounts, ListCounts.document_id == Document.id)
        .where(Document.id.in_(document_ids))
    )
    if activity_id is not None:
        elsewhere = elsewhere.where(EVIDENCE.c.activity_id != activity_id)
    if session.scalar(elsewhere.limit(1)) is not None:
        raise InvalidInput(field="Evidencia", reason="una lista de asistencia ya cuenta para otra actividad")


def _evidence(session: Session, activity_id: UUID) -> tuple[EvidenceView, ...]:
    wanted = (
        select(Document, ListCounts)
        .join(EVIDENCE, EVIDENCE.c.document_id == Document.id)
        .outerjoin(ListCounts, ListCounts.document_id == Document.id)
        .where(EVIDENCE.c.activity_id == activity_id)
        .order_by(Document.title, Document.id)
    )
    return tuple(
        EvidenceView(
            LinkedDocument(document.id, document.title, document.state is State.PUBLISHED),
            named=document.activity_id == activity_id,
            people=counts.total if counts is not None else None,
            checked=counts is not None and counts.checked_at is not None,
        )
        for document, counts in session.execute(wanted)
    )
