"""The boxes over a list's body: one per column over a run of rows, wide enough for what a pen lets stray."""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.attendance.headings import Column, data_type
from ingest.attendance.level_page import NUMBER, ColumnAt, LevelPage, Span, Table
from ingest.attendance.lines import Placed
from ingest.redactions import DataType, Extent, PagePlan, Redaction
from ingest.values import Box, Page, Word

BESIDE = 16.0  # points beyond the outer columns: where signatures stray to
SLACK = 2.5  # points a box may reach too far on a tilted page, before it is cut into smaller ones
EDGE = 0.6  # points around every box: the rulings' own width, and what rounding loses
LEAST_NUMBERED = 0.5  # of the rows that must have a number read for its column to stay
LITTLE_SLACK = 1.6  # the same towards the headings
TOUCH = 3.0
MOST_TILES = 12

_NOT_DIGITS = re.compile(r"\D")


def whole_page(page: Page) -> PagePlan:
    """The page covered from edge to edge: nothing on it could be told apart for certain."""
    box = Box(0.0, 0.0, page.width, page.height)
    everything = Redaction(page.number, box, DataType.WHOLE_PAGE, Extent(paragraphs=1))
    return PagePlan(page.number, page.width, page.height, (everything,))


def untouched(page: Page) -> PagePlan:
    return PagePlan(page.number, page.width, page.height, (), page.words)


def plan(page: Page, level: LevelPage, tables: Sequence[Table]) -> PagePlan:
    """The page with the bodies of its lists covered."""
    redactions = tuple(redaction for table in tables for redaction in _of_table(page, level, table, tables))
    boxes = [redaction.box for redaction in redactions]
    return PagePlan(page.number, page.width, page.height, redactions, kept(page.words, boxes))


def kept(words: Iterable[Word], boxes: Sequence[Box]) -> tuple[Word, ...]:
    """The words that no box touches."""
    return tuple(word for word in words if not any(_touch(word.box, box) for box in boxes))


def _touch(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _of_table(page: Page, level: LevelPage, table: Table, tables: Sequence[Table]) -> Iterable[Redaction]:
    strips = _strips(level, table, tables)
    for run in _runs(table):
        for column, left, right in strips:
            box = Box(left, run.top, right, run.bottom)
            kind = data_type(column.column) if column.column is not Column.NUMBER else DataType.OTHER
            for tile in _tiles(box, level, upright=_beside_numbers(table, left, right)):
                yield _redaction(page, table, tile, kind, level)


def _beside_numbers(table: Table, left: float, right: float) -> bool:
    """Whether a strip touches a column of row numbers, which stay."""
    return any(
        left - TOUCH < number.right < right or left < number.left < right + TOUCH
        for number in table.columns
        if number.column is Column.NUMBER
    )


def _redaction(page: Page, table: Table, tile: Box, kind: DataType, level: LevelPage) -> Redaction:
    rows = sum(tile.y0 <= (row.top + row.bottom) / 2 < tile.y1 for row in table.rows)
    shown = level.frame.on_page(tile)
    box = Box(
        max(0.0, shown.x0 - EDGE),
        max(0.0, shown.y0),
        min(page.width, shown.x1 + EDGE),
        min(page.height, shown.y1 + EDGE),
    )
    return Redaction(page.number, box, kind, Extent(lines=max(1, rows)))


def _runs(table: Table) -> list[Span]:
    """The body from top to bottom, less the rows of totals."""
    runs, top = [], table.top
    for total in sorted(table.totals, key=lambda span: span.top):
        if total.top - top > 1:
            runs.append(Span(top, total.top))
        top = max(top, total.bottom)
    if table.bottom - top > 1:
        runs.append(Span(top, table.bottom))
    return runs


def _strips(level: LevelPage, table: Table, tables: Sequence[Table]) -> list[tuple[ColumnAt, float, float]]:
    """The columns to be covered, each with its left and right edge; row numbers alone stay free."""
    strips: list[tuple[ColumnAt, float, float]] = []
    left_end, right_end = _reach(level, table, tables)
    numbers = {place: _numbers(level, table, column) for place, column in enumerate(table.columns)}
    for place, column in enumerate(table.columns):
        if numbers[place] is not None:
            continue
        before = numbers.get(place - 1)
        after = numbers.get(place + 1)
        left = before[1] if before else column.left
        right = after[0] if after else column.right
        if place == 0:
            left = left_end
        if place == len(table.columns) - 1:
            right = right_end
        strips.append((column, left, right))
    first = numbers[0]
    if first and any(table.holds(word) and left_end - 1 < word.x < first[0] for word in level.words):
        strips.append((ColumnAt(left_end, first[0], None), left_end, first[0]))
    if numbers[len(table.columns) - 1]:
        strips.append((ColumnAt(table.right, right_end, None), table.right, right_end))
    return strips


def _reach(level: LevelPage, table: Table, tables: Sequence[Table]) -> tuple[float, float]:
    """How far to both sides the body is covered: past stray words, up to the next list or the page's edge.

    Without rulings a column at the side may have been missed, because its heading was not read.
    """
    beside = BESIDE if table.ruled else level.frame.width
    stray = [word for word in level.words if table.holds(word)]
    left = min([table.left - beside, *(word.box.x0 - 1 for word in stray)])
    right = max([table.right + beside, *(word.box.x1 + 1 for word in stray)])
    for other in tables:
        if other is table or other.top >= table.bottom or other.bottom <= table.top:
            continue
        if other.left >= table.right:
            right = min(right, other.left)
        elif other.right <= table.left:
            left = max(left, other.right)
    return max(left, 0.0), min(right, level.frame.width)


def _numbers(level: LevelPage, table: Table, column: ColumnAt) -> tuple[float, float] | None:
    """From where to where the row numbers stand; None where a column holds anything else."""
    if column.column not in (Column.NUMBER, None) or (column.column is None and column.heading):
        return None
    words = [word for word in level.words if table.holds(word) and column.holds(word.x)]
    numbers = [word for word in words if NUMBER.fullmatch(word.text)]
    if column.column is None or any(len(word.text) >= 3 and word not in numbers for word in words):
        return None
    if len(numbers) < LEAST_NUMBERED * len(table.rows) or not _rising(numbers):
        return None
    left = min(min(word.box.x0 for word in numbers) - 1, column.left)
    right = max(word.box.x1 for word in numbers) + 1
    return left, min(max(right, column.left + 1), column.right)


def _rising(numbers: Sequence[Placed]) -> bool:
    """Whether most numbers are larger than the one above: ages and telephones are not."""
    values = [int(_NOT_DIGITS.sub("", word.text)) for word in sorted(numbers, key=lambda word: word.y)]
    steps = [after - before for before, after in pairwise(values)]
    return not steps or sum(0 < step <= 3 for step in steps) >= 0.6 * len(steps)


def _tiles(box: Box, level: LevelPage, *, upright: bool) -> list[Box]:
    """The box cut so that upright rectangles on a tilted page do not reach far beyond it.

    Up and down public words are near; to the sides only where a column of row numbers stays (``upright``).
    """
    shown = level.frame.on_page(box)
    if level.frame.turns % 2:
        wide, high = shown.y1 - shown.y0, shown.x1 - shown.x0
    else:
        wide, high = shown.x1 - shown.x0, shown.y1 - shown.y0
    excess_x, excess_y = wide - (box.x1 - box.x0), high - (box.y1 - box.y0)
    down = min(MOST_TILES, max(1, math.ceil(excess_x / SLACK))) if upright else 1
    across = min(MOST_TILES, max(1, math.ceil(excess_y / LITTLE_SLACK)))
    if down == across == 1:
        return [box]
    xs = [box.x0 + (box.x1 - box.x0) * part / across for part in range(across + 1)]
    ys = [box.y0 + (box.y1 - box.y0) * part / down for part in range(down + 1)]
    tiles = []
    for column in range(across):
        # Only the outer tiles have row numbers beside them.
        heights = ys if column in (0, across - 1) else [ys[0], ys[-1]]
        tiles += [Box(xs[column], top, xs[column + 1], bottom) for top, bottom in pairwise(heights)]
    return tiles
