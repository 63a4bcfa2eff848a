"""Heading rows: the row or rows of a table in which each cell says what stands under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.attendance.headings import NAMES, Column, is_list_title, is_total, meaning
from ingest.attendance.lines import Phrase, holds_identifier, is_prose
from ingest.attendance.rulings import Rulings
from ingest.values import Box

GAPS = (0.45, 0.8, 1.3)  # heights of a line by which headings may stand apart: pages differ
DEEPEST = 4  # lines of text in one heading
CLOSE = 1.0  # heights of a line between the lines of one heading
LEAST_KNOWN = 2
_ROW_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_LONG_NUMBER = re.compile(r"\d{5,}")
LEAST_SHARE = 0.5  # of a heading row's cells that must be understood
PERSONS = NAMES | {Column.CURP, Column.SIGNATURE, Column.GUARDIAN}

HEADS_ALONE = PERSONS | {
    Column.AGE,
    Column.SEX,
    Column.GRADE_GROUP,
    Column.PHONE,
    Column.ADDRESS,
    Column.EMAIL,
}


@dataclass(frozen=True)
class Cell:
    """One heading."""

    text: str
    box: Box
    column: Column | None


@dataclass(frozen=True)
class Header:
    """A heading row: its cells from the left, and the first and last of the page's lines it takes."""

    cells: tuple[Cell, ...]
    first: int
    last: int

    @property
    def top(self) -> float:
        return min(cell.box.y0 for cell in self.cells)

    @property
    def bottom(self) -> float:
        return max(cell.box.y1 for cell in self.cells)

    @property
    def left(self) -> float:
        return self.cells[0].box.x0

    @property
    def right(self) -> float:
        return self.cells[-1].box.x1

    @property
    def columns(self) -> frozenset[Column]:
        return frozenset(cell.column for cell in self.cells if cell.column)

    @property
    def worth(self) -> float:
        """How much speaks for it: each kind of heading understood, less those that were not."""
        unknown = sum(1 for cell in self.cells if cell.column is None)
        torn = sum(1 for cell in self.cells[1:] if cell.text[:1].islower())  # «Grado» | «y grupo»
        known = len(self.cells) - unknown
        return len(self.columns) + 0.25 * known - 0.4 * unknown - 1.5 * torn + 0.02 * (self.last - self.first)


def found(lines: Sequence[Phrase], rulings: Rulings) -> tuple[Header, ...]:
    """The page's heading rows from the top; those of lists side by side stand in one row, or in two."""
    known = [_known(line) for line in lines]
    candidates = [
        header
        for first in range(len(lines))
        for last in range(first, min(first + DEEPEST, len(lines)))
        if sum(known[first : last + 1]) >= LEAST_KNOWN and _together(lines, first, last)
        for gap in GAPS
        if (header := _read(lines, first, last, gap, rulings)) is not None
    ]
    chosen: list[Header] = []
    for header in sorted(candidates, key=lambda header: -header.worth):
        if all(header.last < other.first or header.first > other.last for other in chosen):
            chosen.append(header)
    return tuple(sorted(chosen, key=lambda header: header.first))


def lone(lines: Sequence[Phrase], rulings: Rulings) -> tuple[Header, ...]:
    """Lines of which but one heading was read and nothing else of any length, as in poor pictures."""
    found = []
    for place, line in enumerate(lines):
        cells = tuple(_cell([phrase]) for phrase in line.phrases(GAPS[1], _borders([line], rulings)))
        unread = [cell for cell in cells if cell.column is None and len(cell.text) > 3]
        header = Header(cells, place, place)
        if not unread and ":" not in line.text and header.columns & HEADS_ALONE:
            found.append(header)
    return tuple(found)


def _known(line: Phrase) -> int:
    """How many pieces of the line mean something as a heading: a quick look before the careful one."""
    return max(sum(meaning(phrase.text) is not None for phrase in line.phrases(gap)) for gap in GAPS[:2])


def _together(lines: Sequence[Phrase], first: int, last: int) -> bool:
    return all(
        lines[after].box.y0 - lines[after - 1].box.y1 < CLOSE * lines[after].height
        for after in range(first + 1, last + 1)
    )


def _read(lines: Sequence[Phrase], first: int, last: int, gap: float, rulings: Rulings) -> Header | None:
    band = lines[first : last + 1]
    if any(is_list_title(line.text) and len(line.words) < 8 for line in band):
        return None
    if any(is_prose(phrase.text) for line in band for phrase in line.phrases(GAPS[-1])):
        return None
    borders = _borders(band, rulings)
    stacks = _stacked([phrase for line in band for phrase in line.phrases(gap, borders)], borders)
    cells = tuple(_cell(stack) for stack in sorted(stacks, key=lambda stack: _hull(stack).x0))
    header = Header(cells, first, last)
    return header if _is_header(header) else None


def _borders(band: Sequence[Phrase], rulings: Rulings) -> list[float]:
    """Upright rulings that stand beside every line of the band."""
    top, bottom = min(line.y for line in band), max(line.y for line in band)
    return [ruling.at for ruling in rulings.down if ruling.start <= top + 1 and ruling.end >= bottom - 1]


def _stacked(phrases: Sequence[Phrase], borders: Sequence[float]) -> list[list[Phrase]]:
    """Phrases above one another, put together: a heading may take several lines."""
    stacks: list[list[Phrase]] = []
    for phrase in phrases:
        box = phrase.box
        over = [stack for stack in stacks if _overlap(_hull(stack), box, borders)]
        for stack in over:
            stacks.remove(stack)
        stacks.append([piece for stack in over for piece in stack] + [phrase])
    return stacks


def _overlap(one: Box, other: Box, borders: Sequence[float]) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    middles = sorted(((one.x0 + one.x1) / 2, (other.x0 + other.x1) / 2))
    if any(middles[0] < border < middles[1] for border in borders):
        return False
    return shared > 0.3 * min(one.x1 - one.x0, other.x1 - other.x0)


def _hull(stack: Sequence[Phrase]) -> Box:
    return Phrase(tuple(word for phrase in stack for word in phrase.words)).box


def _cell(stack: Sequence[Phrase]) -> Cell:
    text = " ".join(phrase.text for phrase in sorted(stack, key=lambda phrase: phrase.y))
    column = None if text.rstrip().endswith(":") or is_total(text) else meaning(text)
    return Cell(text, _hull(stack), column)


def _is_header(header: Header) -> bool:
    known = [cell for cell in header.cells if cell.column]
    narrow = [cell for cell in header.cells if cell.column is None and len(cell.text) <= 4]  # days of a roll
    judged = len(header.cells) - len(narrow)
    if len(header.columns) < 2 or not header.columns & PERSONS or _holds_somebody(header):
        return False
    return len(known) >= LEAST_SHARE * judged


def _holds_somebody(header: Header) -> bool:
    """Whether it is a row of the list, whose cells may read like headings («Hombre», «2º A», «Docente»)."""
    numbered = _ROW_NUMBER.fullmatch(header.cells[0].text) is not None
    return numbered or any(
        holds_identifier(cell.text) or _LONG_NUMBER.search(cell.text) for cell in header.cells
    )
