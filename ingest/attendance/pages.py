"""Attendance lists on pages: what of each page is covered, what stays, and how many people attended.

Everything is decided by geometry: headings and rulings say where the body lies, and the body goes, whether
anything in it could be read or not.  A page whose geometry is in doubt is covered whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest import dateline
from ingest.attendance import cells_read, cover, grids, headers, judgement, page_rows, page_tables, rulings
from ingest.attendance import frame as frames
from ingest.attendance.counts import Row, count
from ingest.attendance.headings import Column, is_total
from ingest.attendance.level_page import LevelPage, Table, is_numbered
from ingest.attendance.lines import Phrase, Placed, is_office, is_person, is_public, lines_of
from ingest.detect.people import is_name_like
from ingest.redactions import Counts, DataType, PagePlan, Secrets
from ingest.values import Page, TextSource

LEAST_PERSONS = 3  # lines with a person, from which a page of a list without a readable table is in doubt
GRID_ROWS, GRID_COLUMNS = 6, 3
NAME_LIKE = 0.6
_DATED = re.compile(
    r"\d{1,2} de [a-z]+ de (?:19|20)\d\d\b", re.IGNORECASE
)  # no row begins with a date in words
_LETTERS = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class SeenPage:
    """A page as read and as shown."""

    page: Page
    picture: NDArray[np.uint8]  # grey or RGB, upright
    dpi: float  # pixels per inch of the picture


@dataclass(frozen=True)
class ListReading:
    """What becomes of a document that holds attendance lists."""

    pages: tuple[PagePlan, ...]  # one per page seen, in order
    list_pages: tuple[int, ...]
    unsure_pages: tuple[int, ...]  # covered whole: their geometry is in doubt
    counts: Counts
    people: Secrets  # personal: what was read in the covered parts
    required: tuple[str, ...]  # public words that must be found again


@dataclass(frozen=True)
class _Seen:
    """What was made of one page."""

    level: LevelPage
    tables: tuple[Table, ...]
    doubtful: bool


def read(pages: Sequence[SeenPage]) -> ListReading | None:
    """The document's lists; None where no page holds one."""
    found: list[_Seen] = []
    titled = False
    before: Table | None = None
    for page in pages:
        seen = _seen(page, before, titled=titled)
        titled = titled or (judgement.is_titled(seen.level.lines) and bool(seen.tables))
        before = seen.tables[-1] if seen.tables else None
        found.append(seen)
    if not any(seen.tables or seen.doubtful for seen in found):
        return None
    return _reading(pages, found)


def _seen(seen: SeenPage, before: Table | None, *, titled: bool) -> _Seen:
    level = levelled(seen)
    titled = titled or judgement.is_titled(level.lines)
    lists = _lists(level, titled=titled)
    if not lists and before is not None:
        carried = page_tables.carried_on(before, level)
        lists = (carried,) if carried else ()
    unheaded = judgement.is_titled(level.lines) or (not level.exact and _is_full_of_people(level))
    if not lists and unheaded:
        lists = _without_headings(level)
    doubtful = _is_doubtful(level, lists, titled=titled or unheaded, after_list=before is not None)
    return _Seen(level, lists, doubtful)


def _is_full_of_people(level: LevelPage) -> bool:
    """Whether a ruled sheet, its title and headings misread, holds private persons row by row."""
    people = sum(_names_somebody(line) for line in level.lines)
    return _is_grid(level) and people >= LEAST_PERSONS


def _names_somebody(line: Phrase) -> bool:
    pieces = [phrase.text for phrase in line.phrases(1.0)]
    return not is_office(line.text) and any(
        is_person(piece) and is_name_like(piece.split()) >= NAME_LIKE for piece in pieces
    )


def _without_headings(level: LevelPage) -> tuple[Table, ...]:
    """The list of a poor picture with a list's title, of whose headings next to nothing was read."""
    found = grids.body(level)
    return (found,) if found else ()


def levelled(seen: SeenPage) -> LevelPage:
    """The page laid level, its words in lines and its rulings found."""
    page = seen.page
    exact = page.source is TextSource.LAYER
    frame = frames.of_page(page.words, page.width, page.height, exact=exact)
    ruled, frame = rulings.found(seen.picture, seen.dpi, frame, exact=exact)
    words = tuple(Placed(word.text, frame.level(word.box), word) for word in page.words)
    return LevelPage(page.number, frame, words, lines_of(words), ruled, exact)


def _lists(level: LevelPage, *, titled: bool) -> tuple[Table, ...]:
    """The bodies under those of the page's heading rows that head a list of people."""
    found = headers.found(level.lines, level.rulings)
    lists = []
    for place, header in enumerate(found):
        limit = min(
            (other.top for other in found[place + 1 :] if other.top > header.bottom), default=level.bottom
        )
        table = page_tables.under(header, level, limit)
        if judgement.is_list(table, level, titled=titled):
            lists.append(table)
    return tuple(lists)


def _is_doubtful(level: LevelPage, lists: Sequence[Table], *, titled: bool, after_list: bool) -> bool:
    """Whether people may stand on the page outside the bodies found."""
    free = [line for line in level.lines if not any(_is_within(line, table) for table in lists)]
    if lists:
        return any(_looks_like_row(line, table) for line in free for table in lists)
    if not titled and not after_list:
        return False
    people = sum(grids.holds_person(line) for line in free)
    return people >= LEAST_PERSONS or (not level.exact and _is_grid(level))


def _is_within(line: Phrase, table: Table) -> bool:
    return table.top - 1 <= line.y < table.bottom or (
        table.header is not None and table.header.top - 1 <= line.y <= table.top
    )


def _looks_like_row(line: Phrase, table: Table) -> bool:
    """Whether a line close below a body stands in its columns, or a numbered one above its headings."""
    if not page_rows.is_row(line, table.columns) or is_public(line.text) or _DATED.match(line.text):
        return False
    below = 0 <= line.y - table.bottom < 2 * page_rows.FAR
    return below or (line.y < table.top and is_numbered(line, table.columns))


def _is_grid(level: LevelPage) -> bool:
    return len(level.rulings.across) > GRID_ROWS and len(level.rulings.down) > GRID_COLUMNS


def _reading(pages: Sequence[SeenPage], found: Sequence[_Seen]) -> ListReading:
    plans: list[PagePlan] = []
    rows: list[Row] = []
    values: list[tuple[DataType, str]] = []
    required: list[str] = []
    for page, seen in zip(pages, found, strict=True):
        plan = _plan(page.page, seen)
        plans.append(plan)
        sureness = _sureness(page.page)
        for table in seen.tables:
            read_rows = cells_read.rows_of(table, seen.level, sureness=sureness)
            if table.header is None and rows and read_rows and _is_rest(read_rows):
                rows[-1], read_rows = _completed(rows[-1], read_rows[0]), read_rows[1:]
            rows.extend(_numbered(read_rows, rows))
            values.extend(cells_read.values_of(table, seen.level))
        if not seen.doubtful:
            required.extend(_required(seen, plan))
    counts = count(
        rows,
        event=dateline.date_of([page.page.text for page in pages]),
        printed_total=_printed_total(found),
    )
    if any(not table.kinds & headers.PERSONS for seen in found for table in seen.tables) or any(
        seen.doubtful for seen in found
    ):
        counts = replace(counts, confidence=0.0)  # nobody could be counted there
    return ListReading(
        pages=tuple(plans),
        list_pages=tuple(page.page.number for page, seen in zip(pages, found, strict=True) if seen.tables),
        unsure_pages=tuple(
            page.page.number for page, seen in zip(pages, found, strict=True) if seen.doubtful
        ),
        counts=counts,
        people=Secrets(tuple(dict.fromkeys(values))),
        required=tuple(dict.fromkeys(required)),
    )


def _plan(page: Page, seen: _Seen) -> PagePlan:
    if seen.doubtful:
        return cover.whole_page(page)
    if not seen.tables:
        return cover.untouched(page)
    return cover.plan(page, seen.level, seen.tables)


def _sureness(page: Page) -> float:
    """How well the page was read, 0 to 1."""
    return 1.0 if page.confidence is None else min(1.0, page.confidence / 100)


def _is_rest(rows: Sequence[Row]) -> bool:
    """Whether the first row is the rest of one that a page break cut: it alone has no number."""
    return (
        not rows[0].first(Column.NUMBER)
        and len(rows) > 1
        and all(row.first(Column.NUMBER) for row in rows[1:])
    )


def _completed(row: Row, rest: Row) -> Row:
    """A row with the rest of its cells."""
    kinds = [kind for kind, _ in row.values]
    values = tuple(
        (kind, " ".join(filter(None, (text, rest.first(kind))))) for kind, text in row.values
    ) + tuple((kind, text) for kind, text in rest.values if kind not in kinds)
    return Row(row.page, row.number, values, row.sureness)


def _numbered(new: Sequence[Row], before: Sequence[Row]) -> list[Row]:
    """Rows counted on over the lists of one page."""
    taken = {row.page: row.number for row in before}
    return [Row(row.page, row.number + taken.get(row.page, 0), row.values, row.sureness) for row in new]


def _printed_total(found: Sequence[_Seen]) -> int | None:
    """What the document itself says how many came."""
    for seen in found:
        for line in seen.level.lines:
            numbers = re.findall(r"\d+", line.text)
            if len(numbers) == 1 and is_total(line.text) and "sex" not in line.text.lower():
                return int(numbers[0])
    return None


def _required(seen: _Seen, plan: PagePlan) -> list[str]:
    """Lines of the page that stay whole: titles, event, school, date, headings, notices."""
    kept = set(plan.kept)
    return [
        phrase.text
        for line in seen.level.lines
        for phrase in line.phrases(1.5)
        if all(word.word in kept for word in phrase.words) and _LETTERS.search(phrase.text)
    ]
