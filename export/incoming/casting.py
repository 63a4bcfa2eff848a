"""A cell as a person or a spreadsheet wrote it -> a value of its column's type."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from export.neutral import restored
from export.values import Field, FieldType, Value

_WHOLE = re.compile(r"[+-]?\d{1,18}")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_MEXICAN_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_YES_NO = {
    "sí": True,
    "si": True,
    "true": True,
    "verdadero": True,
    "1": True,
    "no": False,
    "false": False,
    "falso": False,
    "0": False,
}
_TEXTS = frozenset({FieldType.TEXT, FieldType.CODE, FieldType.MONTH, FieldType.ADDRESS})


class NotOfType(ValueError):
    """The cell is no value of the column's type."""


def cast(field: Field, untrusted: Any) -> Value:
    """The value; an empty cell is None.  Raises NotOfType."""
    if untrusted is None or untrusted == "":
        return None
    if isinstance(untrusted, str):
        if field.type is FieldType.TEXT:
            return restored(untrusted)
        untrusted = restored(untrusted).strip() if field.type in _TEXTS else untrusted.strip()
        if any(untrusted == code.value for code in field.missing):
            return str(untrusted)
    return _CASTS[field.type](untrusted) if untrusted != "" else None


def _text(cell: Any) -> str:
    """Spreadsheets keep every number as a fraction: «15018», not «15018.0»."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    return str(cell)


def _month(cell: Any) -> str:
    return f"{cell:%Y-%m}" if isinstance(cell, date) else _text(cell)


def _integer(cell: Any) -> int:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    text = _without_groups(_text(cell))
    if isinstance(cell, bool) or not _WHOLE.fullmatch(text):
        raise NotOfType
    return int(text)


def _number(cell: Any) -> int | float:
    if isinstance(cell, float):
        return cell
    text = _without_groups(_text(cell))
    if isinstance(cell, bool) or not _NUMBER.fullmatch(text):
        raise NotOfType
    return float(text)


def _without_groups(text: str) -> str:
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text


def _boolean(cell: Any) -> bool:
    found = cell if isinstance(cell, bool) else _YES_NO.get(_text(cell).casefold())
    if found is None:
        raise NotOfType
    return bool(found)


def _date(cell: Any) -> date:
    if isinstance(cell, datetime):
        if cell.time() != datetime.min.time():
            raise NotOfType
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    if iso := _ISO_DAY.fullmatch(text):
        year, month, day = map(int, iso.groups())
    elif mexican := _MEXICAN_DAY.fullmatch(text):
        day, month, year = map(int, mexican.groups())
    else:
        raise NotOfType
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotOfType from error


_CASTS: dict[FieldType, Callable[[Any], Value]] = {
    FieldType.TEXT: _text,
    FieldType.CODE: _text,
    FieldType.INTEGER: _integer,
    FieldType.NUMBER: _number,
    FieldType.BOOLEAN: _boolean,
    FieldType.DATE: _date,
    FieldType.MONTH: _month,
    FieldType.YEAR: _integer,
    FieldType.ADDRESS: _text,
}
