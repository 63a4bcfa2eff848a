"""A table that staff send (CSV in any encoding, XLSX) -> its rows, checked against what was promised.

Rows are read as they are asked for, so a CSV of a gigabyte takes no more memory than a small one.  What is
wrong is told by row and column; nothing is guessed, cut or left out in silence.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from export.incoming import delimited, workbook
from export.incoming.casting import NotOfType, cast
from export.incoming.guessing import guess, slug
from export.incoming.limits import LIMITS, MEGABYTE, Limits
from export.incoming.refusals import (
    ColumnMissing,
    ColumnNameless,
    ColumnTwice,
    ColumnUnknown,
    TableEmpty,
    TableTooLarge,
    TooManyColumns,
    TooManyRows,
)
from export.problems import CellProblem, RowOfOtherWidth
from export.schema import WRONG_TYPE, check_numbered
from export.values import Field, Row, Rows, Table, Value

Line = tuple[int, list[Any]]


def read_table(path: Path, table: Table | None = None, limits: Limits = LIMITS) -> Rows:
    """The file's rows, in the order of the table's columns; without a table, of ``propose_fields``.

    What comes back can be called again and again; each pass reads the file.  Raises TableRefused's kinds at
    once where the file as a whole is at fault, and RowsRefused from the pass that meets the fault.
    """
    sent = _Sent.opened(path, limits)
    promised = table or Table(propose_fields(path, limits))
    places = _places(sent, promised)

    def rows() -> Iterator[Row]:
        wrong: list[CellProblem] = []
        numbered = _cast(sent, promised, places, wrong, limits.problems)
        return check_numbered(promised, numbered, most=limits.problems, known=wrong)

    return rows


def propose_fields(path: Path, limits: Limits = LIMITS) -> tuple[Field, ...]:
    """A first description of the columns: names out of the headings, types that fit every cell."""
    sent = _Sent.opened(path, limits)
    return guess(sent.headings, (cells for _, cells in sent.body()))


@dataclass(frozen=True)
class _Sent:
    """A file with its heading read."""

    lines: Callable[[], Iterator[Line]]
    heading_row: int
    headings: tuple[str, ...]

    @classmethod
    def opened(cls, path: Path, limits: Limits) -> "_Sent":
        size = path.stat().st_size
        if size > limits.file_size:
            raise TableTooLarge(size=size // MEGABYTE, limit=limits.file_size // MEGABYTE)
        reader = workbook.lines if workbook.is_workbook(path) else delimited.lines

        def lines() -> Iterator[Line]:
            return _bounded(reader(path, limits), limits)

        first = list(islice(lines(), 2))
        if len(first) < 2:
            raise TableEmpty
        row, cells = first[0]
        headings = [str(cell).strip() for cell in cells]
        while headings and not headings[-1]:
            headings.pop()
        if "" in headings:
            raise ColumnNameless(row=row, place=headings.index("") + 1)
        return cls(lines, row, tuple(headings))

    def body(self) -> Iterator[Line]:
        return islice(self.lines(), 1, None)


def _bounded(lines: Iterator[Line], limits: Limits) -> Iterator[Line]:
    for count, (row, cells) in enumerate(lines):
        if count > limits.rows:
            raise TooManyRows(row=row, limit=limits.rows)
        if len(cells) > limits.columns:
            raise TooManyColumns(row=row, columns=len(cells), limit=limits.columns)
        yield row, cells


def _places(sent: _Sent, table: Table) -> list[int]:
    """Where in the file each of the table's columns stands, by its name or its title."""
    known: dict[str, str] = {}
    for field in table.fields:
        known |= {slug(field.title): field.name}
    known |= {field.name: field.name for field in table.fields}
    found: dict[str, int] = {}
    for place, heading in enumerate(sent.headings):
        name = known.get(heading) or known.get(slug(heading))
        if name is None:
            raise ColumnUnknown(row=sent.heading_row, column=heading)
        if name in found:
            raise ColumnTwice(row=sent.heading_row, column=heading)
        found[name] = place
    for name in table.names:
        if name not in found:
            raise ColumnMissing(row=sent.heading_row, column=name)
    return [found[name] for name in table.names]


def _cast(
    sent: _Sent, table: Table, places: list[int], wrong: list[CellProblem], most: int
) -> Iterator[tuple[int, Row]]:
    """Rows of values; a cell that is none of its column's is added to ``wrong``."""
    width = len(places)
    columns = list(zip(table.fields, places, strict=True))
    for number, cells in sent.body():
        if len(wrong) >= most:
            return
        if len(cells) != width:
            cells = _of_width(cells, width)
            if len(cells) != width:
                column = sent.headings[min(len(cells), width) - 1]
                wrong.append(RowOfOtherWidth(row=number, column=column, found=len(cells), expected=width))
                continue
        values: list[Value] = []
        for field, place in columns:
            try:
                values.append(cast(field, cells[place]))
            except NotOfType:
                wrong.append(WRONG_TYPE[field.type](row=number, column=field.name, value=cells[place]))
                break
        else:
            yield number, tuple(values)


def _of_width(cells: list[Any], width: int) -> list[Any]:
    """Spreadsheets add empty cells at a row's end."""
    while len(cells) > width and cells[-1] in ("", None):
        cells = cells[:-1]
    return cells
