"""Where a list's body lies on a level page: its columns and its top; its rows are grown from there."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.attendance.headers import Header
from ingest.attendance.level_page import ColumnAt, LevelPage, Span, Table
from ingest.attendance.lines import Placed, is_prose, is_public
from ingest.attendance.page_rows import FAR, TOUCH, USUAL_PITCH, grown, is_row, shared
from ingest.attendance.rulings import Ruling, Rulings

NEAR_HEADING = 16.0  # points under the headings in which their ruling is looked for
ROOM = 9.0  # points: narrower is no column but a doubled line


def under(header: Header, page: LevelPage, limit: float) -> Table:
    """The body under a heading row, down to ``limit`` at most (the next heading row, the page's end)."""
    top = _top(header, page)
    left, right = _sides(header, page.rulings, top)
    borders = _borders(page.rulings, left, right, Span(top, min(limit, top + FAR)))
    below = [word for word in page.words if top < word.y < limit and left - 2 < word.x < right + 2]
    columns = _columns(header, borders, left, right, below)
    return grown(columns, Span(top, limit), page, header)


def carried_on(before: Table, page: LevelPage) -> Table | None:
    """The body of a page without headings whose list began on a page before; None without sign of one."""
    borders = [ruling for ruling in page.rulings.down if ruling.length > 2 * USUAL_PITCH]
    shift = _shift([column.left for column in before.columns] + [before.right], borders)
    moved = shift or 0.0
    columns = tuple(
        ColumnAt(one.left + moved, one.right + moved, one.column, one.heading) for one in before.columns
    )
    rows = [line for line in page.lines if is_row(line, columns)]
    if shift is None and not rows:
        return None
    first = min((line.box.y0 for line in rows), default=page.bottom)
    if shift is not None:
        among = [one for one in borders if columns[0].left - TOUCH < one.at < columns[-1].right + TOUCH]
        first = min([first, *(ruling.start for ruling in among)])
    # The rest of a cell begun on the page before stands above the first row: only public lines stay there.
    above = [
        line.box.y1
        for line in page.lines
        if line.y < first - 1 and (is_public(line.text) or is_prose(line.text))
    ]
    among_rows = [line.box.y0 - 1 for line in page.lines if max(above, default=0.0) < line.y < first]
    top = max([0.0, min([first - USUAL_PITCH / 2, *among_rows]), *(at + 0.5 for at in above)])
    return grown(columns, Span(top, page.bottom), page, None)


def _top(header: Header, page: LevelPage) -> float:
    """The ruling under the headings, or the middle between them and what stands below."""
    rulings = [
        ruling.at
        for ruling in page.rulings.across
        if header.bottom - 3 <= ruling.at <= header.bottom + NEAR_HEADING
        and shared(ruling, header.left, header.right) > 0.4 * (header.right - header.left)
    ]
    following = [
        word.box.y0
        for word in page.words
        if header.left - 5 < word.x < header.right + 5
        and header.bottom - 2 < word.y < header.bottom + 40
        and not _is_heading(word, header)
    ]
    first = min(following, default=header.bottom + 4)
    between = [at for at in rulings if at <= first + 4]
    if between:
        return min(between)
    return header.bottom + max(0.0, min((first - header.bottom) / 2, 4.0))


def _is_heading(word: Placed, header: Header) -> bool:
    return any(
        cell.box.y0 <= word.y <= cell.box.y1 and cell.box.x0 <= word.x <= cell.box.x1 for cell in header.cells
    )


def _sides(header: Header, rulings: Rulings, top: float) -> tuple[float, float]:
    """How far the table reaches: as far as its rulings by the headings do, or the headings themselves."""
    beside = [
        ruling
        for ruling in rulings.across
        if header.top - 14 < ruling.at < top + 30 and shared(ruling, header.left, header.right) > 0
    ]
    left = min([header.left, *(ruling.start for ruling in beside)])
    right = max([header.right, *(ruling.end for ruling in beside)])
    return left, right


def _borders(rulings: Rulings, left: float, right: float, span: Span) -> list[float]:
    """Upright rulings of the table where its body begins."""
    least = 0.6 * min(FAR, span.bottom - span.top)
    borders: list[float] = []
    for ruling in rulings.down:
        if not left - TOUCH <= ruling.at <= right + TOUCH or shared(ruling, span.top, span.bottom) <= least:
            continue
        if not borders or ruling.at - borders[-1] > ROOM / 2:
            borders.append(ruling.at)
    return borders


def _columns(
    header: Header, borders: Sequence[float], left: float, right: float, below: Sequence[Placed]
) -> tuple[ColumnAt, ...]:
    """Each heading's column; columns without a heading, between two rulings, among them."""
    edges: list[tuple[float, float]] = []
    for one, other in pairwise(header.cells):
        middles = ((one.box.x0 + one.box.x1) / 2, (other.box.x0 + other.box.x1) / 2)
        between = [at for at in borders if middles[0] < at < middles[1]]
        gap = (between[0], between[-1]) if between else (_gap(one.box.x1, other.box.x0, middles, below),) * 2
        edges.append(gap)
    starts = [_outer_start(header, borders, left), *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), _outer_end(header, borders, right)]
    columns: list[ColumnAt] = []
    at = left
    for cell, start, end in zip(header.cells, starts, ends, strict=True):
        if start - at > ROOM:
            columns.append(ColumnAt(at, start, None))
            at = start
        columns.append(ColumnAt(at, max(end, at + 1), cell.column, cell.text))
        at = columns[-1].right
    if right - at > ROOM:
        columns.append(ColumnAt(at, right, None))
    return tuple(columns)


def _outer_start(header: Header, borders: Sequence[float], left: float) -> float:
    cell = header.cells[0].box
    return max([left, *(at for at in borders if at < (cell.x0 + cell.x1) / 2)])


def _outer_end(header: Header, borders: Sequence[float], right: float) -> float:
    cell = header.cells[-1].box
    return min([right, *(at for at in borders if at > (cell.x0 + cell.x1) / 2)])


def _gap(end: float, start: float, middles: tuple[float, float], below: Sequence[Placed]) -> float:
    """Between two headings the place that the fewest words of the body stand across."""
    spots = range(round(min(middles[0], end)), round(max(middles[1], start)) + 1)
    over = [sum(word.box.x0 <= spot <= word.box.x1 for word in below) for spot in spots]
    if not over:
        return (end + start) / 2
    runs: list[list[int]] = []
    for spot, count in zip(spots, over, strict=True):
        if count > min(over):
            continue
        if runs and spot - runs[-1][-1] == 1:
            runs[-1].append(spot)
        else:
            runs.append([spot])
    wanted = (end + start) / 2
    best = max(runs, key=lambda run: (min(len(run), 6), -abs((run[0] + run[-1]) / 2 - wanted)))
    return (best[0] + best[-1]) / 2


def _shift(edges: Sequence[float], borders: Sequence[Ruling]) -> float | None:
    """By how much the columns' edges moved to meet this page's rulings; None where they do not."""
    if len(borders) < 3:
        return None
    best, at = 0, 0.0
    for shift in sorted(range(-24, 25), key=abs):
        met = sum(any(abs(edge + shift - ruling.at) < 2.5 for ruling in borders) for edge in edges)
        if met > best:
            best, at = met, float(shift)
    return at if best >= max(3, 0.7 * len(edges)) else None
