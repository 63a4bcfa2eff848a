"""What the public may see of datasets, their releases and rows: frozen values."""

from dataclasses import dataclass
from datetime import datetime

from archive.row_file import Operator as Operator
from export.values import (
    Dataset,
    Difference,
    Distribution,
    Field,
    Format,
    Periodicity,
    Release,
    Row,
    Value,
    Version,
)

PAGE_SIZE = 20  # datasets
ROWS_SIZE = 100
MOST_ROWS = 1_000  # of one page


@dataclass(frozen=True, slots=True)
class DatasetCard:
    """A dataset with a release in force, as lists show it."""

    slug: str
    title: str
    description: str
    theme: str
    keywords: tuple[str, ...]
    unit: str
    periodicity: Periodicity
    version: Version
    issued: datetime  # of the newest release
    row_count: int
    formats: tuple[Format, ...]


@dataclass(frozen=True, slots=True)
class DatasetSearch:
    """What a reader asks: every word must stand in title, description, keywords or columns."""

    text: str = ""
    theme: str = ""
    unit: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to filter by, and how many datasets it has."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class DatasetsFound:
    search: DatasetSearch
    total: int
    cards: tuple[DatasetCard, ...]
    themes: tuple[Choice, ...]
    units: tuple[Choice, ...]

    @property
    def last_page(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


@dataclass(frozen=True, slots=True)
class PublicRelease:
    """A release as it may be seen; of a withdrawn one neither files nor rows, but that there was one."""

    release: Release  # with stable addresses, newest first where there are several
    difference: Difference | None  # from the one before; None: the first
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Two columns that show well what a dataset is about; without ``measure`` rows are counted."""

    by: str
    measure: str = ""
    only_column: str = ""  # and of the rows just those with this value in that column
    only_value: str = ""


@dataclass(frozen=True, slots=True)
class PublicDataset:
    """A dataset as its newest release describes it, with all its releases, newest first."""

    dataset: Dataset
    newest: PublicRelease
    releases: tuple[PublicRelease, ...]
    newest_files: tuple[Distribution, ...]  # at the addresses that always lead to the newest release
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One file of a release, to be sent from the public zone."""

    sha256: str
    size: int
    media_type: str
    file_name: str
    issued: datetime
    version: Version


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on one column; the value is as somebody typed it."""

    untrusted_column: str
    operator: Operator
    untrusted_value: str = ""


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Which rows and columns of a release, in which order; ``version`` empty: of the newest."""

    untrusted_version: str = ""
    filters: tuple[Filter, ...] = ()
    untrusted_columns: tuple[str, ...] = ()  # empty: all
    untrusted_sort: str = ""  # a column's name; empty: as the table stands
    descending: bool = False
    untrusted_cursor: str = ""
    limit: int = ROWS_SIZE


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Some rows of a release; cursors are empty where there is nothing more that way."""

    version: Version
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    total: int  # of all rows that meet the filters
    next_cursor: str
    previous_cursor: str
    sortable: bool  # a very long table comes only as it stands


@dataclass(frozen=True, slots=True)
class Bar:
    """A value of a column with its rows, or what the measure adds up to (None: every cell hidden)."""

    value: Value
    amount: int | float | None
