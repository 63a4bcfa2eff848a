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
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ingest.charset import decode
from ingest.delimited import delimiter_of
from ingest.errors import DamagedFile, EncryptedFile, NoPages, TooManyPages
from ingest.extract.drawing import HEIGHT, WIDTH, draw_table
from ingest.options import Options
from ingest.pack import PackWriter
from ingest.render import add_preview, add_thumbnail
from ingest.values import FileType, Page, Survey, TextSource

PAGE_ROWS = 200
_NOTES_LIMIT = 100_000  # characters of hidden sheets that are kept for staff
_BLOCKS_FILE = "sheet-blocks.jsonl"

Rows = list[list[str]]


class _Sheet(NamedTuple):
    name: str | None
    rows: Iterator[list[str]]
    hidden: bool


def survey(path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
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
    hidden: list[str] = []
    pages = 0
    blocks = work / _BLOCKS_FILE
    shown = work / f"{_BLOCKS_FILE}.shown"
    with shown.open("w", encoding="utf-8") as lines:
        for sheet in _sheets(path, file_type):
            for rows in _blocks(sheet.rows):
                if sheet.hidden:
                    hidden.append(f"{sheet.name}\n" + "\n".join("\t".join(row) for row in rows))
                    continue
                pages += 1
                if pages > options.limits.pages:
                    raise TooManyPages(pages=pages, limit=options.limits.pages)
                lines.write(json.dumps([sheet.name, rows], ensure_ascii=False) + "\n")
    with blocks.open("w", encoding="utf-8") as whole, shown.open(encoding="utf-8") as lines:
        whole.write(json.dumps("\n\n".join(hidden)[:_NOTES_LIMIT]) + "\n")
        whole.writelines(lines)
    shown.unlink()
    return pages


def _blocks(rows: Iterator[list[str]]) -> Iterator[Rows]:
    filled = (row for row in rows if any(row))
    while block := list(islice(filled, PAGE_ROWS)):
        yield block


def _sheets(path: Path, file_type: FileType) -> Iterator[_Sheet]:
    if file_type is FileType.CSV:
        yield _Sheet(None, _csv_rows(path), hidden=False)
        return
    try:
        with CalamineWorkbook.from_path(path) as book:
            for about in book.sheets_metadata:
                if about.typ is not SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                rows = ([_written(cell) for cell in row] for row in sheet.iter_rows())
                yield _Sheet(about.name, rows, hidden=about.visible is not SheetVisibleEnum.Visible)
    except PasswordError as error:
        raise EncryptedFile from error
    except CalamineError as error:
        raise DamagedFile from error


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
