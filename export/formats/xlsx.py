"""XLSX: one sheet, typed cells, written row by row so that memory stays flat.

Dates are real dates, codes are text with their zeros, and what looks like a formula is a text that does not
begin like one.  A workbook says when it was made; this one always says the same, so that the same rows
give the same bytes.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from export.formats.batch import Batch
from export.formats.sink import TooLargeForFormat
from export.values import Dataset, Field, FieldType

MOST_ROWS = 1_048_575  # beside the heading
MOST_COLUMNS = 16_384
SHEET = "datos"
_WHEN = datetime(2000, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets disagree about the calendar
_LINE_END = re.compile("\r\n?")
_NARROWEST, _WIDEST = 10, 40

_SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_Write = Callable[[int, int, Any], object]


class Xlsx:
    """One workbook; raises TooLargeForFormat where a sheet does not hold the rows or columns."""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        fields = dataset.table.fields
        if len(fields) > MOST_COLUMNS:
            raise TooLargeForFormat
        self._book = xlsxwriter.Workbook(path, {**_SETTINGS, "tmpdir": str(path.parent)})
        self._book.use_zip64()
        self._book.set_properties(
            {"created": _WHEN, "title": dataset.title, "author": dataset.publisher.name, "comments": ""}
        )
        self._sheet = self._book.add_worksheet(SHEET)
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._sheet.freeze_panes(1, 0)
        bold = self._book.add_format({"bold": True})
        for place, field in enumerate(fields):
            width = min(max(len(field.name) + 2, _NARROWEST), _WIDEST)
            self._sheet.set_column(place, place, width)
        for place, field in enumerate(fields):
            self._sheet.write_string(0, place, field.name, bold)
        self._writers = [self._writer(field) for field in fields]
        self._row = 0

    def add(self, batch: Batch) -> None:
        if self._row + len(batch.rows) > MOST_ROWS:
            raise TooLargeForFormat
        cells = list(enumerate(self._writers))
        for values in zip(*batch.neutral, strict=True):
            self._row += 1
            for (place, write), value in zip(cells, values, strict=True):
                if value is not None:
                    write(self._row, place, value)

    def finish(self) -> None:
        self._book.close()

    def abandon(self) -> None:
        """The library's temporary files lie beside the workbook, and go with their folder."""
        self._sheet.row_data_fh.close()
        self._book.fileclosed = True

    def _writer(self, field: Field) -> _Write:
        sheet = self._sheet
        if field.type is FieldType.BOOLEAN:
            write: _Write = sheet.write_boolean
        elif field.type is FieldType.DATE:
            write = self._write_day
        elif field.type in (FieldType.INTEGER, FieldType.NUMBER, FieldType.YEAR):
            write = sheet.write_number
        else:
            return self._write_text
        return _or_word(write, sheet.write_string) if field.missing else write

    def _write_text(self, row: int, column: int, value: str) -> None:
        """A cell's line ends are line feeds."""
        if "\r" in value:
            value = _LINE_END.sub("\n", value)
        self._sheet.write_string(row, column, value)

    def _write_day(self, row: int, column: int, value: date) -> None:
        if value < _FIRST_DAY:
            self._sheet.write_string(row, column, value.isoformat())
        else:
            self._sheet.write_datetime(row, column, value, self._day)


def _or_word(write: _Write, write_string: _Write) -> _Write:
    """For columns in which «NP» may stand."""

    def either(row: int, column: int, value: Any) -> None:
        (write_string if isinstance(value, str) else write)(row, column, value)

    return either
