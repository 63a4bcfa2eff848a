"""PDF pages drawn with measured text, flat colours and the practice's ring; the same bytes every time."""

import html
import math
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pymupdf

from archive.sample.palette import (
    CORAL,
    FOOTER,
    GREY,
    INK,
    RING_GAP_END,
    RING_GAP_START,
    SAND,
    TEAL,
    WHITE,
    Colour,
)

LETTER = (612.0, 792.0)
MARGIN = 62.0
_CSS = (
    "body {{font-family: {family}; font-size: {size}pt; color: {colour}; line-height: {leading}; text-align: {align}; "
    "font-weight: {weight}}} p {{margin: 0 0 {gap}pt 0}} li {{margin: 0 0 {half}pt 0}} ul, ol {{margin: 0 0 {gap}pt 0; "
    "padding-left: 16pt}}"
)


class Sheet:
    """One page; measures are points from the top left corner."""

    def __init__(self, page: pymupdf.Page) -> None:
        self.page = page
        self.width = page.rect.width
        self.height = page.rect.height

    def write(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        text: str,
        size: float = 10.5,
        colour: Colour = INK,
        *,
        bold: bool = False,
        serif: bool = False,
        align: str = "left",
        leading: float = 1.4,
    ) -> float:
        """Write HTML (or plain words) in a box and return where it ends; raises ValueError if it does not fit."""
        css = _CSS.format(
            family="serif" if serif else "sans-serif",
            size=size,
            colour=colour.hex,
            leading=leading,
            align=align,
            weight="bold" if bold else "normal",
            gap=round(size * 0.7, 1),
            half=round(size * 0.35, 1),
        )
        box = pymupdf.Rect(left, top, left + width, top + height)
        spare, _scale = self.page.insert_htmlbox(box, text, css=css, scale_low=1)
        if spare < 0:
            raise ValueError(f"the text does not fit its box: {text[:60]}")
        return float(box.y1 - spare)

    def box(
        self, left: float, top: float, width: float, height: float, colour: Colour, radius: float = 0
    ) -> None:
        shape = self.page.new_shape()
        rect = pymupdf.Rect(left, top, left + width, top + height)
        shape.draw_rect(rect, radius=radius / min(width, height) if radius else None)
        shape.finish(fill=colour.unit, color=None, width=0)
        shape.commit()

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: Colour = SAND, width: float = 1
    ) -> None:
        self.page.draw_line(start, end, color=colour.unit, width=width)

    def path(
        self, points: list[tuple[float, float]], colour: Colour, width: float = 2, *, fill: bool = False
    ) -> None:
        shape = self.page.new_shape()
        shape.draw_polyline(points)
        shape.finish(
            color=None if fill else colour.unit,
            fill=colour.unit if fill else None,
            width=width,
            lineCap=1,
            lineJoin=1,
            closePath=fill,
        )
        shape.commit()

    def disc(self, centre: tuple[float, float], radius: float, colour: Colour) -> None:
        self.page.draw_circle(centre, radius, color=None, fill=colour.unit, width=0)

    def ring(self, centre: tuple[float, float], radius: float, colour: Colour, width: float) -> None:
        """The practice's sign: a ring with its gap at the upper right."""
        steps = range(round(RING_GAP_END), round(RING_GAP_START) + 361, 3)
        angles = [math.radians(step) for step in steps]
        points = [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]
        shape = self.page.new_shape()
        shape.draw_polyline(points)
        shape.finish(color=colour.unit, width=width, closePath=False)
        shape.commit()

    def heading(self, top: float, title: str, colour: Colour = TEAL, kicker: str = "") -> float:
        """A section's head; returns where the text may begin."""
        if kicker:
            self.write(
                MARGIN, top, self.width - 2 * MARGIN, 16, html.escape(kicker.upper()), 8.5, CORAL, bold=True
            )
            top += 15
        end = self.write(MARGIN, top, self.width - 2 * MARGIN, 60, title, 21, colour, bold=True, leading=1.15)
        self.box(MARGIN, end + 5, 40, 2.5, CORAL)
        return end + 20

    def bars(
        self, left: float, top: float, width: float, rows: Sequence[tuple[str, int]], colour: Colour
    ) -> float:
        """Horizontal bars with their number at the end, longest first as given."""
        most = max(value for _label, value in rows)
        label_width, step = width * 0.36, 25.0
        for index, (label, value) in enumerate(rows):
            upper = top + index * step
            length = (width - label_width - 46) * value / most
            self.write(left, upper + 1, label_width - 8, 22, label, 9.5, INK, align="right", leading=1.1)
            self.box(left + label_width, upper, length, 16, colour)
            self.write(
                left + label_width + length + 6,
                upper + 1,
                44,
                18,
                f"{value:,}",
                9.5,
                colour,
                bold=True,
                leading=1.1,
            )
        return top + len(rows) * step

    def table(
        self, top: float, widths: tuple[float, ...], rows: Sequence[tuple[str, ...]], colour: Colour = TEAL
    ) -> float:
        """A table whose first row is its head; rows take the height their longest cell needs."""
        left = MARGIN
        for index, row in enumerate(rows):
            head = index == 0
            height = (
                max(
                    self._measure(cell, width - 12, bold=head)
                    for cell, width in zip(row, widths, strict=True)
                )
                + 10
            )
            ground = colour if head else SAND.towards(WHITE, 0.6 if index % 2 else 1.0)
            self.box(left, top, sum(widths), height, ground)
            across = left
            for cell, width in zip(row, widths, strict=True):
                ink = WHITE if head else INK
                self.write(across + 6, top + 5, width - 12, height, cell, 9, ink, bold=head, leading=1.25)
                across += width
            top += height
        self.line((left, top), (left + sum(widths), top), colour, 1)
        return top + 12

    def footer(self, number: int) -> None:
        top = self.height - 44
        self.line((MARGIN, top), (self.width - MARGIN, top), SAND, 0.8)
        self.write(MARGIN, top + 7, 300, 14, FOOTER, 8, GREY)
        self.write(self.width - MARGIN - 60, top + 7, 60, 14, str(number), 8, GREY, align="right")

    @staticmethod
    def _measure(text: str, width: float, *, bold: bool) -> float:
        font = pymupdf.Font("hebo" if bold else "helv")
        lines, across = 1, 0.0
        for word in text.replace("<br>", " ").split():
            length = font.text_length(word + " ", 9)
            if across + length > width:
                lines, across = lines + 1, 0.0
            across += length
        return lines * 9 * 1.25


class PdfFile:
    """A PDF being made, page after page."""

    def __init__(self, title: str, author: str, made: datetime) -> None:
        self.document = pymupdf.open()
        self.title, self.author, self.made = title, author, made

    def add(self, size: tuple[float, float] = LETTER) -> Sheet:
        return Sheet(self.document.new_page(width=size[0], height=size[1]))

    def save(self, path: Path) -> None:
        moment = self.made.strftime("D:%Y%m%d%H%M%S-06'00'")
        self.document.set_metadata(
            {"title": self.title, "author": self.author, "creationDate": moment, "modDate": moment}
        )
        self.document.set_language("es-MX")
        self.document.subset_fonts()
        self.document.save(path, garbage=4, deflate=True, no_new_id=True)
        self.document.close()
