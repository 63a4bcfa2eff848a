"""How often public documents are looked at and taken, per day: numbers alone, nothing of who did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, timedelta, timezone
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from archive.models.documents import Document
from archive.models.visits import DocumentVisits
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources

# Central Mexico keeps UTC-6 all year since October 2022 (Ley de los Husos Horarios).
_LOCAL_TIME = timezone(timedelta(hours=-6))
_MOST_ROWS = 5_000  # of one statement: SQLite takes 32,766 values


@dataclass(frozen=True)
class Seen:
    """What happened to one document on one day."""

    visits: int = 0
    downloads: int = 0


@dataclass(frozen=True)
class VisitedDocument:
    id: UUID
    title: str
    visits: int
    downloads: int


@dataclass(frozen=True)
class MonthOfVisits:
    month: str  # «2026-03»
    visits: int
    downloads: int


def today() -> Date:
    """Where the readers are."""
    return datetime.now(_LOCAL_TIME).date()


def count_visits(resources: Resources, seen: Mapping[tuple[UUID, Date], Seen]) -> bool:
    """Add what one process has counted since it last did; False where that must wait."""
    try:
        with resources.database.write() as session:
            add_visits(session, seen)
    except SQLAlchemyError:
        return False
    return True


def add_visits(session: Session, seen: Mapping[tuple[UUID, Date], Seen]) -> None:
    """Within the caller's transaction; others add to the same rows.  Unknown documents are passed over."""
    wanted = {document_id for document_id, _ in seen}
    known = set(session.scalars(select(Document.id).where(Document.id.in_(wanted))))
    rows = [
        {"document_id": document_id, "day": day, "visits": one.visits, "downloads": one.downloads}
        for (document_id, day), one in sorted(seen.items())
        if document_id in known
    ]
    for start in range(0, len(rows), _MOST_ROWS):
        _upsert(session, rows[start : start + _MOST_ROWS])


def visits_by_month(resources: Resources, actor: Actor | None) -> tuple[MonthOfVisits, ...]:
    """Of all documents together, the newest month first."""
    demand(actor, Permission.DOCUMENT_READ)
    days = (
        select(DocumentVisits.day, func.sum(DocumentVisits.visits), func.sum(DocumentVisits.downloads))
        .group_by(DocumentVisits.day)
        .order_by(DocumentVisits.day.desc())
    )
    months: dict[str, MonthOfVisits] = {}
    with resources.database.read() as session:
        for day, visits, downloads in session.execute(days):
            month = f"{day:%Y-%m}"
            before = months.get(month, MonthOfVisits(month, 0, 0))
            months[month] = MonthOfVisits(month, before.visits + visits, before.downloads + downloads)
    return tuple(months.values())


def most_visited(
    resources: Resources, actor: Actor | None, since: Date, most: int = 50
) -> tuple[VisitedDocument, ...]:
    demand(actor, Permission.DOCUMENT_READ)
    visits, downloads = func.sum(DocumentVisits.visits), func.sum(DocumentVisits.downloads)
    wanted = (
        select(Document.id, Document.title, visits, downloads)
        .join(DocumentVisits, DocumentVisits.document_id == Document.id)
        .where(DocumentVisits.day >= since)
        .group_by(Document.id)
        .order_by(visits.desc(), downloads.desc(), Document.title)
        .limit(most)
    )
    with resources.database.read() as session:
        return tuple(VisitedDocument(*row) for row in session.execute(wanted))


def _upsert(session: Session, rows: list[dict[str, object]]) -> None:
    dialect = session.get_bind().dialect.name
    statement: sqlite.Insert | postgresql.Insert
    statement = (sqlite if dialect == "sqlite" else postgresql).insert(DocumentVisits).values(rows)
    more = {
        "visits": DocumentVisits.visits + statement.excluded.visits,
        "downloads": DocumentVisits.downloads + statement.excluded.downloads,
    }
    keys = [DocumentVisits.document_id, DocumentVisits.day]
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=more))
