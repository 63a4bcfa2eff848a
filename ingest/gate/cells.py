"""A workbook taken apart: the text of every part, row by row, and channels that no public workbook has."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ingest.errors import DamagedFile
from ingest.gate.readings import Reading, Sort
from ingest.options import Limits
from ingest.redactions import Leak, Objection
from ingest.zips import check_directory, open_zip

_KNOWN_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|xl/workbook\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/worksheets/sheet\d+\.xml|xl/sharedStrings\.xml|xl/styles\.xml"
    r"|xl/theme/theme\d+\.xml"
)
_CHANNELS = (
    ("comment", "comments"),
    ("externallink", "external links"),
    ("pivot", "pivot caches"),
    ("embeddings", "embedded objects"),
    ("custom", "custom properties"),
    ("media", "pictures"),
    ("drawing", "drawings"),
    ("vba", "macros"),
    ("revision", "tracked changes"),
    ("person", "tracked changes"),
    ("printersettings", "printer settings"),
    ("_rels", "links"),
    ("table", "tables"),
)
_NARROWEST = 1.0  # of a letter's width or height: nobody reads what stands in such a cell
_OURS = frozenset({"", "Acervo"})
_HARMLESS_PROPERTIES = frozenset(
    {"created", "modified", "Application", "DocSecurity", "ScaleCrop", "AppVersion", "LinksUpToDate"}
    | {"SharedDoc", "HyperlinksChanged", "HeadingPairs", "TitlesOfParts", "vector", "variant", "lpstr", "i4"}
    | {"creator", "lastModifiedBy", "coreProperties", "Properties", "language"}
)
_FORBIDDEN = {
    "definedName": "defined names",
    "externalReference": "external links",
    "pivotCache": "pivot caches",
    "hyperlink": "links",
    "legacyDrawing": "comments",
    "oleObject": "embedded objects",
    "customSheetView": "custom views",
    "customWorkbookView": "custom views",
    "dataValidation": "lists of choices",
    "fileSharing": "names of users",
    "scenario": "scenarios",
}


def readings(path: Path, limits: Limits) -> Iterator[Reading]:
    """Sheets row by row, and every part as its words and as its bytes."""
    parts = _parts(path, limits)
    shared = _shared(parts.get("xl/sharedStrings.xml", b""))
    for name, content in parts.items():
        root = _tree(content)
        if name.startswith("xl/worksheets/sheet"):
            yield Reading(Leak.CELL, Sort.TEXT, "\n".join(_rows(root, shared)), "sheet")
        yield Reading(Leak.CELL, Sort.TEXT, "\n".join(_words(root)), "part")
        yield Reading(Leak.OBJECT, Sort.BYTES, content.decode("utf-8", "replace"), "part")
    yield Reading(Leak.OBJECT, Sort.BYTES, path.read_bytes().decode("latin-1"), "package")


def objections(path: Path, limits: Limits) -> list[Objection]:
    """Every channel beside the visible cells."""
    found = [f"package: {name}" for name in _around(path)]
    for name, content in _parts(path, limits).items():
        if not _KNOWN_PARTS.fullmatch(name):
            lowered = name.lower()
            found.append(
                next((told for mark, told in _CHANNELS if mark in lowered), "a part of no known use")
            )
            continue
        root = _tree(content)
        found += [_FORBIDDEN[_tag(each)] for each in root.iter() if _tag(each) in _FORBIDDEN]
        found += [each for element in root.iter() if (each := _hidden(element))]
        if name.startswith("docProps/"):
            found += ["properties" for each in root.iter() if not _is_bare(each)]
    return [Objection(Leak.STRUCTURE, None, None, each) for each in dict.fromkeys(found)]


def _parts(path: Path, limits: Limits) -> dict[str, bytes]:
    try:
        with open_zip(path) as package:
            check_directory(package, limits)
            return {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise DamagedFile from error


def _around(path: Path) -> Iterator[str]:
    """What lies in the package beside its parts: comments, bytes in front, between and behind."""
    raw = path.read_bytes()
    with open_zip(path) as package:
        infos = sorted(package.infolist(), key=lambda info: info.header_offset)
        if package.comment or any(info.comment or info.extra for info in infos):
            yield "comment"
        if len({info.filename for info in infos}) != len(infos):
            yield "two parts of one name"
        place = 0
        for info in infos:
            if info.header_offset != place:
                yield "bytes between parts"
                return
            head = raw[place : place + 30]
            described = 16 if info.flag_bits & 0x8 else 0
            names = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
            place += 30 + names + info.compress_size + described
        if place != package.start_dir:
            yield "bytes between parts"
    if raw.rfind(b"PK\x05\x06") + 22 != len(raw):
        yield "bytes behind the end"


def _tree(content: bytes) -> Element:
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise DamagedFile from error
    return root


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _words(root: Element) -> Iterator[str]:
    for element in root.iter():
        yield from (text for text in (element.text, element.tail) if text and text.strip())
        yield from element.attrib.values()


def _shared(content: bytes) -> list[str]:
    if not content:
        return []
    return ["".join(item.itertext()) for item in _tree(content) if _tag(item) == "si"]


def _rows(root: Element, shared: list[str]) -> Iterator[str]:
    """The sheet as a reader sees it: a line for each row."""
    for row in root.iter():
        if _tag(row) == "row":
            yield "\t".join(_value(cell, shared) for cell in row if _tag(cell) == "c")


def _value(cell: Element, shared: list[str]) -> str:
    text = "".join(cell.itertext())
    if cell.get("t") == "s" and text.isdigit() and int(text) < len(shared):
        return shared[int(text)]
    return text


def _hidden(element: Element) -> str | None:
    tag = _tag(element)
    if tag == "sheet" and element.get("state", "visible") != "visible":
        return "hidden sheet"
    if tag not in ("row", "col"):
        return None
    no_size = float(element.get("width", element.get("ht", "9"))) < _NARROWEST
    if element.get("hidden") in ("1", "true") or no_size:
        return f"hidden {'row' if tag == 'row' else 'column'}"
    return None


def _is_bare(element: Element) -> bool:
    """Whether a property says nothing of who made the file and about what."""
    tag, text = _tag(element), (element.text or "").strip()
    if tag in ("creator", "lastModifiedBy"):
        return text in _OURS
    return tag in _HARMLESS_PROPERTIES or not text
