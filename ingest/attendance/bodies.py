"""The body of a list in cells: which rows are people, and which cells of it may stay.

Row numbers, totals, headings that come again, and public words below the last person stay.  Everything else
goes, whatever it is: a column nobody knows is covered like the others.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.attendance.around import has_identifier, labelled, looks_like_a_name, stays_within
from ingest.attendance.cells import Grid, Row
from ingest.attendance.counts import Row as CountedRow
from ingest.attendance.headings import Column, data_type, is_total, meaning
from ingest.attendance.people import sex_under
from ingest.attendance.table_lists import TableList
from ingest.redactions import DataType

Place = tuple[int, int]  # row and column of a grid, from 0

_MOST_AROUND = 6  # cells of a row of labels and what stands beside them
_PROSE = 8  # words of a notice
_LONGEST_NUMBER = 4  # digits of a row's number
_LONGEST_TOTAL = 5
_OWN_OF_A_PERSON = frozenset({Column.POST, Column.SCHOOL, Column.PLACE, Column.GRADE, Column.GROUP})


@dataclass(frozen=True)
class Body:
    """What becomes of each filled cell of a list, headings included, and its people for counting."""

    kept: frozenset[Place]
    covered: dict[Place, DataType]
    people: tuple[CountedRow, ...]
    settled: frozenset[Place]  # kept cells that need no second look: headings, row numbers


def read_body(grid: Grid, found: TableList, page: int) -> Body:
    """Decide each cell from the list's headings to its end."""
    reading = _Reading(grid, found, page)
    reading.headings()
    after = _after_the_last_person(grid, found)
    for number in range(found.start, found.end):
        row = grid.rows[number]
        if not any(row):
            continue
        if _is_total_row(row):
            reading.total(number, row)
        elif number >= after:
            reading.around(number, row)
        else:
            reading.person(number, row)
    return Body(frozenset(reading.kept), reading.covered, tuple(reading.people), frozenset(reading.settled))


class _Reading:
    """What was decided so far."""

    def __init__(self, grid: Grid, found: TableList, page: int) -> None:
        self.kept: set[Place] = set()
        self.covered: dict[Place, DataType] = {}
        self.people: list[CountedRow] = []
        self.settled: set[Place] = set()
        self._grid, self._found, self._page = grid, found, page
        self._numbered = _row_number_columns(grid, found)
        self._last_number: dict[int, int] = {}

    def headings(self) -> None:
        if not self._found.head:
            return
        for number in range(self._found.head.first, self._found.head.last + 1):
            for place, text in _filled(self._grid.rows[number]):
                unknown = meaning(text) is None
                private = unknown and (looks_like_a_name(text) or has_identifier(text))
                if self._keep(number, place, not private, DataType.OTHER) and not unknown:
                    self.settled.add((number, place))

    def total(self, number: int, row: Row) -> None:
        for place, text in _filled(row):
            is_number = text.isdigit() and len(text) <= _LONGEST_TOTAL
            self._keep(number, place, is_total(text) or is_number or text in {"H", "M"}, DataType.OTHER)

    def around(self, number: int, row: Row) -> None:
        for place, label, text in labelled(self._grid.rows, number):
            self._keep(number, place, stays_within(text, label), DataType.OTHER)

    def person(self, number: int, row: Row) -> None:
        for place, text in _filled(row):
            stays = place in self._numbered and self._is_next_number(place, text)
            if self._keep(number, place, stays, data_type(self._found.columns.get(place))):
                self.settled.add((number, place))
        for group in self._found.groups:
            values = tuple(
                (kind, self._value(kind, place, row[place]))
                for place in group
                if (kind := self._found.columns[place]) is not Column.NUMBER
            )
            if any(text for _, text in values):
                self.people.append(CountedRow(self._page, number + 1, values))

    def _value(self, kind: Column, place: int, text: str) -> str:
        return sex_under(self._found.heading_texts.get(place, ""), text) if kind is Column.SEX else text

    def _keep(self, number: int, place: int, stays: bool, otherwise: DataType) -> bool:
        if stays:
            self.kept.add((number, place))
        else:
            self.covered[number, place] = otherwise
        return stays

    def _is_next_number(self, place: int, text: str) -> bool:
        """A row's number is a little more than the last one; other figures name somebody."""
        if not text.isdigit() or len(text) > _LONGEST_NUMBER:
            return False
        before = self._last_number.get(place)
        if before is not None and not before < int(text) <= before + 5:
            return False
        self._last_number[place] = int(text)
        return True


def _filled(row: Row) -> Iterator[tuple[int, str]]:
    return ((place, text) for place, text in enumerate(row) if text)


def _is_total_row(row: Row) -> bool:
    first = next(text for text in row if text)
    return is_total(first)


def _row_number_columns(grid: Grid, found: TableList) -> frozenset[int]:
    """Columns headed as numbers, and a first column without a heading that counts up."""
    headed = {place for place, kind in found.columns.items() if kind is Column.NUMBER}
    rows = grid.rows[found.start : found.end]
    first = next((place for place in range(grid.width) if any(row[place] for row in rows)), 0)
    if first not in found.columns:
        numbers = [
            int(row[first]) for row in rows if row[first].isdigit() and len(row[first]) <= _LONGEST_NUMBER
        ]
        if len(numbers) > 1 and all(before < after <= before + 5 for before, after in pairwise(numbers)):
            headed.add(first)
    return frozenset(headed)


def _after_the_last_person(grid: Grid, found: TableList) -> int:
    """The first row below which only labels, notices, titles and totals stand, seen from the end."""
    seen = Counter(text for row in grid.rows[found.start : found.end] for text in row if text)
    after = found.end
    for first, last in reversed(list(_blocks(grid, found))):
        rows = range(first, last)
        if all(_may_be_around(grid, found, number, seen) for number in rows):
            after = first
            continue
        # Directly under the people, without an empty row between, only what cannot be mistaken.
        for number in reversed(rows):
            if not _is_unmistakable(grid.rows[number]):
                break
            after = number
        break
    return after


def _blocks(grid: Grid, found: TableList) -> Iterator[tuple[int, int]]:
    """Runs of rows between empty ones."""
    first: int | None = None
    for number in range(found.start, found.end + 1):
        filled = number < found.end and any(grid.rows[number])
        if filled and first is None:
            first = number
        elif not filled and first is not None:
            yield first, number
            first = None


def _may_be_around(grid: Grid, found: TableList, number: int, seen: Counter[str]) -> bool:
    """Whether a row, parted from the people by an empty one, can hold labels, notices or titles."""
    row = grid.rows[number]
    if _is_total_row(row) or _is_unmistakable(row):
        return True
    cells = list(_filled(row))
    place, first = cells[0]
    if found.columns.get(place) is Column.NUMBER and first.isdigit():
        return False
    apart = seen[first] == 1 and found.columns.get(place) not in _OWN_OF_A_PERSON
    return apart and len(cells) <= _MOST_AROUND and stays_within(first, "")


def _is_unmistakable(row: Row) -> bool:
    cells = list(_filled(row))
    first = cells[0][1]
    if len(cells) > _MOST_AROUND:
        return False
    if _is_total_row(row):
        return True
    return stays_within(first, "") and (":" in first[:40] or len(first.split()) >= _PROSE)
