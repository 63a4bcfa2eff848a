"""Cells and their fates -> the sheets of the public version and the index of what was covered in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.attendance.bodies import Place
from ingest.attendance.cells import Grid
from ingest.attendance.fates import AROUND, Fate
from ingest.attendance.tables import Cover, Piece, PublicSheet
from ingest.redactions import DataType, Extent

Key = tuple[int, tuple[int, int], DataType]  # sheet, list and column, type
_LETTERS = 26


@dataclass
class _Removed:
    """What goes into one entry of the index."""

    places: list[Place] = field(default_factory=list)  # in the public version
    words: int = 0


def lay_out(
    sheets: Sequence[tuple[str, Grid, Mapping[Place, Fate]]],
) -> tuple[tuple[PublicSheet, ...], tuple[Cover, ...]]:
    """Sheets by public name, their cells and fates, without what is hidden; and the index."""
    removed: dict[Key, _Removed] = {}
    shown = [_Shown(number, grid, fates) for number, (_, grid, fates) in enumerate(sheets)]
    for sheet in shown:
        for key, place, words in sheet.covered():
            entry = removed.setdefault(key, _Removed())
            entry.places.append(place)
            entry.words += words
    numbers = {key: number for number, key in enumerate(sorted(removed), start=1)}
    covers = tuple(
        Cover(
            number,
            sheets[key[0]][0],
            _range(removed[key].places),
            key[2],
            Extent(words=removed[key].words, lines=len(set(removed[key].places))),
        )
        for key, number in numbers.items()
    )
    public = tuple(
        PublicSheet(name, tuple(sheet.rows(numbers)))
        for (name, _, _), sheet in zip(sheets, shown, strict=True)
    )
    return public, covers


class _Shown:
    """One sheet without its hidden rows and columns."""

    def __init__(self, number: int, grid: Grid, fates: Mapping[Place, Fate]) -> None:
        self._number, self._grid, self._fates = number, grid, fates
        self._rows = [row for row in range(len(grid.rows)) if row not in grid.hidden.rows]
        self._columns = [column for column in range(grid.width) if column not in grid.hidden.columns]

    def covered(self) -> Iterator[tuple[Key, Place, int]]:
        """Each removal: its entry, its place in the public version, how many words it takes."""
        for row, number in enumerate(self._rows):
            for column, place in enumerate(self._columns):
                text, fate = self._grid.rows[number][place], self._fates.get((number, place))
                if not text or not fate:
                    continue
                if fate.goes_as:
                    yield (self._number, fate.entry, fate.goes_as), (row, column), len(text.split())
                for span in fate.spans:
                    words = len(text[span.start : span.end].split())
                    yield (self._number, (AROUND, 0), span.data_type), (row, column), words

    def rows(self, numbers: Mapping[Key, int]) -> Iterator[tuple[tuple[Piece, ...], ...]]:
        for number in self._rows:
            yield tuple(tuple(self._pieces(number, place, numbers)) for place in self._columns)

    def _pieces(self, number: int, place: int, numbers: Mapping[Key, int]) -> Iterator[Piece]:
        """What stands in a cell; a cell without a fate was never looked at and is left empty."""
        text, fate = self._grid.rows[number][place], self._fates.get((number, place))
        if not text or not fate:
            return
        if fate.goes_as:
            yield numbers[self._number, fate.entry, fate.goes_as]
            return
        end = 0
        for span in sorted(fate.spans, key=lambda span: span.start):
            if text[end : span.start].strip():
                yield text[end : span.start].strip()
            yield numbers[self._number, (AROUND, 0), span.data_type]
            end = max(end, span.end)
        if text[end:].strip():
            yield text[end:].strip()


def _range(places: Sequence[Place]) -> str:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    first = f"{_letters(min(columns))}{min(rows) + 1}"
    last = f"{_letters(max(columns))}{max(rows) + 1}"
    return first if first == last else f"{first}:{last}"


def _letters(column: int) -> str:
    """A column's name: A to Z, then AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name
