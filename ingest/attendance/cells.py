"""Workbooks and delimited text -> the cells of each sheet as a person writes them, and what is hidden."""

import csv
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ingest import sealed
from ingest.attendance.headings import NAMES, meaning
from ingest.attendance.hidden_parts import hidden_parts
from ingest.charset import decode
from ingest.delimited import DELIMITERS, delimiter_of
from ingest.errors import DamagedFile, EncryptedFile, TooManyPages
from ingest.extract.hidden_cells import Hidden
from ingest.options import Options
from ingest.values import FileType

ROWS_A_PAGE = 200
_LOOKED_AT = 60  # lines of a delimited text in which its headings are looked for

Row = tuple[str, ...]
NOTHING_HIDDEN = Hidden()


@dataclass(frozen=True)
class Grid:
    """One sheet: its rows padded to one width, rows and columns counted from 0."""

    name: str
    rows: tuple[Row, ...]
    hidden: Hidden = NOTHING_HIDDEN
    shown: bool = True

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


def read_grids(path: Path, file_type: FileType, options: Options) -> tuple[Grid, ...]:
    """Every sheet of the file, hidden ones too; raises the family's errors for a file that cannot be read."""
    if file_type is FileType.CSV:
        return (_grid("", _csv_rows(decode(path.read_bytes())), options),)
    sealed.demand_open(path)
    hidden = hidden_parts(path, file_type)
    try:
        with CalamineWorkbook.from_path(path) as book:
            return tuple(_sheets(book, hidden, options))
    except PasswordError as error:
        raise EncryptedFile from error
    except CalamineError as error:
        raise DamagedFile from error


def _sheets(book: CalamineWorkbook, hidden: dict[str, Hidden], options: Options) -> Iterator[Grid]:
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        if about.name not in hidden:
            raise DamagedFile  # what of it is hidden cannot be told
        sheet = book.get_sheet_by_name(about.name)
        # The library counts rows from the sheet's first, columns from the first that is used.
        before = ("",) * (sheet.start[1] if sheet.start else 0)
        rows = (before + tuple(written(cell) for cell in row) for row in sheet.iter_rows())
        shown = about.visible is SheetVisibleEnum.Visible
        yield _grid(about.name, rows, options, hidden[about.name], shown=shown)


def _grid(
    name: str, rows: Iterator[Row], options: Options, hidden: Hidden = NOTHING_HIDDEN, *, shown: bool = True
) -> Grid:
    limit = options.limits.pages * ROWS_A_PAGE
    taken = list(islice(rows, limit + 1))
    if len(taken) > limit:
        raise TooManyPages(pages=len(taken) // ROWS_A_PAGE + 1, limit=options.limits.pages)
    while taken and not any(taken[-1]):
        taken.pop()
    width = max((_used(row) for row in taken), default=0)
    padded = tuple((row + ("",) * (width - len(row)))[:width] for row in taken)
    return Grid(name, padded, hidden, shown)


def _used(row: Row) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell), default=0)


def written(cell: Any) -> str:
    """A cell as a person would write it, without signs that nobody sees."""
    if isinstance(cell, bool):
        return "Sí" if cell else "No"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time(0) else cell)
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return clean(str(cell))


def clean(text: str) -> str:
    """The text without control, format and private signs, in which words could be hidden."""
    if text.isascii() and text.isprintable():
        return text.strip()
    signs = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(" ".join(line.split()) for line in "".join(map(_shown, signs)).split("\n")).strip()


def _shown(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign == "\n" or category[0] != "C":
        return sign
    return "" if category == "Cf" else " "


def _csv_rows(text: str) -> Iterator[Row]:
    csv.field_size_limit(sys.maxsize)  # the child's memory bounds it
    first, _, rest = text.partition("\n")
    named = first.strip().lower().removeprefix("sep=")
    if first.lower().startswith("sep=") and len(named) == 1:  # a spreadsheet's own note
        text, sign = rest, named
    else:
        sign = _delimiter(text)
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=sign):
            yield tuple(clean(cell) for cell in row)
    except csv.Error as error:
        raise DamagedFile from error


def _delimiter(text: str) -> str:
    """The sign under which a row of headings appears; without headings, the one that makes a table."""
    sample = "\n".join(text.splitlines()[:_LOOKED_AT])
    best = max(DELIMITERS, key=lambda sign: _headings_parted(sample, sign))
    if _headings_parted(sample, best) >= 2:
        return best
    return delimiter_of(text[:65536], least_rows=1) or _most_frequent(sample)


def _headings_parted(sample: str, sign: str) -> int:
    if sign not in sample:
        return 0
    best = 0
    try:
        for row in csv.reader(StringIO(sample, newline=""), delimiter=sign):
            kinds = {kind for cell in row if len(cell) < 60 and (kind := meaning(cell))}
            if kinds & NAMES:
                best = max(best, len(kinds))
    except csv.Error:
        return 0
    return best


def _most_frequent(sample: str) -> str:
    """Where nothing tells, the sign in most lines: a line taken as one cell would hide its columns."""
    return max(DELIMITERS, key=lambda sign: sum(sign in line for line in sample.splitlines()))
