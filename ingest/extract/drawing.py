"""Page images of what has no pages of its own: lines of text and rows of a table, on a Letter sheet."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ingest.values import Box, Word

WIDTH, HEIGHT = 612.0, 792.0  # points, Letter
LINES = 60  # that fit on a drawn page of text
COLUMNS = 96  # letters that fit on a line
TABLE_ROWS = 45
_SCALE = 100 / 72  # pixels per point
_MARGIN = 36
_INK, _SHADE, _RULE = (30, 30, 30), (238, 241, 245), (203, 209, 216)
_FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
)
_MOST_COLUMNS = 12  # of a table, that are drawn
_PADDING = 4


@dataclass(frozen=True)
class Drawing:
    """A drawn page: its image, and its words where they stand, in points."""

    image: Image.Image
    words: tuple[Word, ...]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for place in _FONTS:
        if Path(place).is_file():
            return ImageFont.truetype(place, size)
    return ImageFont.load_default(size)  # Pillow's own: always there, few signs


class _Sheet:
    """A white sheet on which words are written and remembered."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (round(WIDTH * _SCALE), round(HEIGHT * _SCALE)), "white")
        self.pen = ImageDraw.Draw(self.image)
        self.words: list[Word] = []

    def write(self, text: str, left: float, top: float, right: float, size: int) -> None:
        """One line of words from ``left``; what would pass ``right`` is left out. All in pixels."""
        font = _font(size)
        space = font.getlength(" ")
        for word in text.replace("\t", "    ").split(" "):
            if not word:
                left += space
                continue
            length = font.getlength(word)
            if left + length > right:
                return
            self.pen.text((left, top), word, fill=_INK, font=font)
            box = (left, top, left + length, top + size * 1.2)
            self.words.append(Word(word, Box(*(edge / _SCALE for edge in box))))
            left += length + space

    def done(self) -> Drawing:
        return Drawing(self.image, tuple(self.words))


def draw_lines(lines: list[str]) -> Drawing:
    """Lines of text, each no longer than COLUMNS, no more than LINES of them."""
    sheet = _Sheet()
    step = (HEIGHT - 2 * _MARGIN) / LINES * _SCALE
    for row, line in enumerate(lines[:LINES]):
        sheet.write(line, _MARGIN * _SCALE, _MARGIN * _SCALE + row * step, (WIDTH - 12) * _SCALE, 13)
    return sheet.done()


def draw_table(title: str, rows: list[list[str]]) -> Drawing:
    """The first rows of a table under its title; columns as wide as their contents ask."""
    sheet = _Sheet()
    left, top = _MARGIN * _SCALE, _MARGIN * _SCALE
    right = (WIDTH - _MARGIN) * _SCALE
    sheet.write(title, left, top, right, 16)
    top += 30
    shown = [row[:_MOST_COLUMNS] for row in rows[:TABLE_ROWS]]
    edges = _edges(shown, left, right)
    step = (HEIGHT * _SCALE - _MARGIN * _SCALE - top) / TABLE_ROWS
    for number, row in enumerate(shown):
        line = top + number * step
        if number % 2 == 0:
            sheet.pen.rectangle((edges[0], line, edges[-1], line + step), fill=_SHADE)
        for cell, start, end in zip(row, edges, edges[1:], strict=False):
            sheet.write(" ".join(cell.split()), start + _PADDING, line + 4, end - 2, 11)
    bottom = top + len(shown) * step
    for edge in edges:
        sheet.pen.line((edge, top, edge, bottom), fill=_RULE)
    return sheet.done()


def _edges(rows: list[list[str]], left: float, right: float) -> list[float]:
    """Where columns begin and end: shares of the width by the longest cell, within bounds."""
    columns = max((len(row) for row in rows), default=0)
    if columns == 0:
        return [left, right]
    wishes = [
        min(40, max(4, *(len(row[column]) if column < len(row) else 0 for row in rows), 4))
        for column in range(columns)
    ]
    natural = sum(wishes) * 7.0 + columns * 2 * _PADDING
    width = min(right - left, natural)
    edges = [left]
    for wish in wishes:
        edges.append(edges[-1] + width * wish / sum(wishes))
    return edges
