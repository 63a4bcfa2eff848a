"""The new workbook or CSV holds values alone."""

import csv
import zipfile
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.attendance.public_table import INDEX_NAME, REMOVED, Grounds, NoTableForm, harmless, write_public
from ingest.attendance.tables import Cover, PublicSheet, TableReading
from ingest.redactions import DataType, Extent
from tests.ingest.attendance import tables

READING = TableReading(
    (
        PublicSheet("Hoja 1", ((("LISTA DE ASISTENCIA",), ()), (("No.",), ("Nombre",)), (("1",), (1,)))),
        PublicSheet("Hoja 2", ((("Contacto:", 2),), ((), ("=2+2",)))),
    ),
    (
        Cover(1, "Hoja 1", "B3", DataType.NAME, Extent(words=3, lines=1)),
        Cover(2, "Hoja 2", "A1", DataType.EMAIL, Extent(words=1, lines=1)),
    ),
)
# All that a plain workbook consists of.
PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/theme/theme1.xml",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/worksheets/sheet3.xml",
}


def test_a_workbook_shows_codes_and_an_index_with_type_extent_and_law(tmp_path: Path) -> None:
    grounds = {DataType.NAME: Grounds("Art. 115 LGTAIP", "Identifica a una persona.")}
    write_public(READING, tmp_path / "a.xlsx", "xlsx", grounds)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Hoja 1", "Hoja 2", INDEX_NAME]
    assert [[cell.value for cell in row] for row in book["Hoja 1"].iter_rows()] == [
        ["LISTA DE ASISTENCIA", None],
        ["No.", "Nombre"],
        [1, "E1"],
    ]
    assert book["Hoja 2"]["A1"].value == "Contacto: E2"
    index = [[cell.value for cell in row] for row in book[INDEX_NAME].iter_rows(min_row=2)]
    assert index[0] == [
        "E1",
        "Hoja 1",
        "B3",
        "Nombre",
        "3 palabras",
        "Art. 115 LGTAIP",
        "Identifica a una persona.",
    ]
    assert index[1][3] == "Correo electrónico"


def test_a_workbook_has_no_channel_but_its_cells(tmp_path: Path) -> None:
    write_public(READING, tmp_path / "a.xlsx", "xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert set(package.namelist()) == PARTS
        sheets = "".join(package.read(name).decode() for name in PARTS if "worksheets" in name)
        book = package.read("xl/workbook.xml").decode()
    for channel in ("<f>", "hidden", "dataValidation", "hyperlink", "legacyDrawing", "autoFilter"):
        assert channel not in sheets
    for channel in ("definedName", "hidden", "pivotCache", "externalReference"):
        assert channel not in book
    properties = openpyxl.load_workbook(tmp_path / "a.xlsx").properties
    assert (properties.creator or "", properties.lastModifiedBy or "", properties.title or "") == ("", "", "")
    assert properties.created.year == 2000


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in ("a", "b"):
        write_public(READING, tmp_path / name, suffix)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_csv_is_utf_8_with_lines_of_one_length(tmp_path: Path) -> None:
    write_public(READING, tmp_path / "a.csv", ".CSV")
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(StringIO(text, newline="")))
    assert {len(row) for row in rows} == {2}
    assert rows[2] == ["1", REMOVED]
    assert rows[4] == [f"Contacto: {REMOVED}", ""]


def test_a_workbook_without_covers_has_no_index(tmp_path: Path) -> None:
    write_public(TableReading((PublicSheet("Datos", ((("1",),),)),)), tmp_path / "a.xlsx", "xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["Datos"]


@pytest.mark.parametrize("name", ["a/b[c]:d?", "x" * 40, "", "'", "History", INDEX_NAME, "Hoja 2"])
def test_any_sheet_name_becomes_one_the_format_allows(tmp_path: Path, name: str) -> None:
    sheets = (PublicSheet("Hoja 2", ()), PublicSheet(name, ((("dato",),),)))
    write_public(TableReading(sheets, READING.covers), tmp_path / "a.xlsx", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert len(set(book.sheetnames)) == 3
    assert book.worksheets[1]["A1"].value == "dato"


@pytest.mark.parametrize("text", ["=1+1", "+52 722", "-A1", "@SUM(A1)", "|calc", "%0"])
def test_what_a_spreadsheet_would_calculate_becomes_text(tmp_path: Path, text: str) -> None:
    reading = TableReading((PublicSheet("Hoja 1", (((text,),),)),))
    for suffix in ("xlsx", "csv"):
        write_public(reading, tmp_path / f"a.{suffix}", suffix)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["A1"].value == f"'{text}"
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").strip('"\r\n') == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+3.25", "0", "12"])
def test_numbers_stay_numbers(tmp_path: Path, text: str) -> None:
    assert harmless(text) == text
    write_public(TableReading((PublicSheet("Hoja 1", (((text,),),)),)), tmp_path / "a.xlsx", "xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["A1"].value == float(text)


@pytest.mark.parametrize("text", ["007", "1e5", "7221110001234567"])
def test_keys_that_look_like_numbers_stay_as_they_are(tmp_path: Path, text: str) -> None:
    write_public(TableReading((PublicSheet("Hoja 1", (((text,),),)),)), tmp_path / "a.xlsx", "xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["A1"].value == text


def test_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoTableForm):
        write_public(READING, tmp_path / "a.pdf", "pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_formulas_of_the_original_are_gone_with_what_they_were_made_of(tmp_path: Path) -> None:
    path = tables.make_book(tmp_path / "a.xlsx", tables.whole_list())
    book = openpyxl.load_workbook(path)
    book.active["J1"] = f'=CONCATENATE("{tables.PEOPLE[0].name}", "")'
    book.save(path)
    assert tables.leaked(tables.published(tables.found(path), tmp_path)) == []


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20).map(str.strip)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_stays_is_read_again_from_a_csv(tmp_path: Path, rows: list[list[str]]) -> None:
    sheet = PublicSheet("", tuple(tuple((cell,) if cell else () for cell in row) for row in rows))
    write_public(TableReading((sheet,)), tmp_path / "a.csv", "csv")
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8")
    width = max(map(len, rows))
    assert list(csv.reader(StringIO(text, newline=""))) == [
        [harmless(cell) for cell in row] + [""] * (width - len(row)) for row in rows
    ]
