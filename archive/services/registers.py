"""Registers people keep by hand: units with their other names, topics, schools, practices, activities.

An address never changes with a name: the slug is made once.  What the search index knows of a register
follows, by a job for each document that names it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any, TypeVar
from uuid import UUID

from slugify import slugify
from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive import queue
from archive.errors import InvalidInput, NotFound
from archive.models.activities import Activity
from archive.models.documents import Document, DocumentTopic
from archive.models.practices import Practice
from archive.models.registers import School, Topic, Unit, UnitAlias
from archive.permissions import Actor, Permission, demand
from archive.queue import Verb
from archive.resources import Resources
from archive.services.audit import Action, record

# Clave de Centro de Trabajo: state, classifier and kind of school, number, check letter (SEP, Acuerdo 75).
_CCT = re.compile(r"(0[1-9]|[12]\d|3[0-2])[A-Z]{3}\d{4}[A-Z]")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
Row = TypeVar("Row", Unit, Topic, School, Practice, Activity)


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
class Registers:
    """Everything there is to choose from."""

    units: tuple[UnitView, ...]
    topics: tuple[TopicView, ...]
    schools: tuple[SchoolView, ...]
    practices: tuple[PracticeView, ...]
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
                SchoolView(row.id, row.cct, row.name, row.level, row.shift, row.locality)
                for row in session.scalars(select(School).order_by(School.name, School.cct))
            ),
            practices=tuple(
                PracticeView(
                    row.id, row.slug, row.name, row.summary, row.unit_id, row.start_year, row.current
                )
                for row in session.scalars(select(Practice).order_by(Practice.current.desc(), Practice.name))
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
    actor = _editor(actor)
    name = _name(name)
    others = tuple(dict.fromkeys(cleaned for alias in aliases if (cleaned := _plain(alias))))
    with resources.database.write() as session:
        unit = _row(session, Unit, unit_id) or Unit(slug=_free_slug(session, Unit.slug, name))
        unit.name, unit.description = name, description.strip()
        _settle(session, actor, unit, "unit")
        session.execute(delete(UnitAlias).where(UnitAlias.unit_id == unit.id))
        taken = session.scalar(select(UnitAlias.name).where(UnitAlias.name.in_(others)).limit(1))
        if taken is not None:
            raise InvalidInput(field="Otros nombres", reason="otra unidad ya tiene uno de esos nombres")
        session.add_all(UnitAlias(unit_id=unit.id, name=other) for other in others)
        _reindex(session, Document.unit_id == unit.id)
        return unit.id


def save_topic(resources: Resources, actor: Actor | None, topic_id: int | None, name: str) -> int:
    actor = _editor(actor)
    name = _name(name)
    with resources.database.write() as session:
        topic = _row(session, Topic, topic_id) or Topic(slug=_free_slug(session, Topic.slug, name))
        topic.name = name
        _settle(session, actor, topic, "topic")
        named = select(DocumentTopic.document_id).where(DocumentTopic.topic_id == topic.id)
        _reindex(session, Document.id.in_(named))
        return topic.id


def save_school(
    resources: Resources,
    actor: Actor | None,
    school_id: int | None,
    cct: str,
    name: str,
    level: str,
    shift: str,
    locality: str,
) -> int:
    """Raises InvalidInput for a CCT that is badly formed or another school's."""
    actor = _editor(actor)
    cct = cct.strip().upper()
    if not _CCT.fullmatch(cct):
        raise InvalidInput(field="CCT", reason="son 10 caracteres, por ejemplo 15EPR0123A")
    name = _name(name)
    with resources.database.write() as session:
        school = _row(session, School, school_id) or School()
        if session.scalar(select(School.id).where(School.cct == cct, School.id != (school_id or 0))):
            raise InvalidInput(field="CCT", reason="ya hay un plantel con esa clave")
        school.cct, school.name = cct, name
        school.level, school.shift = _plain(level)[:40], _plain(shift)[:40]
        school.locality = _plain(locality)[:120]
        _settle(session, actor, school, "school")
        held = select(Activity.id).where(Activity.school_id == school.id)
        _reindex(session, Document.activity_id.in_(held))
        return school.id


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
    actor = _editor(actor)
    name = _name(name)
    if start_year is not None and not _FIRST_YEAR <= start_year <= _LAST_YEAR:
        raise InvalidInput(field="Año de inicio", reason="escriba un año de cuatro cifras")
    with resources.database.write() as session:
        practice = _row(session, Practice, practice_id) or Practice(
            slug=_free_slug(session, Practice.slug, name)
        )
        practice.name, practice.summary, practice.current = name, summary.strip(), current
        practice.unit_id, practice.start_year = _known(session, Unit, unit_id, field="Unidad"), start_year
        _settle(session, actor, practice, "practice")
        _reindex(session, Document.practice_id == practice.id)
        return practice.id


def save_activity(
    resources: Resources,
    actor: Actor | None,
    activity_id: UUID | None,
    title: str,
    date: Date,
    practice_id: int | None,
    school_id: int | None,
    unit_id: int | None,
) -> UUID:
    actor = _editor(actor)
    title = _name(title, 300)
    with resources.database.write() as session:
        activity = _row(session, Activity, activity_id) or Activity()
        activity.title, activity.date = title, date
        activity.practice_id = _known(session, Practice, practice_id, field="Práctica")
        activity.school_id = _known(session, School, school_id, field="Plantel")
        activity.unit_id = _known(session, Unit, unit_id, field="Unidad")
        _settle(session, actor, activity, "activity")
        _reindex(session, Document.activity_id == activity.id)
        return activity.id


def _editor(actor: Actor | None) -> Actor:
    demand(actor, Permission.REGISTER_EDIT)
    assert actor is not None
    return actor


def _row(session: Session, kind: type[Row], key: int | UUID | None) -> Row | None:
    """The row to change; None for a new one.  Raises NotFound for a key that is nowhere."""
    if key is None:
        return None
    row = session.get(kind, key)
    if row is None:
        raise NotFound
    return row


def _known(session: Session, kind: type[Unit | Practice | School], key: int | None, field: str) -> int | None:
    if key is not None and session.get(kind, key) is None:
        raise InvalidInput(field=field, reason="ya no existe")
    return key


def _settle(
    session: Session, actor: Actor, row: Unit | Topic | School | Practice | Activity, kind: str
) -> None:
    session.add(row)
    session.flush()
    record(session, actor, Action.REGISTER_CHANGED, kind, row.id)


def _reindex(session: Session, named: ColumnElement[bool]) -> None:
    for document_id in session.scalars(select(Document.id).where(named)):
        queue.put(session, Verb.INDEX, str(document_id))


def _free_slug(session: Session, column: InstrumentedAttribute[Any], name: str) -> str:
    """A slug nobody has, from the name; numbered from 2 where it is taken."""
    stem = slugify(name, max_length=70, word_boundary=True) or "sin-nombre"
    taken = set(session.scalars(select(column).where(column.startswith(stem))))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


def _name(untrusted_name: str, longest: int = 200) -> str:
    name = _plain(untrusted_name)
    if not name:
        raise InvalidInput(field="Nombre", reason="no puede quedar vacío")
    if len(name) > longest:
        raise InvalidInput(field="Nombre", reason="es demasiado largo")
    return name


def _plain(untrusted_text: str) -> str:
    return " ".join(untrusted_text.split())
