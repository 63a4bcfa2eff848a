"""PPTX read part by part: each slide's text (groups, tables, charts), its title and its speaker notes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from pptx.chart.chart import Chart
from pptx.exc import PythonPptxError
from pptx.package import Package
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide as PptxSlide

from ingest.errors import DamagedFile

# What python-pptx raises on files that are not as it expects them.
_BROKEN = (PythonPptxError, LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError, OSError)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEEPEST = 20  # groups within groups


@dataclass(frozen=True)
class Slide:
    """One slide as its file states it."""

    text: str
    notes: str
    name: str | None
    hidden: bool


@dataclass(frozen=True)
class Deck:
    """A whole presentation."""

    slides: tuple[Slide, ...]
    title: str | None
    created: datetime | None


def open_deck(path: Path) -> Deck:
    """Read a presentation, show or template, with macros or without (they are never run)."""
    try:
        package = Package.open(str(path))
        presentation = package.presentation_part.presentation
        about = presentation.core_properties
        title = " ".join((about.title or "").split())[:300] or None
        created = about.created.replace(tzinfo=None) if about.created else None
        return Deck(tuple(_slide(slide) for slide in presentation.slides), title, created)
    except (*_BROKEN, BadZipFile) as error:
        raise DamagedFile from error


def _slide(slide: PptxSlide) -> Slide:
    heading = slide.shapes.title
    name = " ".join(heading.text_frame.text.split()) if heading is not None else ""
    notes = ""
    if slide.has_notes_slide:
        frame = slide.notes_slide.notes_text_frame
        notes = _clean(frame.text) if frame is not None else ""
    lines = [_clean(line) for line in _shape_texts(slide.shapes)]
    return Slide(
        "\n".join(filter(None, lines)), notes, name[:200] or None, slide.element.get("show") in ("0", "false")
    )


def _clean(text: str) -> str:
    return text.replace("\v", "\n").strip()


def _shape_texts(shapes: Iterable[BaseShape], depth: int = 0) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            if depth < _DEEPEST:
                yield from _shape_texts(shape.shapes, depth + 1)
        elif isinstance(shape, GraphicFrame):
            yield from _frame_texts(shape)
        elif shape.has_text_frame:
            yield shape.text_frame.text  # type: ignore[attr-defined]  # has_text_frame says that it has one


def _frame_texts(frame: GraphicFrame) -> Iterator[str]:
    if frame.has_table:
        for row in frame.table.rows:
            yield "\t".join(_clean(cell.text) for cell in row.cells)
    elif frame.has_chart:
        yield from _chart_texts(frame.chart)
    else:  # SmartArt keeps its words in a drawing part of its own
        yield from (part.text or "" for part in frame.element.iter(f"{_DRAWING}t"))


def _chart_texts(chart: Chart) -> Iterator[str]:
    if chart.has_title:
        yield chart.chart_title.text_frame.text
    for plot in chart.plots:
        yield "\t".join(str(label) for label in plot.categories)
        yield "\t".join(series.name for series in plot.series)
