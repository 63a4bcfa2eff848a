"""A list of which no heading row could be read: known by its printed grid, or by what stands around it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.attendance import headers
from ingest.attendance.headings import meaning
from ingest.attendance.level_page import NUMBER, ColumnAt, LevelPage, Span, Table, cells_of
from ingest.attendance.lines import Phrase, holds_identifier, is_person, is_prose, is_public
from ingest.attendance.page_rows import LEAST_PITCH, TOUCH, grown, shared
from ingest.attendance.page_tables import under
from ingest.attendance.rulings import Ruling

LEAST_COLUMNS = 3
LEAST_ROWS = 4
NEAR = 8.0  # points by which the upright rulings of one grid may begin apart


def body(page: LevelPage) -> Table | None:
    """The body of the page's grid or under the one heading that was read; None where neither is sure."""
    grid = _grid(page)
    if grid is not None:
        return _raised(grid, page.lines)
    for header in headers.lone(page.lines, page.rulings):
        table = under(header, page, page.bottom)
        if len(table.rows) >= LEAST_ROWS:
            return _raised(table, page.lines[: header.first])
    return _between(page)


def _raised(table: Table, above: Sequence[Phrase]) -> Table:
    """The body up to the nearest public line above: rows whose rulings or numbers were not seen are in it."""
    top = table.top
    for line in reversed([line for line in above if line.y < table.top]):
        in_heading = table.header is None and line.box.y1 > table.top - NEAR and _is_first_row(line)
        if is_public(line.text) or is_prose(line.text) or in_heading:
            break
        top = line.box.y0 - 1
    return replace(table, top=top)


def _is_first_row(line: Phrase) -> bool:
    texts = [phrase.text for phrase in line.phrases(0.8)]
    known = [text for text in texts if len(text) >= 4 and meaning(text)]
    return bool(known) and not any(sign.isdigit() for sign in line.text)


def holds_person(line: Phrase) -> bool:
    """Whether a line is a person's name numbered or not, an identifier, or a number alone."""
    words = [word.text for word in line.words]
    rest = words[1:] if NUMBER.fullmatch(words[0]) else words
    if len(rest) < len(words) and not rest:
        return True
    text = " ".join(rest)
    pieces = [phrase.text for phrase in line.phrases(1.0)]
    return is_person(text) or holds_identifier(text) or any(is_person(piece) for piece in pieces)


def _between(page: LevelPage) -> Table | None:
    """Everything between the last public line above the first person and the first one below the last."""
    people = [
        place
        for place, line in enumerate(page.lines)
        if holds_person(line) and not is_public(line.text) and not is_prose(line.text)
    ]
    if len(people) < LEAST_ROWS:
        return None
    above = [line.box.y1 for line in page.lines[: people[0]] if is_public(line.text) or is_prose(line.text)]
    below = [
        line.box.y0 for line in page.lines[people[-1] + 1 :] if is_public(line.text) or is_prose(line.text)
    ]
    top, bottom = max(above, default=0.0), min(below, default=page.bottom)
    whole = (ColumnAt(0.0, page.frame.width, None),)
    spans = tuple(Span(page.lines[place].box.y0, page.lines[place].box.y1) for place in people)
    return Table(whole, top + 0.5, bottom - 0.5, spans)


def _grid(page: LevelPage) -> Table | None:
    """The largest grid; its first row stays only if a heading can be read in it."""
    uprights = max(_bundles(page.rulings.down), key=_area, default=[])
    if len(uprights) <= LEAST_COLUMNS:
        return None
    borders = sorted(ruling.at for ruling in uprights)
    columns = tuple(ColumnAt(left, right, None) for left, right in pairwise(borders) if right - left > TOUCH)
    top = min(ruling.start for ruling in uprights)
    levels = sorted(
        ruling.at
        for ruling in page.rulings.across
        if ruling.at > top - TOUCH
        and shared(ruling, borders[0], borders[-1]) > 0.5 * (borders[-1] - borders[0])
    )
    rows = [span for span in pairwise(levels) if span[1] - span[0] >= LEAST_PITCH]
    if len(rows) < LEAST_ROWS:
        return None
    first = Span(*rows[0])
    start = first.bottom if _is_heading(first, columns, page) else top
    return grown(columns, Span(start, page.bottom), page, None)


def _bundles(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Upright rulings that begin at one height."""
    bundles: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.start):
        if ruling.length < LEAST_ROWS * LEAST_PITCH:
            continue
        if bundles and ruling.start - bundles[-1][0].start < NEAR:
            bundles[-1].append(ruling)
        else:
            bundles.append([ruling])
    return bundles


def _area(bundle: Sequence[Ruling]) -> float:
    places = [ruling.at for ruling in bundle]
    return (max(places) - min(places)) * sum(ruling.length for ruling in bundle) / len(bundle)


def _is_heading(row: Span, columns: Sequence[ColumnAt], page: LevelPage) -> bool:
    cells = cells_of([word for word in page.words if row.holds(word.y)], columns)
    texts = [" ".join(word.text for word in cell) for cell in cells if cell]
    known = [text for text in texts if len(text) >= 4 and meaning(text)]
    return bool(known) and not any(sign.isdigit() for text in texts for sign in text)
