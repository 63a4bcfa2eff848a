"""What staff see in lists: documents by state, kind, unit and words, and where each of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from archive.models.accounts import Account
from archive.models.documents import Document, Edition, Page, State
from archive.models.practices import Practice
from archive.models.redactions import Review
from archive.models.registers import Unit
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.search.engine import Hit, Request
from archive.search.query import parse
from ingest.values import DocumentKind, FileType

PER_PAGE = 25
_MOST_HITS = 1_000  # of a search by words; filters then choose among them
_MOST_BY_NAME = 200
_MOST_STANDINGS = 200


@dataclass(frozen=True)
class Failure:
    """Why a step failed; ``sentence`` is untranslated and filled from ``data``."""

    step: str
    code: str
    sentence: str
    data: dict[str, Any]

    @property
    def needs_password(self) -> bool:
        return self.code in {"encrypted", "wrong_password"}


@dataclass(frozen=True)
class DocumentRow:
    id: UUID
    title: str
    source_name: str
    kind: DocumentKind
    state: State
    file_type: FileType
    date: Date | None
    page_count: int | None
    unit: str | None
    practice: str | None
    received_at: datetime
    received_by: str | None
    failure: Failure | None


@dataclass(frozen=True)
class Selection:
    """What is asked for; what is None or empty does not narrow."""

    text: str = ""
    state: str = ""  # a State's value
    kind: DocumentKind | None = None
    unit_id: int | None = None
    practice_id: int | None = None
    mine: bool = False
    page: int = 1


@dataclass(frozen=True)
class Listing:
    rows: tuple[DocumentRow, ...]
    total: int
    page: int
    reading: str | None = None  # how the words were understood, where not as they stand

    @property
    def page_total(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


@dataclass(frozen=True)
class Standing:
    """Where a document stands, small enough to be asked for every second."""

    id: UUID
    title: str
    state: State
    pages_read: int
    page_count: int | None
    failure: Failure | None
    examined: bool  # for personal data: a job of its own after the reading


@dataclass(frozen=True)
class StaffHit:
    """A document the staff index found, with the numbers of its best pages."""

    id: UUID
    title: str
    state: State
    pages: tuple[int, ...]


def documents(resources: Resources, actor: Actor | None, wanted: Selection) -> Listing:
    """One page of the documents wanted: by relevance where there are words, else the newest first."""
    demand(actor, Permission.DOCUMENT_READ)
    assert actor is not None
    chosen = _conditions(wanted, actor)
    text = wanted.text.strip()
    ranked, reading = _found(resources, text) if text else ([], None)
    page = max(1, wanted.page)
    with resources.database.read() as session:
        if text:
            ids = _narrowed(session, ranked, text, chosen)
            total = len(ids)
            shown = ids[(page - 1) * PER_PAGE : page * PER_PAGE]
        else:
            total = session.scalar(select(func.count()).select_from(Document).where(*chosen)) or 0
            newest = select(Document.id).where(*chosen).order_by(Document.received_at.desc(), Document.id)
            shown = list(session.scalars(newest.offset((page - 1) * PER_PAGE).limit(PER_PAGE)))
        return Listing(rows_of(session, shown), total, page, reading)


def search(resources: Resources, actor: Actor | None, text: str, limit: int = 20) -> tuple[StaffHit, ...]:
    """The best documents of the staff index for a question in the people's language."""
    demand(actor, Permission.DOCUMENT_READ)
    request = Request(question=parse(text), limit=limit, facets=False)
    hits = {UUID(hit.document_id): hit for hit in resources.staff_index.search(request).hits}
    with resources.database.read() as session:
        known = {
            row.id: row
            for row in session.execute(
                select(Document.id, Document.title, Document.state).where(Document.id.in_(list(hits)))
            )
        }
    return tuple(
        StaffHit(key, known[key].title, known[key].state, tuple(page.number for page in hit.pages))
        for key, hit in hits.items()
        if key in known
    )


def standings(resources: Resources, actor: Actor | None, ids: Sequence[UUID]) -> tuple[Standing, ...]:
    """Where each of these documents stands; those that do not exist are left out."""
    demand(actor, Permission.DOCUMENT_READ)
    asked = list(ids)[:_MOST_STANDINGS]
    with resources.database.read() as session:
        read = pages_read(session, asked)
        examined = set(session.scalars(select(Review.document_id).where(Review.document_id.in_(asked))))
        return tuple(
            Standing(
                row.id,
                row.title,
                row.state,
                read.get(row.id, 0),
                row.page_count,
                failure_of(row),
                examined=row.id in examined,
            )
            for row in session.scalars(select(Document).where(Document.id.in_(asked)))
        )


def rows_of(session: Session, ids: Sequence[UUID]) -> tuple[DocumentRow, ...]:
    """Rows in the order of ``ids``."""
    found = {row.Document.id: _row(row) for row in session.execute(_with_names(ids))}
    return tuple(found[key] for key in ids if key in found)


def pages_read(session: Session, ids: Sequence[UUID]) -> dict[UUID, int]:
    counted = (
        select(Page.document_id, func.count())
        .where(Page.document_id.in_(ids), Page.edition == Edition.ORIGINAL)
        .group_by(Page.document_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def failure_of(document: Document) -> Failure | None:
    if document.failure_code is None:
        return None
    return Failure(
        step=document.failure_step or "",
        code=document.failure_code,
        sentence=document.failure_sentence or "",
        data=document.failure_data or {},
    )


def _conditions(wanted: Selection, actor: Actor) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if wanted.state:
        chosen.append(Document.state == State(wanted.state))
    if wanted.kind is not None:
        chosen.append(Document.kind == wanted.kind)
    if wanted.unit_id is not None:
        chosen.append(Document.unit_id == wanted.unit_id)
    if wanted.practice_id is not None:
        chosen.append(Document.practice_id == wanted.practice_id)
    if wanted.mine:
        chosen.append(Document.received_by == actor.id)
    return chosen


def _found(resources: Resources, text: str) -> tuple[list[UUID], str | None]:
    question = parse(text)
    request = Request(question=question, limit=_MOST_HITS, pages_per_hit=1, facets=False)
    hits: tuple[Hit, ...] = resources.staff_index.search(request).hits
    return [UUID(hit.document_id) for hit in hits], question.reading


def _narrowed(
    session: Session, ranked: Sequence[UUID], text: str, chosen: Sequence[ColumnElement[bool]]
) -> list[UUID]:
    """The hits that fulfil the conditions, then documents named like the words: those not yet read, too."""
    allowed = set(session.scalars(select(Document.id).where(Document.id.in_(ranked), *chosen)))
    hits = [key for key in ranked if key in allowed]
    named = or_(
        Document.title.icontains(text, autoescape=True), Document.source_name.icontains(text, autoescape=True)
    )
    by_name = (
        select(Document.id).where(named, *chosen).order_by(Document.received_at.desc()).limit(_MOST_BY_NAME)
    )
    return hits + [key for key in session.scalars(by_name) if key not in allowed]


def _with_names(ids: Sequence[UUID]) -> Select[Document, str, str, str]:
    return (
        select(
            Document,
            Unit.name.label("unit"),
            Practice.name.label("practice"),
            Account.display_name.label("received_by"),
        )
        .outerjoin(Unit, Unit.id == Document.unit_id)
        .outerjoin(Practice, Practice.id == Document.practice_id)
        .outerjoin(Account, Account.id == Document.received_by)
        .where(Document.id.in_(ids))
    )


def _row(row: Any) -> DocumentRow:
    document: Document = row.Document
    return DocumentRow(
        id=document.id,
        title=document.title,
        source_name=document.source_name,
        kind=document.kind,
        state=document.state,
        file_type=document.file_type,
        date=document.date,
        page_count=document.page_count,
        unit=row.unit,
        practice=row.practice,
        received_at=document.received_at,
        received_by=row.received_by,
        failure=failure_of(document),
    )
