"""A register's table as staff send it: a small CSV of any usual charset and separator, as values.

Spreadsheets in Mexico write UTF-8 with a mark, Windows-1252 or UTF-16, with commas, semicolons or tabs.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from io import StringIO

from archive.errors import ColumnRefused, InvalidInput
from archive.services.register_names import folded
from export.schema import check_numbered
from export.values import Field, FieldType, Row, Table, Value

MOST_BYTES = 400_000
MOST_ROWS = 5_000
_FIELD = "Archivo"
_DAY_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_BOOLEANS = {"si": True, "x": True, "1": True, "verdadero": True, "true": True} | {
    "no": False,
    "0": False,
    "falso": False,
    "false": False,
}
# What a spreadsheet would work out, and our own exports hold back with an apostrophe.
_HELD_BACK = re.compile(r"'(?=[=+\-@\t\r])")


@dataclass(frozen=True)
class Sent:
    """A table that was read: the columns it has, and its rows with their numbers, the heading being row 1."""

    table: Table
    rows: tuple[tuple[int, Row], ...]


def read_csv(text: str, promised: Table) -> Sent:
    """The columns of ``promised`` that ``text`` has, in their order there.

    Raises InvalidInput or ColumnRefused for what is no such table; RowsRefused says every fault.
    """
    lines = _lines(text.replace("\r\n", "\n"))
    if not lines:
        raise InvalidInput(field=_FIELD, reason="está vacío")
    if len(lines) - 1 > MOST_ROWS:
        raise InvalidInput(field=_FIELD, reason="tiene más de 5,000 renglones; divídalo")
    places = _places(lines[0][1], promised)
    fields = tuple(field for field in promised.fields if field.name in places)
    key = promised.key if set(promised.key) <= set(places) else ()
    table = replace(promised, fields=fields, key=key)
    rows = ((number, _row(fields, places, cells)) for number, cells in lines[1:])
    checked = list(check_numbered(table, rows))
    return Sent(table, tuple(zip((number for number, _ in lines[1:]), checked, strict=True)))


def write_csv(table: Table, rows: Iterator[Sequence[Value]]) -> str:
    """A table as ``read_csv`` reads it again; what a spreadsheet would work out is held back."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(table.names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def text_of(content: bytes) -> str:
    """A sent file as text.  Raises InvalidInput."""
    if len(content) > MOST_BYTES:
        raise InvalidInput(field=_FIELD, reason="pesa más de 400 kB; divídalo")
    charset = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(charset)
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise InvalidInput(field=_FIELD, reason="no es un archivo CSV")
    if len(text.encode()) > MOST_BYTES:
        raise InvalidInput(field=_FIELD, reason="pesa más de 400 kB; divídalo")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """The rows that are not blank, with their numbers."""
    heading = text.split("\n", 1)[0]
    separator = max(",;\t", key=heading.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        raise InvalidInput(field=_FIELD, reason="no es un archivo CSV") from None
    return [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]


def _places(heading: Sequence[str], promised: Table) -> dict[str, int]:
    """Where each column stands; headings may be names or titles.  Raises ColumnRefused."""
    known = {_heading(word): field.name for field in promised.fields for word in (field.name, field.title)}
    places: dict[str, int] = {}
    for place, cell in enumerate(heading):
        name = known.get(_heading(cell))
        if name is None and cell.strip():
            raise ColumnRefused(column=cell.strip()[:60], reason="no es de este registro")
        if name in places:
            raise ColumnRefused(column=name, reason="está dos veces")
        if name is not None:
            places[name] = place
    for field in promised.fields:
        if field.required and field.name not in places:
            raise ColumnRefused(column=field.name, reason="falta y es obligatoria")
    return places


def _heading(cell: str) -> str:
    return re.sub(r"[\s_]+", " ", folded(cell)).strip()


def _row(fields: Sequence[Field], places: dict[str, int], cells: Sequence[str]) -> Row:
    texts = (cells[places[field.name]].strip() if places[field.name] < len(cells) else "" for field in fields)
    return tuple(_value(field, text) for field, text in zip(fields, texts, strict=True))


def _value(field: Field, text: str) -> Value:
    """The cell as its column's type; as text where it is not, so that the check can say so."""
    if not text:
        return None
    match field.type:
        case FieldType.INTEGER | FieldType.YEAR:
            plain = text.replace(",", "")
            return int(plain) if re.fullmatch(r"-?\d{1,9}", plain) else text
        case FieldType.BOOLEAN:
            return _BOOLEANS.get(folded(text), text)
        case FieldType.DATE:
            return _date(text)
        case _:
            return _HELD_BACK.sub("", text, count=1) if text.startswith("'") else text


def _date(text: str) -> Value:
    day_first = _DAY_FIRST.fullmatch(text)
    try:
        if day_first:
            day, month, year = map(int, day_first.groups())
            return Date(year, month, day)
        return Date.fromisoformat(text)
    except ValueError:
        return text


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, Date):
        return value.isoformat()
    text = str(value)
    return (
        f"'{text}" if isinstance(value, str) and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
    )
