"""Plain text, Markdown and HTML -> pages of some sixty lines, drawn for the eye."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from textwrap import wrap

from ingest.charset import decode
from ingest.errors import NoPages, TooManyPages
from ingest.extract.drawing import COLUMNS, HEIGHT, LINES, WIDTH, draw_lines
from ingest.options import Limits, Options
from ingest.pack import PackWriter
from ingest.render import add_preview, add_thumbnail
from ingest.values import FileType, Page, Survey, TextSource

PAGE_CHARACTERS = 3_500
_BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol option p pre section table tbody td tfoot th thead title tr ul".split()
)
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object"})
_MARKDOWN_TITLE = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)


def survey(path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
    content = _content(path, file_type, options.limits)
    pages = sum(1 for _ in _pages(content.text))
    if pages == 0:
        raise NoPages
    if pages > options.limits.pages:
        raise TooManyPages(pages=pages, limit=options.limits.pages)
    return Survey(file_type, pages, title=content.title)


def read(
    path: Path,
    file_type: FileType,
    survey: Survey,
    first: int,
    last: int,
    options: Options,
    work: Path,
    pack: PackWriter,
) -> Iterator[Page]:
    content = _content(path, file_type, options.limits)
    for number, lines in enumerate(_pages(content.text), start=1):
        if number > last:
            return
        if number < first:
            continue
        drawing = draw_lines([part for line in lines for part in _folded(line)])
        yield Page(
            number,
            WIDTH,
            HEIGHT,
            "\n".join(lines).strip("\n"),
            drawing.words,
            TextSource.LAYER,
            preview=add_preview(drawing.image, options, pack),
            thumbnail=add_thumbnail(drawing.image, options, pack) if number == 1 else None,
        )


class _Content:
    """A file's visible text and the title it gives itself."""

    def __init__(self, text: str, title: str | None) -> None:
        self.text = text
        self.title = title


def _content(path: Path, file_type: FileType, limits: Limits) -> _Content:
    size = path.stat().st_size
    most = limits.pages * PAGE_CHARACTERS * 4  # bytes; no encoding needs more for so many pages
    if size > most:
        raise TooManyPages(pages=size // PAGE_CHARACTERS, limit=limits.pages)
    text = decode(path.read_bytes())
    if file_type is FileType.HTML:
        page = _HtmlText()
        page.feed(text)
        page.close()
        return _Content(page.text(), page.title())
    title = _MARKDOWN_TITLE.search(text) if file_type is FileType.MARKDOWN else None
    return _Content(text, title.group(1) if title else None)


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
        if len(line) <= PAGE_CHARACTERS // 3:
            yield line
        else:
            yield from wrap(line, PAGE_CHARACTERS // 3, drop_whitespace=True) or [""]


def _folded(line: str) -> list[str]:
    if len(line) <= COLUMNS:
        return [line]
    return wrap(line, COLUMNS, drop_whitespace=False, replace_whitespace=False) or [""]


class _HtmlText(HTMLParser):
    """The words a reader of a web page sees: no scripts, no styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._title: list[str] = []
        self._silent = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "title":
            self._in_title = True
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "title":
            self._in_title = False
        elif tag in ("td", "th"):
            self._parts.append("\t")
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._title.append(data)
        elif not self._silent:
            self._parts.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        lines = (re.sub(r" *\t *", "\t", line).strip() for line in "".join(self._parts).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def title(self) -> str | None:
        return " ".join("".join(self._title).split()) or None
