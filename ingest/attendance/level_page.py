"""The values of a list on a page: the level page itself, columns, spans of rows, and a list's body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.attendance.frame import Frame
from ingest.attendance.headers import Header
from ingest.attendance.headings import Column
from ingest.attendance.lines import Phrase, Placed
from ingest.attendance.rulings import Rulings

NUMBER = re.compile(r"[(\[|]?\d{1,3}[.)\]|°:-]{0,2}")  # a row's number as lists write it and OCR reads it


@dataclass(frozen=True)
class LevelPage:
    """A page made ready: level words, lines and rulings."""

    number: int
    frame: Frame
    words: tuple[Placed, ...]
    lines: tuple[Phrase, ...]
    rulings: Rulings
    exact: bool  # words come from the file itself, all of them; else OCR read what it could

    @property
    def bottom(self) -> float:
        return self.frame.height


@dataclass(frozen=True)
class ColumnAt:
    """One column of a body, from left to right edge."""

    left: float
    right: float
    column: Column | None
    heading: str = ""

    def holds(self, x: float) -> bool:
        return self.left <= x < self.right


@dataclass(frozen=True)
class Span:
    """From one height of the page to another."""

    top: float
    bottom: float

    def holds(self, y: float) -> bool:
        return self.top <= y < self.bottom


@dataclass(frozen=True)
class Table:
    """A list's body; headings lie above ``top``."""

    columns: tuple[ColumnAt, ...]
    top: float
    bottom: float  # with room for signatures that cross the last line
    rows: tuple[Span, ...]
    totals: tuple[Span, ...] = ()  # rows in the body that count people and stay
    ruled: bool = False
    header: Header | None = None

    @property
    def left(self) -> float:
        return self.columns[0].left

    @property
    def right(self) -> float:
        return self.columns[-1].right

    @property
    def kinds(self) -> frozenset[Column]:
        return frozenset(column.column for column in self.columns if column.column)

    def holds(self, word: Placed) -> bool:
        return self.top <= word.y < self.bottom


def cells_of(words: Sequence[Placed], columns: Sequence[ColumnAt]) -> list[list[Placed]]:
    """Words by the column their middle stands in."""
    cells: list[list[Placed]] = [[] for _ in columns]
    for word in words:
        for place, column in enumerate(columns):
            if column.holds(word.x):
                cells[place].append(word)
    return cells


def is_numbered(line: Phrase, columns: Sequence[ColumnAt]) -> bool:
    """Whether a row's number stands in a column of numbers."""
    cells = cells_of(line.words, columns)
    return any(
        bool(words) and column.column is Column.NUMBER and NUMBER.fullmatch(words[0].text) is not None
        for words, column in zip(cells, columns, strict=True)
    )
