"""A directory of servants or of offices stays; a table of private persons with telephones does not."""

from pathlib import Path

import pytest

from ingest.attendance.sheets import read_plain_table
from ingest.detect.findings import find_in_text
from ingest.options import Options
from ingest.values import FileType
from tests.ingest.attendance import tables
from tests.ingest.attendance.tables import Rows

PEOPLE = ["Ximena Hernández Colín", "Diego Martínez Rojas", "Brenda Flores Garduño"]


def _covered(path: Path, rows: Rows) -> list[object]:
    reading = read_plain_table(tables.make_book(path, rows), FileType.XLSX, Options(), find_in_text)
    return [cover.data_type.value for cover in reading.covers]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["DIRECTORIO DE SERVIDORES PÚBLICOS"],
            ["Nombre", "Cargo", "Área", "Teléfono", "Correo"],
            *[[name, "Director de Área", "Salud", "7221713200", "salud@calimaya.gob.mx"] for name in PEOPLE],
        ],
        [
            ["Nombre", "Denominación del cargo", "Unidad administrativa", "Teléfono oficial", "Extensión"],
            *[[name, "Auxiliar", "Tesorería", "722 171 32 00", 105] for name in PEOPLE],
        ],
        [["Directorio telefónico"], ["Dependencia", "Teléfono"], ["Bomberos", "7221713201"]],
        [["Institución", "Servicio", "Teléfono"], ["DIF", "Orientación", "7221713202"]],
    ],
)
def test_a_directory_stays(tmp_path: Path, rows: Rows) -> None:
    assert _covered(tmp_path / "a.xlsx", rows) == []


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Directorio de padres de familia"],
            ["Nombre", "Cargo", "Teléfono"],
            [PEOPLE[0], "Vocal", "7221234567"],
        ],
        [["Nombre", "Localidad", "Teléfono"], [PEOPLE[0], "Calimaya", "7221234567"]],
        [["DIRECTORIO"], ["Nombre", "Cargo", "Tel. celular"], [PEOPLE[0], "Vocal", "7221234567"]],
        [["DIRECTORIO"], ["Nombre", "Teléfono"], [PEOPLE[0], "7221234567"]],
    ],
)
def test_private_people_are_no_directory(tmp_path: Path, rows: Rows) -> None:
    assert sorted(set(_covered(tmp_path / "a.xlsx", rows))) == ["name", "phone"]


def test_a_servants_identifiers_go_even_from_a_directory(tmp_path: Path) -> None:
    rows = [
        ["DIRECTORIO"],
        ["Nombre", "Cargo", "Teléfono", "Observaciones"],
        [PEOPLE[0], "Directora", "7221713200", "LOGM090514MMCPRRA5"],
    ]
    assert _covered(tmp_path / "a.xlsx", rows) == ["curp"]
