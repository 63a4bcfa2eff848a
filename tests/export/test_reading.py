"""Tables as offices send them: taken right, or refused with a sentence that says where."""

import csv
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from export.incoming import refusals
from export.incoming.limits import Limits
from export.problems import NotAnInteger, RowsRefused
from export.reading import propose_fields, read_table
from export.values import Field, FieldType, Row, Table

PLACES = Table(
    (
        Field("clave", FieldType.CODE, "Clave", ""),
        Field("nombre", FieldType.TEXT, "Nombre de la localidad", ""),
        Field("total", FieldType.INTEGER, "Total", ""),
    )
)
EXPECTED: list[Row] = [("0015", "San Andrés Ocotlán; «ñ»", 3), ("0016", 'Dijo "sí",\nluego no', None)]
CONTENT = (
    'clave{0}nombre{0}total\r\n0015{0}"San Andrés Ocotlán; «ñ»"{0}3\r\n0016{0}"Dijo ""sí"",\nluego no"{0}\r\n'
)


def sent(folder: Path, content: str | bytes, name: str = "tabla.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16", "utf-16-le"]
)
def test_any_usual_encoding_and_separator_reads_the_same(
    tmp_path: Path, charset: str, separator: str
) -> None:
    path = sent(tmp_path, CONTENT.format(separator).encode(charset))
    assert list(read_table(path, PLACES)()) == EXPECTED


def test_excels_line_about_the_separator_is_no_row(tmp_path: Path) -> None:
    path = sent(tmp_path, "sep=;\r\n" + CONTENT.format(";"))
    assert list(read_table(path, PLACES)()) == EXPECTED


def test_columns_are_known_by_name_or_title_in_any_order(tmp_path: Path) -> None:
    path = sent(tmp_path, "TOTAL,Nombre de la Localidad,Clave\n3,x,0015\n")
    assert list(read_table(path, PLACES)()) == [("0015", "x", 3)]


def test_rows_can_be_read_again_and_again(tmp_path: Path) -> None:
    rows = read_table(sent(tmp_path, CONTENT.format(",")), PLACES)
    assert list(rows()) == list(rows()) == EXPECTED


def test_a_wrong_value_is_named_by_its_row_in_the_file(tmp_path: Path) -> None:
    path = sent(tmp_path, "clave,nombre,total\n1,a,1\n\n2,b,muchos\n3,c,3\n")
    with pytest.raises(RowsRefused) as refused:
        list(read_table(path, PLACES)())
    (problem,) = refused.value.problems
    assert isinstance(problem, NotAnInteger)
    assert str(problem) == "Fila 4, columna «total»: se esperaba un número entero y dice «muchos»."


def test_faults_of_type_and_of_promise_are_told_together(tmp_path: Path) -> None:
    table = Table((*PLACES.fields[:2], replace(PLACES.fields[2], maximum=5)))
    path = sent(tmp_path, "clave,nombre,total\n1,a,x\n2,b,6\n3,c,4,,\n4,d\n")
    with pytest.raises(RowsRefused) as refused:
        list(read_table(path, table)())
    assert [(each.row, each.code) for each in refused.value.problems] == [
        (2, "not_an_integer"),
        (3, "too_great"),
        (5, "row_of_other_width"),
    ]


@pytest.mark.parametrize(
    ("content", "refusal", "told"),
    [
        ("", refusals.TableEmpty, "vacía"),
        ("clave,nombre,total\n", refusals.TableEmpty, "vacía"),
        ("clave,nombre\n1,a\n", refusals.ColumnMissing, "«total»"),
        ("clave,nombre,total,curp\n1,a,1,X\n", refusals.ColumnUnknown, "«curp»"),
        ("clave,nombre,total,Clave\n1,a,1,X\n", refusals.ColumnTwice, "«Clave»"),
        ("clave,,total\n1,a,1\n", refusals.ColumnNameless, "columna 2"),
        ('clave,nombre,total\n1,"a"b,1\n', refusals.QuotesBroken, "fila 2"),
        (b"%PDF-1.7 ...", refusals.NotATable, "CSV"),
        (b"PK\x03\x04 no book", refusals.WorkbookDamaged, "libro"),
    ],
)
def test_a_file_at_fault_as_a_whole_is_refused(
    tmp_path: Path, content: str | bytes, refusal: type[Exception], told: str
) -> None:
    with pytest.raises(refusal) as refused:
        list(read_table(sent(tmp_path, content), PLACES)())
    assert told in str(refused.value)


def test_a_quote_that_never_closes_is_stopped_by_the_bound_of_a_cell(tmp_path: Path) -> None:
    path = sent(tmp_path, 'clave,nombre,total\n1,a,1\n2,"b,2\n' + "3,c,3\n" * 100_000)
    with pytest.raises(refusals.QuotesBroken) as refused:
        list(read_table(path, PLACES)())
    assert "fila 3" in str(refused.value)


def test_five_thousand_columns_are_read_and_one_more_is_refused(tmp_path: Path) -> None:
    wide = sent(tmp_path, ",".join(f"c{n}" for n in range(5000)) + "\n" + ",".join(["1"] * 5000) + "\n")
    rows = read_table(wide)
    assert list(rows()) == [(1,) * 5000]
    wider = sent(tmp_path, ",".join(f"c{n}" for n in range(5001)) + "\n" + ",".join(["1"] * 5001) + "\n")
    with pytest.raises(refusals.TooManyColumns):
        read_table(wider)


def test_bounds_on_size_and_rows_hold(tmp_path: Path) -> None:
    path = sent(tmp_path, "clave,nombre,total\n" + "1,a,1\n" * 20)
    with pytest.raises(refusals.TableTooLarge):
        read_table(path, PLACES, Limits(file_size=10))
    with pytest.raises(refusals.TooManyRows) as refused:
        list(read_table(path, PLACES, Limits(rows=10))())
    assert "fila 12" in str(refused.value)


def test_a_formula_in_a_csv_is_text_like_any_other(tmp_path: Path) -> None:
    path = sent(tmp_path, 'clave,nombre,total\n1,"=HYPERLINK(""http://x"")",1\n2,\'=1+1,2\n')
    assert [row[1] for row in read_table(path, PLACES)()] == ['=HYPERLINK("http://x")', "=1+1"]


def test_types_are_proposed_that_fit_every_cell(tmp_path: Path) -> None:
    heading = (
        "Núm. de año escolar,CCT,Código,Ejercicio,Total,Promedio,Público,Día,Mes,Liga,Núm. de año escolar\n"
    )
    content = heading + (
        'a,15EES0123K,007,2026,"1,200",3.5,sí,31/03/2026,2026-03,https://x.mx,=1\n'
        "b,15EES0124K,110,2025,30,-4,NO,2026-04-01,2026-04,http://y.mx,\n"
    )
    fields = propose_fields(sent(tmp_path, content))
    assert [(field.name, field.type) for field in fields] == [
        ("num_de_anio_escolar", FieldType.TEXT),
        ("cct", FieldType.TEXT),
        ("codigo", FieldType.CODE),
        ("ejercicio", FieldType.YEAR),
        ("total", FieldType.INTEGER),
        ("promedio", FieldType.NUMBER),
        ("publico", FieldType.BOOLEAN),
        ("dia", FieldType.DATE),
        ("mes", FieldType.MONTH),
        ("liga", FieldType.ADDRESS),
        ("num_de_anio_escolar_2", FieldType.TEXT),
    ]
    assert [field.required for field in fields] == [True] * 10 + [False]


def test_a_file_that_was_described_by_its_proposal_is_never_refused(tmp_path: Path) -> None:
    path = sent(tmp_path, "a,b\n1,2026-02-30\n00,x\n,\n-5,\n")
    assert list(read_table(path)()) == [("1", "2026-02-30"), ("00", "x"), ("-5", None)]


HIDDEN = {"hidden": True}
FORMULA = refusals.FormulaWithoutResult
Fill = Callable[[xlsxwriter.Workbook], None]


def book(folder: Path, fill: Fill) -> Path:
    path = folder / "tabla.xlsx"
    with xlsxwriter.Workbook(path) as made:
        fill(made)
    return path


def _places(made: xlsxwriter.Workbook) -> xlsxwriter.worksheet.Worksheet:
    sheet = made.add_worksheet("Localidades")
    for number, row in enumerate(
        [("Clave", "Nombre de la localidad", "Total"), (15018, "=x", 3), ("0016", "b", 4)]
    ):
        for place, value in enumerate(row):
            (sheet.write_number if isinstance(value, int) else sheet.write_string)(
                number + 2, place + 1, value
            )
    return sheet


def test_a_workbook_is_read_wherever_in_the_sheet_it_stands(tmp_path: Path) -> None:
    rows = read_table(book(tmp_path, lambda made: _places(made) and None), PLACES)
    assert list(rows()) == [("15018", "=x", 3), ("0016", "b", 4)]


def test_a_workbooks_dates_are_dates(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["fecha", "otra"])
    made.active.append([datetime(2026, 3, 31), 2.5])
    made.save(tmp_path / "tabla.xlsx")
    table = Table((Field("fecha", FieldType.DATE, "", ""), Field("otra", FieldType.NUMBER, "", "")))
    assert list(read_table(tmp_path / "tabla.xlsx", table)()) == [(date(2026, 3, 31), 2.5)]


@pytest.mark.parametrize(
    ("spoil", "refusal", "told"),
    [
        (lambda _, sheet: sheet.set_column(3, 3, None, None, HIDDEN), refusals.HiddenCells, "columna 4"),
        (lambda _, sheet: sheet.set_row(3, None, None, HIDDEN), refusals.HiddenCells, "fila 4"),
        (lambda _, sheet: sheet.write_formula(3, 3, "=1/0", None, "#DIV/0!"), FORMULA, "D4"),
        (lambda made, _: made.add_worksheet("Otra").write(0, 0, "x"), refusals.SeveralSheets, "Otra"),
    ],
    ids=["column hidden", "row hidden", "formula failed", "two sheets"],
)  # fmt: skip
def test_a_workbook_that_would_publish_more_or_less_than_it_shows_is_refused(
    tmp_path: Path, spoil: Callable[..., object], refusal: type[Exception], told: str
) -> None:
    path = book(tmp_path, lambda made: spoil(made, _places(made)) and None)
    with pytest.raises(refusal) as refused:
        read_table(path, PLACES)
    assert told in str(refused.value)


def test_a_formula_that_was_never_calculated_is_refused(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["clave", "nombre", "total"])
    made.active.append(["1", "a", "=1+1"])
    made.save(tmp_path / "tabla.xlsx")
    with pytest.raises(refusals.FormulaWithoutResult, match="C2"):
        read_table(tmp_path / "tabla.xlsx", PLACES)


def test_a_workbook_that_swells_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = book(tmp_path, lambda made: _places(made) and None)
    with pytest.raises(refusals.WorkbookTooLarge):
        read_table(path, PLACES, Limits(unpacked=100))


def test_a_large_csv_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "grande.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerow(PLACES.names)
        file.writelines(f"{number:09d},{'x' * 1000},{number}\r\n" for number in range(60_000))
    script = (
        "import resource, sys; from pathlib import Path; from export.reading import read_table;"
        "from tests.export.test_reading import PLACES;"
        "base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "print(sum(1 for _ in read_table(Path(sys.argv[1]), PLACES)()),"
        "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base)"
    )
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    count, kilobytes = map(int, done.stdout.split())
    assert count == 60_000
    assert kilobytes < 30_000 < path.stat().st_size / 1024
