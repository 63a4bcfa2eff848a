"""One published document: what its page says, its pages, marks, text, file, and old addresses of it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from archive.errors import NotFound
from archive.resources import Resources
from archive.search.highlight import Highlighter
from archive.search.query import parse
from archive.services.pages import unpack_words
from archive.services.reading import published
from archive.services.reading.values import (
    Activity,
    Card,
    Download,
    Inside,
    Leaf,
    Mark,
    Named,
    PageFound,
    PageText,
    Picture,
    PublicDocument,
    PublicPage,
    title_slug,
)
from ingest.values import Box

STRIP = 12  # pages shown beside the open one
_BATCH = 50
_MOST_FOUND = 40


def card(resources: Resources, document_id: UUID) -> Card:
    """What lists show of a document.  Raises NotFound unless it is published."""
    with published.connection(resources) as connection:
        row = connection.execute(published.CARDS_BY_ID, {"ids": [document_id]}).one_or_none()
    if row is None:
        raise NotFound
    return published.card_of(row)


def document(resources: Resources, document_id: UUID) -> PublicDocument:
    """Everything the document's page says.  Raises NotFound unless it is published."""
    with published.connection(resources) as connection:
        return _document(connection, document_id)


def leaf(resources: Resources, document_id: UUID, number: int, untrusted_question: str) -> Leaf:
    """A document opened at a page: the page with its text and marks, its neighbours, the pages that answer.

    Raises NotFound unless the document is published; a page it has not is None.
    """
    with published.connection(resources) as connection:
        found = _document(connection, document_id)
        first = max(1, min(number - STRIP // 2, found.card.page_count - STRIP + 1))
        strip = _pages(connection, document_id, first, max(number, first + STRIP - 1))
        page = next((page for page in strip if page.number == number), None)
        row = connection.execute(published.PAGE_CONTENT, {"id": document_id, "number": number}).one_or_none()
        asked = untrusted_question.strip()
        highlighter = Highlighter(parse(asked)) if asked else None
        return Leaf(
            document=found,
            page=page,
            text=row.text if row else "",
            marks=_marks(row, highlighter) if row and highlighter else (),
            strip=strip,
            inside=_inside(connection, document_id, highlighter) if highlighter else Inside((), False),
        )


def download(resources: Resources, document_id: UUID) -> Download:
    """The public version's file.  Raises NotFound unless the document is published."""
    with published.connection(resources) as connection:
        found = _download(connection, document_id)
    if found is None:
        raise NotFound
    return found


def pages(resources: Resources, document_id: UUID, first: int, last: int) -> tuple[PublicPage, ...]:
    """Pages ``first`` to ``last``, those there are; empty unless the document is published."""
    with published.connection(resources) as connection:
        return _pages(connection, document_id, first, last)


def thumbnail(resources: Resources, document_id: UUID) -> Picture:
    """The small picture of the first page.  Raises NotFound."""
    found = card(resources, document_id).thumbnail
    if found is None:
        raise NotFound
    return found


def page_picture(resources: Resources, document_id: UUID, number: int) -> Picture:
    """The image of a page.  Raises NotFound."""
    found = pages(resources, document_id, number, number)
    if not found or found[0].preview is None:
        raise NotFound
    return found[0].preview


def page_text(resources: Resources, document_id: UUID, number: int) -> PageText:
    """The text of a page.  Raises NotFound."""
    place = {"id": document_id, "first": number, "last": number}
    with published.connection(resources) as connection:
        row = connection.execute(published.TEXTS_BETWEEN, place).one_or_none()
    if row is None:
        raise NotFound
    return PageText(row.number, row.label, row.text)


def marks(resources: Resources, document_id: UUID, number: int, untrusted_question: str) -> tuple[Mark, ...]:
    """Where the words of the question stand on a page.  Raises NotFound."""
    with published.connection(resources) as connection:
        row = connection.execute(published.PAGE_CONTENT, {"id": document_id, "number": number}).one_or_none()
    if row is None:
        raise NotFound
    asked = untrusted_question.strip()
    return _marks(row, Highlighter(parse(asked))) if asked else ()


def inside(resources: Resources, document_id: UUID, untrusted_question: str) -> Inside:
    """The pages of one document that answer the question, in reading order, the first forty of them."""
    asked = untrusted_question.strip()
    if not asked:
        return Inside((), False)
    with published.connection(resources) as connection:
        return _inside(connection, document_id, Highlighter(parse(asked)))


def _document(connection: Connection, document_id: UUID) -> PublicDocument:
    row = connection.execute(published.DOCUMENT, {"id": document_id}).one_or_none()
    if row is None:
        raise NotFound
    topics = connection.execute(published.TOPICS_OF_DOCUMENT, {"id": document_id}).all()
    activity = (
        Activity(row.activity_title, row.activity_date, row.school_name) if row.activity_title else None
    )
    return PublicDocument(
        card=replace(published.card_of(row), page_count=row.last_public_page or row.page_count or 0),
        description=row.description,
        language=row.language,
        topics=tuple(Named(topic.slug, topic.name) for topic in topics),
        activity=activity,
        download=_download(connection, document_id),
    )


def _pages(connection: Connection, document_id: UUID, first: int, last: int) -> tuple[PublicPage, ...]:
    place = {"id": document_id, "first": first, "last": last}
    return tuple(_page(row) for row in connection.execute(published.PAGES_BETWEEN, place))


def _marks(row: Row[Any], highlighter: Highlighter) -> tuple[Mark, ...]:
    words = unpack_words(row.words)
    marked = highlighter.marks([word.text for word in words])
    return tuple(_mark(words[place].box, row.width, row.height) for place in marked)


def _inside(connection: Connection, document_id: UUID, highlighter: Highlighter) -> Inside:
    found: list[PageFound] = []
    first = 1
    while rows := connection.execute(
        published.TEXTS_BETWEEN, {"id": document_id, "first": first, "last": first + _BATCH - 1}
    ).all():
        for row in rows:
            snippet = highlighter.snippet(row.text)
            if any(part.marked for part in snippet.parts):
                if len(found) == _MOST_FOUND:
                    return Inside(tuple(found), True)
                found.append(PageFound(row.number, row.label, snippet))
        first += _BATCH
    return Inside(tuple(found), False)


def _download(connection: Connection, document_id: UUID) -> Download | None:
    row = connection.execute(published.PUBLIC_VERSION, {"id": document_id}).one_or_none()
    if row is None:
        return None
    suffix = f".{row.file_type.value}" if row.file_type else ""
    return Download(
        sha256=row.sha256,
        size=row.size,
        media_type=row.media_type,
        file_type=row.file_type,
        name=title_slug(row.title) + suffix,
        created_at=row.created_at,
    )


def _page(row: Row[Any]) -> PublicPage:
    return PublicPage(
        number=row.number,
        label=row.label,
        width=row.width,
        height=row.height,
        source=row.source,
        confidence=row.confidence,
        preview=published.picture(row.pack, row.preview),
    )


def _mark(box: Box, page_width: float, page_height: float) -> Mark:
    return Mark(
        x=round(box.x0 / page_width, 5),
        y=round(box.y0 / page_height, 5),
        width=round((box.x1 - box.x0) / page_width, 5),
        height=round((box.y1 - box.y0) / page_height, 5),
    )
