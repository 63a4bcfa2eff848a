"""The statements of the public's door: each can only give rows of PUBLISHED documents.

They are built once, from tables and not from objects, because these answers are asked for most of all.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    String,
    Table,
    TextualSelect,
    Uuid,
    and_,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.sql import ColumnElement

from archive.models.activities import Activity
from archive.models.documents import (
    Document,
    DocumentTopic,
    Edition,
    File,
    FileRole,
    Page,
    State,
    Zone,
)
from archive.models.practices import Practice
from archive.models.registers import School, Topic, Unit
from archive.resources import Resources
from archive.services.reading.values import Card, Named, Picture


def _table(model: type) -> Table:
    return model.__table__  # type: ignore[attr-defined, no-any-return]


documents = _table(Document)
pages = _table(Page)
files = _table(File)
units = _table(Unit)
practices = _table(Practice)
topics = _table(Topic)
document_topics = _table(DocumentTopic)
activities = _table(Activity)
schools = _table(School)

IS_PUBLISHED: ColumnElement[bool] = and_(
    documents.c.state == State.PUBLISHED, documents.c.published_at.is_not(None)
)
# The same for statements that name their documents.  They must go by id; a planner without statistics would
# rather read the whole index of states, so here it is given no index to take.
IS_PUBLISHED_TOO: ColumnElement[bool] = and_(
    func.lower(documents.c.state) == State.PUBLISHED.value, documents.c.published_at.is_not(None)
)
# A page belongs to the public only with its published document: every use joins the two.
PUBLIC_PAGE_OF_DOCUMENT: ColumnElement[bool] = and_(
    pages.c.document_id == documents.c.id, pages.c.edition == Edition.PUBLIC
)
_packs = files.alias("packs")
IN_PUBLIC_PACK: ColumnElement[bool] = and_(
    _packs.c.id == pages.c.pack_id,
    _packs.c.zone == Zone.PUBLIC,
    _packs.c.role == FileRole.PUBLIC_PREVIEWS,
)

_CARD_COLUMNS = (
    documents.c.id,
    documents.c.title,
    documents.c.kind,
    documents.c.file_type,
    documents.c.date,
    documents.c.page_count,
    documents.c.published_at,
    units.c.slug.label("unit_slug"),
    units.c.name.label("unit_name"),
    practices.c.slug.label("practice_slug"),
    practices.c.name.label("practice_name"),
    pages.c.thumbnail,
    _packs.c.sha256.label("pack"),
)
_CARD = len(_CARD_COLUMNS)

_ALL_CARDS: Select[Any] = select(*_CARD_COLUMNS).select_from(
    documents.outerjoin(units, units.c.id == documents.c.unit_id)
    .outerjoin(practices, practices.c.id == documents.c.practice_id)
    .outerjoin(pages, and_(PUBLIC_PAGE_OF_DOCUMENT, pages.c.number == 1))
    .outerjoin(_packs, IN_PUBLIC_PACK)
)
CARDS = _ALL_CARDS.where(IS_PUBLISHED)
CARDS_BY_ID = _ALL_CARDS.where(IS_PUBLISHED_TOO, documents.c.id.in_(bindparam("ids", expanding=True)))
NEWEST_CARDS = CARDS.order_by(documents.c.published_at.desc(), documents.c.id).limit(bindparam("most"))

SAID_BY_ID = (
    select(
        documents.c.id,
        documents.c.description,
        documents.c.language,
        func.max(files.c.media_type).label("media_type"),
    )
    .select_from(
        documents.outerjoin(
            files, and_(files.c.document_id == documents.c.id, files.c.role == FileRole.PUBLIC_VERSION)
        )
    )
    .where(IS_PUBLISHED_TOO, documents.c.id.in_(bindparam("ids", expanding=True)))
    .group_by(documents.c.id)
)

# A public version may have pages of its own, its cover sheet and its index, beside those of the original.
_counted = pages.alias("counted")
_LAST_PUBLIC_PAGE = (
    select(func.max(_counted.c.number))
    .where(_counted.c.document_id == documents.c.id, _counted.c.edition == Edition.PUBLIC)
    .scalar_subquery()
)
DOCUMENT: Select[Any] = (
    _ALL_CARDS.add_columns(
        _LAST_PUBLIC_PAGE.label("last_public_page"),
        documents.c.description,
        documents.c.language,
        activities.c.title.label("activity_title"),
        activities.c.date.label("activity_date"),
        schools.c.name.label("school_name"),
    )
    .outerjoin(activities, activities.c.id == documents.c.activity_id)
    .outerjoin(schools, schools.c.id == activities.c.school_id)
    .where(IS_PUBLISHED_TOO, documents.c.id == bindparam("id"))
)
TOPICS_OF_DOCUMENT = (
    select(topics.c.slug, topics.c.name)
    .join(document_topics, document_topics.c.topic_id == topics.c.id)
    .join(documents, documents.c.id == document_topics.c.document_id)
    .where(IS_PUBLISHED_TOO, documents.c.id == bindparam("id"))
    .order_by(topics.c.name)
)
PUBLIC_VERSION = (
    select(
        documents.c.title,
        files.c.sha256,
        files.c.size,
        files.c.media_type,
        files.c.file_type,
        files.c.created_at,
    )
    .join(files, files.c.document_id == documents.c.id)
    .where(
        IS_PUBLISHED_TOO,
        documents.c.id == bindparam("id"),
        files.c.role == FileRole.PUBLIC_VERSION,
        files.c.zone == Zone.PUBLIC,
    )
    .order_by(files.c.id.desc())
    .limit(1)
)

_PAGE_COLUMNS = (
    pages.c.number,
    pages.c.label,
    pages.c.width,
    pages.c.height,
    pages.c.source,
    pages.c.confidence,
    pages.c.preview,
    pages.c.thumbnail,
    _packs.c.sha256.label("pack"),
)
_PAGES: Select[Any] = (
    select(*_PAGE_COLUMNS)
    .select_from(documents.join(pages, PUBLIC_PAGE_OF_DOCUMENT).outerjoin(_packs, IN_PUBLIC_PACK))
    .where(IS_PUBLISHED_TOO, documents.c.id == bindparam("id"))
)
PAGES_BETWEEN = _PAGES.where(pages.c.number.between(bindparam("first"), bindparam("last"))).order_by(
    pages.c.number
)
_TEXTS: Select[Any] = (
    select(pages.c.document_id, pages.c.number, pages.c.label, pages.c.text)
    .select_from(pages.join(documents, PUBLIC_PAGE_OF_DOCUMENT))
    .where(IS_PUBLISHED_TOO)
)
TEXTS_BETWEEN = _TEXTS.where(
    documents.c.id == bindparam("id"), pages.c.number.between(bindparam("first"), bindparam("last"))
).order_by(pages.c.number)
PAGE_CONTENT: Select[Any] = (
    select(pages.c.text, pages.c.words, pages.c.width, pages.c.height)
    .select_from(pages.join(documents, PUBLIC_PAGE_OF_DOCUMENT))
    .where(IS_PUBLISHED_TOO, documents.c.id == bindparam("id"), pages.c.number == bindparam("number"))
)
KIND_COUNTS = (
    select(documents.c.kind, func.count().label("documents"), func.sum(documents.c.page_count).label("pages"))
    .where(IS_PUBLISHED)
    .group_by(documents.c.kind)
)
UNIT_COUNTS = (
    select(units.c.slug, units.c.name, units.c.description, func.count().label("documents"))
    .join(documents, documents.c.unit_id == units.c.id)
    .where(IS_PUBLISHED)
    .group_by(units.c.id)
    .order_by(units.c.name)
)
PRACTICE_COUNTS = (
    select(
        practices.c.slug,
        practices.c.name,
        practices.c.summary,
        practices.c.start_year,
        practices.c.current,
        units.c.slug.label("unit_slug"),
        units.c.name.label("unit_name"),
        func.count().label("documents"),
    )
    .select_from(
        practices.join(documents, documents.c.practice_id == practices.c.id).outerjoin(
            units, units.c.id == practices.c.unit_id
        )
    )
    .where(IS_PUBLISHED)
    .group_by(practices.c.id, units.c.id)
    .order_by(practices.c.name)
)
TOPIC_COUNTS = (
    select(topics.c.slug, topics.c.name, func.count().label("documents"))
    .select_from(
        topics.join(document_topics, document_topics.c.topic_id == topics.c.id).join(
            documents, documents.c.id == document_topics.c.document_id
        )
    )
    .where(IS_PUBLISHED)
    .group_by(topics.c.id)
    .order_by(topics.c.name)
)
SITEMAP = (
    select(documents.c.id, documents.c.title, documents.c.published_at)
    .where(IS_PUBLISHED)
    .order_by(documents.c.published_at.desc(), documents.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)


@cache
def answers(count: int) -> TextualSelect:
    """The text of ``count`` pages that answer, each row with its ``place``; none of what is no longer public.

    The pages wanted are rows of the statement, ``document_0`` and ``number_0`` and so on, and come first, so
    that each costs one look into the index of pages; written with IN, SQLite tries every page number of every
    document (16 times as long at 100,000 pages).  A number without a page gives a row without a text.
    """
    places = ", ".join(f"({place}, :document_{place}, :number_{place})" for place in range(count))
    statement = text(
        f"WITH wanted (place, document_id, number) AS (VALUES {places}) "  # noqa: S608  names of parameters alone
        "SELECT wanted.place, pages.label, pages.text FROM wanted "
        "LEFT JOIN documents ON documents.id = wanted.document_id "
        "AND documents.state = 'published' AND documents.published_at IS NOT NULL "
        "LEFT JOIN pages ON pages.document_id = documents.id "
        "AND pages.edition = 'public' AND pages.number = wanted.number "
        "WHERE documents.id IS NOT NULL"
    )
    numbered = [bindparam(f"number_{place}", type_=Integer) for place in range(count)]
    documented = [bindparam(f"document_{place}", type_=Uuid) for place in range(count)]
    return statement.bindparams(*numbered, *documented).columns(place=Integer, label=String, text=String)


@contextmanager
def connection(resources: Resources) -> Iterator[Connection]:
    """A reading connection, without the cost of a session."""
    with resources.database.engine.connect() as opened:
        yield opened


def card_of(row: Sequence[Any]) -> Card:
    """A card out of the first columns of a row, which are those of every card."""
    id_, title, kind, file_type, date, pages_, published_at, *rest = row[:_CARD]
    unit_slug, unit_name, practice_slug, practice_name, thumbnail, pack = rest
    return Card(
        id_,
        title,
        kind,
        file_type,
        date,
        pages_ or 0,
        published_at,
        named(unit_slug, unit_name),
        named(practice_slug, practice_name),
        picture(pack, thumbnail),
    )


def named(slug: str | None, name: str | None) -> Named | None:
    return Named(slug, name or slug) if slug else None


def picture(pack: str | None, place: Sequence[int] | None) -> Picture | None:
    return Picture(pack, *place) if pack and place else None
