"""What crosses the room: a dataset's columns and metadata, a release, its files; frozen values."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Self

Value = str | int | float | bool | date | None
Row = tuple[Value, ...]  # as long as its table's fields, in their order
Rows = Callable[[], Iterator[Row]]  # opened anew for each pass: a release may be larger than memory


class FieldType(StrEnum):
    """What a column's values are, in all formats."""

    TEXT = "text"
    CODE = "code"  # text whose zeros count: «15018», «15EES0123K»
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    MONTH = "month"  # «2026-03», as text
    YEAR = "year"
    ADDRESS = "address"  # of a web page or file


@dataclass(frozen=True)
class Code:
    """A value of a code list and what it means."""

    value: str
    meaning: str


@dataclass(frozen=True)
class Field:
    """A column: ``name`` is ASCII snake_case, ``title`` and ``description`` are Spanish."""

    name: str
    type: FieldType
    title: str
    description: str
    required: bool = False
    unique: bool = False
    codes: tuple[Code, ...] = ()
    codes_address: str = ""  # where the whole list stands: INEGI's catalogue of municipalities
    pattern: str = ""
    minimum: int | float | date | None = None
    maximum: int | float | date | None = None
    unit: str = ""  # of measure
    missing: tuple[Code, ...] = ()  # words that stand where a value may not: «NP»


@dataclass(frozen=True)
class Table:
    """What every row of a dataset promises."""

    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()  # the names of the columns that tell rows apart

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.fields)


class Periodicity(StrEnum):
    """How often a dataset is published (ISO 8601, as datos.gob.mx writes it)."""

    DAILY = "R/P1D"
    WEEKLY = "R/P1W"
    FORTNIGHTLY = "R/P2W"
    MONTHLY = "R/P1M"
    BIMONTHLY = "R/P2M"
    QUARTERLY = "R/P3M"
    FOUR_MONTHLY = "R/P4M"
    HALF_YEARLY = "R/P6M"
    YEARLY = "R/P1Y"
    TWO_YEARLY = "R/P2Y"
    FIVE_YEARLY = "R/P5Y"
    TEN_YEARLY = "R/P10Y"
    IRREGULAR = "irregular"
    AT_ONCE = "realtime"


@dataclass(frozen=True)
class Licence:
    code: str  # «LUMX-1.0»
    title: str
    address: str


LIBRE_USO_MX = Licence("LUMX-1.0", "Libre Uso MX", "https://datos.gob.mx/libreusomx/")


@dataclass(frozen=True)
class Place:
    """What a dataset covers: INEGI's code, and its name."""

    code: str
    name: str


@dataclass(frozen=True)
class Period:
    start: date
    end: date | None = None  # None: it goes on


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and whom to ask."""

    name: str
    government: str = "municipal"  # federal, state, municipal, autonomous
    position: str = ""  # of the contact: «Titular de la Unidad de Transparencia»
    email: str = ""
    address: str = ""  # of its web page
    initials: str = ""  # for the citation


@dataclass(frozen=True)
class Dataset:
    """A dataset as its declaration describes it; ``slug`` never changes."""

    slug: str
    title: str
    description: str
    table: Table
    publisher: Publisher
    periodicity: Periodicity
    theme: str
    keywords: tuple[str, ...]
    spatial: Place
    temporal: Period | None = None
    licence: Licence = LIBRE_USO_MX
    language: str = "es"
    unit: str = ""  # the administrative unit that answers for it
    method: str = ""  # how the figures were made and protected, in Spanish
    landing_page: str = ""  # its page on the portal


class Format(StrEnum):
    """A file of a release."""

    CSV = "csv"
    CSV_EXCEL = "csv-excel"
    JSON = "json"
    JSON_LINES = "jsonl"
    XLSX = "xlsx"
    PARQUET = "parquet"
    DICTIONARY = "dictionary"  # the data dictionary, as CSV
    DATAPACKAGE = "datapackage"
    METADATA = "metadata"  # metadatos.txt
    CSVW = "csvw"
    ZIP = "zip"  # all of them


@dataclass(frozen=True, order=True)
class Version:
    """Semantic: structure, rows, corrections."""

    structure: int
    rows: int
    corrections: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError on anything but three whole numbers with points between."""
        if not re.fullmatch(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}", text):
            raise ValueError(f"not a version: {text!r}")
        return cls(*map(int, text.split(".")))

    def __str__(self) -> str:
        return f"{self.structure}.{self.rows}.{self.corrections}"


FIRST = Version(1, 0, 0)


@dataclass(frozen=True)
class Distribution:
    """One file of a release."""

    format: Format
    file_name: str
    media_type: str
    byte_size: int
    sha256: str
    address: str = ""  # stable, on the portal; empty until it is published


@dataclass(frozen=True)
class Release:
    """A dataset as it was published once; never changes."""

    dataset: Dataset
    version: Version
    issued: datetime  # with its zone
    row_count: int
    change_note: str = ""
    distributions: tuple[Distribution, ...] = ()
    withdrawn: str = ""  # why, where it was withdrawn


@dataclass(frozen=True)
class Difference:
    """What changed from one release to the next."""

    added_fields: tuple[str, ...] = ()
    removed_fields: tuple[str, ...] = ()
    changed_fields: tuple[str, ...] = ()  # in type, codes or meaning
    rows_added: int = 0
    rows_removed: int = 0
    rows_changed: int = 0
    cells_changed: Mapping[str, int] = field(default_factory=dict)  # by column

    @property
    def of_structure(self) -> bool:
        return bool(self.added_fields or self.removed_fields or self.changed_fields)
