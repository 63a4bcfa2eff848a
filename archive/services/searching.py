"""The command line's search: the same engines and words as the portal, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models.documents import Document, Edition, Page, State
from archive.resources import Resources
from archive.search.engine import Engine, Hit, Request
from archive.search.highlight import Highlighter
from archive.search.query import parse


@dataclass(frozen=True)
class FoundPage:
    number: int
    snippet: str


@dataclass(frozen=True)
class FoundDocument:
    document_id: str
    title: str
    pages: tuple[FoundPage, ...]


@dataclass(frozen=True)
class Found:
    total: int
    reading: str | None
    did_you_mean: str | None
    hits: tuple[FoundDocument, ...]


def search_public(resources: Resources, text: str, limit: int) -> Found:
    """What any reader would find."""
    return _search(resources, resources.public_index, Edition.PUBLIC, text, limit)


def search_staff(resources: Resources, text: str, limit: int) -> Found:
    """Everything received, whatever its state.  For whoever holds the installation's files anyway."""
    return _search(resources, resources.staff_index, Edition.ORIGINAL, text, limit)


def _search(resources: Resources, engine: Engine, edition: Edition, text: str, limit: int) -> Found:
    question = parse(text)
    result = engine.search(Request(question, limit=limit, facets=False))
    highlighter = Highlighter(question)
    with resources.database.read() as session:
        titles = _titles(session, result.hits, edition)
        texts = _texts(session, result.hits, edition)

    def pages(hit: Hit) -> tuple[FoundPage, ...]:
        return tuple(
            FoundPage(page.number, "".join(part.text for part in highlighter.snippet(text).parts))
            for page in hit.pages
            if (text := texts.get((hit.document_id, page.number))) is not None
        )

    hits = tuple(
        FoundDocument(hit.document_id, titles[hit.document_id], pages(hit))
        for hit in result.hits
        if hit.document_id in titles
    )
    suggestion = engine.did_you_mean(question) if not hits else None
    return Found(result.total, question.reading, suggestion, hits)


def _titles(session: Session, hits: Sequence[Hit], edition: Edition) -> dict[str, str]:
    wanted = select(Document.id, Document.title).where(
        Document.id.in_([UUID(hit.document_id) for hit in hits])
    )
    if edition is Edition.PUBLIC:
        # The index may lag behind a withdrawal; the database has the last word.
        wanted = wanted.where(Document.state == State.PUBLISHED)
    return {str(row.id): row.title for row in session.execute(wanted)}


def _texts(session: Session, hits: Sequence[Hit], edition: Edition) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for hit in hits:
        rows = session.execute(
            select(Page.number, Page.text).where(
                Page.document_id == UUID(hit.document_id),
                Page.edition == edition,
                Page.number.in_([page.number for page in hit.pages]),
            )
        )
        found |= {(hit.document_id, row.number): row.text for row in rows}
    return found
