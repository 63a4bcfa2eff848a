"""The values of a public table: its sheets, what was covered in them, what was counted and must be gone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.detect.spans import SpanFinding
from ingest.redactions import Counts, DataType, Extent, Secrets

Detect = Callable[[str], Iterable[SpanFinding]]
NO_SECRETS = Secrets()
Piece = str | int  # words that stay, or the number of the cover that stands there


@dataclass(frozen=True)
class Cover:
    """One entry of the index: what was removed from one column of a list, or of one type around the lists."""

    number: int  # as in the code: E1
    sheet: str  # by its public name
    cells: str  # "B12:B43", in the public version
    data_type: DataType
    extent: Extent


@dataclass(frozen=True)
class PublicSheet:
    """One sheet of the public version; an empty cell has no pieces."""

    name: str
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


@dataclass(frozen=True)
class TableReading:
    """What becomes of a table."""

    sheets: tuple[PublicSheet, ...]
    covers: tuple[Cover, ...] = ()
    counts: Counts | None = None  # None: a table without a list
    secrets: Secrets = NO_SECRETS
    required: tuple[str, ...] = ()  # what stays and must be found again
