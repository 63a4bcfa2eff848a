"""``acervo redact``: a public version or a reason, never something in between."""

import json
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pymupdf
import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from tests.ingest.files import make_letter, make_picture
from tests.ingest.lists import (
    CURPS,
    NAMES,
    make_list,
    make_list_as_book,
    make_list_as_csv,
    make_picture_of,
    names_in,
)


def redact(source: Path, target: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["redact", str(source), str(target), *more])


def text_of(path: Path) -> str:
    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def report_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_a_list_comes_out_without_its_people_and_with_its_event(tmp_path: Path) -> None:
    source, target, report = make_list(tmp_path / "lista.pdf"), tmp_path / "public.pdf", tmp_path / "r.json"
    before = source.read_bytes()
    ended = redact(source, target, "--report", str(report))
    assert ended.exit_code == 0, ended.output
    shown = text_of(target)
    assert "violencia en el noviazgo" in shown
    assert "Nombre completo" in shown
    assert not names_in(shown)
    assert not names_in(target.read_bytes().decode("latin-1"))
    assert source.read_bytes() == before
    told = report_of(report)
    assert told["published"] is True
    assert told["kind"] == "attendance"
    assert told["counts"]["total"] == len(NAMES)
    assert told["counts"]["by_sex"] == {"mujer": 3, "hombre": 3}
    assert {"name", "curp"} <= {box["type"] for box in told["boxes"]}
    assert told["gate"]["passed"] is True
    assert not names_in(report.read_text("utf-8"))


def test_saying_that_a_list_is_a_document_does_not_show_its_people(tmp_path: Path) -> None:
    source, target, report = make_list(tmp_path / "acta.pdf"), tmp_path / "public.pdf", tmp_path / "r.json"
    assert redact(source, target, "--kind", "document", "--report", str(report)).exit_code == 0
    assert report_of(report)["kind"] == "attendance"
    assert not names_in(text_of(target))


def test_a_workbook_comes_out_as_a_workbook_and_as_csv(tmp_path: Path) -> None:
    source = make_list_as_book(tmp_path / "lista.xlsx")
    assert redact(source, tmp_path / "public.xlsx").exit_code == 0
    assert redact(source, tmp_path / "public.csv").exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "public.xlsx")
    cells = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)
    table = (tmp_path / "public.csv").read_text("utf-8")
    for shown in (cells, table):
        assert "Nombre completo" in shown
        assert not names_in(shown)


def test_a_csv_comes_out_as_csv(tmp_path: Path) -> None:
    source = make_list_as_csv(tmp_path / "lista.csv")
    assert redact(source, tmp_path / "public.csv").exit_code == 0
    assert not names_in((tmp_path / "public.csv").read_text("utf-8"))


def test_a_picture_of_a_list_is_a_list(tmp_path: Path) -> None:
    source = make_picture_of(tmp_path / "foto.png", make_list(tmp_path / "lista.pdf"))
    target, report = tmp_path / "public.jpg", tmp_path / "r.json"
    ended = redact(source, target, "--kind", "photo", "--report", str(report))
    assert ended.exit_code == 0, ended.output
    assert report_of(report)["kind"] == "attendance"
    read = subprocess.run(
        ["tesseract", str(target), "-", "-l", "spa"], capture_output=True, text=True, check=True
    ).stdout
    assert "noviazgo" in read
    assert not names_in(read)


def test_a_photograph_comes_out_bare_of_metadata(tmp_path: Path) -> None:
    source = make_picture(tmp_path / "foto.jpg", size=(320, 240), comment=NAMES[0].encode())
    target, report = tmp_path / "public.jpg", tmp_path / "r.json"
    ended = redact(source, target, "--report", str(report))
    assert ended.exit_code == 0, ended.output
    assert report_of(report)["kind"] == "photo"
    assert NAMES[0].encode() in source.read_bytes()
    assert NAMES[0].encode() not in target.read_bytes()


def test_a_letter_keeps_its_text_and_loses_an_identifier(tmp_path: Path) -> None:
    source = make_letter(
        tmp_path / "oficio.docx",
        ("Oficio CAL/UT/045/2024", f"Se entrega constancia con CURP {CURPS[0]} para su trámite."),
    )
    target, report = tmp_path / "public.pdf", tmp_path / "r.json"
    ended = redact(source, target, "--report", str(report))
    assert ended.exit_code == 0, ended.output
    shown = text_of(target)
    assert "CAL/UT/045/2024" in shown
    assert CURPS[0] not in shown
    assert [box["type"] for box in report_of(report)["boxes"]] == ["curp"]


@pytest.mark.parametrize(
    ("source_name", "target_name", "said"),
    [
        ("lista.pdf", "public.docx", ".pdf, .jpg, .png, .xlsx o .csv"),
        ("lista.pdf", "public.xlsx", "Se puede pedir: pdf"),
        ("lista.pdf", "lista.pdf", "nunca se cambia"),
        ("nada.pdf", "public.pdf", "No existe"),
        ("lista.pdf", "sin/carpeta.pdf", "No se puede escribir"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(
    tmp_path: Path, source_name: str, target_name: str, said: str
) -> None:
    original = make_list(tmp_path / "lista.pdf").read_bytes()
    ended = redact(tmp_path / source_name, tmp_path / target_name)
    assert ended.exit_code == 1
    assert said in ended.stderr
    assert (tmp_path / "lista.pdf").read_bytes() == original
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lista.pdf"]


def test_a_refusal_leaves_what_stood_there_before(tmp_path: Path) -> None:
    source = tmp_path / "oficio.pdf"
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Se invita a la ciudadanía a la plática.")
        document.save(source)
    target, report = tmp_path / "public.pdf", tmp_path / "r.json"
    target.write_bytes(b"what stood there")
    ended = redact(source, target, "--kind", "attendance", "--report", str(report))
    assert ended.exit_code == 1
    assert "no se reconoció ninguna" in ended.stderr
    assert target.read_bytes() == b"what stood there"
    assert report_of(report)["refused"] == "list_not_found"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["oficio.pdf", "public.pdf", "r.json"]


def test_a_damaged_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    source = tmp_path / "lista.pdf"
    source.write_bytes(b"%PDF-1.7\nnothing more")
    ended = redact(source, tmp_path / "public.pdf")
    assert ended.exit_code == 1
    assert ended.stderr.strip()
    assert "Traceback" not in ended.output
    assert not (tmp_path / "public.pdf").exists()
