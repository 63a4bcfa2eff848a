"""What each search index may know: staff entries, and public ones from public versions alone."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models.activities import Activity
from archive.models.documents import Document, DocumentTopic, Edition, Page, State
from archive.models.practices import Practice
from archive.models.registers import School, Topic, Unit, UnitAlias
from archive.search.engine import Entry, EntryPage
from ingest.values import DocumentKind

# What people type after ``tipo:``, both languages together.
KIND_WORDS: dict[DocumentKind, str] = {
    DocumentKind.PRESENTATION: "presentación presentation",
    DocumentKind.INFOGRAPHIC: "infografía infographic",
    DocumentKind.MINUTES: "minuta acta minutes",
    DocumentKind.REPORT: "informe reporte report",
    DocumentKind.LETTER: "oficio carta letter",
    DocumentKind.CATALOGUE: "catálogo catalogue",
    DocumentKind.DIRECTORY: "directorio teléfonos directory",
    DocumentKind.PHOTOGRAPH: "fotografía foto photograph",
    DocumentKind.VIDEO: "video",
    DocumentKind.ATTENDANCE_RECORD: "lista asistencia attendance",
    DocumentKind.DATA_TABLE: "tabla datos table",
    DocumentKind.OTHER: "otro other",
}


def public_entries(session: Session, document_ids: Sequence[UUID]) -> tuple[Entry, ...]:
    """Entries of those documents that are published now, from the pages of their public versions."""
    return _entries(session, document_ids, Edition.PUBLIC, published_only=True)


def staff_entries(session: Session, document_ids: Sequence[UUID]) -> tuple[Entry, ...]:
    """Entries of all these documents, with what was read of their originals and speaker notes."""
    return _entries(session, document_ids, Edition.ORIGINAL, published_only=False)


def all_ids(session: Session, batch: int = 200) -> Iterator[list[UUID]]:
    """Every document's id in batches, for a rebuild."""
    ids = list(session.scalars(select(Document.id).order_by(Document.id)))
    for start in range(0, len(ids), batch):
        yield ids[start : start + batch]


def _entries(
    session: Session, document_ids: Sequence[UUID], edition: Edition, *, published_only: bool
) -> tuple[Entry, ...]:
    wanted = (
        select(Document, Unit, Practice, School.name.label("school"))
        .outerjoin(Unit, Unit.id == Document.unit_id)
        .outerjoin(Practice, Practice.id == Document.practice_id)
        .outerjoin(Activity, Activity.id == Document.activity_id)
        .outerjoin(School, School.id == Activity.school_id)
        .where(Document.id.in_(document_ids))
    )
    if published_only:
        wanted = wanted.where(Document.state == State.PUBLISHED)
    rows = session.execute(wanted).all()
    found = [row.Document.id for row in rows]
    pages, topics = _pages(session, found, edition), _topics(session, found)
    aliases = _aliases(session)
    return tuple(
        _entry(row, pages.get(row.Document.id, ()), topics.get(row.Document.id, []), aliases) for row in rows
    )


def _entry(row: Any, pages: Sequence[EntryPage], topics: Sequence[Topic], aliases: dict[int, str]) -> Entry:
    document, unit, practice = row.Document, row.Unit, row.Practice
    return Entry(
        document_id=str(document.id),
        title=document.title,
        kind=document.kind.value,
        kind_words=KIND_WORDS[document.kind],
        pages=tuple(pages),
        unit=unit.slug if unit else None,
        unit_words=f"{unit.name} {aliases.get(unit.id, '')}" if unit else "",
        practice=practice.slug if practice else None,
        practice_words=practice.name if practice else "",
        topics=tuple(topic.slug for topic in topics),
        topic_words=" ".join(topic.name for topic in topics),
        school_words=row.school or "",
        date=document.date,
    )


def _pages(session: Session, document_ids: Sequence[UUID], edition: Edition) -> dict[UUID, list[EntryPage]]:
    found: dict[UUID, list[EntryPage]] = {}
    rows = session.execute(
        select(Page.document_id, Page.number, Page.text, Page.notes)
        .where(Page.document_id.in_(document_ids), Page.edition == edition)
        .order_by(Page.document_id, Page.number)
    )
    for row in rows:
        text = f"{row.text}\n{row.notes}" if edition is Edition.ORIGINAL and row.notes else row.text
        found.setdefault(row.document_id, []).append(EntryPage(row.number, text))
    return found


def _topics(session: Session, document_ids: Sequence[UUID]) -> dict[UUID, list[Topic]]:
    found: dict[UUID, list[Topic]] = {}
    rows = session.execute(
        select(DocumentTopic.document_id, Topic)
        .join(Topic, Topic.id == DocumentTopic.topic_id)
        .where(DocumentTopic.document_id.in_(document_ids))
        .order_by(Topic.slug)
    )
    for row in rows:
        found.setdefault(row.document_id, []).append(row.Topic)
    return found


def _aliases(session: Session) -> dict[int, str]:
    found: dict[int, str] = {}
    for alias in session.scalars(select(UnitAlias).order_by(UnitAlias.name)):
        found[alias.unit_id] = f"{found.get(alias.unit_id, '')} {alias.name}".strip()
    return found
