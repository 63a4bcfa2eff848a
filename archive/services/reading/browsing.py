"""What is here, for readers who look around: figures, practices, units, newest, sitemap."""

import threading
from collections.abc import Collection as Many
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Row, Select

from archive.db import Database
from archive.errors import NotFound
from archive.resources import Resources
from archive.search.engine import FacetName
from archive.services.reading import published
from archive.services.reading.values import Card, Collection, Figures, Listing, SitemapEntry

PAGE_SIZE = 24
_MOST_CARDS = 5_000  # kept; about a kilobyte each
SITEMAP_SIZE = 40_000  # under the protocol's 50,000 addresses a file


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: str
    figures: Figures
    cards: dict[UUID, Card]


class _Shelf:
    """Each database's figures, and cards of published documents, until something happens in the archive."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Database, _Kept] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def get(self, resources: Resources, connection: Connection) -> _Kept:
        stamp = stamp_on(connection)
        with self._lock:
            kept = self._kept.get(resources.database)
        if kept is None or kept.stamp != stamp:
            kept = _Kept(stamp, _count(connection), {})
            with self._lock:
                self._kept[resources.database] = kept
        return kept


_SHELF = _Shelf()

# What has happened so far, in a word that stays the same only while nothing happens.  On SQLite writers wait
# for each other and whatever changes what is published leaves an audit event in its own transaction, so the
# last event says it.  On PostgreSQL a transaction with an earlier event may end later; there the word is the
# snapshot, which is the same only where the very same transactions are seen.
_STAMPS = {
    "sqlite": "SELECT max(id) FROM audit_events",
    "postgresql": "SELECT pg_current_snapshot()::text",
}


def stamp(resources: Resources) -> str:
    """A word for the state of the archive: the same word, the same published documents."""
    with published.connection(resources) as connection:
        return stamp_on(connection)


def stamp_on(connection: Connection) -> str:
    return str(connection.exec_driver_sql(_STAMPS[connection.dialect.name]).scalar())


def figures(resources: Resources) -> Figures:
    """How many documents and pages there are, by kind, practice, unit and topic."""
    with published.connection(resources) as connection:
        return figures_on(resources, connection)


def figures_on(resources: Resources, connection: Connection) -> Figures:
    return _SHELF.get(resources, connection).figures


def newest(resources: Resources, most: int = 6) -> tuple[Card, ...]:
    with published.connection(resources) as connection:
        return newest_on(connection, most)


def newest_on(connection: Connection, most: int) -> tuple[Card, ...]:
    rows = connection.execute(published.NEWEST_CARDS, {"most": most})
    return tuple(published.card_of(row) for row in rows)


def home(resources: Resources, most: int = 6) -> tuple[Figures, tuple[Card, ...]]:
    """The figures and the newest documents, over one connection."""
    with published.connection(resources) as connection:
        return figures_on(resources, connection), newest_on(connection, most)


def practice(resources: Resources, slug: str, page: int = 1) -> tuple[Collection, Listing]:
    """A practice with its documents.  Raises NotFound where none of them is published."""
    with published.connection(resources) as connection:
        collection = _one(figures_on(resources, connection).practices, slug)
        wanted = published.CARDS.where(published.practices.c.slug == slug)
        return collection, _listing(connection, wanted, collection.documents, page)


def unit(resources: Resources, slug: str, page: int = 1) -> tuple[Collection, Listing]:
    """A unit with its documents.  Raises NotFound where none of them is published."""
    with published.connection(resources) as connection:
        collection = _one(figures_on(resources, connection).units, slug)
        wanted = published.CARDS.where(published.units.c.slug == slug)
        return collection, _listing(connection, wanted, collection.documents, page)


def sitemap(resources: Resources, part: int = 0) -> tuple[SitemapEntry, ...]:
    """Part ``part`` of all published documents, newest first; empty beyond the last."""
    place = {"most": SITEMAP_SIZE, "skipped": part * SITEMAP_SIZE}
    with published.connection(resources) as connection:
        rows = connection.execute(published.SITEMAP, place)
        return tuple(SitemapEntry(row.id, row.title, row.published_at) for row in rows)


def cards_by_id(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, Card]:
    """Those of ``ids`` that are published."""
    rows = connection.execute(published.CARDS_BY_ID, {"ids": list(ids)})
    return {row[0]: published.card_of(row) for row in rows}


def known_cards(resources: Resources, connection: Connection, ids: Many[UUID]) -> Mapping[UUID, Card]:
    """The same out of what is kept, where it is; for ids that were seen published by this connection."""
    kept = _SHELF.get(resources, connection).cards
    found = {one: card for one in ids if (card := kept.get(one)) is not None}
    missing = [one for one in ids if one not in found]
    if missing:
        read = cards_by_id(connection, missing)
        if len(kept) + len(read) > _MOST_CARDS:
            kept.clear()
        kept |= read
        found |= read
    return found


def _listing(connection: Connection, wanted: Select[Any], total: int, page: int) -> Listing:
    documents = published.documents.c
    rows = connection.execute(
        wanted.order_by(documents.date.desc().nulls_last(), documents.title, documents.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    cards = tuple(published.card_of(row) for row in rows)
    if not cards:
        raise NotFound
    return Listing(cards, total, page, PAGE_SIZE)


def _one(collections: tuple[Collection, ...], slug: str) -> Collection:
    for collection in collections:
        if collection.slug == slug:
            return collection
    raise NotFound


def _count(connection: Connection) -> Figures:
    kinds = connection.execute(published.KIND_COUNTS).all()
    practices = tuple(_practice(row) for row in connection.execute(published.PRACTICE_COUNTS))
    units = tuple(
        Collection(row.slug, row.name, row.description, row.documents)
        for row in connection.execute(published.UNIT_COUNTS)
    )
    topics = tuple(
        Collection(row.slug, row.name, "", row.documents)
        for row in connection.execute(published.TOPIC_COUNTS)
    )
    return Figures(
        documents=sum(row.documents for row in kinds),
        pages=sum(row.pages or 0 for row in kinds),
        kinds=tuple(sorted(((row.kind, row.documents) for row in kinds), key=lambda kind: -kind[1])),
        practices=practices,
        units=units,
        topics=topics,
        names={
            FacetName.PRACTICE: {one.slug: one.name for one in practices},
            FacetName.UNIT: {one.slug: one.name for one in units},
            FacetName.TOPIC: {one.slug: one.name for one in topics},
        },
    )


def _practice(row: Row[Any]) -> Collection:
    return Collection(
        slug=row.slug,
        name=row.name,
        summary=row.summary,
        documents=row.documents,
        unit=published.named(row.unit_slug, row.unit_name),
        start_year=row.start_year,
        current=row.current,
    )
