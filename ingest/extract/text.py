"""Plain text, Markdown and HTML -> pages of some sixty lines, drawn for the eye."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from ingest.charset import decode
from ingest.errors import NoPages, TooManyPages
from ingest.extract.paged import PAGE_CHARACTERS, count_pages, read_pages
from ingest.options import Limits, Options
from ingest.pack import PackWriter
from ingest.values import FileType, Page, Survey

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"}
    | {"main", "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object"})
_MARKDOWN_TITLE = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)


def survey(path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
    content = _content(path, file_type, options.limits)
    pages = count_pages(content.text)
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
    text = _content(path, file_type, options.limits).text
    return read_pages(text, first, last, options, pack)


@dataclass(frozen=True)
class _Content:
    """A file's visible text and the title it gives itself."""

    text: str
    title: str | None


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
