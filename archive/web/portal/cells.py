"""A cell of a table as a person reads it."""

from archive.web.language import format_number, gettext
from export.values import FieldType, Value

_AS_THEY_STAND = frozenset({FieldType.CODE, FieldType.YEAR, FieldType.MONTH})


def cell_text(value: Value, kind: FieldType | None = None) -> str:
    """Numbers with their thousands, dates and codes exactly as the files have them."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return gettext("Sí") if value else gettext("No")
    if isinstance(value, int | float) and kind not in _AS_THEY_STAND and kind is not None:
        return format_number(value)
    return str(value)


def is_number(kind: FieldType) -> bool:
    return kind in (FieldType.INTEGER, FieldType.NUMBER)


def is_link(value: Value, kind: FieldType) -> bool:
    """An address that a browser may follow."""
    return kind is FieldType.ADDRESS and isinstance(value, str) and value.startswith(("https://", "http://"))
