"""An IPOMEX/SIPOT template: its columns with number, type and catalogue, and its child tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from export.forms.errors import CatalogueMissing, SheetMissing, TemplateNotEmpty
from export.forms.workbook import Cells, Workbook

MAIN = "Reporte de Formatos"
CHILD = re.compile(r"Tabla_(\d+)")
HEADINGS_AFTER = "Tabla Campos"
HEADINGS = 7  # where official templates put them
CATALOGUE, TABLE = 9, 10  # of the numbers that the platform gives to types
_TYPE, _FIELD = re.compile(r"\d{1,2}"), re.compile(r"\d{3,}")


@dataclass(frozen=True)
class Column:
    place: int  # from 1
    heading: str
    field: str  # the platform's number for it: «334280»
    type: int | None  # the platform's number for its type
    catalogue: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    name: str
    headings: int  # their row; what is filled in stands below
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Template:
    main: Sheet
    children: dict[str, Sheet]  # by number: «334300» for «Tabla_334300»


def read_template(book: Workbook) -> Template:
    """Raises SheetMissing, CatalogueMissing, TemplateNotEmpty."""
    if MAIN not in book.sheets:
        raise SheetMissing(sheet=MAIN)
    children = {found[1]: name for name in book.sheets if (found := CHILD.fullmatch(name))}
    main_cells = book.cells(MAIN)
    marked = (row for row, cells in sorted(main_cells.items()) if HEADINGS_AFTER in cells.values())
    return Template(
        _sheet(book, MAIN, next(marked, HEADINGS - 1) + 1),
        {number: _sheet(book, name, _row_of_id(book, name)) for number, name in children.items()},
    )


def _row_of_id(book: Workbook, name: str) -> int:
    """A child table's headings begin with its key."""
    rows = (row for row, cells in sorted(book.cells(name).items()) if cells.get(1, "").upper() == "ID")
    found = next(rows, None)
    if found is None:
        raise SheetMissing(sheet=name)
    return found


def _sheet(book: Workbook, name: str, headings: int) -> Sheet:
    cells = book.cells(name)
    if not cells.get(headings):
        raise SheetMissing(sheet=name)
    if filled := [row for row in cells if row > headings]:
        raise TemplateNotEmpty(sheet=name, row=min(filled))
    return Sheet(name, headings, tuple(_columns(book, name, headings, cells)))


def _columns(book: Workbook, name: str, headings: int, cells: Cells) -> Iterator[Column]:
    types, fields = _row_above(cells, headings, _TYPE), _row_above(cells, headings, _FIELD)
    rules = [rule for rule in book.lists(name) if rule.first_row <= headings + 1 <= rule.last_row]
    for place, heading in sorted(cells[headings].items()):
        type_ = int(types[place]) if place in types else None
        formulas = [rule.formula for rule in rules if rule.first_column <= place <= rule.last_column]
        catalogue = book.values(formulas[0]) if formulas else ()
        if not catalogue and (formulas or type_ == CATALOGUE):
            raise CatalogueMissing(column=heading)
        yield Column(place, heading, fields.get(place, ""), type_, catalogue)


def _row_above(cells: Cells, headings: int, shape: re.Pattern[str]) -> dict[int, str]:
    """The nearest row above the headings in which a cell for each heading has this shape."""
    for row in range(headings - 1, 0, -1):
        found = cells.get(row, {})
        named = [found[place] for place in cells[headings] if place in found]
        if len(named) > len(cells[headings]) // 2 and all(shape.fullmatch(each) for each in named):
            return found
    return {}
