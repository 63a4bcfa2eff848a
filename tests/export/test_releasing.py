"""A whole release: what is in its folder, that it explains itself, and that it is the same every time."""

import csv
import hashlib
import json
import zipfile
from datetime import datetime
from pathlib import Path

import frictionless
import pytest

from export.problems import RowsRefused
from export.releasing import FolderTaken, make_release
from export.table_schema import SchemaUnreadable, from_table_schema, to_table_schema
from export.values import FIRST, Format, Release, Row
from tests.export.tables import ISSUED, TABLE, dataset, rows

HOSTILE: Row = ("=1+1", 'Dijo: "sí",\r\n@luego', None, None, None, None, None, None, None, None)
WORD: Row = ("0x", "ñ\t|;", "NP", -1.5, False, None, "2026-01", 2026, None, "NP")


def release(folder: Path, count: int = 50) -> Release:
    data = [*rows(count), HOSTILE, WORD]
    return make_release(
        dataset(), lambda: iter(data), folder, version=FIRST, issued=ISSUED, change_note="Primera versión."
    )


def test_every_file_is_there_with_its_size_and_checksum(tmp_path: Path) -> None:
    made = release(tmp_path / "1.0.0")
    assert {each.format for each in made.distributions} == set(Format)
    assert made.row_count == 52
    found = {path.name: path.read_bytes() for path in (tmp_path / "1.0.0").iterdir()}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in found.items()} == {
        each.file_name: each.sha256 for each in made.distributions
    }
    assert all(len(found[each.file_name]) == each.byte_size for each in made.distributions)
    assert [path.name for path in tmp_path.iterdir()] == ["1.0.0"]


def test_frictionless_finds_nothing_wrong_with_the_package(tmp_path: Path) -> None:
    release(tmp_path / "made")
    report = frictionless.validate(str(tmp_path / "made" / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "type", "message"]) == []
    assert [task.name for task in report.tasks] == ["jornadas", "jornadas-diccionario"]
    assert report.tasks[0].stats["rows"] == 52


def test_frictionless_would_find_a_changed_cell(tmp_path: Path) -> None:
    release(tmp_path / "made")
    path = tmp_path / "made" / "jornadas.csv"
    path.write_bytes(path.read_bytes().replace(b"2026-02-02", b"2026-02-31", 1))
    report = frictionless.validate(str(tmp_path / "made" / "datapackage.json"))
    assert {"hash-count", "type-error"} & {kind for (kind,) in report.flatten(["type"])}


def test_the_zip_holds_all_the_other_files(tmp_path: Path) -> None:
    made = release(tmp_path / "made")
    with zipfile.ZipFile(tmp_path / "made" / "jornadas-1.0.0.zip") as package:
        assert package.testzip() is None
        assert package.namelist() == [each.file_name for each in made.distributions[:-1]]


def test_a_package_taken_out_of_its_zip_is_valid(tmp_path: Path) -> None:
    release(tmp_path / "made")
    with zipfile.ZipFile(tmp_path / "made" / "jornadas-1.0.0.zip") as package:
        package.extractall(tmp_path / "out")
    assert frictionless.validate(str(tmp_path / "out" / "datapackage.json")).valid


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    assert release(tmp_path / "one").distributions == release(tmp_path / "other").distributions


def test_the_dictionary_explains_every_column(tmp_path: Path) -> None:
    release(tmp_path / "made")
    with (tmp_path / "made" / "jornadas-diccionario.csv").open(encoding="utf-8", newline="") as file:
        told = {row["columna"]: row for row in csv.DictReader(file)}
    assert tuple(told) == TABLE.names
    assert told["folio"]["obligatoria"] == told["folio"]["llave"] == "true"
    assert told["estado"]["valores"] == "publicado = La cifra es exacta; NP = No publicable"
    assert told["asistentes"]["valores_especiales"] == "NP = No publicable"


def test_metadatos_carries_inegis_card_first_and_one_fact_a_line(tmp_path: Path) -> None:
    made = release(tmp_path / "made")
    lines = (tmp_path / "made" / "metadatos.txt").read_text("utf-8").splitlines()
    names = [line.partition(":")[0] for line in lines[:9]]
    assert names == [
        *("Identifier", "Title", "Description", "Modified", "Publisher", "Mbox", "License", "DataDictionary"),
        "Keyword",
    ]
    told = dict(line.split(": ", 1) for line in lines if ": " in line)
    assert told["Description"] == "Pláticas que se dieron en planteles, por fecha."
    assert told["AccrualPeriodicity"] == "R/P3M"
    assert told["Temporal"] == "2026-01-01/2026-03-31"
    assert told["Version"] == "1.0.0"
    assert told["Citation"].endswith("fecha de consulta: AAAA-MM-DD")
    assert f"{made.distributions[0].sha256}  {made.distributions[0].byte_size}  jornadas.csv" in lines


def test_metadatos_says_why_there_is_no_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("export.formats.xlsx", "export.metadata_text"):
        monkeypatch.setattr(f"{module}.MOST_ROWS", 20)
    made = release(tmp_path / "made")
    assert Format.XLSX not in {each.format for each in made.distributions}
    assert "No hay XLSX" in (tmp_path / "made" / "metadatos.txt").read_text("utf-8")


def test_csvw_describes_each_column_of_the_csv(tmp_path: Path) -> None:
    release(tmp_path / "made")
    told = json.loads((tmp_path / "made" / "jornadas.csv-metadata.json").read_text("utf-8"))
    assert told["url"] == "jornadas.csv"
    assert [column["name"] for column in told["tableSchema"]["columns"]] == list(TABLE.names)
    assert told["tableSchema"]["primaryKey"] == ["folio"]


def test_fewer_formats_still_come_with_the_csv_that_the_descriptions_describe(tmp_path: Path) -> None:
    made = make_release(
        dataset(),
        lambda: rows(2),
        tmp_path / "made",
        version=FIRST,
        issued=ISSUED,
        change_note="",
        formats=[Format.PARQUET],
    )
    kinds = {each.format for each in made.distributions}
    assert {Format.CSV, Format.PARQUET} <= kinds
    assert not kinds & {Format.XLSX, Format.JSON}
    assert frictionless.validate(str(tmp_path / "made" / "datapackage.json")).valid


def test_refused_rows_leave_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(RowsRefused):
        make_release(
            dataset(),
            lambda: iter([*rows(3000), (None, *HOSTILE[1:])]),
            tmp_path / "made",
            version=FIRST,
            issued=ISSUED,
            change_note="",
        )
    assert list(tmp_path.iterdir()) == []


def test_a_release_is_never_written_over(tmp_path: Path) -> None:
    release(tmp_path / "made")
    before = (tmp_path / "made" / "jornadas.csv").read_bytes()
    with pytest.raises(FolderTaken):
        release(tmp_path / "made", 3)
    assert (tmp_path / "made" / "jornadas.csv").read_bytes() == before


def test_when_it_was_issued_needs_its_zone(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zone"):
        make_release(
            dataset(),
            lambda: rows(1),
            tmp_path / "made",
            version=FIRST,
            issued=datetime(2026, 1, 1),
            change_note="",
        )


def test_a_table_survives_its_table_schema() -> None:
    again = from_table_schema(json.loads(json.dumps(to_table_schema(TABLE))))
    assert again.key == TABLE.key
    for was, now in zip(TABLE.fields, again.fields, strict=True):
        assert (was.name, was.type, was.title, was.description, was.codes) == (
            *(now.name, now.type, now.title, now.description),
            now.codes,
        )
        assert [code.value for code in was.missing] == [code.value for code in now.missing]


@pytest.mark.parametrize(
    "untrusted", [[], {}, {"fields": 3}, {"fields": [{}]}, {"fields": [{"name": "a", "type": "geopoint"}]}]
)
def test_what_is_no_table_schema_is_refused(untrusted: object) -> None:
    with pytest.raises(SchemaUnreadable):
        from_table_schema(untrusted)
