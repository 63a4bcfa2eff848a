"""What the public sees of registers: talks that are offered, lines that help, what a practice has held.

Of people who came nothing is read here: counts go out through disclosure control alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from archive.models.activities import ActivityTalk, ActivityUnit
from archive.models.phones import Phone
from archive.models.talks import Talk, TalkDocument, TalkTopic
from archive.resources import Resources
from archive.services.reading import published
from archive.services.reading.browsing import cards_by_id
from archive.services.reading.values import Card, Named

_MOST_ACTIVITIES = 500


@dataclass(frozen=True, slots=True)
class PublicTalk:
    slug: str
    title: str
    purpose: str
    audience: str
    minutes: int | None
    unit: str | None
    topics: tuple[Named, ...]
    documents: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PublicPhone:
    name: str
    number: str
    dialled: str  # as a telephone takes it; empty where it takes an extension
    hours: str
    purpose: str
    unit: str | None
    emergency: bool


@dataclass(frozen=True, slots=True)
class Held:
    """An activity as everybody may know of it."""

    id: UUID
    title: str
    date: Date
    school: str | None
    locality: str
    units: tuple[str, ...]
    talks: tuple[str, ...]


def talks(resources: Resources) -> tuple[PublicTalk, ...]:
    """The talks that schools may ask for, by title, each with its published documents."""
    wanted = (
        select(Talk, published.units.c.name)
        .outerjoin(published.units, published.units.c.id == Talk.unit_id)
        .where(Talk.offered)
        .order_by(Talk.title)
    )
    topics = (
        select(TalkTopic.talk_id, published.topics.c.slug, published.topics.c.name)
        .join(published.topics, published.topics.c.id == TalkTopic.topic_id)
        .order_by(published.topics.c.name)
    )
    with resources.database.read() as session:
        named: dict[int, list[Named]] = {}
        for talk_id, slug, name in session.execute(topics):
            named.setdefault(talk_id, []).append(Named(slug, name))
        links = session.execute(select(TalkDocument.talk_id, TalkDocument.document_id)).all()
        cards = cards_by_id(session.connection(), {document_id for _, document_id in links})
        return tuple(
            PublicTalk(
                slug=row.slug,
                title=row.title,
                purpose=row.purpose,
                audience=row.audience,
                minutes=row.minutes,
                unit=unit,
                topics=tuple(named.get(row.id, ())),
                documents=_cards(cards, (key for talk_id, key in links if talk_id == row.id)),
            )
            for row, unit in session.execute(wanted)
        )


def phones(resources: Resources) -> tuple[PublicPhone, ...]:
    """The public lines: emergencies first, then by name."""
    wanted = (
        select(Phone, published.units.c.name)
        .outerjoin(published.units, published.units.c.id == Phone.unit_id)
        .where(Phone.public)
        .order_by(Phone.emergency.desc(), Phone.name, Phone.id)
    )
    with resources.database.read() as session:
        return tuple(
            PublicPhone(
                row.name, row.number, _dialled(row.number), row.hours, row.purpose, unit, row.emergency
            )
            for row, unit in session.execute(wanted)
        )


def held(resources: Resources, practice_slug: str) -> tuple[Held, ...]:
    """A practice's activities, the newest first; who asks has seen that the practice is public."""
    activities, schools = published.activities, published.schools
    wanted = (
        select(
            activities.c.id,
            activities.c.title,
            activities.c.date,
            schools.c.name.label("school"),
            schools.c.locality,
            published.units.c.name.label("unit"),
        )
        .join(published.practices, published.practices.c.id == activities.c.practice_id)
        .outerjoin(schools, schools.c.id == activities.c.school_id)
        .outerjoin(published.units, published.units.c.id == activities.c.unit_id)
        .where(published.practices.c.slug == practice_slug)
        .order_by(activities.c.date.desc(), activities.c.title, activities.c.id)
        .limit(_MOST_ACTIVITIES)
    )
    with published.connection(resources) as connection:
        rows = connection.execute(wanted).all()
        ids = [row.id for row in rows]
        units = _names(connection, published.units, ActivityUnit.activity_id, ActivityUnit.unit_id, ids)
        talks = _names(connection, Talk.__table__, ActivityTalk.activity_id, ActivityTalk.talk_id, ids)
    return tuple(
        Held(
            id=row.id,
            title=row.title,
            date=row.date,
            school=row.school,
            locality=row.locality or "",
            units=((row.unit,) if row.unit else ()) + units.get(row.id, ()),
            talks=talks.get(row.id, ()),
        )
        for row in rows
    )


def _names(
    connection: Connection, named: Any, owner: Any, other: Any, ids: list[UUID]
) -> dict[UUID, tuple[str, ...]]:
    """By activity, the names (or titles) of what a link ties it to."""
    word = named.c.name if "name" in named.c else named.c.title
    wanted = select(owner, word).join(named, named.c.id == other).where(owner.in_(ids)).order_by(word)
    found: dict[UUID, tuple[str, ...]] = {}
    for activity_id, name in connection.execute(wanted):
        found[activity_id] = (*found.get(activity_id, ()), name)
    return found


def _cards(cards: dict[UUID, Card], ids: Iterable[UUID]) -> tuple[Card, ...]:
    return tuple(sorted((cards[one] for one in ids if one in cards), key=lambda card: card.title))


def _dialled(number: str) -> str:
    if any(sign.isalpha() for sign in number):
        return ""
    return "".join(sign for sign in number if sign.isdigit() or sign in "*+")
