"""A table's public version: a NEW workbook or CSV of values alone.

Nothing of the original file is carried over: no formulas, styles, comments, names, filters, validations,
links or properties, nothing hidden, no author and no date, so that the same input gives the same bytes.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from itertools import chain, count
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ingest.attendance.tables import Cover, Piece, PublicSheet, TableReading
from ingest.box_codes import COLOURS, LABELS, PREFIX, Colour, extent_in_words
from ingest.errors import Refusal
from ingest.redactions import DataType

INDEX_NAME = "Índice de testado"
REMOVED = "ELIMINADO"  # in a CSV, which has no place for an index

_WHEN = datetime(2000, 1, 1, tzinfo=UTC)
_INDEX_HEADINGS = ("Código", "Hoja", "Celdas", "Tipo de dato", "Extensión", "Fundamento", "Motivación")
_INDEX_WIDTHS = (9, 14, 14, 22, 16, 60, 60)
_ROWS_MEASURED = 500
_NARROWEST, _WIDEST = 6, 60
_LONGEST_NAME = 31
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_FORMULA = re.compile(r"[=+\-@\t\r|%]")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")


class NoTableForm(Refusal):
    code = "no_table_form"
    sentence = "Una tabla se publica como XLSX o CSV; %(suffix)s no se puede escribir."


@dataclass(frozen=True)
class Grounds:
    """By which law a type of datum is removed, and why; a dated catalogue outside this room knows it."""

    basis: str
    motive: str


def write_public(
    reading: TableReading, target: Path, suffix: str, grounds: Mapping[DataType, Grounds] | None = None
) -> None:
    """Write the new file; raises NoTableForm for a suffix that holds no table."""
    form = suffix.lower().removeprefix(".")
    if form == "csv":
        target.write_bytes(_as_csv(reading.sheets).encode())
    elif form == "xlsx":
        _write_book(reading, target, grounds or {})
    else:
        raise NoTableForm(suffix=suffix)


def _as_csv(sheets: Sequence[PublicSheet]) -> str:
    """RFC 4180: every line ends in CR LF and has as many fields as the others; an empty line parts sheets."""
    tables = [[[_text(cell) for cell in row] for row in sheet.rows] for sheet in sheets]
    width = max((len(row) for table in tables for row in table), default=1)
    content = StringIO(newline="")
    writer = csv.writer(content, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([""] * width)
        writer.writerows(row + [""] * (width - len(row)) for row in table)
    return content.getvalue()


def _text(pieces: Sequence[Piece]) -> str:
    return harmless(" ".join(REMOVED if isinstance(piece, int) else piece for piece in pieces))


def harmless(text: str) -> str:
    """Text that a spreadsheet program would calculate, made text; numbers stay numbers."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _write_book(reading: TableReading, target: Path, grounds: Mapping[DataType, Grounds]) -> None:
    settings = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, settings) as book:
        book.set_properties({"created": _WHEN, "author": "", "comments": ""})
        types = {cover.number: cover.data_type for cover in reading.covers}
        styles = {kind: book.add_format(_style(COLOURS[kind])) for kind in set(types.values())}
        taken: set[str] = set()
        for number, sheet in enumerate(reading.sheets, start=1):
            page = book.add_worksheet(_sheet_name(sheet.name, number, taken))
            _write_sheet(page, sheet, {code: styles[kind] for code, kind in types.items()})
        if reading.covers:
            _write_index(book.add_worksheet(INDEX_NAME), reading.covers, grounds)


def _style(colour: Colour) -> dict[str, str]:
    return {"bg_color": "#{:02X}{:02X}{:02X}".format(*colour), "font_color": "#FFFFFF", "align": "center"}


def _sheet_name(name: str, number: int, taken: set[str]) -> str:
    """A name the format allows, which no other sheet has."""
    own = _NO_SHEET_NAME.sub(" ", name).strip(" '")[:_LONGEST_NAME].strip(" '")
    candidates = chain((own,), (f"Hoja {other}" for other in count(number)))
    forbidden = taken | {"", INDEX_NAME.lower(), "history"}
    allowed = next(each for each in candidates if each.lower() not in forbidden)
    taken.add(allowed.lower())
    return allowed


def _write_sheet(page: Worksheet, sheet: PublicSheet, styles: Mapping[int, Format]) -> None:
    widths: dict[int, int] = {}
    for row, cells in enumerate(sheet.rows):
        for column, pieces in enumerate(cells):
            if not pieces:
                continue
            text = " ".join(f"{PREFIX}{piece}" if isinstance(piece, int) else piece for piece in pieces)
            only = pieces[0] if len(pieces) == 1 else None
            _write_cell(page, row, column, text, styles.get(only) if isinstance(only, int) else None)
            if row < _ROWS_MEASURED and len(cells) > 1:
                widths[column] = max(widths.get(column, _NARROWEST), len(text))
    for column, width in widths.items():
        page.set_column(column, column, min(width + 2, _WIDEST))


def _write_cell(page: Worksheet, row: int, column: int, text: str, style: Format | None) -> None:
    if _NUMBER.fullmatch(text):
        page.write_number(row, column, float(text))
    else:
        page.write_string(row, column, harmless(text), style)


def _write_index(page: Worksheet, covers: Sequence[Cover], grounds: Mapping[DataType, Grounds]) -> None:
    unknown = Grounds("", "")
    for column, (heading, width) in enumerate(zip(_INDEX_HEADINGS, _INDEX_WIDTHS, strict=True)):
        page.write_string(0, column, heading)
        page.set_column(column, column, width)
    for row, cover in enumerate(covers, start=1):
        why = grounds.get(cover.data_type, unknown)
        entry = (
            f"{PREFIX}{cover.number}",
            cover.sheet,
            cover.cells,
            LABELS[cover.data_type],
            extent_in_words(cover.extent),
            why.basis,
            why.motive,
        )
        for column, text in enumerate(entry):
            page.write_string(row, column, text)
