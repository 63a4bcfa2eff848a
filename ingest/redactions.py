"""The frozen values of redaction: what was found, what is to be covered, what may stay, what the gate said.

Boxes are page points of the page as shown, origin top left, as everywhere in this room.  ``text`` and every
other field named personal holds what identifies a person: it crosses rooms in memory only and is never
written to a log, an error, a report or a file.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.values import Box, Word


class DataType(StrEnum):
    """What kind of personal datum a redaction covers (Lineamientos, trigésimo octavo)."""

    NAME = "name"
    CURP = "curp"
    RFC = "rfc"
    NSS = "nss"
    VOTER_KEY = "voter_key"
    CLABE = "clabe"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    AGE = "age"
    SEX = "sex"
    GRADE = "grade"  # grade, group, or both: with others they single a pupil out
    SCHOOL = "school"  # a person's own school in a list's row; an event's school is public
    POST = "post"  # a person's own post or occupation in a list's row
    PLATE = "plate"
    ENROLMENT = "enrolment"
    PASSPORT = "passport"
    SIGNATURE = "signature"
    HANDWRITING = "handwriting"
    FACE = "face"
    VOICE = "voice"  # the sound of a film
    CODE = "code"  # QR codes and barcodes, which carry CURPs
    MARK = "mark"  # presence marks, hours, remarks in a list's row
    WHOLE_PAGE = "whole_page"  # nothing on the page could be told apart for certain
    OTHER = "other"


class Source(StrEnum):
    """By what a finding was made; staff see it as the reason."""

    PATTERN = "pattern"  # the shape of an identifier
    CHECKED = "checked"  # the shape, and its check digit holds
    CONTEXT = "context"  # a label or title beside it
    NAME_LIST = "name_list"
    COLUMN = "column"  # it stands in a column of an attendance list
    FINGERPRINT = "fingerprint"  # a person this archive knows from another document
    PICTURE = "picture"  # a face, a code, strokes of a pen
    PERSON = "person"  # drawn by a person


@dataclass(frozen=True)
class Finding:
    """One personal datum found in a document; a person decides, or a rule where the law leaves no doubt."""

    page: int  # from 1
    boxes: tuple[Box, ...]  # one per line it stands on
    data_type: DataType
    source: Source
    confidence: float  # 0..1
    text: str = ""  # personal; empty where nothing can be read (a face, a signature)


@dataclass(frozen=True)
class Extent:
    """How much a redaction removes, as the law asks it to be said; ``words`` 0 where none can be counted."""

    words: int = 0
    lines: int = 0
    paragraphs: int = 0


@dataclass(frozen=True)
class Redaction:
    """One box that is burned into the public version."""

    page: int
    box: Box
    data_type: DataType
    extent: Extent = Extent()


@dataclass(frozen=True)
class PagePlan:
    """What becomes of one page."""

    number: int
    width: float  # points
    height: float
    redactions: tuple[Redaction, ...] = ()
    kept: tuple[Word, ...] = ()  # the words allowed to stay: the new page's text layer


@dataclass(frozen=True)
class Secrets:
    """Everything personal the gate searches the finished file for.  In memory only."""

    values: tuple[tuple[DataType, str], ...] = ()  # as they stand in the original


@dataclass(frozen=True)
class Plan:
    """What becomes of a document: its pages, what must be gone and what must still be there."""

    pages: tuple[PagePlan, ...]
    secrets: Secrets = Secrets()
    required: tuple[str, ...] = ()  # public words and phrases the gate must find in the result


class Route(StrEnum):
    """By which rules a public version is made."""

    ATTENDANCE = "attendance"  # allow-list and geometry: what is not known to be public goes
    PHOTO = "photo"  # faces, plates and written personal data burned away
    DOCUMENT = "document"  # what the detectors find goes
    FILM = "film"  # faces covered in every frame, sound by decision


class Why(StrEnum):
    """Why a file goes this way; a route that was asked for never weakens what its content calls for."""

    LIST_FOUND = "list_found"
    HARDLY_ANY_TEXT = "hardly_any_text"  # a picture without the look of a paper
    NO_LIST_FOUND = "no_list_found"
    FILM = "film"
    ASKED = "asked"


class Sex(StrEnum):
    WOMAN = "mujer"
    MAN = "hombre"
    UNSTATED = "no_especificado"


class AgeBand(StrEnum):
    """Bands for publication; an unknown age on a school list counts as minor (LGDNNA art. 5)."""

    UNDER_12 = "0-11"
    FROM_12_TO_14 = "12-14"
    FROM_15_TO_17 = "15-17"
    ADULT = "18+"
    UNKNOWN = "no_especificado"


@dataclass(frozen=True)
class Counts:
    """Attendees of one list, as numbers; nothing here names anybody."""

    total: int
    by_sex: tuple[tuple[Sex, int], ...] = ()
    by_age: tuple[tuple[AgeBand, int], ...] = ()
    by_grade: tuple[tuple[str, int], ...] = ()  # "1", "2" ... as normalised; "" where none stands
    minors: int = 0
    adults: int = 0
    confidence: float = 0.0  # 0..1
    rows_to_check: tuple[tuple[int, int], ...] = ()  # page or sheet and row, from 1, for a person to look at


@dataclass(frozen=True)
class Examination:
    """What a file holds that may not be published, as it is proposed; people or a rule decide."""

    route: Route
    why: Why
    pages: tuple[PagePlan, ...] = ()  # proposed boxes and the words beside them; none for sheets
    findings: tuple[Finding, ...] = ()  # of the detectors, with their reasons; columns of lists are in pages
    people: Secrets = Secrets()
    required: tuple[str, ...] = ()
    counts: Counts | None = None  # of a list
    unsure_pages: tuple[int, ...] = ()  # covered whole, or to be refused: nothing on them is certain


class Leak(StrEnum):
    """By which means the gate found something in a finished file."""

    TEXT = "text"
    SECOND_ENGINE = "second_engine"
    OBJECT = "object"  # decompressed objects and raw bytes
    METADATA = "metadata"
    PICTURE = "picture"  # OCR of a rendered page or an embedded picture
    CELL = "cell"
    STRUCTURE = "structure"  # a hidden channel that must not exist at all
    MISSING = "missing"  # what had to stay is gone
    UNREADABLE = "unreadable"  # the file or a page could not be checked: in doubt, refused


@dataclass(frozen=True)
class Objection:
    """One reason why the gate keeps a file back; it says what kind of thing and where, never the value."""

    leak: Leak
    data_type: DataType | None
    page: int | None
    detail: str = ""  # nothing personal: a channel's name, an object's number, a share


@dataclass(frozen=True)
class GateReport:
    """What the gate looked at and what it said; passed only if nothing was objected."""

    objections: tuple[Objection, ...] = ()
    means: tuple[str, ...] = ()  # what was looked at, by name
    pages: int = 0
    secrets: int = 0  # how many values were searched for
    required: int = 0
    found_again: int = 0  # of the required ones
    texts: tuple[str, ...] = field(default=(), repr=False)  # personal: what was read

    @property
    def passed(self) -> bool:
        return not self.objections
