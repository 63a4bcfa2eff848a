"""Presentations: a few kinds of slide, laid out with care, written as PPTX with speaker notes."""

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from archive.sample.packing import write_repacked
from archive.sample.palette import FOOTER, GREY, INK, PAPER, RING_GAP_END, RING_GAP_START, SAND, WHITE, Colour

WIDTH, HEIGHT = 13.333, 7.5  # inches
MARGIN = 0.85
FONT = "Arial"
_PER_DEGREE = 60_000 / 100_000  # files count 60,000ths of a degree, the library 100,000ths of anything


@dataclass(frozen=True)
class Cover:
    title: str
    subtitle: str
    unit: str
    notes: str = ""


@dataclass(frozen=True)
class Statement:
    """One sentence to remember, and a paragraph under it."""

    title: str
    sentence: str
    body: str
    notes: str = ""


@dataclass(frozen=True)
class Points:
    title: str
    intro: str
    points: tuple[str, ...]
    notes: str = ""


@dataclass(frozen=True)
class Cards:
    """Two to six short texts side by side, each under a head."""

    title: str
    cards: tuple[tuple[str, str], ...]
    notes: str = ""


@dataclass(frozen=True)
class Steps:
    title: str
    steps: tuple[tuple[str, str], ...]
    notes: str = ""


@dataclass(frozen=True)
class Contrast:
    """Two lists that answer each other."""

    title: str
    left: tuple[str, tuple[str, ...]]
    right: tuple[str, tuple[str, ...]]
    notes: str = ""


@dataclass(frozen=True)
class Closing:
    title: str
    lines: tuple[str, ...]
    notes: str = ""


Slide = Cover | Statement | Points | Cards | Steps | Contrast | Closing


@dataclass(frozen=True)
class Deck:
    title: str
    author: str
    made: datetime
    deep: Colour  # of covers and heads
    bright: Colour  # of marks and numbers
    slides: tuple[Slide, ...]


def write_deck(deck: Deck, path: Path) -> None:
    """Write the presentation; the same deck gives the same bytes."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    properties = presentation.core_properties
    properties.title, properties.author, properties.language = deck.title, deck.author, "es-MX"
    properties.created = properties.modified = deck.made
    properties.last_modified_by = deck.author
    layout = presentation.slide_layouts[5]  # title only
    for number, slide in enumerate(deck.slides, start=1):
        page = presentation.slides.add_slide(layout)
        _Canvas(page, deck, number).draw(slide)
        if slide.notes:
            page.notes_slide.notes_text_frame.text = slide.notes
    made = io.BytesIO()
    presentation.save(made)
    write_repacked(made, path)


class _Canvas:
    """One slide being drawn; measures are inches from the top left corner."""

    def __init__(self, page: Any, deck: Deck, number: int) -> None:
        self.page = page
        self.deck = deck
        self.number = number

    def draw(self, slide: Slide) -> None:
        match slide:
            case Cover():
                self.cover(slide)
            case Statement():
                self.statement(slide)
            case Points():
                self.points(slide)
            case Cards():
                self.cards(slide)
            case Steps():
                self.steps(slide)
            case Contrast():
                self.contrast(slide)
            case Closing():
                self.closing(slide)

    def cover(self, slide: Cover) -> None:
        self.background(self.deck.deep)
        self.ring(7.35, 1.0, 5.5, self.deck.bright)
        self.ring(8.45, 2.1, 3.3, self.deck.deep.towards(WHITE, 0.22))
        self.text(MARGIN, 0.8, 6, 0.4, "ROMPE EL CICLO", 14, self.deck.bright.towards(WHITE, 0.35), bold=True)
        self.title(slide.title, MARGIN, 1.7, 7.2, 2.4, 44, WHITE, anchor=MSO_ANCHOR.BOTTOM)
        self.text(MARGIN, 4.35, 6.6, 1.0, slide.subtitle, 20, SAND)
        self.box(MARGIN, 5.75, 0.9, 0.06, self.deck.bright)
        self.text(MARGIN, 5.95, 6.6, 0.8, slide.unit, 14, SAND)

    def statement(self, slide: Statement) -> None:
        self.background(PAPER)
        self.box(0, 0, 4.3, HEIGHT, self.deck.deep)
        self.ring(0.9, 2.3, 2.5, self.deck.bright)
        self.title(slide.title, MARGIN - 0.25, 0.75, 3.2, 1.3, 22, WHITE)
        self.text(5.0, 1.3, 7.4, 2.6, slide.sentence, 30, self.deck.deep, bold=True, anchor=MSO_ANCHOR.BOTTOM)
        self.box(5.0, 4.15, 0.9, 0.06, self.deck.bright)
        self.text(5.0, 4.45, 7.4, 2.2, slide.body, 18, INK)
        self.footer(5.0)

    def points(self, slide: Points) -> None:
        self.heading(slide.title)
        self.text(MARGIN, 1.75, 3.6, 4.4, slide.intro, 18, self.deck.deep)
        self.box(4.85, 1.85, 0.03, 4.5, SAND)
        step = min(1.05, 4.7 / len(slide.points))
        for index, point in enumerate(slide.points):
            top = 1.8 + index * step
            self.dot(5.25, top + 0.13, 0.16, self.deck.bright)
            self.text(5.6, top - 0.05, 6.9, step, point, 17, INK)

    def cards(self, slide: Cards) -> None:
        self.heading(slide.title)
        columns = 3 if len(slide.cards) in {3, 5, 6} else 2
        rows = -(-len(slide.cards) // columns)
        gap, top = 0.3, 1.8
        width = (WIDTH - 2 * MARGIN - gap * (columns - 1)) / columns
        height = (6.55 - top - gap * (rows - 1)) / rows if rows > 1 else 3.6
        for index, (head, body) in enumerate(slide.cards):
            left = MARGIN + (index % columns) * (width + gap)
            upper = top + (index // columns) * (height + gap)
            self.box(left, upper, width, height, WHITE)
            self.box(left, upper, width, 0.07, self.deck.bright)
            head_size, body_size = (18, 16) if rows > 1 else (22, 20)
            self.text(left + 0.25, upper + 0.26, width - 0.5, 0.5, head, head_size, self.deck.deep, bold=True)
            self.text(left + 0.25, upper + 0.84, width - 0.5, height - 0.95, body, body_size, INK)

    def steps(self, slide: Steps) -> None:
        self.heading(slide.title)
        height = 4.9 / len(slide.steps)
        for index, (head, body) in enumerate(slide.steps):
            top = 1.75 + index * height
            size = min(0.62, height - 0.2)
            self.numbered_dot(MARGIN, top + 0.06, size, str(index + 1))
            self.text(MARGIN + 0.95, top, 3.4, height, head, 18, self.deck.deep, bold=True)
            self.text(MARGIN + 4.3, top, 7.3, height, body, 16, INK)

    def contrast(self, slide: Contrast) -> None:
        self.heading(slide.title)
        width = (WIDTH - 2 * MARGIN - 0.4) / 2
        sides = (
            (slide.left, WHITE, self.deck.bright, INK),
            (slide.right, self.deck.deep, self.deck.bright, WHITE),
        )
        for index, ((head, points), ground, mark, ink) in enumerate(sides):
            left = MARGIN + index * (width + 0.4)
            self.box(left, 1.8, width, 4.75, ground)
            self.text(
                left + 0.3,
                2.0,
                width - 0.6,
                0.5,
                head,
                19,
                self.deck.deep if ink == INK else WHITE,
                bold=True,
            )
            step = min(0.98, 3.8 / len(points))
            for row, point in enumerate(points):
                self.dot(left + 0.34, 2.83 + row * step, 0.14, mark)
                self.text(left + 0.62, 2.68 + row * step, width - 0.95, step, point, 16, ink)

    def closing(self, slide: Closing) -> None:
        self.background(self.deck.deep)
        self.ring(-2.7, 2.6, 6.6, self.deck.deep.towards(WHITE, 0.13))
        self.title(slide.title, MARGIN + 3.6, 1.0, 8.0, 1.4, 34, WHITE, anchor=MSO_ANCHOR.BOTTOM)
        self.box(MARGIN + 3.6, 2.6, 0.9, 0.06, self.deck.bright)
        for index, line in enumerate(slide.lines):
            self.text(MARGIN + 3.6, 2.85 + index * 0.72, 8.0, 0.7, line, 18, SAND)

    def heading(self, title: str) -> None:
        self.background(PAPER)
        self.box(0, 0, 0.22, HEIGHT, self.deck.deep)
        self.title(
            title, MARGIN, 0.55, WIDTH - 2 * MARGIN, 0.95, 30, self.deck.deep, anchor=MSO_ANCHOR.MIDDLE
        )
        self.footer(MARGIN)

    def footer(self, left: float) -> None:
        self.text(left, 6.88, 7.0, 0.35, FOOTER, 10, GREY)
        self.text(WIDTH - MARGIN - 1, 6.88, 1.0, 0.35, str(self.number), 10, GREY, align=PP_ALIGN.RIGHT)

    def background(self, colour: Colour) -> None:
        fill = self.page.background.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor(*colour)

    def title(
        self,
        words: str,
        left: float,
        top: float,
        width: float,
        height: float,
        size: float,
        colour: Colour,
        anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    ) -> None:
        shape = self.page.shapes.title
        shape.element.getparent().append(shape.element)  # above whatever was drawn before it
        shape.left, shape.top, shape.width, shape.height = (
            Inches(value) for value in (left, top, width, height)
        )
        _write(shape.text_frame, words, size, colour, bold=True, anchor=anchor)

    def text(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        words: str,
        size: float,
        colour: Colour,
        *,
        bold: bool = False,
        anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
        align: PP_ALIGN = PP_ALIGN.LEFT,
    ) -> None:
        shape = self.page.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
        _write(shape.text_frame, words, size, colour, bold=bold, anchor=anchor, align=align)

    def box(self, left: float, top: float, width: float, height: float, colour: Colour) -> Any:
        return self.shape(MSO_SHAPE.RECTANGLE, left, top, width, height, colour)

    def dot(self, left: float, top: float, size: float, colour: Colour) -> Any:
        return self.shape(MSO_SHAPE.OVAL, left, top, size, size, colour)

    def numbered_dot(self, left: float, top: float, size: float, number: str) -> None:
        frame = self.dot(left, top, size, self.deck.deep).text_frame
        _write(frame, number, 16, WHITE, bold=True, anchor=MSO_ANCHOR.MIDDLE, align=PP_ALIGN.CENTER)

    def ring(self, left: float, top: float, size: float, colour: Colour) -> None:
        shape = self.shape(MSO_SHAPE.BLOCK_ARC, left, top, size, size, colour)
        shape.adjustments[0] = RING_GAP_END % 360 * _PER_DEGREE
        shape.adjustments[1] = RING_GAP_START % 360 * _PER_DEGREE
        shape.adjustments[2] = 0.11

    def shape(
        self, kind: MSO_SHAPE, left: float, top: float, width: float, height: float, colour: Colour
    ) -> Any:
        shape = self.page.shapes.add_shape(kind, Inches(left), Inches(top), Inches(width), Inches(height))
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor(*colour)
        shape.line.fill.background()
        shape.element.remove(shape.element.find(qn("p:style")))  # the theme's shadow and outline
        return shape


def _write(
    frame: Any,
    words: str,
    size: float,
    colour: Colour,
    *,
    bold: bool = False,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    align: PP_ALIGN = PP_ALIGN.LEFT,
) -> None:
    frame.word_wrap = True
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = align
    paragraph.line_spacing = 1.05 if size >= 22 else 1.15
    run = paragraph.add_run()
    run.text = words
    font = run.font
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.color.rgb = RGBColor(*colour)
