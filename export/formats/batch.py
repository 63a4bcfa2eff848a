"""A few thousand rows, and what several files have in common, made once."""

import csv
import json
from datetime import date
from functools import cached_property
from io import StringIO
from typing import Any

from export.neutral import all_harmless
from export.values import FieldType, Row, Table, Value

_TEXTS = frozenset({FieldType.TEXT, FieldType.CODE, FieldType.ADDRESS, FieldType.MONTH})
_WRITTEN = {True: "true", False: "false", None: None}


class Batch:
    """Rows of one table; never changes."""

    def __init__(self, table: Table, rows: list[Row]) -> None:
        self.table = table
        self.rows = rows

    @cached_property
    def columns(self) -> list[tuple[Value, ...]]:
        return list(zip(*self.rows, strict=True))

    @cached_property
    def exact(self) -> list[tuple[Value, ...]]:
        """The columns with nothing but values of their type: «NP» in a column of numbers is none."""
        return [
            tuple(None if isinstance(cell, str) else cell for cell in cells)
            if field.missing and field.type not in _TEXTS
            else cells
            for field, cells in zip(self.table.fields, self.columns, strict=True)
        ]

    @cached_property
    def neutral(self) -> list[Any]:
        """The columns with texts that no spreadsheet runs."""
        return [
            all_harmless(cells) if field.type in _TEXTS else cells  # type: ignore[arg-type]
            for field, cells in zip(self.table.fields, self.columns, strict=True)
        ]

    @cached_property
    def as_csv(self) -> bytes:
        """RFC 4180, without a heading."""
        columns = [
            [_WRITTEN.get(cell, cell) for cell in cells] if field.type is FieldType.BOOLEAN else cells
            for field, cells in zip(self.table.fields, self.neutral, strict=True)
        ]
        return csv_lines(zip(*columns, strict=True))

    @cached_property
    def as_json(self) -> list[str]:
        """Each row as a record, on one line."""
        names = self.table.names
        rows = zip(*self.exact, strict=True) if any(each.missing for each in self.table.fields) else self.rows
        return [_to_json(dict(zip(names, row, strict=True))) for row in rows]


def csv_lines(rows: Any) -> bytes:
    """Rows as RFC 4180 wants them: commas, quotes where needed and doubled inside, CR LF, UTF-8."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no value of a table: {value!r}")


_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_day).encode
