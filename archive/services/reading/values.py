"""What the public may see of a document, a page, a practice, a unit, a search: frozen values."""

import re
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple
from uuid import UUID

from slugify import slugify

from archive.search.engine import FacetName, Sort
from archive.search.highlight import Snippet as Snippet
from ingest.values import DocumentKind, FileType, TextSource


@dataclass(frozen=True, slots=True)
class Named:
    """Something of a register: a unit, a practice, a topic."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A page image inside a pack of the public zone."""

    pack: str  # sha256
    offset: int
    length: int
    width: int  # pixels
    height: int


@dataclass(frozen=True, slots=True)
class Card:
    """A published document as lists show it."""

    id: UUID
    title: str
    kind: DocumentKind
    file_type: FileType
    date: Date | None
    page_count: int
    published_at: datetime
    unit: Named | None
    practice: Named | None
    thumbnail: Picture | None

    @property
    def slug(self) -> str:
        return title_slug(self.title)


@dataclass(frozen=True, slots=True)
class Download:
    """The public version's file."""

    sha256: str
    size: int
    media_type: str
    file_type: FileType | None
    name: str  # slug and real suffix
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Activity:
    title: str
    date: Date
    school: str | None


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """A published document with everything its page says."""

    card: Card
    description: str
    language: str | None
    topics: tuple[Named, ...]
    activity: Activity | None
    download: Download | None


@dataclass(frozen=True, slots=True)
class PublicPage:
    """One page of a public version, without its text."""

    number: int
    label: str | None
    width: float  # points
    height: float
    source: TextSource
    confidence: float | None
    preview: Picture | None


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a word of the question stands, as fractions of the page's width and height."""

    x: float
    y: float
    width: float
    height: float


class PageFound(NamedTuple):
    """A page that answers the question."""

    number: int
    label: str | None
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class PageText:
    number: int
    label: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Inside:
    """The pages of one document that answer a question; ``more`` where they are not all."""

    pages: tuple[PageFound, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document opened at one of its pages."""

    document: PublicDocument
    page: PublicPage | None
    text: str
    marks: tuple[Mark, ...]
    strip: tuple[PublicPage, ...]
    inside: Inside


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    id: UUID
    title: str
    published_at: datetime

    @property
    def slug(self) -> str:
        return title_slug(self.title)


@dataclass(frozen=True, slots=True)
class Found:
    """A document that answers the question, with its best pages."""

    card: Card
    pages: tuple[PageFound, ...] = ()
    page_total: int = 0


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str  # a name, or a msgid where the facet is the kind of document
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: FacetName
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader asks: the untrusted text as typed, chosen facet values, order, page of results."""

    text: str = ""
    chosen: tuple[tuple[FacetName, tuple[str, ...]], ...] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = 10
    pages_per_document: int = 3
    facets: bool = True


@dataclass(frozen=True, slots=True)
class Results:
    search: Search
    total: int
    found: tuple[Found, ...]
    facets: tuple[Facet, ...] = ()
    reading: str | None = None  # how a malformed question was understood
    did_you_mean: str | None = None

    @property
    def last_page(self) -> int:
        return max(1, -(-self.total // self.search.page_size))


@dataclass(frozen=True, slots=True)
class Collection:
    """A practice, unit or topic with how many published documents it holds."""

    slug: str
    name: str
    summary: str
    documents: int
    unit: Named | None = None
    start_year: int | None = None
    current: bool = True


@dataclass(frozen=True, slots=True)
class Figures:
    """What is here, in numbers."""

    documents: int
    pages: int
    kinds: tuple[tuple[DocumentKind, int], ...]
    practices: tuple[Collection, ...]
    units: tuple[Collection, ...]
    topics: tuple[Collection, ...]
    names: dict[FacetName, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """Some of many documents, newest first."""

    cards: tuple[Card, ...]
    total: int
    page: int
    page_size: int

    @property
    def last_page(self) -> int:
        return max(1, -(-self.total // self.page_size))


@lru_cache(maxsize=20_000)
def title_slug(title: str) -> str:
    """A title as it stands in addresses and file names."""
    if len(title) <= _LONGEST_SLUG and _SPANISH.fullmatch(title):
        return "-".join(title.translate(_PLAIN).split()) or _UNTITLED
    return str(slugify(title, max_length=_LONGEST_SLUG, word_boundary=True)) or _UNTITLED


_LONGEST_SLUG = 80
_UNTITLED = "documento"
# A page of results names ten titles, and slugify takes a tenth of a millisecond for each.  Short titles of
# these characters alone, as nearly all are, come out the same by a table; a test compares the two.
_LETTERS = dict(zip("áéíóúüñÁÉÍÓÚÜÑ", "aeiouunaeiouun", strict=True))
_SIGNS = " .:;()«»“”¿?¡!–—-/"
_SPANISH = re.compile(f"[A-Za-z0-9{''.join(_LETTERS)}{re.escape(_SIGNS)}]*")
_PLAIN = str.maketrans(
    {capital: capital.lower() for capital in ascii_uppercase} | _LETTERS | dict.fromkeys(_SIGNS, " ")
)
