"""What somebody typed about a release's rows, checked: columns, values, cursors."""

import base64
import binascii
import json
import math
from dataclasses import dataclass
from datetime import date

from archive.errors import InvalidInput
from archive.row_file import Condition, Operator, Order, Place
from archive.services.reading.dataset_values import Filter
from export.values import Field, FieldType, Table, Value

_LONGEST = 500  # signs of a value or cursor
_BOOLEANS = {"true": True, "1": True, "sí": True, "si": True, "false": False, "0": False, "no": False}
_OF_TEXT = frozenset({FieldType.TEXT, FieldType.CODE, FieldType.ADDRESS, FieldType.MONTH})


@dataclass(frozen=True, slots=True)
class Cursor:
    place: Place
    backwards: bool


def field_place(table: Table, untrusted_name: str, *, field: str) -> int:
    """Which column that is.  Raises InvalidInput."""
    try:
        return table.names.index(untrusted_name)
    except ValueError:
        raise InvalidInput(field=field, reason="este conjunto no tiene esa columna") from None


def condition_of(table: Table, asked: Filter) -> Condition:
    """Raises InvalidInput where the column is not the table's or the value does not fit it."""
    place = field_place(table, asked.untrusted_column, field="filter")
    field = table.fields[place]
    if asked.operator is Operator.EMPTY:
        return Condition(place, asked.operator)
    if len(asked.untrusted_value) > _LONGEST:
        raise InvalidInput(field=field.name, reason="es demasiado largo")
    if asked.operator is Operator.CONTAINS:
        if field.type not in _OF_TEXT:
            raise InvalidInput(field=field.name, reason="solo en una columna de texto se busca una parte")
        return Condition(place, asked.operator, asked.untrusted_value)
    return Condition(place, asked.operator, _value(field, asked.untrusted_value.strip()))


def cursor_of(untrusted_cursor: str, sha256: str, order: Order) -> Cursor | None:
    """Where a page begins; None for the first.  Raises InvalidInput for one of another release or order."""
    if not untrusted_cursor:
        return None
    try:
        packed = base64.urlsafe_b64decode(untrusted_cursor + "=" * (-len(untrusted_cursor) % 4))
        of, column, descending, backwards, number, value = json.loads(packed)
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise _foreign_cursor() from None
    right = (
        of == sha256[:8]
        and column == order.column
        and descending is order.descending
        and isinstance(backwards, bool)
        and type(number) is int
        and 0 <= number < 2**63
        and isinstance(value, str | int | float | None)
        and (order.column is not None or value is None)
        and not (isinstance(value, float) and not math.isfinite(value))
        and not (isinstance(value, int) and not -(2**63) <= value < 2**63)
    )
    if not right:
        raise _foreign_cursor()
    return Cursor(Place(number, value), backwards)


def place_of(place: Place | None, sha256: str, order: Order, *, backwards: bool) -> str:
    """A cursor to go on from ``place``; empty without one."""
    if place is None:
        return ""
    said = [sha256[:8], order.column, order.descending, backwards, place.number, place.value]
    packed = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode("ascii")


def _foreign_cursor() -> InvalidInput:
    return InvalidInput(field="cursor", reason="no es de esta consulta: empiece por la primera página")


def _value(field: Field, untrusted_value: str) -> Value:
    if untrusted_value in {code.value for code in field.missing}:
        return untrusted_value
    try:
        match field.type:
            case FieldType.INTEGER | FieldType.YEAR:
                return _bounded(int(untrusted_value))
            case FieldType.NUMBER:
                return _finite(float(untrusted_value))
            case FieldType.BOOLEAN:
                return _BOOLEANS[untrusted_value.lower()]
            case FieldType.DATE:
                return date.fromisoformat(untrusted_value)
    except (ValueError, KeyError):
        raise InvalidInput(field=field.name, reason=VALUE_REASONS[field.type]) from None
    return untrusted_value


def _bounded(number: int) -> int:
    if not -(2**63) <= number < 2**63:
        raise ValueError
    return number


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise ValueError
    return number


VALUE_REASONS: dict[FieldType, str] = {
    FieldType.INTEGER: "se espera un número entero",
    FieldType.NUMBER: "se espera un número",
    FieldType.BOOLEAN: "se espera true o false",
    FieldType.DATE: "se espera una fecha AAAA-MM-DD",
}
