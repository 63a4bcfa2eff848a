"""How far down a list's body goes and which rows it has: by rulings, then by lines in its columns."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.attendance import lines as text_lines
from ingest.attendance.headers import Header
from ingest.attendance.headings import Column, is_total
from ingest.attendance.level_page import NUMBER, ColumnAt, LevelPage, Span, Table, cells_of, is_numbered
from ingest.attendance.lines import Phrase
from ingest.attendance.rulings import Ruling, Rulings

TOUCH = 4.0  # points by which rulings may miss each other
FAR = 45.0  # points without a row after which a list has ended, unless rows are further apart
USUAL_PITCH = 16.0
_DIGITS = re.compile(r"\d+")
LEAST_PITCH = 6.0
UNWRITTEN = frozenset({Column.SIGNATURE, Column.MARK, Column.REMARKS, None})


def grown(columns: tuple[ColumnAt, ...], span: Span, page: LevelPage, header: Header | None) -> Table:
    """The body grown down from the top of ``span``, at most to its bottom."""
    left, right = columns[0].left, columns[-1].right
    levels = _levels(page.rulings, left, right, span)
    is_ruled = len(levels) >= 3 or (len(levels) == 2 and levels[1] - levels[0] > 10)
    ruled_end = levels[-1] if is_ruled else span.top
    pitch = _pitch(levels)
    below = [
        line
        for line in page.lines
        if ruled_end - 2 < line.y < span.bottom and line.box.x1 > left - 10 and line.box.x0 < right + 10
    ]
    end = _end(below, columns, ruled_end, max(FAR, 3 * pitch))
    if not page.exact and not is_ruled:
        # What a pen wrote was perhaps not read: without rulings only the next printed line ends the body.
        end = min((line.box.y0 - 1 for line in below if line.y > end), default=page.bottom)
    rows = _rows(columns, levels if is_ruled else [], Span(span.top, end), page)
    totals = _totals(columns, rows, Span(span.top, end), page)
    bottom = _with_room(end, columns, rows, min(span.bottom, page.bottom), page)
    return Table(columns, span.top, bottom, rows, totals, is_ruled, header)


def is_row(line: Phrase, columns: Sequence[ColumnAt]) -> bool:
    """Whether the line's words stand in the columns as a row's do."""
    cells = cells_of(line.words, columns)
    hit = [place for place, words in enumerate(cells) if words]
    if len(hit) < 2 or is_total(line.text) or text_lines.is_prose(line.phrases(1.5)[0].text):
        return False
    if _crossing(line, columns) > 0.25 * len(line.words):
        return False
    written = [column for column in columns if column.column not in UNWRITTEN]
    return (
        is_numbered(line, columns)
        or text_lines.holds_identifier(line.text)
        or (len(hit) >= 3 and 2 * len(hit) >= len(written))
        or len(written) <= 3
    )


def shared(ruling: Ruling, left: float, right: float) -> float:
    """How much of a ruling lies between two places."""
    return min(ruling.end, right) - max(ruling.start, left)


def _crossing(line: Phrase, columns: Sequence[ColumnAt]) -> int:
    edges = [column.left for column in columns[1:]]
    return sum(any(word.box.x0 + 3 < edge < word.box.x1 - 3 for edge in edges) for word in line.words)


def _levels(rulings: Rulings, left: float, right: float, span: Span) -> list[float]:
    """Heights of the level rulings of one table, from its top as long as they follow one another."""
    upright = _upright_end(rulings, left, right, span)
    by_height: dict[float, float] = {}
    for ruling in rulings.across:
        if span.top - TOUCH < ruling.at < span.bottom:
            near = next((height for height in by_height if abs(height - ruling.at) < 3.0), ruling.at)
            by_height[near] = by_height.get(near, 0.0) + max(0.0, shared(ruling, left, right))
    heights = [span.top]
    for height in sorted(height for height, long in by_height.items() if long > 0.5 * (right - left)):
        if height - heights[-1] > 4 * FAR and height > upright + TOUCH:
            break
        if height - heights[-1] >= LEAST_PITCH:
            heights.append(height)
    if upright > heights[-1] + LEAST_PITCH and len(heights) > 1:
        heights.append(min(upright, span.bottom))
    return heights


def _upright_end(rulings: Rulings, left: float, right: float, span: Span) -> float:
    """Down to where the table's upright rulings run."""
    ends = [
        ruling.end
        for ruling in rulings.down
        if left - TOUCH <= ruling.at <= right + TOUCH
        and ruling.start < span.top + FAR
        and ruling.end > span.top + 8
    ]
    return min(max(ends, default=span.top), span.bottom)


def _pitch(levels: Sequence[float]) -> float:
    steps = [after - before for before, after in pairwise(levels)]
    return median(steps) if len(steps) >= 2 else USUAL_PITCH


def _end(below: Sequence[Phrase], columns: Sequence[ColumnAt], start: float, reach: float) -> float:
    """Where the rows end that follow below ``start``."""
    end = start
    for place, line in enumerate(below):
        if is_row(line, columns) or (line.box.y0 - end <= reach and not _stays(below, place)):
            end = max(end, line.box.y1 + 1)
    return end


def _stays(lines: Sequence[Phrase], place: int) -> bool:
    """Whether a line below the rows is public: by itself, as prose, or an official's name over the post."""
    line = lines[place]
    if text_lines.is_prose(line.text) or text_lines.is_public(line.text):
        return True
    beside = [
        other
        for other in (*lines[max(0, place - 1) : place], *lines[place + 1 : place + 3])
        if abs(other.y - line.y) < 2.2 * line.height
    ]
    if any(text_lines.is_office(other.text) for other in beside if other.y > line.y):
        return True
    return any(text_lines.is_prose(other.text) and abs(other.box.x0 - line.box.x0) < 40 for other in beside)


def _rows(
    columns: tuple[ColumnAt, ...], levels: Sequence[float], span: Span, page: LevelPage
) -> tuple[Span, ...]:
    """The rows: between rulings where these stand close enough, else by lines of text."""
    ruled = [Span(top, bottom) for top, bottom in pairwise(levels) if bottom <= span.bottom + TOUCH]
    ruled_end = ruled[-1].bottom if ruled else span.top
    texts = _text_rows(columns, span, page)
    inside = [row for row in texts if row.bottom <= ruled_end + TOUCH]
    if ruled and len(ruled) >= 0.45 * len(inside):  # a cell may hold two lines
        after = _text_rows(columns, Span(ruled_end, span.bottom), page) if span.bottom > ruled_end + 2 else []
        return (*(part for row in ruled for part in _parted(row, columns, page)), *after)
    return tuple(texts)


def _parted(row: Span, columns: Sequence[ColumnAt], page: LevelPage) -> list[Span]:
    """A row between rulings; parted where the ruling between two numbered rows was not seen."""
    lines = [line for line in page.lines if row.holds(line.y) and is_numbered(line, columns)]
    edges = [row.top, *((one.y + other.y) / 2 for one, other in pairwise(lines)), row.bottom]
    return [Span(top, bottom) for top, bottom in pairwise(edges)]


def _text_rows(columns: tuple[ColumnAt, ...], span: Span, page: LevelPage) -> list[Span]:
    left, right = columns[0].left, columns[-1].right
    scrawled = [column for column in columns if column.column is Column.SIGNATURE]
    inside = [
        word
        for word in page.words
        if span.holds(word.y)
        and left - 2 < word.x < right + 2
        and not any(column.holds(word.x) for column in scrawled)
    ]
    lines = text_lines.lines_of(inside)
    if not lines:
        return []
    numbers = [line for line in lines if is_numbered(line, columns)]
    if not _count_up(numbers) or (not page.exact and len(numbers) < 0.4 * len(lines)):
        numbers = []
    anchors = numbers or _first_lines(lines)
    wrapped = len(lines) > 1.3 * len(anchors) and anchors[0] is lines[0]  # cells go on below their number
    edges = [
        span.top,
        *(after.box.y0 - 1 if wrapped else (before.y + after.y) / 2 for before, after in pairwise(anchors)),
        max(span.bottom, anchors[-1].y + 1),
    ]
    return [Span(top, bottom) for top, bottom in pairwise(edges)]


def _count_up(numbers: Sequence[Phrase]) -> bool:
    """Whether the rows' numbers follow one another."""
    values = [
        next(int(digits[0]) for word in line.words if (digits := _DIGITS.search(word.text)))
        for line in numbers
    ]
    steps = [after - before for before, after in pairwise(values)]
    return bool(steps) and sum(step == 1 for step in steps) >= 0.6 * len(steps)


def _first_lines(lines: Sequence[Phrase]) -> list[Phrase]:
    """Lines that begin a row: a line much closer to the one before than usual is the rest of a cell."""
    steps = [after.y - before.y for before, after in pairwise(lines)]
    usual = median(steps) if steps else USUAL_PITCH
    anchors = [lines[0]]
    for line in lines[1:]:
        if line.y - anchors[-1].y > 0.62 * usual:
            anchors.append(line)
    return anchors


def _totals(
    columns: tuple[ColumnAt, ...], rows: Sequence[Span], span: Span, page: LevelPage
) -> tuple[Span, ...]:
    """Rows in which nothing stands but a count of people."""
    left, right = columns[0].left, columns[-1].right
    found = []
    for row in rows:
        words = [word for word in page.words if row.holds(word.y) and left - 2 < word.x < right + 2]
        texts = [line.text for line in text_lines.lines_of(words)]
        if any(is_total(text) for text in texts) and all(
            is_total(text) or NUMBER.fullmatch(text) for text in texts
        ):
            found.append(Span(max(row.top, span.top), min(row.bottom, span.bottom)))
    return tuple(found)


def _with_room(
    end: float, columns: Sequence[ColumnAt], rows: Sequence[Span], limit: float, page: LevelPage
) -> float:
    """The body's end with room for pens that strayed below it, up to the next words."""
    usual = median([row.bottom - row.top for row in rows]) if rows else USUAL_PITCH
    following = [
        max(end, word.box.y0 - 1.0)
        for word in page.words
        if word.y > end and word.box.y1 > end + 1 and columns[0].left - 30 < word.x < columns[-1].right + 30
    ]
    return min([max(end + 8.0, end + 0.9 * usual), max(limit, end), *following])
