"""Running text -> pages of some sixty lines, each drawn for the eye; for whatever has no pages of its own."""

from collections.abc import Iterator
from textwrap import wrap

from ingest.extract.drawing import COLUMNS, HEIGHT, LINES, WIDTH, draw_lines
from ingest.options import Options
from ingest.pack import PackWriter
from ingest.render import add_preview, add_thumbnail
from ingest.values import Page, TextSource

PAGE_CHARACTERS = 3_500
_LONGEST_LINE = PAGE_CHARACTERS // 3


def count_pages(text: str) -> int:
    return sum(1 for _ in _pages(text))


def read_pages(text: str, first: int, last: int, options: Options, pack: PackWriter) -> Iterator[Page]:
    """Pages ``first`` to ``last`` of a text, from 1, both included."""
    for number, lines in enumerate(_pages(text), start=1):
        if number > last:
            return
        if number >= first:
            yield drawn_page(number, "\n".join(lines).strip("\n"), options, pack)


def drawn_page(
    number: int,
    text: str,
    options: Options,
    pack: PackWriter,
    *,
    label: str | None = None,
    notes: str | None = None,
) -> Page:
    """One page with its text drawn on it; what does not fit is in the text alone."""
    drawing = draw_lines([part for line in text.split("\n") for part in _folded(line)])
    return Page(
        number,
        WIDTH,
        HEIGHT,
        text,
        drawing.words,
        TextSource.LAYER if text else TextSource.NONE,
        label=label,
        notes=notes,
        preview=add_preview(drawing.image, options, pack),
        thumbnail=add_thumbnail(drawing.image, options, pack) if number == 1 else None,
    )


def _pages(text: str) -> Iterator[list[str]]:
    """The lines of each page; a form feed ends one, blank pages are left out."""
    lines: list[str] = []
    height = characters = 0
    for line in _short_lines(text):
        rows = max(1, -(-len(line) // COLUMNS))
        full = height + rows > LINES or characters + len(line) > PAGE_CHARACTERS
        if lines and (full or line.startswith("\f")):
            if any(map(str.strip, lines)):
                yield lines
            lines, height, characters = [], 0, 0
        lines.append(line.lstrip("\f").rstrip())
        height += rows
        characters += len(line) + 1
    if any(map(str.strip, lines)):
        yield lines


def _short_lines(text: str) -> Iterator[str]:
    """Lines, those longer than a third of a page broken between words."""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f").split("\n"):
        if len(line) <= _LONGEST_LINE:
            yield line
        else:
            yield from wrap(line, _LONGEST_LINE) or [""]


def _folded(line: str) -> list[str]:
    if len(line) <= COLUMNS:
        return [line]
    return wrap(line, COLUMNS, drop_whitespace=False, replace_whitespace=False) or [""]
