"""Workbooks and CSV become pages of at most two hundred rows."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from ingest.errors import DamagedFile, NoPages, TooManyPages
from ingest.options import Limits, Options
from ingest.values import FileType
from tests.ingest import files
from tests.ingest.extract.conftest import Reading


def test_a_page_holds_two_hundred_rows_of_one_sheet(tmp_path: Path, read: Reading) -> None:
    found = read(files.make_book(tmp_path / "a.xlsx", 450), FileType.XLSX)
    assert [(page.number, page.label, page.text.count("\n") + 1) for page in found.pages] == [
        (1, "Asistencia", 200),
        (2, "Asistencia", 200),
        (3, "Asistencia", 50),
    ]
    assert found.pages[2].text.endswith("Plantel 449\t449")


def test_some_pages_can_be_read_alone(tmp_path: Path, read: Reading) -> None:
    (page,) = read(files.make_book(tmp_path / "a.xlsx", 450), FileType.XLSX, 2, 2).pages
    assert page.number == 2
    assert page.text.startswith("Plantel 200\t200")


def test_hidden_sheets_are_for_staff_alone(tmp_path: Path, read: Reading) -> None:
    (page,) = read(files.make_book(tmp_path / "a.xlsx"), FileType.XLSX).pages
    assert "Dato interno" not in page.text
    assert "Dato interno" in (page.notes or "")


def test_hidden_rows_and_columns_are_for_staff_alone(tmp_path: Path, read: Reading) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Escuela", "CURP", "Total"], ["Hidalgo", "XEXX010101", 12], ["Juárez", "XEXX020202", 9]):
        sheet.append(["", *row])
    sheet.delete_cols(1)
    sheet.insert_cols(1, 3)  # the table begins in column D
    sheet.column_dimensions["E"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "a.xlsx")
    (page,) = read(tmp_path / "a.xlsx", FileType.XLSX).pages
    assert page.text == "Escuela\tTotal\nHidalgo\t12"
    assert "CURP\nXEXX010101\nJuárez\tXEXX020202\t9" in (page.notes or "")


def test_cells_read_as_a_person_would_write_them(tmp_path: Path, read: Reading) -> None:
    book = openpyxl.Workbook()
    book.active.append([12.0, 2.5, True, datetime(2024, 5, 1), datetime(2024, 5, 1, 9, 30), " Año ", None])
    book.save(tmp_path / "a.xlsx")
    (page,) = read(tmp_path / "a.xlsx", FileType.XLSX).pages
    expected = ["12", "2.5", "Sí", str(date(2024, 5, 1)), "2024-05-01 09:30:00", "Año"]
    assert page.text.split("\t")[:6] == expected


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "cp850", "mac_roman"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_csv_is_read_in_any_charset_with_any_delimiter(
    tmp_path: Path, read: Reading, charset: str, sign: str
) -> None:
    rows = [["Escuela", "Dirección", "Año"], ["Niños Héroes", "Álvaro Obregón", "2024"]]
    text = "\r\n".join(sign.join(row) for row in rows)
    (tmp_path / "a.csv").write_bytes(text.encode(charset))
    (page,) = read(tmp_path / "a.csv", FileType.CSV).pages
    assert [line.split("\t") for line in page.text.split("\n")] == rows


def test_words_drawn_on_the_preview_stand_in_their_boxes(tmp_path: Path, read: Reading) -> None:
    found = read(files.make_book(tmp_path / "a.xlsx"), FileType.XLSX)
    (page,) = found.pages
    box = next(word.box for word in page.words if word.text == "Escuela")
    picture = found.picture(page.preview).convert("L")
    scale = picture.width / page.width
    inside = picture.crop(tuple(int(edge * scale) for edge in box))
    assert inside.getextrema()[0] < 100


def test_a_book_without_cells_has_no_pages(tmp_path: Path, read: Reading) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(NoPages):
        read(tmp_path / "a.xlsx", FileType.XLSX)


def test_too_many_rows_are_too_many_pages(tmp_path: Path, read: Reading) -> None:
    book = files.make_book(tmp_path / "a.xlsx", 450)
    with pytest.raises(TooManyPages):
        read(book, FileType.XLSX, options=Options(limits=Limits(pages=2)))


def test_a_broken_book_is_damaged(tmp_path: Path, read: Reading) -> None:
    files.make_zip(tmp_path / "a.xlsx", {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<nothing"})
    with pytest.raises(DamagedFile):
        read(tmp_path / "a.xlsx", FileType.XLSX)
