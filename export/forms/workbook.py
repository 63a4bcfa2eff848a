"""Reads the parts of an XLSX that a form needs: sheets, cells, names, lists; ISO/IEC 29500.

The template comes from outside: its XML is read without entities, its size is bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from export.forms.errors import NotATemplate

MOST_PARTS = 2000
LARGEST = 200 << 20
STYLES = "xl/styles.xml"
Cells = dict[int, dict[int, str]]  # by row and column, from 1
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True)
class ListRule:
    """A column of cells that takes only what a formula names."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    formula: str


class Workbook:
    """The parts of a workbook in memory; raises NotATemplate where it is none."""

    def __init__(self, path: Path) -> None:
        try:
            with ZipFile(path) as archive:
                entries = archive.infolist()
                if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST:
                    raise NotATemplate
                self.parts = {entry.filename: archive.read(entry) for entry in entries}
        except (OSError, BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            raise NotATemplate from error
        book = self.xml("xl/workbook.xml")
        targets = {each.get("Id"): each.get("Target", "") for each in self.xml("xl/_rels/workbook.xml.rels")}
        self.sheets = {
            each.get("name", ""): _part(targets.get(_attribute(each, "id"), ""))
            for each in _all(book, "sheet")
        }
        self.names = {each.get("name", ""): each.text or "" for each in _all(book, "definedName")}
        properties = next(_all(book, "workbookPr"), None)
        self.from_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        strings = "xl/sharedStrings.xml"
        found = _all(self.xml(strings), "si") if strings in self.parts else iter(())
        self._strings = ["".join(text.text or "" for text in _all(each, "t")) for each in found]

    def xml(self, part: str) -> Element:
        try:
            root: Element = fromstring(self.parts[part])
        except (KeyError, ParseError, DefusedXmlException, ValueError) as error:
            raise NotATemplate from error
        return root

    def cells(self, sheet: str) -> Cells:
        """What stands in a sheet, as text."""
        found: Cells = {}
        for cell in _all(self.xml(self.sheets[sheet]), "c"):
            if (text := self._text(cell)).strip():
                row, column = place(cell.get("r", ""))
                found.setdefault(row, {})[column] = text.strip()
        return found

    def lists(self, sheet: str) -> Iterator[ListRule]:
        """The rules of a sheet that name a list, those of Excel 2010's extension too."""
        for rule in _all(self.xml(self.sheets[sheet]), "dataValidation"):
            if rule.get("type") != "list":
                continue
            formula = next((text for each in _all(rule, "formula1") for text in each.itertext()), "")
            ranges = rule.get("sqref") or "".join(each.text or "" for each in _all(rule, "sqref"))
            for each in ranges.split():
                first, _, last = each.partition(":")
                (top, left), (bottom, right) = place(first), place(last or first)
                yield ListRule(top, bottom, left, right, formula.strip())

    def values(self, formula: str) -> tuple[str, ...]:
        """What a list's formula names: values in quotes, a named range, a range; empty if none of these."""
        if formula.startswith('"'):
            return tuple(each.strip() for each in formula.strip('"').split(",") if each.strip())
        sheet, _, range_ = self.names.get(formula, formula).rpartition("!")
        sheet = sheet.removeprefix("'").removesuffix("'").replace("''", "'")
        first, _, last = range_.partition(":")
        if sheet not in self.sheets or not (
            _REFERENCE.fullmatch(first) and _REFERENCE.fullmatch(last or first)
        ):
            return ()
        (top, left), (bottom, right) = place(first), place(last or first)
        rows = sorted(self.cells(sheet).items())
        return tuple(
            text
            for row, cells in rows
            for column, text in sorted(cells.items())
            if top <= row <= bottom and left <= column <= right
        )

    def _text(self, cell: Element) -> str:
        value = next((each.text or "" for each in _all(cell, "v")), "")
        match cell.get("t"):
            case "s":
                if not value.isdecimal() or int(value) >= len(self._strings):
                    raise NotATemplate
                return self._strings[int(value)]
            case "inlineStr":
                return "".join(text.text or "" for text in _all(cell, "t"))
            case _:
                return value


def place(reference: str) -> tuple[int, int]:
    """Row and column, from 1, of «$D$8»."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise NotATemplate
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def letters(column: int) -> str:
    """«D» for 4."""
    written = ""
    while column:
        column, rest = divmod(column - 1, 26)
        written = chr(ord("A") + rest) + written
    return written


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _all(element: Element, name: str) -> Iterator[Element]:
    """Every element of that name, in whichever of the format's namespaces."""
    return (each for each in element.iter() if each.tag == name or each.tag.endswith("}" + name))


def _attribute(element: Element, name: str) -> str:
    """An attribute in a namespace, as «r:id»."""
    return next((value for key, value in element.attrib.items() if key.endswith("}" + name)), "")
