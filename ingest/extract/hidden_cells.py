"""Which rows and columns of an XLSX are hidden; the quick parser of cells does not tell.

Only the tags of rows and columns are looked at, in passing: parsing every cell for it would cost more
than reading the book.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ingest.zips import read_part

_BLOCK = 1 << 20
_LONGEST_TAG = 4096
_SMALL_PART = 8_000_000
_TAG = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*)>")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']|\b(?:ht|width)=["']0(?:\.0+)?["']""")
_NUMBER = {name: re.compile(rb"\b" + name + rb"""=["'](\d+)["']""") for name in (b"r", b"min", b"max")}
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_LAST_COLUMN = 16_384
_BROKEN = (ParseError, DefusedXmlException, zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError)


@dataclass(frozen=True)
class Hidden:
    """Rows and columns that are not shown, counted from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def hidden_cells(path: Path) -> dict[str, Hidden]:
    """By sheet name; a book whose parts cannot be followed hides nothing that could be told."""
    try:
        with zipfile.ZipFile(path) as book:
            return {name: _of_sheet(book, part) for name, part in _sheet_parts(book)}
    except _BROKEN:
        return {}


def _sheet_parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = fromstring(read_part(book, "xl/_rels/workbook.xml.rels", _SMALL_PART))
    targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
    for sheet in fromstring(read_part(book, "xl/workbook.xml", _SMALL_PART)).iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            target = targets.get(sheet.get(_ID) or sheet.get(_STRICT_ID))
            if target:
                yield sheet.get("name") or "", normpath(join("xl", target)).lstrip("/")


def _of_sheet(book: zipfile.ZipFile, part: str) -> Hidden:
    rows: set[int] = set()
    columns: set[int] = set()
    row = -1
    for kind, attributes in _tags(book, part):
        hidden = _HIDDEN.search(attributes) is not None
        if kind == b"row":
            row = _number(b"r", attributes, row + 2) - 1  # rows may leave out their number
            if hidden:
                rows.add(row)
        elif hidden:
            first = _number(b"min", attributes, 1)
            last = min(_number(b"max", attributes, first), _LAST_COLUMN)
            columns.update(range(first - 1, last))
    return Hidden(frozenset(rows), frozenset(columns))


def _tags(book: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    rest = b""
    with book.open(part) as content:
        while block := content.read(_BLOCK):
            block = rest + block
            end = 0
            for tag in _TAG.finditer(block):
                end = tag.end()
                yield tag.group(1), tag.group(2)
            rest = block[max(end, len(block) - _LONGEST_TAG) :]


def _number(name: bytes, attributes: bytes, otherwise: int) -> int:
    found = _NUMBER[name].search(attributes)
    return int(found.group(1)) if found else otherwise
