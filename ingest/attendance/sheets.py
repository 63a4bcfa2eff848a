"""Attendance lists in workbooks and delimited text -> cells that may be published, counts, what must be gone.

The public table is built from an allow-list: what stands in a list's body goes, hidden sheets, rows and
columns go whole, and what stands around a list stays only if it looks like nobody's datum.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ingest.attendance.around import has_identifier, looks_like_a_name
from ingest.attendance.bodies import Body, Place, read_body
from ingest.attendance.cells import Grid, read_grids
from ingest.attendance.fates import AROUND, Fate, decide_around_lists, decide_by_detectors
from ingest.attendance.headings import folded
from ingest.attendance.listed import listed, secrets_of
from ingest.attendance.public_cells import lay_out
from ingest.attendance.sheet_counts import count_all
from ingest.attendance.table_lists import TableList, find_lists
from ingest.attendance.tables import Detect, PublicSheet, TableReading
from ingest.detect.spans import SpanFinding
from ingest.options import Options
from ingest.redactions import DataType, Secrets
from ingest.values import FileType

Decided = tuple[str, Grid, Mapping[Place, Fate]]  # a sheet by its public name

_LEAST_REQUIRED = 3  # letters and figures: shorter words are found anywhere


def nothing(text: str) -> tuple[SpanFinding, ...]:
    """The detector that finds nothing; a list is safe without any."""
    return ()


def read_table(
    path: Path, file_type: FileType, options: Options, detect: Detect = nothing
) -> TableReading | None:
    """The public form of a table in which an attendance list is found; None where there is none."""
    grids = read_grids(path, file_type, options)
    lists = _all_lists(grids)
    if not any(lists):
        return None
    bodies = [
        [read_body(grid, found, number) for found in of_sheet]
        for number, (grid, of_sheet) in enumerate(zip(grids, lists, strict=True), start=1)
    ]
    people = [row for of_sheet in bodies for body in of_sheet for row in body.people]
    names = listed(people)
    decided = [
        (f"Hoja {number}", grid, decide_around_lists(grid, of_sheet, of_bodies, names, detect))
        for number, (grid, of_sheet, of_bodies) in enumerate(_shown(grids, lists, bodies), start=1)
    ]
    sheets, covers = lay_out(decided)
    required = tuple(_required(sheets))
    secrets = (*secrets_of(people).values, *_hidden_identifiers(grids), *_found_around(decided))
    return TableReading(
        sheets,
        covers,
        count_all(grids, lists, bodies),
        Secrets(tuple(_never_public(secrets, required))),
        required,
    )


def read_plain_table(
    path: Path, file_type: FileType, options: Options, detect: Detect = nothing
) -> TableReading:
    """The public form of a table without a list: what is shown, less what the detectors find."""
    shown = [grid for grid in read_grids(path, file_type, options) if grid.shown]
    decided = [
        (_public_name(grid, number, detect), grid, decide_by_detectors(grid, detect))
        for number, grid in enumerate(shown, start=1)
    ]
    sheets, covers = lay_out(decided)
    required = tuple(_required(sheets))
    secrets = Secrets(tuple(_never_public(tuple(_found_around(decided)), required)))
    return TableReading(sheets, covers, secrets=secrets, required=required)


def _all_lists(grids: Sequence[Grid]) -> list[tuple[TableList, ...]]:
    """The lists of each sheet; behind one with a list, another without headings may be its continuation."""
    found: list[tuple[TableList, ...]] = []
    known = None
    for grid in grids:
        lists = find_lists(grid, known=known)
        found.append(lists)
        known = known or (lists[0].columns if lists else None)
    return found


def _shown(
    grids: Sequence[Grid], lists: Sequence[Sequence[TableList]], bodies: Sequence[Sequence[Body]]
) -> Iterator[tuple[Grid, Sequence[TableList], Sequence[Body]]]:
    return (each for each in zip(grids, lists, bodies, strict=True) if each[0].shown)


def _public_name(grid: Grid, number: int, detect: Detect) -> str:
    """A sheet's own name, unless it could name somebody."""
    private = (
        not grid.name or looks_like_a_name(grid.name) or has_identifier(grid.name) or any(detect(grid.name))
    )
    return f"Hoja {number}" if private else grid.name


def _hidden_identifiers(grids: Sequence[Grid]) -> Iterator[tuple[DataType, str]]:
    """What singles people out in cells that nobody sees, so that the gate looks for it too."""
    for grid in grids:
        for number, row in enumerate(grid.rows):
            for place, text in enumerate(row):
                hidden = not grid.shown or number in grid.hidden.rows or place in grid.hidden.columns
                if hidden and text and has_identifier(text):
                    yield DataType.OTHER, text


def _found_around(decided: Sequence[Decided]) -> Iterator[tuple[DataType, str]]:
    """Names and identifiers that went from cells outside the lists."""
    for _, grid, fates in decided:
        for (number, place), fate in fates.items():
            text = grid.rows[number][place]
            if fate.goes_as and fate.entry[0] == AROUND and (looks_like_a_name(text) or has_identifier(text)):
                yield fate.goes_as, text
            yield from ((span.data_type, text[span.start : span.end]) for span in fate.spans)


def _never_public(
    secrets: Iterable[tuple[DataType, str]], required: Sequence[str]
) -> Iterator[tuple[DataType, str]]:
    """Each value once, without names that stay as a speaker's or a servant's who signed the list as well."""
    public = folded("\n".join(required))
    for kind, text in dict.fromkeys(secrets):
        if kind is not DataType.NAME or folded(text) not in public:
            yield kind, text


def _required(sheets: Sequence[PublicSheet]) -> Iterator[str]:
    """Whole cells that stay, each once."""
    seen: set[str] = set()
    for sheet in sheets:
        for row in sheet.rows:
            for pieces in row:
                text = pieces[0] if len(pieces) == 1 else ""
                if isinstance(text, str) and text not in seen and _is_telling(text):
                    seen.add(text)
                    yield text


def _is_telling(text: str) -> bool:
    return sum(sign.isalnum() for sign in text) >= _LEAST_REQUIRED
