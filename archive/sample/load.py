"""Loads the sample practice through the real pipeline: registers, files, reading, two people's decisions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from archive import queue
from archive.handing_in import Report, Sent, hand_in
from archive.models.accounts import Account
from archive.models.activities import Activity, ActivityDocument
from archive.models.audit import AuditEvent
from archive.models.documents import State
from archive.models.practices import Practice
from archive.models.redactions import RedactionState, Rejection, Review
from archive.models.registers import School, Topic, Unit, UnitAlias
from archive.models.talks import Talk, TalkDocument
from archive.permissions import Role
from archive.resources import Resources
from archive.sample.lines import GROUPS
from archive.sample.making import make_apart
from archive.sample.registers import ACTIVITIES, PRACTICE, SCHOOLS, TOPICS, UNITS, SampleActivity
from archive.sample.talks import DECKS, PURPOSES, REPORT, TALKS, TOPIC_SLUGS
from archive.sample.values import SampleDocument
from archive.services import audit
from archive.services.activities import ActivityFacts, put_activity
from archive.services.attendance import Attendance
from archive.services.audit import Action, SystemActor
from archive.services.boxes import boxes
from archive.services.documents import FIXED, Description, describe, load
from archive.services.phones import PhoneFacts, put_phone
from archive.services.publishing import approve, propose
from archive.services.review import confirm_page, finish, reject
from archive.services.talks import TalkFacts, put_talk
from archive.worker import Worker
from ingest.redactions import AgeBand, Sex

T = TypeVar("T")

# The trail's mark that loading came to its end.
_DONE = ("sample", PRACTICE.slug)

# The sample is decided on like anything else: one person proposes, another approves.  Nobody can sign in
# with these accounts: they are inactive and no password fits them.
_REVIEWER = ("ejemplo-revision", "Revisión de ejemplo", Role.REVIEWER)
_SYSTEM = SystemActor("ejemplo")
_LINK_TO_SCHOOLS = "direccion-de-educacion"
_COUNTED = tuple(activity.title for activity in ACTIVITIES)
_PUBLISHER = ("ejemplo-publicacion", "Publicación de ejemplo", Role.PUBLISHER)


@dataclass(frozen=True)
class _People:
    reviewer: SystemActor
    publisher: SystemActor


def load_sample(resources: Resources, tell: Callable[[str], None]) -> bool:
    """True once loaded; False if it had been already.  May be called again after being killed half-way.

    A document that could not be read or published (an ability is missing here) is told, with the reason.
    """
    with resources.database.write() as session:
        if _loaded(session):
            return False
        practice_id = _add_registers(session)
        people = _People(_person(session, *_REVIEWER), _person(session, *_PUBLISHER))
    with TemporaryDirectory() as folder:
        documents = make_apart(Path(folder))
        ids = _hand_in(resources, documents, practice_id, tell)
        for document in documents:
            _decide(resources, people, document, ids[str(document.path)], practice_id)
    meant = [ids[str(one.path)] for one in documents if one.publish]
    _work_until_done(resources, meant)
    _tell_troubles(resources, meant, tell)
    with resources.database.write() as session:
        _tie_documents(session, {document.path.name: ids[str(document.path)] for document in documents})
        audit.record(session, people.reviewer, Action.REGISTER_CHANGED, *_DONE)
    return True


def _loaded(session: Session) -> bool:
    kind, slug = _DONE
    done = select(AuditEvent.id).where(AuditEvent.subject_kind == kind, AuditEvent.subject_id == slug)
    return session.execute(done.limit(1)).first() is not None


def _person(session: Session, username: str, display_name: str, role: Role) -> SystemActor:
    if (row := _one(session, Account, Account.username == username)) is None:
        row = Account(
            username=username,
            display_name=display_name,
            password_hash="!",  # noqa: S106
            role=role,
            active=False,
        )
        session.add(row)
        session.flush()
    return SystemActor(username, row.id, role)


def _add_registers(session: Session) -> int:
    """Add what is not there yet; the practice's id."""
    for unit in UNITS:
        if (row := _one(session, Unit, Unit.slug == unit.slug)) is None:
            row = Unit(slug=unit.slug, name=unit.name, description=unit.description)
            session.add(row)
            session.flush()
            session.add_all(UnitAlias(unit_id=row.id, name=name) for name in unit.aliases)
    for topic in TOPICS:
        if _one(session, Topic, Topic.slug == topic.slug) is None:
            session.add(Topic(slug=topic.slug, name=topic.name))
    for school in SCHOOLS:
        if _one(session, School, School.cct == school.cct) is None:
            session.add(School(**asdict(school)))
    session.flush()
    if (practice := _one(session, Practice, Practice.slug == PRACTICE.slug)) is None:
        facts = {**asdict(PRACTICE), "unit_id": _unit_id(session, PRACTICE.unit)}
        del facts["unit"]
        practice = Practice(**facts)
        session.add(practice)
        session.flush()
        _add_talks_and_lines(session)
        for activity in ACTIVITIES:
            _add_activity(session, activity, practice.id)
    return practice.id


def _add_talks_and_lines(session: Session) -> None:
    units = dict(session.execute(select(Unit.name, Unit.id)).all())
    topics = dict(session.execute(select(Topic.slug, Topic.id)).all())
    for talk in TALKS:
        facts = TalkFacts(
            talk.name,
            PURPOSES[talk.key],
            talk.audience,
            units[talk.unit],
            talk.minutes,
            topic_ids=(topics[TOPIC_SLUGS[talk.topic]],),
        )
        put_talk(session, _SYSTEM, None, facts)
    for group in GROUPS:
        for line in group.lines:
            unit_id = units.get(line.name)
            put_phone(
                session,
                _SYSTEM,
                None,
                PhoneFacts(line.name, line.number, line.hours, line.words, unit_id, group.emergency),
            )


def _add_activity(session: Session, activity: SampleActivity, practice_id: int) -> None:
    title = next(talk.name for talk in TALKS if talk.key == activity.talk)
    younger, older, adults = activity.ages
    facts = ActivityFacts(
        title=activity.title,
        date=activity.date,
        practice_id=practice_id,
        school_id=session.scalars(select(School.id).where(School.cct == activity.school)).one(),
        unit_id=_unit_id(session, activity.unit),
        unit_ids=(_unit_id(session, _LINK_TO_SCHOOLS),),
        talk_ids=(session.scalars(select(Talk.id).where(Talk.title == title)).one(),),
        attendance=Attendance(
            total=activity.attendance,
            by_sex=((Sex.WOMAN, activity.women), (Sex.MAN, activity.attendance - activity.women)),
            by_age=(
                (AgeBand.FROM_12_TO_14, younger),
                (AgeBand.FROM_15_TO_17, older),
                (AgeBand.ADULT, adults),
            ),
        ),
    )
    put_activity(session, _SYSTEM, None, facts)


def _tie_documents(session: Session, ids: Mapping[str, UUID]) -> None:
    """The presentations to their talks, the report to every activity it counts."""
    for talk in TALKS:
        document_id = ids.get(DECKS.get(talk.key, ""))
        if document_id is not None:
            talk_id = session.scalars(select(Talk.id).where(Talk.title == talk.name)).one()
            session.merge(TalkDocument(talk_id=talk_id, document_id=document_id))
    for activity_id in session.scalars(select(Activity.id).where(Activity.title.in_(_COUNTED))):
        session.merge(ActivityDocument(activity_id=activity_id, document_id=ids[REPORT]))


def _unit_id(session: Session, slug: str) -> int:
    return session.scalars(select(Unit.id).where(Unit.slug == slug)).one()


def _one(session: Session, table: type[T], condition: ColumnElement[bool]) -> T | None:
    return session.scalars(select(table).where(condition)).one_or_none()


def _hand_in(
    resources: Resources, documents: Sequence[SampleDocument], practice_id: int, tell: Callable[[str], None]
) -> dict[str, UUID]:
    """The documents' ids by path, once all have been read."""

    def heard(report: Report) -> None:
        tell(f"  {Path(report.path).name}")

    paths = [document.path for document in documents]
    reports = hand_in(resources, paths, Sent(practice_id=practice_id), heard)
    ids = {report.path: report.document_id for report in reports if report.document_id is not None}
    _work_until_done(resources, tuple(ids.values()))  # examined, too: nothing else can be decided on
    return ids


def _decide(
    resources: Resources, people: _People, document: SampleDocument, document_id: UUID, practice_id: int
) -> None:
    with resources.database.read() as session:
        state = load(session, document_id).state
        topic_ids = tuple(session.scalars(select(Topic.id).where(Topic.slug.in_(document.topics))))
        unit_id = _unit_id(session, document.unit)
    description = Description(
        title=document.title,
        description="",
        kind=document.kind,
        date=document.date,
        unit_id=unit_id,
        practice_id=practice_id,
        activity_id=None,
        topic_ids=topic_ids,
        language="es",
    )
    if state not in FIXED:  # a second run after a kill finds some decided on already
        describe(resources, people.reviewer, document_id, description)
    if document.publish and state is State.IN_REVIEW:
        _review(resources, people.reviewer, document_id)
        state = State.READY
    if document.publish and state is State.READY:
        propose(resources, people.reviewer, document_id)
        state = State.PROPOSED
    if document.publish and state is State.PROPOSED:
        approve(resources, people.publisher, document_id)


def _review(resources: Resources, reviewer: SystemActor, document_id: UUID) -> None:
    """The people of the sample are invented and act in office: nothing of its publications is covered."""
    with resources.database.read() as session:
        proposed = [one.id for one in boxes(session, document_id, state=RedactionState.PROPOSED)]
        review = session.get(Review, document_id)
        doubtful = list(review.doubtful_pages) if review is not None else []
    if proposed:
        reject(resources, reviewer, document_id, proposed, Rejection.PUBLIC_SERVANT)
    for page in doubtful:
        confirm_page(resources, reviewer, document_id, page, beside_result=False)
    finish(resources, reviewer, document_id)


def _work_until_done(resources: Resources, document_ids: Sequence[UUID]) -> None:
    def settled() -> bool:
        with resources.database.read() as session:
            return not any(queue.waits_for(session, str(one)) for one in document_ids)

    Worker(resources).run(settled)


def _tell_troubles(resources: Resources, document_ids: Sequence[UUID], tell: Callable[[str], None]) -> None:
    with resources.database.read() as session:
        rows = [load(session, one) for one in document_ids]
    for document in rows:
        if document.state is not State.PUBLISHED:
            reason = (document.failure_sentence or "") % (document.failure_data or {})
            tell(f"  sin publicar: {document.title}. {reason}")
