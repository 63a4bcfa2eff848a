"""Pages of running text, labelled fields and tables, set on letter paper in PDF's built-in fonts."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pymupdf

from ingest.word_layer import append_drawing, in_hex, in_latin

WIDTH, HEIGHT = 612.0, 792.0  # letter, which Mexican offices print on
MARGIN = 60.0
FOOT = 44.0
PLAIN, BOLD = "helv", "hebo"
INK = (0.13, 0.13, 0.13)
MUTED = (0.36, 0.36, 0.36)  # 6.5 to 1 on white
ACCENT = (0.08, 0.33, 0.63)
RULE = (0.75, 0.75, 0.75)
LEADING = 1.36
_FONTS = {PLAIN: pymupdf.Font("helv"), BOLD: pymupdf.Font("hebo")}

Colour = tuple[float, float, float]


class Sheets:
    """Pages written from top to bottom; a new one begins where one is full.

    What is written is gathered and put on the page at once: PyMuPDF rewrites a page for every single line.
    """

    def __init__(self, document: pymupdf.Document, running_head: str) -> None:
        self._document = document
        self._running_head = running_head
        self._begin_page()

    def _begin_page(self) -> None:
        self._drawn: list[bytes] = []
        self.y = HEIGHT - FOOT
        self._line(in_latin(self._running_head), MARGIN, PLAIN, 8.0, MUTED)
        self.y = MARGIN

    def end_page(self) -> None:
        """Put what was written on a page of the document."""
        page = self._document.new_page(width=WIDTH, height=HEIGHT)
        for font in (PLAIN, BOLD):
            page.insert_font(fontname=font)
        append_drawing(page, b"\n".join(self._drawn))

    def space(self, points: float) -> None:
        self.y += points

    def need(self, points: float) -> bool:
        """Begin a new page unless so much room is left; whether one was begun."""
        if self.y + points <= HEIGHT - MARGIN - FOOT / 2:
            return False
        self.end_page()
        self._begin_page()
        return True

    def rule(self, colour: Colour = RULE, width: float = 0.6) -> None:
        y = HEIGHT - self.y
        self._draw(f"{_rgb(colour)} RG {width:g} w {MARGIN:g} {y:.2f} m {WIDTH - MARGIN:g} {y:.2f} l S")

    def paragraph(
        self, text: str, *, size: float = 9.5, font: str = PLAIN, colour: Colour = INK, indent: float = 0.0
    ) -> None:
        """Running text over the whole width."""
        for line in wrapped(text, WIDTH - 2 * MARGIN - indent, font, size):
            self.need(size * LEADING)
            self._line(line, MARGIN + indent, font, size, colour)
            self.y += size * LEADING

    def row(
        self,
        cells: Sequence[str],
        columns: Sequence[float],
        *,
        fonts: Sequence[str],
        size: float = 9.0,
        colour: Colour = INK,
    ) -> None:
        """Cells side by side, each wrapped in its column; a row longer than a page goes on on the next."""
        lines = [
            wrapped(cell, width - 8, font, size)
            for cell, width, font in zip(cells, columns, fonts, strict=True)
        ]
        step = size * LEADING
        rows = max(len(each) for each in lines)
        if rows * step < HEIGHT / 2:
            self.need(rows * step)
        for number in range(rows):
            self.need(step)
            x = MARGIN
            for column, width, font in zip(lines, columns, fonts, strict=True):
                if number < len(column):
                    self._line(column[number], x, font, size, colour)
                x += width
            self.y += step

    def swatch(self, colour: Colour, side: float = 7.0, x: float = MARGIN) -> None:
        """A small square in a box's colour, on the line that is written next."""
        self._draw(f"{_rgb(colour)} rg {x:g} {HEIGHT - self.y - 2 - side:.2f} {side:g} {side:g} re f")

    def _line(self, text: str, x: float, font: str, size: float, colour: Colour) -> None:
        if text:
            start = f"1 0 0 1 {x:.2f} {HEIGHT - self.y - size:.2f} Tm"
            self._draw(f"BT {_rgb(colour)} rg /{font} {size:g} Tf {start} {in_hex(text).decode()} Tj ET")

    def _draw(self, drawing: str) -> None:
        self._drawn.append(f"q {drawing} Q".encode("ascii"))


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in colour)


def wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    """The text in lines no wider than this; words that are wider, such as addresses, are cut."""
    lines: list[str] = []
    blank = _length(" ", font, size)
    for paragraph in text.split("\n"):
        line: list[str] = []
        used = 0.0
        for word in _short_words(in_latin(paragraph), width, font, size):
            length = _length(word, font, size)
            if line and used + blank + length > width:
                lines.append(" ".join(line))
                line, used = [], 0.0
            used += length + (blank if line else 0.0)
            line.append(word)
        lines.append(" ".join(line))
    return lines


@lru_cache(maxsize=4096)
def _length(text: str, font: str, size: float) -> float:
    return float(_FONTS[font].text_length(text, fontsize=size))


def _short_words(text: str, width: float, font: str, size: float) -> Iterator[str]:
    for word in text.split():
        rest = word
        while _length(rest, font, size) > width and len(rest) > 1:
            cut = len(rest) - 1
            while cut > 1 and _length(rest[:cut], font, size) > width:
                cut -= 1
            yield rest[:cut]
            rest = rest[cut:]
        yield rest
