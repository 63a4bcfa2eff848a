"""Which rows and columns of a workbook are hidden, in any of its formats: the parser of cells does not tell.

A sheet that is not in the answer could not be looked at; whoever publishes must then refuse.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from ingest.errors import DamagedFile
from ingest.extract.hidden_cells import Hidden, hidden_cells
from ingest.ole import CompoundFile, NotCompound
from ingest.values import FileType

_MOST_REPEATED = 1_048_576  # a last row or column repeated to the sheet's end
_LARGEST_STREAM = 500_000_000
_SHEET, _COLUMN_INFO, _ROW, _BEGIN = 0x0085, 0x007D, 0x0208, 0x0809


def hidden_parts(path: Path, file_type: FileType) -> dict[str, Hidden]:
    """By sheet name; raises DamagedFile where the file's own structure cannot be followed."""
    try:
        if file_type is FileType.ODS:
            return _of_opendocument(path)
        if file_type is FileType.XLS:
            return _of_old_book(path)
    except (ParseError, DefusedXmlException, zipfile.BadZipFile, zlib.error, KeyError, OSError) as error:
        raise DamagedFile from error
    except (NotCompound, struct.error, UnicodeDecodeError) as error:
        raise DamagedFile from error
    return hidden_cells(path)


def _of_opendocument(path: Path) -> dict[str, Hidden]:
    found: dict[str, Hidden] = {}
    with zipfile.ZipFile(path) as book, book.open("content.xml") as content:
        sheet = _OpenSheet("")
        for event, element in iterparse(content, events=("start", "end")):
            tag = element.tag.rpartition("}")[2]
            attributes = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
            if event == "start":
                if tag == "table":
                    sheet = _OpenSheet(attributes.get("name", ""))
                sheet.start(tag, attributes)
                continue
            sheet.end(tag)
            if tag == "table":
                found[sheet.name] = Hidden(frozenset(sheet.rows), frozenset(sheet.columns))
            if tag in {"table-row", "table"}:
                element.clear()
    return found


class _OpenSheet:
    """Where the reading of one OpenDocument sheet has got to, and what was hidden so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self._row = self._column = 0
        self._groups: list[bool] = []  # of rows and columns folded away, the innermost last

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in {"table-row-group", "table-column-group"}:
            self._groups.append(attributes.get("display") == "false")
        elif tag == "table-column":
            self._column = self._take(self.columns, self._column, attributes, "number-columns-repeated")
        elif tag == "table-row":
            self._row = self._take(self.rows, self._row, attributes, "number-rows-repeated")

    def end(self, tag: str) -> None:
        if tag in {"table-row-group", "table-column-group"} and self._groups:
            self._groups.pop()

    def _take(self, into: set[int], place: int, attributes: dict[str, str], repeated: str) -> int:
        number = min(int(attributes.get(repeated, "1")), _MOST_REPEATED)
        if attributes.get("visibility", "visible") != "visible" or any(self._groups):
            into.update(range(place, min(place + number, _MOST_REPEATED)))
        return place + number


def _of_old_book(path: Path) -> dict[str, Hidden]:
    """[MS-XLS]: BoundSheet8 names each sheet and where it begins; Row and ColInfo hold a hidden bit."""
    with path.open("rb") as file:
        compound = CompoundFile(file)
        stream = compound.begin("Workbook", _LARGEST_STREAM) or compound.begin("Book", _LARGEST_STREAM)
    names = {
        struct.unpack_from("<I", body)[0]: _sheet_name(body)
        for kind, body in _records(stream, 0)
        if kind == _SHEET
    }
    return {name: _of_old_sheet(stream, start) for start, name in names.items()}


def _of_old_sheet(stream: bytes, start: int) -> Hidden:
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, body in _records(stream, start):
        if kind == _ROW:
            row, _, _, height, _, _, bits = struct.unpack_from("<7H", body)
            if bits & 0x20 or height == 0:
                rows.add(row)
        elif kind == _COLUMN_INFO:
            first, last, width, _, bits = struct.unpack_from("<5H", body)
            if bits & 1 or width == 0:
                columns.update(range(first, min(last, 255) + 1))
    return Hidden(frozenset(rows), frozenset(columns))


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, up to its end mark; parts within it are passed over."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        place += 4 + length
        depth += {_BEGIN: 1, 0x000A: -1}.get(kind, 0)
        if depth <= 1:
            yield kind, body
        if depth == 0:
            return


def _sheet_name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    raw: Any = body[8 : 8 + length * (2 if wide else 1)]
    return str(raw.decode("utf-16-le" if wide else "latin-1"))
