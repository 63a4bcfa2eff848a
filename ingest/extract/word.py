"""Text documents -> pages as LibreOffice lays them out where present, else their text in drawn pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from ingest import office, sealed
from ingest.errors import AbilityMissing, DamagedFile, NoPages, TooManyPages
from ingest.extract import opendoc, pdf
from ingest.extract.paged import count_pages, read_pages
from ingest.options import Options
from ingest.pack import PackWriter
from ingest.values import FileType, Page, Survey

# What python-docx raises on files that are not as it expects them.
_BROKEN = (LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError, OSError, BadZipFile)


@dataclass(frozen=True)
class _Letter:
    """What could be read of the file itself."""

    text: str = ""
    title: str | None = None
    created: datetime | None = None


def survey(path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
    sealed.demand_open(path)
    if not office.available():
        if file_type is FileType.DOC:
            raise AbilityMissing(tool=office.NAME)
        return _text_survey(file_type, _letter(path, file_type, options), options, (office.ABILITY,))
    letter = _letter_or_nothing(path, file_type, options)
    rendered = office.render(path, file_type, work, options.limits)
    if rendered is not None:
        drawn = pdf.survey(rendered, file_type, options, work)
        return replace(
            drawn,
            file_type=file_type,
            title=letter.title if letter else drawn.title,
            created=letter.created if letter else drawn.created,
            rendered=True,
        )
    if letter is None or not letter.text:
        raise DamagedFile
    return _text_survey(file_type, letter, options, ())


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
    if survey.rendered:
        return pdf.read_pdf_pages(work / office.RENDERED, first, last, options, pack)
    return read_pages(_letter(path, file_type, options).text, first, last, options, pack)


def _text_survey(file_type: FileType, letter: _Letter, options: Options, missing: tuple[str, ...]) -> Survey:
    pages = count_pages(letter.text)
    if pages == 0:
        raise NoPages
    if pages > options.limits.pages:
        raise TooManyPages(pages=pages, limit=options.limits.pages)
    return Survey(file_type, pages, title=letter.title, created=letter.created, missing_abilities=missing)


def _letter_or_nothing(path: Path, file_type: FileType, options: Options) -> _Letter | None:
    """LibreOffice may still draw what the exact readers find wrong."""
    try:
        return _letter(path, file_type, options)
    except DamagedFile:
        return None


def _letter(path: Path, file_type: FileType, options: Options) -> _Letter:
    if file_type is FileType.DOCX:
        return _open_docx(path)
    if file_type is FileType.ODT:
        about = opendoc.about(path, options.limits)
        return _Letter(opendoc.running_text(path, options.limits), about.title, about.created)
    return _Letter()


def _open_docx(path: Path) -> _Letter:
    try:
        document = docx.Document(str(path))
        about = document.core_properties
        created = about.created.replace(tzinfo=None) if about.created else None
        text = "\n".join(_lines(document))
        return _Letter(text.strip(), " ".join((about.title or "").split())[:300] or None, created)
    except _BROKEN as error:
        raise DamagedFile from error


def _lines(document: Document) -> Iterator[str]:
    """Header, body with its tables in their places, footer; explicit page breaks as form feeds."""
    section = document.sections[0] if document.sections else None
    if section is not None:
        yield from (paragraph.text for paragraph in section.header.paragraphs)
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield from _rows(part)
        else:
            yield _paragraph(part)
    if section is not None:
        yield from (paragraph.text for paragraph in section.footer.paragraphs)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "\t".join(" ".join(cell.text.split()) for cell in row.cells)


def _paragraph(paragraph: Paragraph) -> str:
    breaks = paragraph._p.iter(qn("w:br"))
    turns = any(mark.get(qn("w:type")) == "page" for mark in breaks)
    return ("\f" if turns else "") + paragraph.text
