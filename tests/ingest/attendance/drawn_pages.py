"""Pages drawn for the tests of attendance lists: a list in a layout, seen as the product sees pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import pymupdf

from ingest import render
from ingest.attendance.pages import SeenPage
from ingest.values import Box, Page, TextSource, Word

DPI = 110.0
NAMES = (
    ("Ramírez", "Ortega", "Sofía Itzel"),
    ("de la Cruz", "Peña", "Emiliano"),
    ("Villaseñor", "Montes de Oca", "María de los Ángeles"),
    ("Núñez", "Zúñiga", "José Tadeo"),
    ("Carranza", "Bueno", "Ximena"),
    ("Espinosa", "Garay", "Iván"),
    ("Olivares", "Cantú", "Dulce Fernanda"),
    ("Quintana", "Haro", "Alonso"),
)
PUBLIC = ("LISTA DE ASISTENCIA", "Evento: Jornada contra las adicciones", "Fecha: 14 de mayo de 2024")


@dataclass(frozen=True)
class Layout:
    """How a list is drawn."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    above: Sequence[str] = PUBLIC
    below: Sequence[str] = ()
    ruled: bool = True
    left: float = 50.0
    pitch: float = 18.0
    size: float = 9.0
    blank_rows: int = 0
    show_headings: bool = True
    totals: Sequence[str] = ()
    signatures: bool = False
    page_size: tuple[float, float] = (612.0, 792.0)
    start: float = 50.0
    extra: Sequence[tuple[float, float, str]] = field(default=())


def full_name(number: int) -> str:
    first, second, given = NAMES[number % len(NAMES)]
    return f"{given} {first} {second}"


def draw(page: pymupdf.Page, layout: Layout) -> float:
    """Draw the layout; gives the height below it."""
    y = layout.start
    for line in layout.above:
        page.insert_text((layout.left, y), line, fontsize=10)
        y += 15
    y += 6
    if layout.show_headings:
        _row(page, layout, layout.headings, y)
        y += layout.pitch
    for cells in (*layout.rows, *([""] * len(layout.widths) for _ in range(layout.blank_rows))):
        _row(page, layout, cells, y)
        if layout.signatures:
            _scrawl(page, layout, y)
        y += layout.pitch
    for line in layout.totals:
        if layout.ruled:
            page.draw_rect(pymupdf.Rect(layout.left, y, layout.left + sum(layout.widths), y + layout.pitch))
        page.insert_text((layout.left + 3, y + layout.pitch * 0.7), line, fontsize=layout.size)
        y += layout.pitch
    y += 24
    for line in layout.below:
        page.insert_text((layout.left, y), line, fontsize=9)
        y += 14
    for x, height, text in layout.extra:
        page.insert_text((x, height), text, fontsize=9)
    return y


def _row(page: pymupdf.Page, layout: Layout, cells: Sequence[str], y: float) -> None:
    x = layout.left
    for text, width in zip(cells, layout.widths, strict=True):
        if layout.ruled:
            page.draw_rect(pymupdf.Rect(x, y, x + width, y + layout.pitch), width=0.6)
        if text:
            page.insert_text((x + 3, y + layout.pitch * 0.7), text, fontsize=layout.size)
        x += width


def _scrawl(page: pymupdf.Page, layout: Layout, y: float) -> None:
    x = layout.left + sum(layout.widths[:-1]) + 6
    high = layout.pitch
    page.draw_polyline(
        [(x, y + high * 0.3), (x + 20, y + high * 1.2), (x + 30, y - 3), (x + 44, y + high)],
        color=(0, 0, 0.6),
    )


def seen(document: pymupdf.Document, *, exact: bool = True) -> list[SeenPage]:
    """The document's pages as the product hands them over; not ``exact``: as if OCR had read every word."""
    pages = []
    for number in range(1, document.page_count + 1):
        page = document[number - 1]
        words = tuple(Word(raw[4], Box(*raw[:4])) for raw in page.get_text("words"))
        source = TextSource.LAYER if exact else TextSource.OCR
        read = Page(
            number,
            page.rect.width,
            page.rect.height,
            page.get_text(),
            words,
            source,
            confidence=None if exact else 90.0,
        )
        picture = np.asarray(render.picture(page, DPI / 72, grey=True))
        pages.append(SeenPage(read, picture, DPI))
    return pages


def drawn(*layouts: Layout, exact: bool = True) -> list[SeenPage]:
    """One page per layout."""
    with pymupdf.open() as document:
        for layout in layouts:
            page = document.new_page(width=layout.page_size[0], height=layout.page_size[1])
            draw(page, layout)
        return seen(document, exact=exact)


def photographed(page: SeenPage, corners: Sequence[tuple[float, float]]) -> SeenPage:
    """The page seen askew: its corners moved to shares of a picture of the same size."""
    high, wide = page.picture.shape[:2]
    source = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], dtype=np.float32)
    target = np.array([(x * wide, y * high) for x, y in corners], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    picture = cv2.warpPerspective(page.picture, matrix, (wide, high), borderValue=90)
    scale = page.dpi / 72
    words = tuple(Word(word.text, _moved(word.box, matrix, scale)) for word in page.page.words)
    read = Page(
        page.page.number,
        page.page.width,
        page.page.height,
        page.page.text,
        words,
        TextSource.OCR,
        confidence=85.0,
    )
    return SeenPage(read, np.asarray(picture, dtype=np.uint8), page.dpi)


def turned(page: SeenPage, quarters: int) -> SeenPage:
    """The page turned counter-clockwise by quarters, as a sheet is laid on a scanner."""
    picture = np.ascontiguousarray(np.rot90(page.picture, quarters))
    words, wide, high = page.page.words, page.page.width, page.page.height
    for _ in range(quarters % 4):
        words = tuple(
            Word(word.text, Box(word.box.y0, wide - word.box.x1, word.box.y1, wide - word.box.x0))
            for word in words
        )
        wide, high = high, wide
    read = Page(page.page.number, wide, high, page.page.text, words, TextSource.OCR, confidence=85.0)
    return SeenPage(read, picture, page.dpi)


def _moved(box: Box, matrix: np.ndarray, scale: float) -> Box:
    middle = np.array([(box.x0 + box.x1) / 2 * scale, (box.y0 + box.y1) / 2 * scale, 1.0])
    moved = matrix @ middle
    x, y = moved[0] / moved[2] / scale, moved[1] / moved[2] / scale
    half_x, half_y = (box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2
    return Box(x - half_x, y - half_y, x + half_x, y + half_y)
