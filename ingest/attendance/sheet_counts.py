"""The people of a workbook's lists as one count: each list once, the printed totals beside it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.attendance.around import labelled
from ingest.attendance.bodies import Body
from ingest.attendance.cells import Grid
from ingest.attendance.counts import Row, count, is_person
from ingest.attendance.headings import folded, is_total
from ingest.attendance.listed import names_of
from ingest.attendance.table_lists import TableList
from ingest.dateline import first_date
from ingest.redactions import Counts

_OF_SOME = re.compile(
    r"\b(?:HOMBRES|MUJERES|H|M|F|MASC\w*|FEM\w*|NIN[OA]S|DOCENTES|PADRES|MADRES|ADULTOS|SUBTOTAL)\b"
)
_MAY_COUNT = re.compile(r"total|n[uú]mero|n[uú]m\.|suma|cantidad|conteo|asist", re.IGNORECASE)
_FIGURE = re.compile(r"(\d{1,5})\)?[ .]*$")
_DATED = re.compile(r"\b(?:FECHA|DIA)\b")
_SAME = 0.9  # share of a list's names that were on an earlier sheet, from which it is the same list


def count_all(
    grids: Sequence[Grid], lists: Sequence[Sequence[TableList]], bodies: Sequence[Sequence[Body]]
) -> Counts:
    """Counts of what is shown; hidden rows count where the printed total says that they do."""
    shown, hidden = _people(grids, bodies)
    printed = [total for grid in grids if grid.shown for total in _printed_totals(grid)]
    event = next(_event_dates(grids, lists), None)
    seen = len([row for row in shown if is_person(row)])
    whole = seen + len([row for row in hidden if is_person(row)])
    if seen not in printed and whole in printed:
        return count([*shown, *hidden], event=event, printed_total=whole)
    agreed = seen if not printed or seen in (*printed, sum(printed)) else max(printed)
    return count(shown, event=event, printed_total=agreed if printed else None)


def _people(grids: Sequence[Grid], bodies: Sequence[Sequence[Body]]) -> tuple[list[Row], list[Row]]:
    """The rows shown and the rows hidden; a sheet that only repeats people of others is passed over."""
    shown: list[Row] = []
    hidden: list[Row] = []
    known: set[str] = set()
    for grid, of_sheet in zip(grids, bodies, strict=True):
        rows = [row for body in of_sheet for row in body.people]
        names = {folded(" ".join(names_of(row))) for row in rows} - {""}
        if not grid.shown or (names and len(names & known) >= _SAME * len(names)):
            continue
        known |= names
        for row in rows:
            (hidden if row.number - 1 in grid.hidden.rows else shown).append(row)
    return shown, hidden


def _printed_totals(grid: Grid) -> Iterator[int]:
    """The figures beside or in cells that say how many came in all."""
    for number, row in enumerate(grid.rows):
        if not any(_MAY_COUNT.search(cell) for cell in row if cell):
            continue
        for _, label, text in labelled(grid.rows, number):
            named, figure = folded(f"{label} {text}"), _FIGURE.search(text)
            if figure and not _OF_SOME.search(named) and (is_total(text) or is_total(label)):
                yield int(figure[1])


def _event_dates(grids: Sequence[Grid], lists: Sequence[Sequence[TableList]]) -> Iterator[date]:
    """Dates above the lists, those that are labelled so first."""
    found: list[tuple[bool, date]] = []
    for grid, of_sheet in zip(grids, lists, strict=True):
        for number in range(of_sheet[0].first if of_sheet else 0):
            for _, label, text in labelled(grid.rows, number):
                when = first_date(text)
                if when:
                    found.append((not _DATED.search(folded(f"{label} {text[:20]}")), when))
    yield from (when for _, when in sorted(found, key=lambda each: each[0]))
