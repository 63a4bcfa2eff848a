"""The rows of headings in a grid of cells, their second lines included."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ingest.attendance.around import could_be_a_person, is_label
from ingest.attendance.cells import Grid, Row
from ingest.attendance.headings import LONGEST, NAMES, Column, folded, meaning

Columns = Mapping[int, Column]

_LOOKED_AT = 100  # rows below a heading
_LEAST_PEOPLE = 3  # below a lone heading of names
_LEAST_DAYS = 3  # numbers in a row from which they are the days of a roll
# Only such words lead to a look at a whole row: most rows of a large table are passed over quickly.
_MAY_HEAD = re.compile(
    r"n.{0,3}m.?b|n.{1,4}bre|name|apell|paterno|alumn|estudiant|particip|asistent|persona|menor"
    r"|ap\.? ?(?:pat|mat)",
    re.I,
)


@dataclass(frozen=True)
class Head:
    """A row of headings, its second line included; ``groups`` are the lists that stand side by side."""

    first: int
    last: int
    columns: Columns
    texts: Mapping[int, str]
    groups: tuple[tuple[int, ...], ...] = ()


def find_heads(grid: Grid) -> Iterator[Head]:
    """Every row of headings among which names are, from the top."""
    seen: dict[str, Column | None] = {}
    place, first_texts = 0, None
    while place < len(grid.rows):
        row = grid.rows[place]
        head = _head(grid, place, seen, again=first_texts) if _may_head(row) else None
        if head:
            first_texts = first_texts or dict(head.texts)
            yield head
            place = head.last
        place += 1


def _may_head(row: Row) -> bool:
    return any(cell and len(cell) <= LONGEST and _MAY_HEAD.search(cell) for cell in row)


def _head(
    grid: Grid, place: int, seen: dict[str, Column | None], again: Mapping[int, str] | None
) -> Head | None:
    """The headings that begin in a row; below a first heading row only one without any unknown cell does."""
    columns, texts = _meanings(grid.rows[place], seen)
    if not any(kind in NAMES for kind in columns.values()):
        return None
    if again is not None and not _is_repeated(texts, again) and _holds_a_datum(columns, texts):
        return None
    opening = not any(map(any, grid.rows[:place]))
    if not _is_heading_row(columns, texts, opening=opening) and not _heads_people(grid, place, columns):
        return None
    last = place
    if place + 1 < len(grid.rows):
        more, more_texts = _meanings(grid.rows[place + 1], seen)
        if _is_second_line(columns, more, more_texts):
            columns = _merged(columns, more)
            texts, last = {**texts, **more_texts}, place + 1
    return Head(place, last, columns, texts, _side_by_side(columns))


def _meanings(row: Row, seen: dict[str, Column | None]) -> tuple[dict[int, Column], dict[int, str]]:
    texts = {place: cell for place, cell in enumerate(row) if cell}
    columns: dict[int, Column] = {}
    for place, cell in texts.items():
        if cell not in seen:
            seen[cell] = None if cell.rstrip().endswith(":") else meaning(cell)
        kind = seen[cell]
        if kind is not None:
            columns[place] = kind
    columns.update({place: Column.MARK for place in _days(texts) if place not in columns})
    return columns, texts


def _days(texts: Mapping[int, str]) -> list[int]:
    """The places of numbered days, «1 2 3 ... 31», and of dates at the head of columns."""
    days = [
        place
        for place, text in texts.items()
        if (text.isdigit() and 0 < int(text) <= 31)
        or re.fullmatch(r"\d{4}-\d\d-\d\d|\d{1,2}[/-]\d{1,2}", text)
    ]
    return days if len(days) >= _LEAST_DAYS else []


def _is_heading_row(columns: Columns, texts: Mapping[int, str], *, opening: bool) -> bool:
    if len(texts) == 1:
        return True
    if len(columns) < 2 and not opening:
        return False
    kinds = set(columns.values())
    return len(columns) * 2 >= len(texts) or (opening and (len(kinds) >= 3 or _is_machine_row(texts)))


def _heads_people(grid: Grid, place: int, columns: Columns) -> bool:
    """Whether whole names stand under a lone heading of names, whatever nobody knows stands beside it."""
    at = next(iter(columns))
    under = [row[at] for row in grid.rows[place + 1 : place + 1 + _LOOKED_AT] if row[at]]
    names = sum(len(text.split()) > 2 and could_be_a_person(text) and not is_label(text) for text in under)
    return len(columns) == 1 and names >= _LEAST_PEOPLE and 5 * names >= 3 * len(under)


def _is_machine_row(texts: Mapping[int, str]) -> bool:
    """Headings as programs write them: «alumno_id», «anio_ingreso»."""
    return all(re.fullmatch(r"[a-z][a-z0-9_]*", text) for text in texts.values())


def _holds_a_datum(columns: Columns, texts: Mapping[int, str]) -> bool:
    """Whether a cell that is no heading could be a person or a number: then it is a row of people."""
    return any(
        any(sign.isdigit() for sign in text) or (" " in text and could_be_a_person(text))
        for place, text in texts.items()
        if place not in columns
    )


def _is_repeated(texts: Mapping[int, str], before: Mapping[int, str]) -> bool:
    same = sum(folded(text) == folded(before.get(place, "")) for place, text in texts.items())
    return same * 5 >= len(texts) * 3


def _is_second_line(above: Columns, columns: Columns, texts: Mapping[int, str]) -> bool:
    """A line of headings under another: all known, and no number or datum where the names stand."""
    if not texts or len(columns) < len(texts):
        return False
    values = [text for text in texts.values() if text.isdigit()]
    if above and min(texts) in above and texts[min(texts)].isdigit():
        return False  # the first row of people
    return len(values) < len(texts) or len(values) >= _LEAST_DAYS


def _merged(above: Columns, below: Columns) -> dict[int, Column]:
    """A heading over several columns says what the ones below it only hint at."""
    merged = dict(above)
    for place, kind in below.items():
        over = next((above[at] for at in range(place, -1, -1) if at in above), None)
        merged[place] = Column.GUARDIAN if over is Column.GUARDIAN and kind in NAMES else kind
    return merged


def _side_by_side(columns: Columns) -> tuple[tuple[int, ...], ...]:
    """The columns of each list: another begins where the heading of names is met again."""
    order = sorted(columns)
    leading = [place for place in order if columns[place] in NAMES]
    first = columns[leading[0]]
    starts = [place for place in leading if columns[place] is first]
    if len(starts) < 2:
        return (tuple(order),)
    at = [order.index(place) for place in starts]
    step = [place - 1 if columns[order[place - 1]] is Column.NUMBER and place else place for place in at]
    bounds = [0, *step[1:], len(order)]
    groups = tuple(tuple(order[low:high]) for low, high in pairwise(bounds))
    return groups if len({len(group) for group in groups}) == 1 else (tuple(order),)
