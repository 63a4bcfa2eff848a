"""What every search engine takes and gives: entries in, hits out.

A document is one entry with its pages.  A document is a hit when the whole question holds for the document
(its metadata and all its pages together); its page hits are the pages on which at least one positive part of
the question stands.  A phrase never spans two pages.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from enum import StrEnum
from typing import NamedTuple, Protocol

from archive.search.query import Question


class FacetName(StrEnum):
    """The facets, by the words used in addresses."""

    KIND = "tipo"
    UNIT = "unidad"
    TOPIC = "tema"
    PRACTICE = "practica"
    YEAR = "anio"


class Sort(StrEnum):
    RELEVANCE = "relevancia"
    NEWEST = "recientes"
    OLDEST = "antiguos"
    TITLE = "titulo"


@dataclass(frozen=True)
class EntryPage:
    number: int
    text: str


@dataclass(frozen=True)
class Entry:
    """One document as the index knows it.  Facet values are stable keys (slugs), never screen words."""

    document_id: str  # the UUID, 36 characters
    title: str
    kind: str
    kind_words: str  # what people type after ``tipo:``, every language together
    pages: tuple[EntryPage, ...]
    unit: str | None = None
    unit_words: str = ""  # name and aliases, for ``unidad:``
    practice: str | None = None
    practice_words: str = ""
    topics: tuple[str, ...] = ()
    topic_words: str = ""
    school_words: str = ""
    date: Date | None = None


@dataclass(frozen=True)
class Filters:
    """Chosen facet values: any within one facet, all facets together."""

    chosen: tuple[tuple[FacetName, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Request:
    question: Question
    filters: Filters = Filters()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    pages_per_hit: int = 3
    facets: bool = True


class PageHit(NamedTuple):
    number: int
    score: float


@dataclass(frozen=True)
class Hit:
    document_id: str
    score: float
    pages: tuple[PageHit, ...] = ()
    page_total: int = 0  # pages of this document that match, also beyond those listed


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


@dataclass(frozen=True)
class Result:
    total: int  # documents
    hits: tuple[Hit, ...]
    facets: dict[FacetName, tuple[FacetCount, ...]] = field(default_factory=dict)


class Engine(Protocol):
    """One index.  ``update`` is durable when it returns; readers in other processes see it within a second.

    ``update`` and ``rebuild`` are all or nothing, also when ``entries`` raises or the process is killed.
    Facets are counted over documents; a facet with chosen values is counted under the others' filters alone,
    so that it still shows its alternatives.
    """

    def update(self, entries: Iterable[Entry], removed: Sequence[str] = ()) -> None:
        """Put ``entries`` (replacing those with the same document_id) and drop ``removed`` document ids."""

    def search(self, request: Request) -> Result: ...

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Words (as written, accents kept) of documents now in the index that begin with ``prefix``."""

    def did_you_mean(self, question: Question) -> str | None:
        """The question with its unknown words replaced by near ones of the index; None if nothing better."""

    def similar(self, document_id: str, limit: int = 5) -> tuple[Hit, ...]: ...

    def document_ids(self) -> Iterator[str]: ...

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Replace the whole index, leaving nothing of the old one on disk; readers move by themselves."""

    def close(self) -> None: ...
