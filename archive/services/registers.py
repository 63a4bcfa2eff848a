"""Registers people keep by hand: all there is to choose from; units, topics and practices with their verbs.

Schools, talks, activities and the phone list have modules of their own beside this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.errors import InvalidInput
from archive.models.activities import Activity
from archive.models.documents import Document, DocumentTopic
from archive.models.practices import Practice
from archive.models.registers import School, Topic, Unit, UnitAlias
from archive.models.talks import Talk
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.register_rows import (
    editor,
    found,
    free_slug,
    known,
    name_of,
    plain,
    reindex,
    settle,
)

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class UnitFacts:
    name: str
    description: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class PracticeFacts:
    name: str
    summary: str = ""
    unit_id: int | None = None
    start_year: int | None = None
    current: bool = True


@dataclass(frozen=True)
class UnitView:
    id: int
    slug: str
    name: str
    description: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class TopicView:
    id: int
    slug: str
    name: str


@dataclass(frozen=True)
class SchoolView:
    id: int
    cct: str
    name: str
    level: str
    shift: str
    locality: str
    locality_code: str
    pupils: int | None


@dataclass(frozen=True)
class PracticeView:
    id: int
    slug: str
    name: str
    summary: str
    unit_id: int | None
    start_year: int | None
    current: bool


@dataclass(frozen=True)
class ActivityView:
    id: UUID
    title: str
    date: Date
    practice_id: int | None
    school_id: int | None
    unit_id: int | None


@dataclass(frozen=True)
class TalkChoice:
    id: int
    title: str
    offered: bool


@dataclass(frozen=True)
class Registers:
    """Everything there is to choose from."""

    units: tuple[UnitView, ...]
    topics: tuple[TopicView, ...]
    schools: tuple[SchoolView, ...]
    practices: tuple[PracticeView, ...]
    talks: tuple[TalkChoice, ...]
    activities: tuple[ActivityView, ...]


def read(resources: Resources, actor: Actor | None) -> Registers:
    """All registers by name; activities newest first."""
    demand(actor, Permission.DOCUMENT_READ)
    with resources.database.read() as session:
        aliases: dict[int, list[str]] = {}
        for alias in session.scalars(select(UnitAlias).order_by(UnitAlias.name)):
            aliases.setdefault(alias.unit_id, []).append(alias.name)
        return Registers(
            units=tuple(
                UnitView(row.id, row.slug, row.name, row.description, tuple(aliases.get(row.id, ())))
                for row in session.scalars(select(Unit).order_by(Unit.name))
            ),
            topics=tuple(
                TopicView(row.id, row.slug, row.name)
                for row in session.scalars(select(Topic).order_by(Topic.name))
            ),
            schools=tuple(
                SchoolView(
                    row.id,
                    row.cct,
                    row.name,
                    row.level,
                    row.shift,
                    row.locality,
                    row.locality_code,
                    row.pupils,
                )
                for row in session.scalars(select(School).order_by(School.name, School.cct))
            ),
            practices=tuple(
                PracticeView(
                    row.id, row.slug, row.name, row.summary, row.unit_id, row.start_year, row.current
                )
                for row in session.scalars(select(Practice).order_by(Practice.current.desc(), Practice.name))
            ),
            talks=tuple(
                TalkChoice(row.id, row.title, row.offered)
                for row in session.scalars(select(Talk).order_by(Talk.offered.desc(), Talk.title))
            ),
            activities=tuple(
                ActivityView(row.id, row.title, row.date, row.practice_id, row.school_id, row.unit_id)
                for row in session.scalars(select(Activity).order_by(Activity.date.desc(), Activity.title))
            ),
        )


def save_unit(
    resources: Resources,
    actor: Actor | None,
    unit_id: int | None,
    name: str,
    description: str,
    aliases: Sequence[str],
) -> int:
    """Add (``unit_id`` None) or change a unit; ``aliases`` replaces its other names."""
    actor = editor(actor)
    with resources.database.write() as session:
        return put_unit(session, actor, unit_id, UnitFacts(name, description, tuple(aliases)))


def put_unit(session: Session, actor: Actor, unit_id: int | None, facts: UnitFacts) -> int:
    name = name_of(facts.name)
    others = tuple(dict.fromkeys(cleaned for alias in facts.aliases if (cleaned := plain(alias))))
    unit = found(session, Unit, unit_id) or Unit(slug=free_slug(session, Unit.slug, name))
    unit.name, unit.description = name, facts.description.strip()
    settle(session, actor, unit, "unit")
    session.execute(delete(UnitAlias).where(UnitAlias.unit_id == unit.id))
    taken = session.scalar(select(UnitAlias.name).where(UnitAlias.name.in_(others)).limit(1))
    if taken is not None:
        raise InvalidInput(field="Otros nombres", reason="otra unidad ya tiene uno de esos nombres")
    session.add_all(UnitAlias(unit_id=unit.id, name=other) for other in others)
    reindex(session, Document.unit_id == unit.id)
    return unit.id


def save_topic(resources: Resources, actor: Actor | None, topic_id: int | None, name: str) -> int:
    actor = editor(actor)
    with resources.database.write() as session:
        return put_topic(session, actor, topic_id, name)


def put_topic(session: Session, actor: Actor, topic_id: int | None, untrusted_name: str) -> int:
    name = name_of(untrusted_name)
    topic = found(session, Topic, topic_id) or Topic(slug=free_slug(session, Topic.slug, name))
    topic.name = name
    settle(session, actor, topic, "topic")
    named = select(DocumentTopic.document_id).where(DocumentTopic.topic_id == topic.id)
    reindex(session, Document.id.in_(named))
    return topic.id


def save_practice(
    resources: Resources,
    actor: Actor | None,
    practice_id: int | None,
    name: str,
    summary: str,
    unit_id: int | None,
    start_year: int | None,
    current: bool,
) -> int:
    actor = editor(actor)
    with resources.database.write() as session:
        facts = PracticeFacts(name, summary, unit_id, start_year, current)
        return put_practice(session, actor, practice_id, facts)


def put_practice(session: Session, actor: Actor, practice_id: int | None, facts: PracticeFacts) -> int:
    name = name_of(facts.name)
    if facts.start_year is not None and not _FIRST_YEAR <= facts.start_year <= _LAST_YEAR:
        raise InvalidInput(field="Año de inicio", reason="escriba un año de cuatro cifras")
    unit_id = known(session, Unit, facts.unit_id, field="Unidad")
    practice = found(session, Practice, practice_id) or Practice(slug=free_slug(session, Practice.slug, name))
    practice.name, practice.summary, practice.current = name, facts.summary.strip(), facts.current
    practice.unit_id, practice.start_year = unit_id, facts.start_year
    settle(session, actor, practice, "practice")
    reindex(session, Document.practice_id == practice.id)
    return practice.id
