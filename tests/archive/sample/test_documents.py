"""The sample documents are what they say they are, always the same, and hold nobody's data."""

import re
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pymupdf
import pytest
from docx import Document
from PIL import Image
from pptx import Presentation
from python_calamine import CalamineWorkbook

from archive.sample import registers
from archive.sample.documents import make_documents
from archive.sample.making import make_apart
from archive.sample.report import total_attendance
from archive.sample.values import SampleDocument
from ingest.detect import attendance
from ingest.values import DocumentKind

_MAGIC = {
    ".pdf": b"%PDF-",
    ".pptx": b"PK\x03\x04",
    ".docx": b"PK\x03\x04",
    ".xlsx": b"PK\x03\x04",
    ".jpg": b"\xff\xd8\xff",
    ".md": b"# ",
}
_CURP = re.compile(r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d")
_TAX_KEY = re.compile(r"\b[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}\b")
_MAIL = re.compile(r"[\w.]+@[\w.]+")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[SampleDocument, ...]:
    return make_documents(tmp_path_factory.mktemp("sample"))


def words_of(document: SampleDocument) -> str:
    """All text a reader of its format would find, notes and properties too."""
    path = document.path
    match path.suffix:
        case ".pdf":
            with pymupdf.open(path) as pdf:
                return " ".join([*(page.get_text() for page in pdf), *map(str, pdf.metadata.values())])
        case ".pptx" | ".docx" | ".xlsx":
            with zipfile.ZipFile(path) as members:
                parts = [members.read(name).decode() for name in members.namelist() if name.endswith(".xml")]
            return re.sub(r"<[^>]+>", " ", " ".join(parts))
        case ".md":
            return path.read_text(encoding="utf-8")
    with Image.open(path) as picture:
        return " ".join(str(value) for value in picture.getexif().values())


def pages_of(document: SampleDocument) -> list[str]:
    """Its text in the lines a reader of its format gives, as far as that takes no LibreOffice."""
    path = str(document.path)
    match document.path.suffix:
        case ".pdf":
            with pymupdf.open(path) as pdf:
                return [page.get_text() for page in pdf]
        case ".docx":
            office = Document(path)
            cells = [cell.text for table in office.tables for row in table.rows for cell in row.cells]
            return ["\n".join([*(paragraph.text for paragraph in office.paragraphs), *cells])]
        case ".pptx":
            slides = Presentation(path).slides
            return ["\n".join(shape.text_frame.text for shape in slide.shapes) for slide in slides]
        case ".xlsx":
            book = CalamineWorkbook.from_path(path)
            rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
            return ["\n".join("\t".join(map(str, row)) for row in sheet) for sheet in rows]
    return [words_of(document)]


def test_every_promised_kind_is_there(documents: tuple[SampleDocument, ...]) -> None:
    kinds = [document.kind for document in documents]
    assert kinds.count(DocumentKind.PRESENTATION) == 3
    assert kinds.count(DocumentKind.MINUTES) == 2
    assert kinds.count(DocumentKind.PHOTOGRAPH) == 4
    assert {DocumentKind.INFOGRAPHIC, DocumentKind.REPORT, DocumentKind.LETTER} <= set(kinds)
    assert {DocumentKind.CATALOGUE, DocumentKind.DIRECTORY} <= set(kinds)


def test_files_are_of_the_type_their_names_say(documents: tuple[SampleDocument, ...]) -> None:
    for document in documents:
        assert document.path.read_bytes().startswith(_MAGIC[document.path.suffix]), document.path.name


def test_made_again_by_another_process_the_bytes_are_the_same(
    documents: tuple[SampleDocument, ...], tmp_path: Path
) -> None:
    again = make_apart(tmp_path)
    changed = [
        first.path.name
        for first, second in zip(documents, again, strict=True)
        if sha256(first.path.read_bytes()).digest() != sha256(second.path.read_bytes()).digest()
    ]
    assert not changed
    assert [replace(one, path=tmp_path / one.path.name) for one in documents] == list(again)


def test_no_document_holds_an_identifier_of_a_person(documents: tuple[SampleDocument, ...]) -> None:
    for document in documents:
        words = words_of(document)
        for pattern in (_CURP, _TAX_KEY, _MAIL):
            assert not pattern.search(words), (document.path.name, pattern.search(words))


def test_what_is_to_be_published_gives_no_ground_to_look_closer(
    documents: tuple[SampleDocument, ...],
) -> None:
    for document in documents:
        if document.publish:
            assert not attendance.found(pages_of(document)), document.path.name


def test_photographs_are_never_published(documents: tuple[SampleDocument, ...]) -> None:
    assert not [one for one in documents if one.kind is DocumentKind.PHOTOGRAPH and one.publish]


def test_photographs_carry_their_date_and_no_place(documents: tuple[SampleDocument, ...]) -> None:
    for document in documents:
        if document.kind is DocumentKind.PHOTOGRAPH:
            with Image.open(document.path) as picture:
                exif = picture.getexif()
            assert exif.get_ifd(0x8769)[0x9003].startswith(document.date.strftime("%Y:%m:%d"))
            assert not exif.get_ifd(0x8825)


def test_the_scanned_letter_is_a_picture_only(documents: tuple[SampleDocument, ...]) -> None:
    (letter,) = [document for document in documents if document.kind is DocumentKind.LETTER]
    with pymupdf.open(letter.path) as pdf:
        assert [page.get_text().strip() for page in pdf] == [""]
        assert len(pdf[0].get_images()) == 1


def test_presentations_have_titles_and_notes_on_every_slide(documents: tuple[SampleDocument, ...]) -> None:
    for document in documents:
        if document.kind is DocumentKind.PRESENTATION:
            for slide in Presentation(str(document.path)).slides:
                assert slide.shapes.title.text_frame.text
                assert slide.notes_slide.notes_text_frame.text


def test_the_report_counts_what_the_activities_say(documents: tuple[SampleDocument, ...]) -> None:
    (report,) = [document for document in documents if document.kind is DocumentKind.REPORT]
    with pymupdf.open(report.path) as pdf:
        assert len(pdf) == 8
        assert f"{total_attendance():,}" in pdf[1].get_text()


def test_office_files_open_in_their_readers(documents: tuple[SampleDocument, ...]) -> None:
    by_suffix = {document.path.suffix: document.path for document in documents}
    assert "Acuerdos" in [paragraph.text for paragraph in Document(str(by_suffix[".docx"])).paragraphs]
    book = CalamineWorkbook.from_path(str(by_suffix[".xlsx"]))
    assert book.sheet_names == ["Catálogo", "Cómo solicitarlas"]
    assert len(book.get_sheet_by_name("Catálogo").to_python()) > 20


def test_documents_name_only_registered_units_and_topics(documents: tuple[SampleDocument, ...]) -> None:
    units = {unit.slug for unit in registers.UNITS}
    topics = {topic.slug for topic in registers.TOPICS}
    for document in documents:
        assert document.unit in units
        assert set(document.topics) <= topics
        assert len({one.path.name for one in documents}) == len(documents)
