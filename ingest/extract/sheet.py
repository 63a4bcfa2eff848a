"""Workbooks and CSV -> pages of at most two hundred rows of one sheet, drawn as a table.

The survey parses the file once and leaves the rows, page by page, in the work folder: parsing again for
every few pages would cost half a second each time on a book of 50,000 rows.
"""

import csv
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ingest import sealed
from ingest.charset import decode
from ingest.delimited import delimiter_of
from ingest.errors import DamagedFile, EncryptedFile, NoPages, TooManyPages
from ingest.extract.drawing import HEIGHT, WIDTH, draw_table
from ingest.extract.hidden_cells import Hidden, hidden_cells
from ingest.options import Options
from ingest.pack import PackWriter
from ingest.render import add_preview, add_thumbnail
from ingest.values import FileType, Page, Survey, TextSource

PAGE_ROWS = 200
_NOTES_LIMIT = 100_000  # characters of hidden sheets that are kept for staff
_BLOCKS_FILE = "sheet-blocks.jsonl"

Rows = list[list[str]]


class _Row(NamedTuple):
    """One row: what is shown of it, and what is hidden."""

    shown: list[str]
    hidden: list[str]


class _Sheet(NamedTuple):
    name: str | None
    rows: Iterator[_Row]


def survey(path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
    sealed.demand_open(path)
    pages = _lay_out(path, file_type, options, work)
    if pages == 0:
        raise NoPages
    return Survey(file_type, pages)


def read(
    path: Path,
    file_type: FileType,
    survey: Survey,
    first: int,
    last: int,
    options: Options,
    work: Path,
    pack: PackWriter,
) -> Iterator[Page]:
    blocks = work / _BLOCKS_FILE
    if not blocks.is_file():
        _lay_out(path, file_type, options, work)
    with blocks.open(encoding="utf-8") as lines:
        notes = json.loads(next(lines)) or None
        for number, line in enumerate(islice(lines, first - 1, last), start=first):
            name, rows = json.loads(line)
            yield _page(number, name, rows, notes if number == 1 else None, options, pack)


def _page(
    number: int, name: str | None, rows: Rows, notes: str | None, options: Options, pack: PackWriter
) -> Page:
    drawing = draw_table(name or "", rows)
    return Page(
        number,
        WIDTH,
        HEIGHT,
        "\n".join("\t".join(row) for row in rows),
        drawing.words,
        TextSource.LAYER,
        label=name,
        notes=notes,
        preview=add_preview(drawing.image, options, pack),
        thumbnail=add_thumbnail(drawing.image, options, pack) if number == 1 else None,
    )


def _lay_out(path: Path, file_type: FileType, options: Options, work: Path) -> int:
    """Write the notes, then one line of JSON a page; returns how many pages."""
    notes: list[str] = []
    pages = 0
    blocks = work / _BLOCKS_FILE
    shown = work / f"{_BLOCKS_FILE}.shown"
    with shown.open("w", encoding="utf-8") as lines:
        for sheet in _sheets(path, file_type):
            aside: Rows = []
            for rows in _blocks(sheet.rows, aside):
                pages += 1
                if pages > options.limits.pages:
                    raise TooManyPages(pages=pages, limit=options.limits.pages)
                lines.write(json.dumps([sheet.name, rows], ensure_ascii=False) + "\n")
            if aside:
                notes.append(f"[Oculto en «{sheet.name}»]\n" + "\n".join("\t".join(row) for row in aside))
    with blocks.open("w", encoding="utf-8") as whole, shown.open(encoding="utf-8") as lines:
        whole.write(json.dumps("\n\n".join(notes)[:_NOTES_LIMIT]) + "\n")
        whole.writelines(lines)
    shown.unlink()
    return pages


def _blocks(rows: Iterator[_Row], aside: Rows) -> Iterator[Rows]:
    """Blocks of rows as they are shown; what is hidden is put ``aside``."""

    def shown() -> Iterator[list[str]]:
        for row in rows:
            if any(row.hidden):
                aside.append(row.hidden)
            if any(row.shown):
                yield row.shown

    filled = shown()
    while block := list(islice(filled, PAGE_ROWS)):
        yield block


def _sheets(path: Path, file_type: FileType) -> Iterator[_Sheet]:
    if file_type is FileType.CSV:
        yield _Sheet(None, (_Row(row, []) for row in _csv_rows(path)))
        return
    hiding = hidden_cells(path) if file_type is FileType.XLSX else {}
    try:
        with CalamineWorkbook.from_path(path) as book:
            for about in book.sheets_metadata:
                if about.typ is not SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                if about.visible is SheetVisibleEnum.Visible:
                    yield _Sheet(about.name, _parted_rows(sheet, hiding.get(about.name, Hidden())))
                else:
                    yield _Sheet(about.name, (_Row([], _cells(row)) for row in sheet.iter_rows()))
    except PasswordError as error:
        raise EncryptedFile from error
    except CalamineError as error:
        raise DamagedFile from error


def _parted_rows(sheet: CalamineSheet, hiding: Hidden) -> Iterator[_Row]:
    """Rows with hidden cells apart; the library counts rows from the sheet's first, columns from its own."""
    offset = sheet.start[1] if sheet.start else 0
    columns = {column - offset for column in hiding.columns}
    for number, row in enumerate(sheet.iter_rows()):
        cells = _cells(row)
        if number in hiding.rows:
            yield _Row([], cells)
        elif columns:
            shown = [cell for place, cell in enumerate(cells) if place not in columns]
            yield _Row(shown, [cell for place, cell in enumerate(cells) if place in columns])
        else:
            yield _Row(cells, [])


def _cells(row: list[Any]) -> list[str]:
    return [_written(cell) for cell in row]


def _csv_rows(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(sys.maxsize)  # the child's memory bounds it
    text = decode(path.read_bytes())
    sign = delimiter_of(text[:65536], least_rows=1) or ","
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=sign):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise DamagedFile from error


def _written(cell: float | str | bool | time | date | datetime | timedelta) -> str:
    """A cell as a person would write it."""
    if isinstance(cell, bool):
        return "Sí" if cell else "No"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time(0) else cell)
    return str(cell).strip()
