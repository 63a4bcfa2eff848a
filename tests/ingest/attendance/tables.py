"""Attendance lists in cells made by the tests: people who do not exist, files of each format, their bytes."""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from ingest.attendance.public_table import write_public
from ingest.attendance.sheets import read_table
from ingest.attendance.tables import TableReading
from ingest.options import Options
from ingest.values import FileType
from tests.ingest import files

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Person:
    """Somebody invented."""

    given: str
    first: str
    second: str
    sex: str
    age: int
    grade: str
    curp: str
    phone: str
    email: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.first} {self.second}"

    @property
    def surname_first(self) -> str:
        return f"{self.first} {self.second} {self.given}"

    @property
    def personal(self) -> tuple[str, ...]:
        """What must not be found anywhere in a public version."""
        return (self.given, self.first, self.second, self.curp, self.phone, self.email)


PEOPLE = (
    Person(
        "Xóchitl",
        "Quezadilla",
        "Ñáñez",
        "M",
        13,
        "1° A",
        "QUNX100512MMCZXCA1",
        "7221110001",
        "xoch@correo.mx",
    ),
    Person(
        "Evaristo",
        "Monterrubio",
        "Zepedano",
        "H",
        14,
        "2° B",
        "MOZE090203HMCNPVA2",
        "7221110002",
        "eva@correo.mx",
    ),
    Person(
        "Yaretzi",
        "Baltierra",
        "Uscanga",
        "M",
        12,
        "1° A",
        "BAUY110907MMCLSRA3",
        "7221110003",
        "yare@correo.mx",
    ),
    Person(
        "Cuitláhuac",
        "Ontiveroso",
        "Jaramillas",
        "H",
        15,
        "3° C",
        "OOJC081130HMCNRTA4",
        "7221110004",
        "cui@correo.mx",
    ),
    Person(
        "Itzamara",
        "Villaseca",
        "Peñúñuri",
        "M",
        13,
        "2° B",
        "VIPI100101MMCLXTA5",
        "7221110005",
        "itza@correo.mx",
    ),
)
EVENT = (
    ("H. AYUNTAMIENTO DE CALIMAYA, ESTADO DE MÉXICO",),
    ("LISTA DE ASISTENCIA",),
    ("Nombre del evento", "Semana de la Salud Adolescente"),
    ("Plática", "Violencia en el noviazgo"),
    ("Fecha", "14 de noviembre de 2023"),
    ("Plantel", 'Esc. Sec. Ofic. No. 0219 "Lic. Benito Juárez"'),
    ("C.C.T.", "15EES0123K"),
    ("Impartida por", "Psic. Teodora Almanzora Krieger, Psicóloga adscrita"),
    ("Total de asistentes", len(PEOPLE)),
    (),
)
PUBLIC = (
    "H. AYUNTAMIENTO DE CALIMAYA, ESTADO DE MÉXICO",
    "LISTA DE ASISTENCIA",
    "Semana de la Salud Adolescente",
    "Violencia en el noviazgo",
    "14 de noviembre de 2023",
    'Esc. Sec. Ofic. No. 0219 "Lic. Benito Juárez"',
    "15EES0123K",
    "Psic. Teodora Almanzora Krieger, Psicóloga adscrita",
)
HEADINGS = ("No.", "Nombre completo", "Edad", "Sexo", "Grado y grupo", "CURP", "Teléfono", "Firma")


def body(people: Iterable[Person] = PEOPLE, start: int = 1) -> list[list[object]]:
    """The rows that belong under HEADINGS."""
    return [
        [number, one.name, one.age, one.sex, one.grade, one.curp, one.phone, ""]
        for number, one in enumerate(people, start)
    ]


def whole_list() -> list[Sequence[object]]:
    return [*EVENT, HEADINGS, *body()]


def make_book(path: Path, *sheets: Rows) -> Path:
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def make_csv(path: Path, rows: Rows, sign: str = ",", charset: str = "utf-8") -> Path:
    content = StringIO(newline="")
    csv.writer(content, delimiter=sign).writerows(rows)
    path.write_bytes(content.getvalue().encode(charset))
    return path


def make_open_sheet(path: Path, rows: Rows, hidden_columns: frozenset[int] = frozenset()) -> Path:
    """An OpenDocument sheet, its columns shown or collapsed."""
    width = max(map(len, rows))
    collapsed = ' table:visibility="collapse"'
    columns = "".join(
        f"<table:table-column{collapsed if place in hidden_columns else ''}/>" for place in range(width)
    )
    lines = "".join(
        "<table:table-row>"
        + "".join(map(_open_cell, (*row, *[""] * (width - len(row)))))
        + "</table:table-row>"
        for row in rows
    )
    return files.make_odf(
        path,
        "spreadsheet",
        f'<table:table table:name="Hoja1">{columns}{lines}</table:table>',
    )


def _open_cell(value: object) -> str:
    if value in ("", None):
        return "<table:table-cell/>"
    shown = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="string">{shown}</table:table-cell>'


def read(path: Path) -> TableReading | None:
    return read_table(path, FileType(path.suffix[1:]), Options())


def found(path: Path) -> TableReading:
    reading = read(path)
    assert reading is not None, "no list was found"
    return reading


def published(reading: TableReading, folder: Path, suffix: str = "xlsx") -> Path:
    target = folder / f"public.{suffix}"
    write_public(reading, target, suffix)
    return target


def everything(path: Path) -> str:
    """All bytes of a file, and of what is packed in it, as text."""
    raw = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            raw += [package.read(name) for name in package.namelist()]
            raw += [name.encode() for name in package.namelist()]
    return "\n".join(each.decode("utf-8", "replace") for each in raw)


def cells(path: Path) -> list[list[str]]:
    """The public cells of a workbook's first sheet."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def leaked(path: Path, people: Iterable[Person] = PEOPLE) -> list[str]:
    """Personal values of invented people that are still somewhere in a file."""
    text = everything(path).casefold()
    return [value for one in people for value in one.personal if value.casefold() in text]
