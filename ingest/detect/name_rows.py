"""Finds names by where they stand: rows among rows of names, and names cut into cells.

A list without title or headings shows what it is only by its rows.  A name that no list of names holds is
then told from its neighbours: same column, same manner of writing, names above and below it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.detect import names, people
from ingest.detect.around import Standing, standing
from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

REACH = 2  # rows looked at above and below
ENOUGH = 3  # names near a row that make it one; two where one stands on each side
SURE = 0.6
_CELL = re.compile(r"[^\t\n]+")
_NUMBERED = re.compile(r"(?:[ \t]*\d{1,3}[.):°º-]{0,3}[ \t]+|[ \t]*[-–•*·][ \t]+)?")
_LETTERS = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[ ,]+[^\W\d_][^\W\d_'’.-]*){1,6}")
_PARTICLES = frozenset({"DE", "DEL", "LA", "LAS", "LOS", "Y"})
_LEAST_BEARING = 3  # words of a name cut into cells


@dataclass(frozen=True)
class _Cell:
    start: int
    end: int
    row: int
    column: int
    manner: str  # how its words are written, empty where they cannot be a name


def find(written: Written) -> Iterator[SpanFinding]:
    """Rows of the shape of their neighbours, which are names; then names cut into cells."""
    cells = list(_cells(written))
    yield from _among_names(written, [cell for cell in cells if cell.manner])
    yield from _over_cells(written, cells)


def _cells(written: Written) -> Iterator[_Cell]:
    """Each line's cells from the left, without the number of the row."""
    place = 0
    for row, line in enumerate(written.text.split("\n")):
        shift = _NUMBERED.match(line).end()  # type: ignore[union-attr]  # it may match nothing, not fail
        for column, match in enumerate(_CELL.finditer(line, shift)):
            text = match.group()
            start = place + match.start() + len(text) - len(text.lstrip())
            end = start + len(text.strip())
            if end > start:
                yield _Cell(start, end, row, column, _manner(written, start, end))
        place += len(line) + 1


def _manner(written: Written, start: int, end: int) -> str:
    """«A» in capitals, «Aa» with capitals, «a» without; empty for what is no two to seven words of names."""
    text = written.text[start:end]
    words = [word for word in re.split(r"[ ,]+", text) if word]
    telling = [word for word in words if Written(word).folded not in _PARTICLES]
    if not _LETTERS.fullmatch(text) or len(telling) < 2:
        return ""
    if any(names.role(Written(word.rstrip(".")).folded) == "N" for word in telling):
        return ""
    if text.isupper():
        return "A"
    if text.islower():
        return "a"
    return "Aa" if all(word[0].isupper() for word in telling) else ""


def _among_names(written: Written, cells: Sequence[_Cell]) -> Iterator[SpanFinding]:
    known = _private_names(written, cells)
    for cell in cells:
        if (cell.row, cell.column) in known:
            continue
        near = [
            other.row
            for other in cells
            if other.column == cell.column
            and other.manner == cell.manner
            and 0 < abs(other.row - cell.row) <= REACH + 1
            and (other.row, other.column) in known
        ]
        above = sum(row < cell.row for row in near)
        between = 0 < above < len(near)
        if (between or len(near) >= ENOUGH) and not written.in_reference(cell.start, cell.end):
            yield SpanFinding(cell.start, cell.end, DataType.NAME, Source.CONTEXT, SURE)


def _private_names(written: Written, cells: Sequence[_Cell]) -> frozenset[tuple[int, int]]:
    """Cells that are, but for a word, somebody's name who holds no office."""
    found = [each for each in people.find(written) if each.likely]
    return frozenset(
        (cell.row, cell.column)
        for cell in cells
        if any(
            max(each.start, cell.start) < min(each.end, cell.end)
            and min(each.end, cell.end) - max(each.start, cell.start) >= 0.6 * (cell.end - cell.start)
            for each in found
        )
    )


def _over_cells(written: Written, cells: Sequence[_Cell]) -> Iterator[SpanFinding]:
    """«Ximena | Hernández | Colín»: cells of name words alone that make a whole name together."""
    run: list[_Cell] = []
    for cell in (*cells, None):
        goes_on = cell is not None and _is_of_names(written, cell) and (not run or cell.row == run[0].row)
        if goes_on and cell is not None:
            run.append(cell)
            continue
        yield from _joined(written, run)
        run = [cell] if cell is not None and _is_of_names(written, cell) else []


def _joined(written: Written, run: Sequence[_Cell]) -> Iterator[SpanFinding]:
    if len(run) < 2:
        return
    start, end = run[0].start, run[-1].end
    roles = [names.role(word) for word in _telling(written, start, end)]
    whole = any("G" in role.upper() for role in roles) and any("S" in role.upper() for role in roles)
    sure = sum(role.isupper() for role in roles)
    if whole and sure >= 2 and len(roles) >= _LEAST_BEARING:
        whose = standing(written, start, end)
        if whose in (Standing.PERSON, Standing.UNKNOWN):
            yield SpanFinding(start, end, DataType.NAME, Source.NAME_LIST, SURE)


def _is_of_names(written: Written, cell: _Cell) -> bool:
    words = _telling(written, cell.start, cell.end)
    text = written.text[cell.start : cell.end]
    if _is_place(written.folded[cell.start : cell.end]):
        return False
    return (
        0 < len(words) <= ENOUGH
        and text[0].isupper()
        and not any(sign.isdigit() for sign in text)
        and all(names.role(word) not in ("", "N") for word in words)
        and any(names.role(word).isupper() for word in words)
    )


def _is_place(folded: str) -> bool:
    """Whether streets and schools are called so, or towns: «Zaragoza de Guadalupe», «San Lucas»."""
    first, _, rest = folded.partition(" ")
    of_town = rest.startswith(("DE ", "DEL ")) and "G" not in names.role(first)
    return names.is_namesake(folded) or first in ("SAN", "SANTA", "SANTO") or of_town


def _telling(written: Written, start: int, end: int) -> list[str]:
    words = re.split(r"[\s,.]+", written.folded[start:end])
    return [word for word in words if word and word not in _PARTICLES]
