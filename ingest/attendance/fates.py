"""What becomes of each filled cell of a sheet: it stays, it goes, or pieces of it go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.attendance.around import (
    has_identifier,
    labelled,
    names_servants_or_places,
    stays_above,
    stays_within,
)
from ingest.attendance.bodies import Body, Place
from ingest.attendance.cells import Grid
from ingest.attendance.directory import public_columns
from ingest.attendance.listed import Listed
from ingest.attendance.table_lists import TableList
from ingest.attendance.tables import Detect
from ingest.detect.spans import SpanFinding
from ingest.redactions import DataType

AROUND = 1_000_000  # sorts what goes around the lists behind what goes within them
_CROWDED = 3  # filled cells from which a row outside a list may hold a person
_LONGEST_FIGURE = 4  # digits of a count, an hour, a year
_OF_SERVANTS = frozenset({DataType.NAME, DataType.POST, DataType.SIGNATURE})


@dataclass(frozen=True)
class Fate:
    """What becomes of one cell."""

    goes_as: DataType | None = None  # None: it stays
    entry: tuple[int, int] = (AROUND, 0)  # list and column: one entry of the index for each
    spans: tuple[SpanFinding, ...] = ()  # what goes of a cell that stays


def decide_around_lists(
    grid: Grid, lists: Sequence[TableList], bodies: Sequence[Body], listed: Listed, detect: Detect
) -> dict[Place, Fate]:
    """The fates of a sheet of a workbook in which lists were found, on this sheet or another."""
    fates = dict(_of_bodies(lists, bodies))
    for number in range(lists[0].first if lists else len(grid.rows)):
        row = grid.rows[number]
        crowded = sum(map(bool, row)) >= _CROWDED and not _is_of_labels(grid, number)
        for place, label, text in labelled(grid.rows, number):
            stays = _stays_in_a_crowd(text, label) if crowded else stays_above(text, label)
            fates[number, place] = Fate(None if stays else _type_of(text))
    settled = frozenset(place for body in bodies for place in body.settled)
    free = {place for place, fate in fates.items() if fate.goes_as is None and place not in settled}
    for number in {number for number, _ in free}:
        for place, label, text in labelled(grid.rows, number):
            if (number, place) in free:
                fates[number, place] = _looked_through(text, label, listed, detect)
    return fates


def decide_by_detectors(grid: Grid, detect: Detect) -> dict[Place, Fate]:
    """The fates of a sheet without lists: what no detector finds stays, and what is public by law."""
    nobody = Listed(frozenset())
    stays = public_columns(grid)
    return {
        (number, place): _looked_through(text, label, nobody, detect, stays.get(place, frozenset()))
        for number in range(len(grid.rows))
        for place, label, text in labelled(grid.rows, number)
    }


def _of_bodies(lists: Sequence[TableList], bodies: Sequence[Body]) -> Iterator[tuple[Place, Fate]]:
    for number, (_, body) in enumerate(zip(lists, bodies, strict=True)):
        yield from ((place, Fate()) for place in body.kept)
        yield from ((place, Fate(kind, (number, place[1]))) for place, kind in body.covered.items())


def _is_of_labels(grid: Grid, number: int) -> bool:
    """Whether each second cell of a row says what the one beside it is."""
    cells = list(labelled(grid.rows, number))
    return 2 * sum(bool(label) for _, label, _ in cells) >= len(cells) - 1


def _stays_in_a_crowd(text: str, label: str) -> bool:
    return stays_within(text, label) or (text.isdigit() and len(text) <= _LONGEST_FIGURE)


def _looked_through(
    text: str, label: str, listed: Listed, detect: Detect, stays: frozenset[DataType] = frozenset()
) -> Fate:
    """A cell that stays, less what is found in it; all of it goes where a listed person is named."""
    own_label, colon, _ = text.partition(":")
    public = names_servants_or_places(label or (own_label if colon else ""))
    if not public and listed.stand_in(text):
        return Fate(DataType.NAME)
    before = f"{label.rstrip(':')}: " if label else ""
    spans = tuple(
        SpanFinding(
            max(0, each.start - len(before)),
            each.end - len(before),
            each.data_type,
            each.source,
            each.confidence,
        )
        for each in detect(before + text)
        if each.likely
        and each.end > len(before)
        and each.data_type not in stays
        and not (public and each.data_type in _OF_SERVANTS)
    )
    return Fate(spans=spans)


def _type_of(text: str) -> DataType:
    return DataType.OTHER if has_identifier(text) else DataType.NAME
