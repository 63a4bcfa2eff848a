"""PDF pages with names among public words, set in every way a page can hold letters."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import pymupdf

from ingest.box_codes import Codes, numbered
from ingest.redactions import DataType, Extent, PagePlan, Plan, Redaction
from ingest.values import Box, Page, TextSource, Word

WIDTH, HEIGHT = 420, 300
NAMES = ("Xóchitl", "Zacarías", "Ñuflo", "Quetzalli")
CROP = pymupdf.Rect(14, 9, WIDTH - 11, HEIGHT - 17)


class Holds(StrEnum):
    LETTERS = "letters"
    EMBEDDED = "embedded font"
    FORM = "form"
    PICTURE = "picture"
    ONE_GLYPH = "kerned"
    CURVES = "curves"


@dataclass(frozen=True)
class Layout:
    holds: Holds
    font: str
    size: float
    rotation: int
    cropped: bool
    ruled: bool


@dataclass(frozen=True)
class Made:
    page: Page
    plan: Plan
    codes: Codes
    public: frozenset[str]


def make(path: Path, layout: Layout) -> Made:
    """Write the file and say where its names are, as the page is shown."""
    with pymupdf.open() as document:
        page = _drawn(document, layout)
        if layout.cropped:
            page.set_cropbox(CROP)
        page.set_rotation(layout.rotation)
        document.save(path)
    with _letters(layout) as plain, pymupdf.open(path) as document:
        return _described(plain, document, layout)


def _letters(layout: Layout) -> pymupdf.Document:
    """The page as letters, whatever it becomes."""
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    font = layout.font
    if layout.holds is Holds.EMBEDDED:
        page.insert_font(fontname="F7", fontbuffer=pymupdf.Font(layout.font).buffer)
        font = "F7"
    step = layout.size * 1.25
    for number, name in enumerate(NAMES):
        line = f"{number} La alumna {name} Pérez llegó temprano"
        page.insert_text((40, 50 + number * step), line, fontname=font, fontsize=layout.size)
    if layout.ruled:
        for number in range(len(NAMES) + 1):
            y = 54 + (number - 1) * step
            page.draw_line((36, y), (390, y), width=0.5)
        page.draw_rect(pymupdf.Rect(36, 30, 390, 200), width=0.5)
    return document


def _drawn(document: pymupdf.Document, layout: Layout) -> pymupdf.Page:
    with _letters(layout) as plain:
        if layout.holds in (Holds.LETTERS, Holds.EMBEDDED):
            document.insert_pdf(plain)
            return document[0]
        page = document.new_page(width=WIDTH, height=HEIGHT)
        if layout.holds is Holds.FORM:
            page.show_pdf_page(page.rect, plain, 0)
        elif layout.holds is Holds.CURVES:
            curves = pymupdf.open("svg", plain[0].get_svg_image(text_as_path=True).encode())
            page.show_pdf_page(page.rect, pymupdf.open("pdf", curves.convert_to_pdf()), 0)
        elif layout.holds is Holds.PICTURE:
            buffer = BytesIO()
            plain[0].get_pixmap(dpi=150).pil_save(buffer, "JPEG", quality=90)
            page.insert_image(page.rect, stream=buffer.getvalue())
        else:
            document.delete_page(0)
            document.insert_pdf(plain)
            page = document[0]
            _kern(page)
        return page


def _kern(page: pymupdf.Page) -> None:
    """Every string in an array with numbers in between, as word processors write it."""
    document = page.parent
    for xref in page.get_contents():
        stream = document.xref_stream(xref).replace(b"]TJ", b" -3]TJ").replace(b"[<", b"[-2<")
        document.update_stream(xref, stream)


def _described(plain: pymupdf.Document, document: pymupdf.Document, layout: Layout) -> Made:
    page = document[0]
    shift = (CROP.x0, CROP.y0) if layout.cropped else (0.0, 0.0)
    words = []
    for x0, y0, x1, y1, text, *_ in plain[0].get_text("words"):
        place = pymupdf.Rect(x0, y0, x1, y1) - (*shift, *shift)
        words.append(Word(text, Box(*place * page.rotation_matrix)))
    named = [word for word in words if word.text in NAMES]
    kept = tuple(word for word in words if word.text not in NAMES)
    redactions = tuple(Redaction(1, word.box, DataType.NAME, Extent(1, 1)) for word in named)
    rect = page.rect
    plan = Plan((PagePlan(1, rect.width, rect.height, redactions, kept),))
    source = TextSource.OCR if layout.holds in (Holds.PICTURE, Holds.CURVES) else TextSource.LAYER
    read = Page(1, rect.width, rect.height, "", tuple(words), source)
    return Made(read, plan, numbered(plan), frozenset(word.text for word in kept))
