"""Every format, opened by something that did not write it: what went in comes out, and no cell runs."""

import csv
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from export.formats import ALL, KINDS, file_name, write, xlsx
from export.neutral import harmless, restored
from export.problems import RowsRefused
from export.reading import read_table
from export.schema import check
from export.values import Dataset, Field, FieldType, Format, Row, Table
from tests.export.tables import TABLE, TEXTS, dataset, hostile_rows, rows

FORMULAS = [
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "=cmd|' /C calc'!A0",
    "'=x",
    "''+x",
    "-",
]
PLAIN = ["a", "-5", "+5.25", "'hola", "", "a=b", "'5", "0012", "1-2"]


def written(
    data: list[Row], folder: Path, table: Table = TABLE, formats: tuple[Format, ...] = ALL
) -> Dataset:
    about = dataset(table)
    write(about, check(table, data), folder, formats)
    return about


def in_parquet(path: Path) -> list[Row]:
    with duckdb.connect() as base:
        return base.execute("select * from read_parquet(?)", [str(path)]).fetchall()


def from_json(record: dict[str, object]) -> Row:
    values = [record[name] for name in TABLE.names]
    values[5] = date.fromisoformat(values[5]) if isinstance(values[5], str) else values[5]
    return tuple(values)  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(hostile_rows())
@example([("0", "=1+1", 0, -0.5, False, date(1899, 12, 31), None, 1000, None, None)])
@example(
    [
        ("00", "'=1", None, None, None, None, None, None, None, None),
        ("0", "'", 1, 1e-9, True, None, None, None, None, "NP"),
    ]
)
def test_json_and_parquet_hold_exactly_what_went_in(data: list[Row]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        about = written(data, folder, formats=(Format.JSON, Format.JSON_LINES, Format.PARQUET))
        records = json.loads((folder / file_name(about, Format.JSON)).read_text("utf-8"))
        lines = (folder / file_name(about, Format.JSON_LINES)).read_bytes().decode().split("\n")[:-1]
        assert list(map(from_json, records)) == data
        assert [json.loads(line) for line in lines] == records
        assert in_parquet(folder / file_name(about, Format.PARQUET)) == data


@settings(max_examples=25, deadline=None)
@given(hostile_rows())
@pytest.mark.parametrize("kind", [Format.CSV, Format.CSV_EXCEL, Format.XLSX])
def test_what_a_spreadsheet_opens_comes_back_as_it_went_in(kind: Format, data: list[Row]) -> None:
    data = [(row[0].strip() or "x", *row[1:]) for row in data if isinstance(row[0], str)]
    data = list({row[0]: row for row in data}.values())
    with tempfile.TemporaryDirectory() as place:
        about = written(data, Path(place), formats=(kind,))
        path = Path(place) / file_name(about, kind)
        if data:
            assert list(read_table(path, TABLE)()) == data
        for cell in _texts(path):
            assert harmless(cell) == cell or cell.startswith("'")


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from (cell for row in csv.reader(file) for cell in (row[0], row[1]))
    else:
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            yield from (cell.value for cell in row[:2] if isinstance(cell.value, str))


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_run_gets_an_apostrophe_that_can_be_taken_off(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert restored(harmless(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_what_would_not_run_stays(text: str) -> None:
    assert harmless(text) == restored(text) == text


@given(st.one_of(TEXTS, st.text(alphabet="'=+-1a\t\n", max_size=6)))
def test_two_texts_never_become_the_same(text: str) -> None:
    assert restored(harmless(text)) == text


def test_csv_is_rfc_4180_without_a_mark_and_the_one_for_excel_has_it(tmp_path: Path) -> None:
    about = written(list(rows(3)), tmp_path)
    plain = (tmp_path / file_name(about, Format.CSV)).read_bytes()
    assert plain.startswith(b"folio,titulo,asistentes,")
    assert plain.count(b"\r\n") == plain.count(b"\n") == 4
    assert (tmp_path / file_name(about, Format.CSV_EXCEL)).read_bytes() == b"\xef\xbb\xbf" + plain
    second = plain.decode().splitlines()[2]
    assert second == (
        '000001,"Jornada «1», en “1”",1,0.125,false,2026-02-02,2026-02,2026,https://calimaya.example/1,publicado'
    )


def test_a_workbook_has_dates_numbers_and_codes_with_their_zeros(tmp_path: Path) -> None:
    about = written(list(rows(3)), tmp_path)
    book = openpyxl.load_workbook(tmp_path / file_name(about, Format.XLSX))
    assert book.sheetnames == ["datos"]
    cells = next(book["datos"].iter_rows(min_row=3, max_row=3))
    assert [cell.value for cell in cells[:3]] == ["000001", "Jornada «1», en “1”", 1]
    assert cells[4].value is False
    assert cells[5].is_date
    assert cells[5].value.date() == date(2026, 2, 2)
    assert cells[0].data_type == "s"


def test_parquet_types_are_those_of_the_columns(tmp_path: Path) -> None:
    about = written(list(rows(3)), tmp_path)
    path = str(tmp_path / file_name(about, Format.PARQUET))
    with duckdb.connect() as base:
        told = base.execute("describe select * from read_parquet(?)", [path]).fetchall()
    assert [kind for _, kind, *_ in told] == [
        *(
            "VARCHAR",
            "VARCHAR",
            "BIGINT",
            "DOUBLE",
            "BOOLEAN",
            "DATE",
            "VARCHAR",
            "BIGINT",
            "VARCHAR",
            "VARCHAR",
        )
    ]


def test_a_word_for_a_value_not_given_is_text_for_people_and_nothing_for_machines(tmp_path: Path) -> None:
    row = list(next(rows(1)))
    row[2] = "NP"
    about = written([tuple(row)], tmp_path)
    assert ",NP,0.0," in (tmp_path / file_name(about, Format.CSV)).read_text("utf-8")
    book = openpyxl.load_workbook(tmp_path / file_name(about, Format.XLSX))
    assert book["datos"]["C2"].value == "NP"
    (record,) = json.loads((tmp_path / file_name(about, Format.JSON)).read_text("utf-8"))
    assert record["asistentes"] is None
    assert in_parquet(tmp_path / file_name(about, Format.PARQUET))[0][2] is None


def test_an_empty_table_is_written_in_every_format(tmp_path: Path) -> None:
    about = written([], tmp_path)
    assert json.loads((tmp_path / file_name(about, Format.JSON)).read_text("utf-8")) == []
    assert (tmp_path / file_name(about, Format.JSON_LINES)).read_bytes() == b""
    assert in_parquet(tmp_path / file_name(about, Format.PARQUET)) == []


def test_five_thousand_columns_are_written(tmp_path: Path) -> None:
    wide = Table(tuple(Field(f"c{number}", FieldType.INTEGER, "", "") for number in range(5000)))
    about = written([tuple(range(5000))] * 3, tmp_path, wide)
    assert in_parquet(tmp_path / file_name(about, Format.PARQUET))[2][4999] == 4999
    assert list(read_table(tmp_path / file_name(about, Format.CSV), wide)()) == [tuple(range(5000))] * 3


def test_more_rows_than_a_sheet_holds_leave_the_workbook_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2500)
    made = write(dataset(), rows(2501), tmp_path)
    assert {each.format for each in made} == set(ALL) - {Format.XLSX}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(each.file_name for each in made)


def test_more_columns_than_a_sheet_holds_leave_the_workbook_out(tmp_path: Path) -> None:
    wide = Table(tuple(Field(f"c{number}", FieldType.INTEGER, "", "") for number in range(16_385)))
    made = write(dataset(wide), [tuple(range(16_385))], tmp_path, (Format.CSV, Format.XLSX))
    assert [each.format for each in made] == [Format.CSV]


def test_nothing_half_written_stays_when_rows_are_refused(tmp_path: Path) -> None:
    faulty = replace(TABLE.fields[2], maximum=3900)
    table = replace(TABLE, fields=(*TABLE.fields[:2], faulty, *TABLE.fields[3:]))
    with pytest.raises(RowsRefused):
        write(dataset(table), check(table, rows(5000)), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_written_stays_when_the_source_fails(tmp_path: Path) -> None:
    def failing() -> Iterator[Row]:
        yield from islice(rows(3000), 3000)
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError):
        write(dataset(), failing(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_every_format_of_data_is_in_the_table_once() -> None:
    assert len({kind.ending for kind in KINDS.values()}) == len(KINDS) == 6
