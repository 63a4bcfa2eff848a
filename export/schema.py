"""Whether rows keep what their table promises; what is wrong is named by row and column.

Columns are looked at a few thousand cells at a time, with the interpreter's own loops; cell by cell only
where something is wrong.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from math import isfinite
from typing import Any

from export import problems
from export.problems import CellProblem, RowsRefused, TableUnfit
from export.repeats import Repeats
from export.values import Field, FieldType, Row, Table, Value

BATCH = 2000
LONGEST_TEXT = 32_000  # characters: a spreadsheet's cell takes 32,767
GREATEST = 10**15 - 1  # of which a spreadsheet keeps every digit
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_ADDRESS = re.compile(r"https?://[^\s]+")
# Controls but tab and line ends; halves of characters; the two that no text has.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_TEXTS = frozenset({FieldType.TEXT, FieldType.CODE, FieldType.MONTH, FieldType.ADDRESS})
_NUMBERS = frozenset({FieldType.INTEGER, FieldType.NUMBER, FieldType.YEAR})
_NONE = type(None)
_TYPES: dict[FieldType, frozenset[type]] = {
    **dict.fromkeys(_TEXTS, frozenset({str, _NONE})),
    FieldType.INTEGER: frozenset({int, _NONE}),
    FieldType.YEAR: frozenset({int, _NONE}),
    FieldType.NUMBER: frozenset({int, float, _NONE}),
    FieldType.BOOLEAN: frozenset({bool, _NONE}),
    FieldType.DATE: frozenset({date, _NONE}),
}
WRONG_TYPE: dict[FieldType, type[CellProblem]] = {
    FieldType.TEXT: problems.NotAText,
    FieldType.CODE: problems.NotAText,
    FieldType.INTEGER: problems.NotAnInteger,
    FieldType.NUMBER: problems.NotANumber,
    FieldType.BOOLEAN: problems.NotABoolean,
    FieldType.DATE: problems.NotADate,
    FieldType.MONTH: problems.NotAMonth,
    FieldType.YEAR: problems.NotAYear,
    FieldType.ADDRESS: problems.NotAnAddress,
}
_SHAPES = {FieldType.MONTH: _MONTH, FieldType.ADDRESS: _ADDRESS}
Numbered = tuple[int, Row]
Look = Callable[[int, Value], CellProblem | None]


def check(table: Table, rows: Iterable[Row], *, most: int = 20, first_row: int = 1) -> Iterator[Row]:
    """The rows, as they are taken in: an empty text is no value.

    Raises RowsRefused, at the latest after the last row, with at most ``most`` problems: whoever writes what
    comes must not keep it then.  Raises TableUnfit for a table that cannot be kept.
    """
    return check_numbered(table, enumerate(rows, start=first_row), most=most)


def check_numbered(
    table: Table, rows: Iterable[Numbered], *, most: int = 20, known: list[CellProblem] | None = None
) -> Iterator[Row]:
    """The same for rows that bring their numbers; ``known`` gathers faults found on the way here."""
    demand_fit(table)
    columns = [_Column(field) for field in table.fields]
    wrong: list[CellProblem] = [] if known is None else known
    source = iter(rows)
    with Repeats(table) as repeats:
        while batch := list(islice(source, BATCH)):
            right = _of_width(table, batch, wrong)
            checked = _checked(columns, right, wrong, most)
            if len(wrong) >= most:
                break
            for (number, _), row in zip(right, checked, strict=True):
                repeats.see(number, row)
            if not wrong:
                yield from checked
        wrong += islice(repeats.found(), max(0, most - len(wrong)))
    if wrong:
        raise RowsRefused(tuple(sorted(wrong, key=lambda each: each.row)[:most]))


def demand_fit(table: Table) -> None:
    """Raises TableUnfit unless names are ASCII snake_case, each once, and patterns can be read."""
    if not table.fields:
        raise TableUnfit(column="")
    seen: set[str] = set()
    for field in table.fields:
        if not _NAME.fullmatch(field.name) or field.name in seen or not _compiles(field.pattern):
            raise TableUnfit(column=field.name)
        seen.add(field.name)
    for name in table.key:
        if name not in seen:
            raise TableUnfit(column=name)


class _Column:
    """A field's promise, ready to be asked quickly."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.types = _TYPES[field.type]
        self.missing = frozenset(code.value for code in field.missing)
        self.codes = frozenset(code.value for code in field.codes)
        self.shape = _SHAPES.get(field.type)
        self.pattern = re.compile(field.pattern) if field.pattern else None

    def holds(self, cells: tuple[Value, ...]) -> bool:
        """Whether all the cells are right, at a glance; False only means: look closer."""
        kinds = set(map(type, cells))
        if not kinds <= self.types or (self.field.required and _NONE in kinds):
            return False
        values: Any = [cell for cell in cells if cell is not None] if _NONE in kinds else cells
        if not values:
            return True
        return self._texts_hold(values) if self.field.type in _TEXTS else self._amounts_hold(values)

    def problem(self, row: int, value: Value) -> CellProblem | None:
        """What is wrong with one cell."""
        field = self.field
        where: dict[str, Any] = {"row": row, "column": field.name, "value": value}
        if value is None:
            return problems.ValueMissing(**where) if field.required else None
        if isinstance(value, str) and value in self.missing:
            return None
        if type(value) not in self.types or (isinstance(value, float) and not isfinite(value)):
            return WRONG_TYPE[field.type](**where)
        if isinstance(value, str):
            return self._text_problem(value, where)
        return self._amount_problem(value, where)

    def _texts_hold(self, values: list[str]) -> bool:
        if "" in values or len(max(values, key=len)) > LONGEST_TEXT or _UNFIT.search("".join(values)):
            return False
        if not (self.codes or self.shape or self.pattern):
            return True
        distinct = set(values)
        return (
            (not self.codes or distinct <= self.codes)
            and (self.shape is None or all(map(self.shape.fullmatch, distinct)))
            and (self.pattern is None or all(map(self.pattern.fullmatch, distinct)))
        )

    def _amounts_hold(self, values: list[Any]) -> bool:
        if self.field.type is FieldType.NUMBER and not all(map(isfinite, values)):
            return False
        low, high = min(values), max(values)
        if self.field.type in _NUMBERS and not (low >= -GREATEST and high <= GREATEST):
            return False
        if self.field.type is FieldType.YEAR and not (low >= 1000 and high <= 9999):
            return False
        within = not self._below(low) and not self._above(high)
        return within and not self.codes and self.pattern is None

    def _text_problem(self, value: str, where: dict[str, Any]) -> CellProblem | None:
        if len(value) > LONGEST_TEXT:
            return problems.TextTooLong(**where, length=len(value), limit=LONGEST_TEXT)
        if unfit := _UNFIT.search(value):
            where["value"] = None
            return problems.UnfitCharacter(**where, character=f"U+{ord(unfit.group()):04X}")
        if self.shape is not None and not self.shape.fullmatch(value):
            return WRONG_TYPE[self.field.type](**where)
        return self._promise_broken(value, where)

    def _amount_problem(self, value: Any, where: dict[str, Any]) -> CellProblem | None:
        if self.field.type in _NUMBERS and abs(value) > GREATEST:
            limit = GREATEST if value > 0 else -GREATEST
            return (problems.TooGreat if value > 0 else problems.TooSmall)(**where, limit=limit)
        if self.field.type is FieldType.YEAR and not 1000 <= value <= 9999:
            return problems.NotAYear(**where)
        if self._below(value):
            return problems.TooSmall(**where, limit=self.field.minimum)
        if self._above(value):
            return problems.TooGreat(**where, limit=self.field.maximum)
        return self._promise_broken(str(value), where)

    def _promise_broken(self, text: str, where: dict[str, Any]) -> CellProblem | None:
        if self.codes and text not in self.codes:
            return problems.NotInList(**where)
        if self.pattern is not None and not self.pattern.fullmatch(text):
            return problems.NotOfPattern(**where, pattern=self.field.pattern)
        return None

    def _below(self, value: Any) -> bool:
        return self.field.minimum is not None and bool(value < self.field.minimum)

    def _above(self, value: Any) -> bool:
        return self.field.maximum is not None and bool(value > self.field.maximum)


def _of_width(table: Table, batch: list[Numbered], wrong: list[CellProblem]) -> list[Numbered]:
    width = len(table.fields)
    right = [numbered for numbered in batch if len(numbered[1]) == width]
    if len(right) < len(batch):
        for number, row in batch:
            if len(row) != width:
                column = table.names[min(len(row), width - 1)]
                wrong.append(
                    problems.RowOfOtherWidth(row=number, column=column, found=len(row), expected=width)
                )
    return right


def _checked(columns: list[_Column], batch: list[Numbered], wrong: list[CellProblem], most: int) -> list[Row]:
    """The batch with empty texts as None; what is wrong is added to ``wrong``."""
    rows = [row for _, row in batch]
    doubtful = [
        (place, column)
        for place, (column, cells) in enumerate(zip(columns, zip(*rows, strict=True), strict=False))
        if not column.holds(cells)
    ]
    if not doubtful:
        return rows
    for index, (number, row) in enumerate(batch):
        for place, column in doubtful:
            value = row[place]
            if value == "":
                value = None
                rows[index] = (*rows[index][:place], None, *rows[index][place + 1 :])
            problem = column.problem(number, value)
            if problem is not None:
                wrong.append(problem)
                if len(wrong) >= most:
                    return rows
    return rows


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
