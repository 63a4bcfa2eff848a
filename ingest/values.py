"""The frozen values that leave the ingest room: file types, surveys, pages, words, proposals.

One coordinate system everywhere: page points (1/72 inch), origin top left, of the page as it is
shown (rotation applied).  Times and dates are naive or ISO 8601 as found in the file.
"""

from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Family(StrEnum):
    """What kind of reader a file needs."""

    PDF = "pdf"
    IMAGE = "image"
    PRESENTATION = "presentation"
    WORD = "word"
    SHEET = "sheet"
    TEXT = "text"
    MEDIA = "media"
    PACKAGE = "package"


class FileType(StrEnum):
    """A file's type as its content says; the value is the canonical suffix without the dot."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    TIFF = "tiff"
    GIF = "gif"
    HEIC = "heic"
    PPTX = "pptx"
    PPT = "ppt"
    ODP = "odp"
    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    TXT = "txt"
    MARKDOWN = "md"
    HTML = "html"
    MP4 = "mp4"
    MOV = "mov"
    WEBM = "webm"
    ZIP = "zip"

    @property
    def family(self) -> Family:
        return _FACTS[self][0]

    @property
    def media_type(self) -> str:
        return _FACTS[self][1]


_OPENXML = "application/vnd.openxmlformats-officedocument."
_OPENDOC = "application/vnd.oasis.opendocument."
_FACTS: dict[FileType, tuple[Family, str]] = {
    FileType.PDF: (Family.PDF, "application/pdf"),
    FileType.JPEG: (Family.IMAGE, "image/jpeg"),
    FileType.PNG: (Family.IMAGE, "image/png"),
    FileType.WEBP: (Family.IMAGE, "image/webp"),
    FileType.TIFF: (Family.IMAGE, "image/tiff"),
    FileType.GIF: (Family.IMAGE, "image/gif"),
    FileType.HEIC: (Family.IMAGE, "image/heic"),
    FileType.PPTX: (Family.PRESENTATION, _OPENXML + "presentationml.presentation"),
    FileType.PPT: (Family.PRESENTATION, "application/vnd.ms-powerpoint"),
    FileType.ODP: (Family.PRESENTATION, _OPENDOC + "presentation"),
    FileType.DOCX: (Family.WORD, _OPENXML + "wordprocessingml.document"),
    FileType.DOC: (Family.WORD, "application/msword"),
    FileType.ODT: (Family.WORD, _OPENDOC + "text"),
    FileType.XLSX: (Family.SHEET, _OPENXML + "spreadsheetml.sheet"),
    FileType.XLS: (Family.SHEET, "application/vnd.ms-excel"),
    FileType.ODS: (Family.SHEET, _OPENDOC + "spreadsheet"),
    FileType.CSV: (Family.SHEET, "text/csv"),
    FileType.TXT: (Family.TEXT, "text/plain"),
    FileType.MARKDOWN: (Family.TEXT, "text/markdown"),
    FileType.HTML: (Family.TEXT, "text/html"),
    FileType.MP4: (Family.MEDIA, "video/mp4"),
    FileType.MOV: (Family.MEDIA, "video/quicktime"),
    FileType.WEBM: (Family.MEDIA, "video/webm"),
    FileType.ZIP: (Family.PACKAGE, "application/zip"),
}


class DocumentKind(StrEnum):
    """What a document is to the office; staff have the last word."""

    PRESENTATION = "presentation"
    INFOGRAPHIC = "infographic"
    MINUTES = "minutes"
    REPORT = "report"
    LETTER = "letter"
    CATALOGUE = "catalogue"
    DIRECTORY = "directory"
    PHOTOGRAPH = "photograph"
    VIDEO = "video"
    ATTENDANCE_RECORD = "attendance_record"
    DATA_TABLE = "data_table"
    OTHER = "other"


class TextSource(StrEnum):
    """Where a page's text came from."""

    LAYER = "layer"
    OCR = "ocr"
    NONE = "none"


class Box(NamedTuple):
    """A rectangle in page points, origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float


class Word(NamedTuple):
    """One word where it stands on its page."""

    text: str
    box: Box


@dataclass(frozen=True)
class Preview:
    """A page image (WebP) inside a pack file: ``length`` bytes from ``offset``."""

    offset: int
    length: int
    width: int  # pixels
    height: int  # pixels


@dataclass(frozen=True)
class Page:
    """One page, slide, sheet block or picture, read."""

    number: int  # from 1
    width: float  # points
    height: float  # points
    text: str
    words: tuple[Word, ...] = ()
    source: TextSource = TextSource.NONE
    confidence: float | None = None  # 0..100, mean of the OCR words; None without OCR
    label: str | None = None  # a sheet's or slide's own name
    notes: str | None = None  # speaker notes: never public by default
    preview: Preview | None = None
    thumbnail: Preview | None = None  # of the first page only


@dataclass(frozen=True)
class Survey:
    """What can be told of a file before its pages are read."""

    file_type: FileType
    page_count: int
    title: str | None = None  # as declared in the file's own metadata
    created: datetime | None = None
    width: int | None = None  # pixels, of pictures and videos
    height: int | None = None
    duration: float | None = None  # seconds, of videos
    camera: str | None = None  # maker and model, when a camera wrote the picture
    rendered: bool = False  # True: ``rendered.pdf`` now lies in the work folder and pages are read from it
    missing_abilities: tuple[str, ...] = ()  # e.g. ("libreoffice",): what could not be done here, and why


class Ground(StrEnum):
    """Why a document may hold personal data, so that it cannot be published as it is."""

    ATTENDANCE_LIST = "attendance_list"
    CURP = "curp"
    PHOTOGRAPH = "photograph"


@dataclass(frozen=True)
class Proposal:
    """What the content proposes for a document's record; staff correct it."""

    title: str
    kind: DocumentKind
    date: Date | None = None
    language: str | None = None  # "es", "en"; None where undecided
    grounds: tuple[Ground, ...] = field(default=())
