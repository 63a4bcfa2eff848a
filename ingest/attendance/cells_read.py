"""What is read in a list's covered cells: rows to be counted, and the values the gate searches for."""

import re
from collections.abc import Sequence

from ingest.attendance.counts import Row
from ingest.attendance.headings import NAMES, Column, data_type
from ingest.attendance.level_page import ColumnAt, LevelPage, Span, Table, cells_of
from ingest.attendance.lines import Phrase, Placed, holds_identifier, is_person
from ingest.attendance.people import UNREAD, sex_under
from ingest.redactions import DataType

_SEARCHED = frozenset(
    {
        Column.CURP,
        Column.RFC,
        Column.PHONE,
        Column.EMAIL,
        Column.ADDRESS,
        Column.ENROLMENT,
        Column.BIRTH_DATE,
        Column.GUARDIAN,
        Column.OTHER,
    }
)
_ORDER = (Column.FIRST_SURNAME, Column.SECOND_SURNAME, Column.GIVEN_NAMES)
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def rows_of(table: Table, page: LevelPage, *, sureness: float) -> tuple[Row, ...]:
    """The rows as read; lists side by side give the rows of each."""
    found: list[Row] = []
    for group in groups(table):
        for span in table.rows:
            if span in table.totals:
                continue
            values = _values(group, span, page)
            if any(text for kind, text in values if kind is not Column.NUMBER):
                found.append(Row(page.number, len(found) + 1, values, sureness))
    return tuple(found)


def groups(table: Table) -> list[tuple[ColumnAt, ...]]:
    """The columns of each of the lists that stand side by side: where headings begin anew."""
    kinds = [column.column for column in table.columns]
    first = next((kind for kind in kinds if kind in NAMES | {Column.NUMBER}), None)
    starts = [place for place, kind in enumerate(kinds) if kind is first and first is not None]
    if len(starts) < 2:
        return [table.columns]
    starts[0] = 0
    ends = [*starts[1:], len(kinds)]
    return [table.columns[start:end] for start, end in zip(starts, ends, strict=True)]


def values_of(table: Table, page: LevelPage) -> tuple[tuple[DataType, str], ...]:
    """Every personal value that can be searched for: names in both orders, keys, numbers, addresses."""
    found: list[tuple[DataType, str]] = []
    for group in groups(table):
        for span in table.rows:
            if span not in table.totals:
                found.extend(_searched(_values(group, span, page)))
                found.extend(_unheaded(group, span, page))
    return tuple(dict.fromkeys(found))


def _values(columns: Sequence[ColumnAt], span: Span, page: LevelPage) -> tuple[tuple[Column, str], ...]:
    words = [word for word in page.words if span.holds(word.y)]
    values = []
    for column, cell in zip(columns, cells_of(words, columns), strict=True):
        text = _text(cell)
        if column.column is Column.SEX:
            text = sex_under(column.heading, text)
        if column.column and text:
            values.append((column.column, text))
    return tuple(values)


def _text(cell: Sequence[Placed]) -> str:
    lines: list[list[Placed]] = []
    for word in sorted(cell, key=lambda word: word.y):
        if lines and word.y - lines[-1][0].y < 0.5 * (word.box.y1 - word.box.y0):
            lines[-1].append(word)
        else:
            lines.append([word])
    return " ".join(word.text for line in lines for word in sorted(line, key=lambda word: word.box.x0))


def _searched(values: Sequence[tuple[Column, str]]) -> list[tuple[DataType, str]]:
    found = [(data_type(kind), text) for kind, text in values if kind in _SEARCHED and _worth(text)]
    parts = [" ".join(text for kind, text in values if kind is part) for part in _ORDER]
    surname_first = " ".join(part for part in parts if part)
    names = [text for kind, text in values if kind is Column.NAME]
    if surname_first:
        names += [surname_first, " ".join(part for part in (parts[2], parts[0], parts[1]) if part)]
    found.extend((DataType.NAME, name) for name in names if len(_LETTERS.findall(name)) >= 2)
    return found


def _unheaded(columns: Sequence[ColumnAt], span: Span, page: LevelPage) -> list[tuple[DataType, str]]:
    """What looks like a name or an identifier in columns whose heading nobody could read."""
    words = [word for word in page.words if span.holds(word.y)]
    found: list[tuple[DataType, str]] = []
    for column, cell in zip(columns, cells_of(words, columns), strict=True):
        if column.column is not None or not cell:
            continue
        pieces = [phrase.text for phrase in Phrase(tuple(sorted(cell, key=lambda word: word.x))).phrases(1.0)]
        for piece in pieces:
            text = piece.lstrip("0123456789.)-° ")
            if is_person(text):
                found.append((DataType.NAME, text))
            elif holds_identifier(piece):
                found.append((DataType.OTHER, piece))
    return found


def _worth(text: str) -> bool:
    """Whether a value is long enough to be searched for without meeting itself everywhere."""
    return text != UNREAD and sum(letter.isalnum() for letter in text) >= 6
