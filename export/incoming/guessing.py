"""A first description of a table's columns, from its headings and all of its cells; people correct it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from export.incoming.casting import NotOfType, cast
from export.values import Field, FieldType

_YEAR_WORDS = re.compile(r"a[nñ]o|anio|ejercicio")
_ZEROS_FIRST = re.compile(r"0\d+")
_WHOLE = re.compile(r"[+-]?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})")
_LONGEST_NAME = 63


def slug(heading: str) -> str:
    """An ASCII snake_case name out of a heading: «Núm. de plantel» -> num_de_plantel."""
    plain = unicodedata.normalize("NFKD", heading.replace("ñ", "ni").replace("Ñ", "Ni"))
    name = re.sub(r"[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode().lower()).strip("_")
    return (name if name[:1].isalpha() else f"columna_{name}".rstrip("_"))[:_LONGEST_NAME]


class Guess:
    """The types that one column may still be of, narrowed by every cell it sees."""

    def __init__(self, heading: str) -> None:
        self._heading = heading
        self._possible = [
            each for each in _ORDER if each is not FieldType.YEAR or _YEAR_WORDS.search(heading.casefold())
        ]
        self._cells = 0
        self._empty = 0

    def see(self, cell: Any) -> None:
        if cell is None or cell == "":
            self._empty += 1
            return
        self._cells += 1
        self._possible = [each for each in self._possible if _LOOKS[each](cell)]

    def field(self, name: str) -> Field:
        kind = self._possible[0] if self._cells else FieldType.TEXT
        return Field(name, kind, self._heading.strip(), "", required=bool(self._cells) and not self._empty)


def names(headings: Sequence[str]) -> list[str]:
    """A name for each heading, no two alike."""
    taken: list[str] = []
    for heading in headings:
        name, number = slug(heading), 2
        while name in taken:
            name = f"{slug(heading)[: _LONGEST_NAME - 5]}_{number}"
            number += 1
        taken.append(name)
    return taken


def guess(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> tuple[Field, ...]:
    guesses = [Guess(heading) for heading in headings]
    for cells in lines:
        for place, each in enumerate(guesses):
            each.see(cells[place] if place < len(cells) else None)
    return tuple(each.field(name) for each, name in zip(guesses, names(headings), strict=True))


def _casts(kind: FieldType) -> Callable[[Any], bool]:
    field = Field("any", kind, "", "")

    def look(cell: Any) -> bool:
        try:
            return cast(field, cell) is not None
        except NotOfType:
            return False

    return look


def _is_year(cell: Any) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d(?:\.0)?", str(cell).strip()))


def _is_integer(cell: Any) -> bool:
    if isinstance(cell, str):
        text = cell.strip()
        return bool(_WHOLE.fullmatch(text)) and not _ZEROS_FIRST.match(text)
    return isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15


def _is_number(cell: Any) -> bool:
    if isinstance(cell, str) and (_ZEROS_FIRST.fullmatch(cell.strip()) or len(cell.strip()) > 15):
        return False
    return _AS_NUMBER(cell)


def _is_boolean(cell: Any) -> bool:
    return isinstance(cell, bool) or str(cell).strip().casefold() in {"sí", "si", "no", "true", "false"}


def _is_date(cell: Any) -> bool:
    return _AS_DATE(cell)


def _is_month(cell: Any) -> bool:
    return isinstance(cell, str) and bool(re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", cell.strip()))


def _is_address(cell: Any) -> bool:
    return isinstance(cell, str) and bool(re.fullmatch(r"https?://\S+", cell.strip()))


def _is_code(cell: Any) -> bool:
    return isinstance(cell, str) and bool(re.fullmatch(r"\d{2,}", cell.strip()))


def _is_text(cell: Any) -> bool:
    return True


_AS_NUMBER, _AS_DATE = _casts(FieldType.NUMBER), _casts(FieldType.DATE)
_LOOKS: dict[FieldType, Callable[[Any], bool]] = {
    FieldType.YEAR: _is_year,
    FieldType.BOOLEAN: _is_boolean,
    FieldType.INTEGER: _is_integer,
    FieldType.NUMBER: _is_number,
    FieldType.CODE: _is_code,
    FieldType.DATE: _is_date,
    FieldType.MONTH: _is_month,
    FieldType.ADDRESS: _is_address,
    FieldType.TEXT: _is_text,
}
_ORDER = tuple(_LOOKS)
