"""XLSX -> numbered lines of cells of its one visible sheet.

Formulas count as what they gave when the book was saved. What is hidden in a sheet would be published
unseen, so it is refused.  A book is read whole: it must be bounded before it is opened.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from export.incoming.limits import MEGABYTE, Limits
from export.incoming.refusals import (
    FormulaWithoutResult,
    HiddenCells,
    HiddenColumn,
    HiddenRow,
    SeveralSheets,
    TableEmpty,
    WorkbookDamaged,
    WorkbookTooLarge,
)

_HIDDEN = re.compile(rb'<(col|row)\b[^>]*?\bhidden="(?:1|true)"')
_WHICH = re.compile(rb'\b(?:min|r)="(\d+)"')
_FAILED = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*\bt="e"')
_NEVER_CALCULATED = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*><f[^>]*>[^<]*</f>(?:<v\s*/>|<v></v>|</c>)')
_CHUNK, _TAG = 1 << 20, 4096
Line = tuple[int, list[Any]]


def is_workbook(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def lines(path: Path, limits: Limits) -> Iterator[Line]:
    """Every row that holds anything, with its number in the sheet.

    Raises TableRefused's kinds for books that are too large, damaged, of several sheets or with hidden cells.
    """
    try:
        _demand_bounded(path, limits)
        with CalamineWorkbook.from_path(path) as book:
            sheet = _only_sheet(book)
            _demand_all_readable(path)
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                if any(cell != "" for cell in cells):
                    yield number, cells
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise WorkbookDamaged from error


def _demand_bounded(path: Path, limits: Limits) -> None:
    with zipfile.ZipFile(path) as package:
        size = sum(member.file_size for member in package.infolist())
    if size > limits.unpacked:
        raise WorkbookTooLarge(size=size // MEGABYTE, limit=limits.unpacked // MEGABYTE)


def _only_sheet(book: CalamineWorkbook) -> CalamineSheet:
    sheets = [
        sheet
        for about in book.sheets_metadata
        if about.typ is SheetTypeEnum.WorkSheet and about.visible is SheetVisibleEnum.Visible
        if (sheet := book.get_sheet_by_name(about.name)).height
    ]
    if not sheets:
        raise TableEmpty
    if len(sheets) > 1:
        raise SeveralSheets(sheets=", ".join(sheet.name for sheet in sheets))
    return sheets[0]


def _demand_all_readable(path: Path) -> None:
    """Looks into the sheets themselves: the library tells neither what is hidden nor what failed."""
    with zipfile.ZipFile(path) as package:
        for member in package.infolist():
            if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                with package.open(member) as file:
                    held = b""
                    while chunk := file.read(_CHUNK):
                        held = held[-_TAG:] + chunk
                        _demand_readable(held)


def _demand_readable(piece: bytes) -> None:
    if found := _HIDDEN.search(piece):
        which = _WHICH.search(found.group())
        if which is None:
            raise HiddenCells
        kind = HiddenColumn if found.group(1) == b"col" else HiddenRow
        raise kind(place=which.group(1).decode())
    if found := _FAILED.search(piece) or _NEVER_CALCULATED.search(piece):
        raise FormulaWithoutResult(place=found.group(1).decode())
