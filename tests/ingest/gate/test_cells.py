"""A public workbook has visible cells and nothing else; text files are searched in every encoding."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from ingest.options import Options
from ingest.redactions import DataType, GateReport, Leak, Secrets
from ingest.values import FileType
from ingest.verify import verify
from tests.ingest.gate.leaking import NAME

SECRETS = Secrets(((DataType.NAME, NAME),))
Change = Callable[[openpyxl.Workbook], object]


def gate(path: Path, file_type: FileType) -> GateReport:
    return verify(path, file_type, SECRETS, ("Total de asistentes",), Options(), path.parent)


def book(path: Path, change: Change | None = None) -> Path:
    made = openpyxl.Workbook()
    made.properties.creator = "Acervo"
    made.active.append(["Total de asistentes", 28])
    if change is not None:
        change(made)
    made.save(path)
    return path


def test_clean_workbooks_pass(tmp_path: Path) -> None:
    assert gate(book(tmp_path / "a.xlsx"), FileType.XLSX).passed
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as made:
        made.add_worksheet("Asistencia").write_row(0, 0, ["Total de asistentes", 28])
    assert gate(tmp_path / "b.xlsx", FileType.XLSX).passed


def test_a_name_over_three_cells_is_read_by_rows(tmp_path: Path) -> None:
    def split(made: openpyxl.Workbook) -> None:
        made.active.append(["Ledezma", "", "Otra"])
        made.active.append(NAME.split())

    report = gate(book(tmp_path / "a.xlsx", split), FileType.XLSX)
    assert (Leak.CELL, DataType.NAME) in {(each.leak, each.data_type) for each in report.objections}


def _hide_sheet(made: openpyxl.Workbook) -> None:
    made.create_sheet("Otra").sheet_state = "hidden"


def _comment(made: openpyxl.Workbook) -> None:
    made.active["A1"].comment = Comment("algo", "alguien")


@pytest.mark.parametrize(
    ("change", "channel"),
    [
        (_hide_sheet, "hidden sheet"),
        (lambda made: setattr(made.active.row_dimensions[1], "hidden", True), "hidden row"),
        (lambda made: setattr(made.active.column_dimensions["A"], "hidden", True), "hidden column"),
        (lambda made: setattr(made.active.column_dimensions["A"], "width", 0.1), "hidden column"),
        (_comment, "comments"),
        (lambda made: made.defined_names.add(DefinedName("x", attr_text="Sheet!$A$1")), "defined names"),
        (lambda made: setattr(made.active["A1"], "hyperlink", "https://gob.mx"), "links"),
        (lambda made: setattr(made.properties, "creator", "Alguien"), "properties"),
        (lambda made: setattr(made.properties, "keywords", "algo"), "properties"),
    ],
)
def test_a_hidden_channel_is_refused_although_it_says_nothing(
    tmp_path: Path, change: Change, channel: str
) -> None:
    report = gate(book(tmp_path / "a.xlsx", change), FileType.XLSX)
    assert channel in {each.detail for each in report.objections if each.leak is Leak.STRUCTURE}


@pytest.mark.parametrize(
    ("part", "channel"),
    [
        ("xl/pivotCache/pivotCacheDefinition1.xml", "pivot caches"),
        ("xl/externalLinks/externalLink1.xml", "external links"),
        ("xl/embeddings/oleObject1.bin", "embedded objects"),
        ("docProps/custom.xml", "custom properties"),
        ("xl/media/image1.png", "pictures"),
        ("xl/vbaProject.bin", "macros"),
        ("otra.xml", "a part of no known use"),
    ],
)
def test_a_part_that_no_sheet_needs_is_refused(tmp_path: Path, part: str, channel: str) -> None:
    path = book(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(part, "<a/>")
    assert channel in {each.detail for each in gate(path, FileType.XLSX).objections}


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw + b"mas",
        lambda raw: b"antes" + raw,
        lambda raw: raw[:-2] + b"\x03\x00mas",
    ],
)
def test_bytes_around_the_package_are_refused(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    path = book(tmp_path / "a.xlsx")
    path.write_bytes(change(path.read_bytes()))
    assert not gate(path, FileType.XLSX).passed


def test_a_part_without_an_entry_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    raw = path.read_bytes()
    lost = BytesIO()
    with zipfile.ZipFile(lost, "w") as package:
        package.writestr("perdida.txt", "algo")
    inner = lost.getvalue()[: lost.getvalue().index(b"PK\x01\x02")]
    with zipfile.ZipFile(BytesIO(raw)) as package:
        start = package.start_dir
    end = raw.rindex(b"PK\x05\x06")
    moved = (start + len(inner)).to_bytes(4, "little")
    path.write_bytes(raw[:start] + inner + raw[start : end + 16] + moved + raw[end + 20 :])
    assert not gate(path, FileType.XLSX).passed


@pytest.mark.parametrize("file_type", [FileType.CSV, FileType.TXT, FileType.MARKDOWN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_searched_in_its_encoding(tmp_path: Path, file_type: FileType, encoding: str) -> None:
    for text, passes in (("Total de asistentes;28", True), (f"Total de asistentes;28\n1;{NAME}", False)):
        path = tmp_path / "a"
        path.write_bytes(text.encode(encoding))
        assert gate(path, file_type).passed is passes


@pytest.mark.parametrize(
    "written",
    [
        "X&oacute;chitl Tonantzin",
        "X%C3%B3chitl%20Tonantzin",
        "Xóchitl\u200b Tonan\xadtzin",
        "Xóchitl;;Tonantzin",
    ],
)
def test_text_written_in_codes_is_searched(tmp_path: Path, written: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Total de asistentes\n{written}", encoding="utf-8")
    assert (Leak.TEXT, DataType.NAME) in {
        (each.leak, each.data_type) for each in gate(path, FileType.CSV).objections
    }


def test_controls_in_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Total de asistentes \x08 28")
    assert {each.leak for each in gate(path, FileType.TXT).objections} == {Leak.STRUCTURE}
