"""A dataset's value as a form's cell, checked against the column's catalogue and type."""

import re
from datetime import date
from xml.sax.saxutils import escape

from export.forms.template import Column
from export.forms.workbook import letters
from export.problems import (
    NotADate,
    NotAnAddress,
    NotAnInteger,
    NotANumber,
    NotInList,
    TextTooLong,
    UnfitCharacter,
)
from export.values import Value
from export.xml_text import xml_text

# The platform's numbers for types.
INTEGER, MONEY, LINK = 3, 6, 7
DAYS = {4, 13}  # of any kind, and of the row's last change
LENGTHS = {1: 150, 2: 4000}  # of a short text and a long one
LONGEST = 32_767  # characters, of any cell
_FIRST_DAY = date(1899, 12, 30).toordinal()
_FROM_1904 = 1462
_ADDRESS = re.compile(r"https?://\S+")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def checked(value: Value, column: Column, row: int) -> Value:
    """The value as the column takes it; raises CellProblem."""
    if value is None or value == "":
        return None
    if column.catalogue:
        return _in_catalogue(value, column, row)
    if column.type in DAYS:
        return _day(value, column, row)
    if column.type == INTEGER:
        return _integer(value, column, row)
    if column.type == MONEY:
        return _number(value, column, row)
    if column.type == LINK and not (isinstance(value, str) and _ADDRESS.fullmatch(value)):
        raise NotAnAddress(row=row, column=column.heading, value=value)
    return _plain(value, column, row)


def written(value: Value, place: int, row: int, *, prefix: str, day_style: int, from_1904: bool) -> str:
    """A cell's XML; a text is a text, whatever sign it begins with."""
    reference = f"{letters(place)}{row}"
    if isinstance(value, date):
        serial = value.toordinal() - _FIRST_DAY - (_FROM_1904 if from_1904 else 0)
        return f'<{prefix}c r="{reference}" s="{day_style}"><{prefix}v>{serial}</{prefix}v></{prefix}c>'
    if isinstance(value, int | float):
        return f'<{prefix}c r="{reference}"><{prefix}v>{value!r}</{prefix}v></{prefix}c>'
    text = escape(_ESCAPED.sub("_x005F_", str(value)))
    return (
        f'<{prefix}c r="{reference}" t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">{text}'
        f"</{prefix}t></{prefix}is></{prefix}c>"
    )


def _in_catalogue(value: Value, column: Column, row: int) -> str:
    text = str(value).strip()
    if text not in column.catalogue:
        raise NotInList(row=row, column=column.heading, value=value)
    return text


def _day(value: Value, column: Column, row: int) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise NotADate(row=row, column=column.heading, value=value) from None


def _integer(value: Value, column: Column, row: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,15}", value, re.ASCII):
        return int(value)
    raise NotAnInteger(row=row, column=column.heading, value=value)


def _number(value: Value, column: Column, row: int) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf"):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,15}(?:\.\d{1,15})?", value, re.ASCII):
        return float(value) if "." in value else int(value)
    raise NotANumber(row=row, column=column.heading, value=value)


def _plain(value: Value, column: Column, row: int) -> Value:
    """Numbers and days stay what they are; a text must be fit for the file and not too long."""
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if not isinstance(value, str):
        return value
    if unfit := [each for each in value if xml_text(each) != each]:
        raise UnfitCharacter(row=row, column=column.heading, value=value, character=f"U+{ord(unfit[0]):04X}")
    limit = LENGTHS.get(column.type or 0, LONGEST)
    if len(value) > limit:
        raise TextTooLong(row=row, column=column.heading, value=value, length=len(value), limit=limit)
    return value
