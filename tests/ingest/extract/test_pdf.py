"""PDF: refusals with the right sentence, words where they stand, OCR where there is no usable layer."""

from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from ingest import ocr
from ingest.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    IngestError,
    TooManyPages,
    TruncatedFile,
    WrongPassword,
)
from ingest.extract.pdf import pdf_date
from ingest.options import Limits, Options
from ingest.values import FileType, TextSource
from tests.ingest.extract.conftest import Reading
from tests.ingest.sheets import TEXT, as_pdf, printed, scanned, share_read

needs_ocr = pytest.mark.skipif(
    not ocr.available(Options()), reason="Tesseract's Spanish data (tesseract-ocr-spa) are not installed"
)


def test_a_text_layer_is_read_with_its_words_preview_and_thumbnail(tmp_path: Path, read: Reading) -> None:
    path = tmp_path / "informe.pdf"
    document = printed()
    document.set_metadata({"title": "Informe", "creationDate": "D:20220427101500-06'00'"})
    document.save(path)
    result = read(path, FileType.PDF)
    page = result.pages[0]
    assert page.source is TextSource.LAYER
    assert page.confidence is None
    assert share_read(page.text) == 1.0
    assert page.words[0].text == "La"
    assert 35 < page.words[0].box.x0 < 45
    assert result.picture(page.preview).size == (695, 417)
    assert max(result.picture(page.thumbnail).size) == 400
    assert result.survey.title == "Informe"
    assert result.survey.created is not None
    assert result.survey.created.date().isoformat() == "2022-04-27"


def test_only_the_pages_asked_for_are_read(tmp_path: Path, read: Reading) -> None:
    path = tmp_path / "tres.pdf"
    document = pymupdf.open()
    for number in range(1, 6):
        document.new_page().insert_text((72, 72), f"Página número {number} del documento")
    document.save(path)
    pages = read(path, FileType.PDF, 2, 3).pages
    assert [page.number for page in pages] == [2, 3]
    assert "número 3" in pages[1].text
    assert pages[0].thumbnail is None


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_every_word_of_a_turned_and_cropped_page_lies_where_it_is_shown(
    tmp_path: Path, read: Reading, rotation: int
) -> None:
    path = tmp_path / "girado.pdf"
    document = pymupdf.open()
    page = document.new_page(width=600, height=400)
    page.insert_text((520, 380), "esquina", fontsize=14)
    page.insert_text((100, 100), "arriba", fontsize=14)
    page.insert_text((20, 20), "recortada", fontsize=14)
    page.set_cropbox(pymupdf.Rect(50, 50, 600, 400))
    page.set_rotation(rotation)
    document.save(path)
    result = read(path, FileType.PDF)
    read_page = result.pages[0]
    assert sorted(word.text for word in read_page.words) == ["arriba", "esquina"]
    assert (read_page.width, read_page.height) == ((550, 350) if rotation in (0, 180) else (350, 550))
    picture = result.picture(read_page.preview).convert("L")
    scale = picture.width / read_page.width
    for word in read_page.words:
        box = [int(edge * scale) for edge in word.box]
        inside = picture.crop((box[0], box[1], box[2] + 1, box[3] + 1))
        assert inside.getextrema()[0] < 100, f"no ink under {word.text}"


@needs_ocr
def test_a_scan_is_read_by_ocr_with_its_confidence(tmp_path: Path, read: Reading) -> None:
    page = read(as_pdf([scanned()], tmp_path / "escaneo.pdf"), FileType.PDF).pages[0]
    assert page.source is TextSource.OCR
    assert share_read(page.text) > 0.95
    assert page.confidence is not None
    assert page.confidence > 80
    word = next(word for word in page.words if word.text == "Coordinación")
    assert 50 < word.box.x0 < 70
    assert 45 < word.box.y0 < 60


@needs_ocr
def test_a_garbage_layer_counts_as_none(tmp_path: Path, read: Reading) -> None:
    path = tmp_path / "roto.pdf"
    as_pdf([scanned()], path)
    document = pymupdf.open(path)
    shifted = "".join(chr(ord(letter) + 3) if letter != " " else " " for letter in " ".join(TEXT))
    document[0].insert_textbox(document[0].rect, shifted, render_mode=3, fontsize=8)
    document.saveIncr()
    page = read(path, FileType.PDF).pages[0]
    assert page.source is TextSource.OCR
    assert share_read(page.text) > 0.95


@needs_ocr
def test_a_scan_with_a_printed_page_number_is_read_whole(tmp_path: Path, read: Reading) -> None:
    path = tmp_path / "numerado.pdf"
    as_pdf([scanned()], path)
    document = pymupdf.open(path)
    document[0].insert_text((240, 290), "Página 1 de 1", fontsize=8)
    document.saveIncr()
    page = read(path, FileType.PDF).pages[0]
    assert page.source is TextSource.OCR
    assert share_read(page.text) > 0.95


def test_a_blank_page_costs_no_ocr_and_has_no_text(tmp_path: Path, read: Reading) -> None:
    path = as_pdf([Image.new("L", (800, 600), 250)], tmp_path / "blanco.pdf")
    page = read(path, FileType.PDF).pages[0]
    assert (page.source, page.text, page.confidence) == (TextSource.NONE, "", None)
    assert page.preview is not None


def test_without_spanish_data_a_scan_is_kept_unread(tmp_path: Path, read: Reading) -> None:
    empty = tmp_path / "sin-datos"
    empty.mkdir()
    result = read(as_pdf([scanned()], tmp_path / "e.pdf"), FileType.PDF, options=Options(tessdata=empty))
    assert result.survey.missing_abilities == ("ocr",)
    assert result.pages[0].source is TextSource.NONE
    assert result.pages[0].preview is not None


def test_a_giant_page_stays_within_its_preview(tmp_path: Path, read: Reading) -> None:
    path = tmp_path / "gigante.pdf"
    document = pymupdf.open()
    document.new_page(width=14_400, height=14_400).insert_text((500, 500), "Plano", fontsize=300)
    document.save(path)
    result = read(path, FileType.PDF)
    assert max(result.picture(result.pages[0].preview).size) == 1600


def _saved(tmp_path: Path, **how: object) -> Path:
    path = tmp_path / "protegido.pdf"
    printed().save(path, **how)
    return path


def test_an_encrypted_file_asks_for_its_password(tmp_path: Path, read: Reading) -> None:
    path = _saved(tmp_path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secreto", owner_pw="dueño")
    with pytest.raises(EncryptedFile, match="contraseña"):
        read(path, FileType.PDF)
    with pytest.raises(WrongPassword, match="no abre"):
        read(path, FileType.PDF, options=Options(password="otra"))
    assert share_read(read(path, FileType.PDF, options=Options(password="secreto")).pages[0].text) == 1.0


def test_an_owner_password_alone_keeps_nobody_from_reading(tmp_path: Path, read: Reading) -> None:
    path = _saved(
        tmp_path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="dueño", permissions=0
    )
    assert share_read(read(path, FileType.PDF).pages[0].text) == 1.0


def test_damaged_truncated_and_empty_files_are_told_apart(tmp_path: Path, read: Reading) -> None:
    whole = _saved(tmp_path).read_bytes()
    cases: list[tuple[bytes, type[IngestError]]] = [
        (b"", EmptyFile),
        (whole[: len(whole) // 3], TruncatedFile),
        (b"<html>no soy un PDF</html>" + b" " * 3000 + b"%%EOF", DamagedFile),
    ]
    for content, refusal in cases:
        path = tmp_path / "malo.pdf"
        path.write_bytes(content)
        with pytest.raises(refusal):
            read(path, FileType.PDF)


def test_too_many_pages_are_refused_with_both_numbers(tmp_path: Path, read: Reading) -> None:
    path = tmp_path / "largo.pdf"
    document = pymupdf.open()
    for _ in range(6):
        document.new_page()
    document.save(path)
    with pytest.raises(TooManyPages, match="6 páginas y el máximo es 5"):
        read(path, FileType.PDF, options=Options(limits=Limits(pages=5)))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("D:20220427", "2022-04-27T00:00:00"),
        ("20220427101530Z", "2022-04-27T10:15:30"),
        ("D:19000101", None),
        ("D:20221399", None),
        ("ayer", None),
        ("", None),
        (None, None),
    ],
)
def test_only_believable_dates_are_taken(written: str | None, iso: str | None) -> None:
    when = pdf_date(written)
    assert (when.isoformat() if when else None) == iso
