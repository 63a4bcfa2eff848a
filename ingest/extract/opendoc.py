"""OpenDocument text and presentations read from their content.xml: text per slide, notes apart."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ingest.errors import DamagedFile, DecompressionBomb
from ingest.options import Limits

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _DRAW, _OFFICE, _META = (_NS % name for name in ("text", "drawing", "office", "meta"))
_NOTES = _NS % "presentation" + "notes"
_PARAGRAPHS = (_TEXT + "p", _TEXT + "h")
_UNSEEN = (_TEXT + "tracked-changes", _OFFICE + "annotation", _NOTES)


@dataclass(frozen=True)
class Slide:
    """One slide as its file states it."""

    text: str
    notes: str
    name: str | None
    hidden: bool


@dataclass(frozen=True)
class About:
    """What a document says of itself."""

    title: str | None
    created: datetime | None


def running_text(path: Path, limits: Limits) -> str:
    """The paragraphs of a text document."""
    return "\n".join(_paragraphs(_part(path, "content.xml", limits)))


def slides(path: Path, limits: Limits) -> list[Slide]:
    content = _part(path, "content.xml", limits)
    styles = _hiding_styles(content)
    return [
        Slide(
            "\n".join(_paragraphs(page)),
            "\n".join(line for notes in page.iter(_NOTES) for line in _paragraphs(notes)),
            page.get(_DRAW + "name"),
            page.get(_DRAW + "style-name") in styles,
        )
        for page in content.iter(_DRAW + "page")
    ]


def about(path: Path, limits: Limits) -> About:
    """Title and date of making; none where the file has no such part."""
    try:
        meta = _part(path, "meta.xml", limits)
    except DamagedFile:
        return About(None, None)
    title = meta.find(".//{http://purl.org/dc/elements/1.1/}title")
    made = meta.find(f".//{_META}creation-date")
    words = " ".join((title.text or "").split()) if title is not None else ""
    return About(words[:300] or None, _moment(made.text if made is not None else None))


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None) if text else None
    except ValueError:
        return None


def _part(path: Path, name: str, limits: Limits) -> Element:
    try:
        with zipfile.ZipFile(path) as package, package.open(name) as part:
            raw = part.read(limits.expanded_size + 1)
            if len(raw) > limits.expanded_size:
                raise DecompressionBomb
            root: Element = fromstring(raw)
            return root
    except (KeyError, ParseError, DefusedXmlException, zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise DamagedFile from error


def _hiding_styles(content: Element) -> set[str | None]:
    """Names of page styles that keep a slide out of the show."""
    presentation = _NS % "presentation"
    return {
        style.get(_NS % "style" + "name")
        for style in content.iter(_NS % "style" + "style")
        for properties in style
        if properties.get(presentation + "visibility") == "hidden"
    }


def _paragraphs(root: Element) -> Iterator[str]:
    """The text of each paragraph in reading order; notes, comments and deleted text are left out."""
    for child in root:
        if child.tag in _UNSEEN:
            continue
        if child.tag in _PARAGRAPHS:
            line = "".join(_run(child)).strip()
            if line:
                yield line
            continue
        yield from _paragraphs(child)


def _run(element: Element) -> Iterator[str]:
    if element.tag in _UNSEEN:
        return
    if element.tag == _TEXT + "tab":
        yield "\t"
    elif element.tag == _TEXT + "line-break":
        yield "\n"
    elif element.tag == _TEXT + "s":
        yield " "
    yield element.text or ""
    for child in element:
        yield from _run(child)
        yield child.tail or ""
