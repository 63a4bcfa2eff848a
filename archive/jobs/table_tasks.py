"""What a child process does with a table that staff sent: read it as its columns promise, look for people.

It runs in the sandbox (ingest.sandbox) in place of the parsers of documents: nobody knows who made the file.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from archive.row_file import write
from archive.services.describing import dataset_of
from export.errors import ExportError
from export.problems import CellProblem, RowsRefused
from export.reading import read_table
from export.values import FieldType, Row, Table
from ingest.detect.findings import find_in_text
from ingest.redactions import DataType

Json = dict[str, Any]

MOST_PROBLEMS = 20
_READ = frozenset({FieldType.TEXT, FieldType.CODE, FieldType.ADDRESS})


class LooksPersonal(CellProblem):
    code = "personal_data"
    sentence = (
        "Fila %(row)s, columna «%(column)s»: parece un dato personal (%(kind)s). "
        "Quítelo, o agregue los datos de modo que nadie sea identificado."
    )


def _examine_table(request: Json) -> Json:
    """The rows in a row file, or what is wrong with them, by row and column; never a cell's value."""
    table = dataset_of(request["dataset"]).table
    personal: list[Json] = []
    try:
        rows = read_table(Path(request["path"]), table)
        written = write(table, _searched(table, rows(), personal), Path(request["target"]))
    except RowsRefused as refused:
        return {"problems": [_problem(one) for one in refused.problems]}
    except ExportError as error:
        return {"problems": [_problem(error)]}
    return {"problems": personal, "row_count": written.row_count}


def _searched(table: Table, rows: Iterator[Row], personal: list[Json]) -> Iterator[Row]:
    """The rows as they come; what is personal in them is noted down."""
    texts = [
        (place, each.name) for place, each in enumerate(table.fields) if each.type in _READ and not each.codes
    ]
    for number, row in enumerate(rows, start=2):
        for place, name in texts:
            value = row[place]
            if isinstance(value, str) and len(personal) < MOST_PROBLEMS:
                personal += [_found(number, name, kind) for kind in _kinds(value)]
        yield row


def _kinds(text: str) -> list[DataType]:
    return sorted({one.data_type for one in find_in_text(text) if one.likely})


def _found(row: int, column: str, kind: DataType) -> Json:
    named = PERSONAL_KINDS.get(kind, PERSONAL_KINDS[DataType.OTHER])
    return {
        "code": LooksPersonal.code,
        "sentence": LooksPersonal.sentence,
        "data": {"row": row, "column": column, "kind": named},
    }


def _problem(error: ExportError) -> Json:
    data = {name: _plain(value) for name, value in error.data.items() if name != "value"}
    if "value" in error.data:
        data["value"] = "…"  # it may be somebody's
    return {"code": error.code, "sentence": error.sentence, "data": data}


def _plain(value: Any) -> str | int | float | None:
    return value if isinstance(value, str | int | float | None) else str(value)


PERSONAL_KINDS: dict[DataType, str] = {
    DataType.NAME: "un nombre",
    DataType.CURP: "una CURP",
    DataType.RFC: "un RFC",
    DataType.NSS: "un número de seguridad social",
    DataType.VOTER_KEY: "una clave de elector",
    DataType.CLABE: "una cuenta bancaria",
    DataType.PHONE: "un teléfono",
    DataType.EMAIL: "un correo electrónico",
    DataType.ADDRESS: "un domicilio",
    DataType.BIRTH_DATE: "una fecha de nacimiento",
    DataType.PLATE: "una placa",
    DataType.ENROLMENT: "una matrícula",
    DataType.PASSPORT: "un pasaporte",
    DataType.OTHER: "otro",
}


def prepare() -> None:
    """Let every child find the lists of names loaded."""
    find_in_text("Ana López")


def tidy(work: Path) -> None:
    """Nothing is left outside."""


TASKS: dict[str, Callable[[Json], Json]] = {"examine_table": _examine_table}
