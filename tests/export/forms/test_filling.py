"""A form is filled as its template promises, or refused by row and column before a file is there."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from export.errors import ExportError
from export.forms.cells import written
from export.forms.errors import (
    CatalogueMissing,
    DatasetColumnUnknown,
    FormColumnAmbiguous,
    FormColumnUnknown,
    MappingUnreadable,
    NotATemplate,
    SheetMissing,
    TemplateNotEmpty,
)
from export.forms.filling import fill
from export.forms.mapping import read_mapping
from export.problems import RowsRefused
from export.values import Field, FieldType, Row, Table

TABLE = Table(
    tuple(
        Field(name, FieldType.TEXT, name, name)
        for name in ("folio", "anio", "inicio", "tipo", "liga", "monto", "nombre", "sexo")
    )
)
COLUMNS = (
    ("Ejercicio", 334280, 3),
    ("Fecha de inicio del periodo que se informa", 334314, 4),
    ("Tipo de evento (catálogo)", 334281, 9),
    ("Hipervínculo al documento", 334282, 7),
    ("Monto", 334283, 6),
    ("Participantes \nTabla_334300", 334300, 10),
    ("Nota", 334284, 14),
    ("Nota", 334285, 14),
)
MAPPING = """
una_fila_por = ["folio"]
[columnas]
Ejercicio = { columna = "anio" }
"334314" = { columna = "inicio" }
"tipo de  evento (catálogo)" = { columna = "tipo" }
"Hipervínculo al documento" = { columna = "liga" }
"Monto" = { columna = "monto" }
"334285" = { valor = "=SUMA(1,2) <&>" }
[tablas.334300.columnas]
"""
MAPPING = MAPPING.replace("[tablas.334300.columnas]", "[tablas.334300]") + (
    'Nombre = { columna = "nombre" }\nSexo = { columna = "sexo" }\n'
)
GOOD: Row = ("F1", 2026, date(2026, 1, 1), "Plática", "https://a.example/1", 10.5, "Policía A", "Mujer")


def make_template(path: Path, change: Callable[[Workbook], None] | None = None) -> Path:
    """As the platform makes them: numbers above the headings, catalogues in hidden sheets, a child table."""
    book = Workbook()
    main = book.active
    main.title = "Reporte de Formatos"
    main["A1"] = 25405
    main.append(["TÍTULO", "", "", "NOMBRE CORTO"])
    main.append(["Eventos", "", "", "LGT_Art_70"])
    main.append([type_ for _, _, type_ in COLUMNS])
    main.append([number for _, number, _ in COLUMNS])
    main.append(["Tabla Campos"])
    main.append([heading for heading, _, _ in COLUMNS])
    main.row_dimensions[1].hidden = True
    child = book.create_sheet("Tabla_334300")
    for row in ([1, 9], [44001, 44002], ["ID", "Nombre", "Sexo"]):
        child.append(row if row[0] == "ID" else [None, *row])
    _catalogue(book, "Hidden_1", ("Plática", "Taller"), main, "Hidden_13", "C8:C201")
    _catalogue(book, "Hidden_1_Tabla_334300", ("Mujer", "Hombre"), child, "Hidden_1_Tabla_3343003", "C4:C201")
    if change:
        change(book)
    book.save(path)
    return path


def _catalogue(
    book: Workbook, name: str, values: tuple[str, ...], sheet, range_name: str, cells: str
) -> None:
    hidden = book.create_sheet(name)
    hidden.sheet_state = "hidden"
    for value in values:
        hidden.append([value])
    book.defined_names[range_name] = DefinedName(range_name, attr_text=f"{name}!$A$1:$A${len(values)}")
    rule = DataValidation(type="list", formula1=range_name)
    sheet.add_data_validation(rule)
    rule.add(cells)


def fill_with(folder: Path, *rows: Row, mapping: str = MAPPING, change=None) -> Path:
    template = make_template(folder / "plantilla.xlsx", change)
    (folder / "formato.toml").write_text(mapping, encoding="utf-8")
    target = folder / "lleno.xlsx"
    fill(template, read_mapping(folder / "formato.toml", TABLE), lambda: iter(rows), target)
    return target


def test_values_stand_below_their_headings_with_their_types(tmp_path: Path) -> None:
    sheet = load_workbook(fill_with(tmp_path, GOOD))["Reporte de Formatos"]
    row = [cell.value for cell in sheet[8]]
    assert row == [
        2026,
        datetime(2026, 1, 1),
        "Plática",
        "https://a.example/1",
        10.5,
        1,
        None,
        "=SUMA(1,2) <&>",
    ]
    assert sheet["B8"].is_date
    assert sheet["H8"].data_type != "f"


def test_rows_with_the_same_key_are_one_row_with_several_below(tmp_path: Path) -> None:
    other = (*GOOD[:6], "Policía B", "Hombre")
    second = ("F2", *GOOD[1:6], "Policía A", "Mujer")
    alone = ("F3", *GOOD[1:6], None, None)
    book = load_workbook(fill_with(tmp_path, GOOD, other, GOOD, second, alone))
    main = book["Reporte de Formatos"]
    assert main.max_row == 10
    assert [main.cell(row, 6).value for row in range(8, 11)] == [1, 2, None]
    child = [[cell.value for cell in row] for row in book["Tabla_334300"].iter_rows(min_row=4)]
    assert child == [[1, "Policía A", "Mujer"], [1, "Policía B", "Hombre"], [2, "Policía A", "Mujer"]]


def test_all_that_was_in_the_template_is_still_there(tmp_path: Path) -> None:
    target = fill_with(tmp_path, GOOD)
    before, after = load_workbook(tmp_path / "plantilla.xlsx"), load_workbook(target)
    assert after.sheetnames == before.sheetnames
    assert [each.sheet_state for each in after] == [each.sheet_state for each in before]
    assert after.defined_names.keys() == before.defined_names.keys()
    rules = after["Reporte de Formatos"].data_validations.dataValidation
    assert [(str(each.sqref), each.formula1) for each in rules] == [("C8:C201", "Hidden_13")]
    assert after["Reporte de Formatos"].row_dimensions[1].hidden
    with ZipFile(tmp_path / "plantilla.xlsx") as old, ZipFile(target) as new:
        assert old.namelist() == new.namelist()
        same = [name for name in old.namelist() if old.read(name) == new.read(name)]
        assert len(same) == len(old.namelist()) - 3  # two sheets and the styles


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (1, "dos mil", "Fila 2, columna «Ejercicio»: se esperaba un número entero"),
        (
            2,
            "31/31/2026",
            "Fila 2, columna «Fecha de inicio del periodo que se informa»: se esperaba una fecha",
        ),
        (3, "Fiesta", "Fila 2, columna «Tipo de evento (catálogo)»: «Fiesta» no está en la lista"),
        (4, "javascript:x", "Fila 2, columna «Hipervínculo al documento»: se esperaba una dirección"),
        (5, "mucho", "Fila 2, columna «Monto»: se esperaba un número"),
        (6, "x" * 151, "Fila 2, columna «Nombre»: el texto tiene 151 caracteres y el máximo es 150"),
        (6, "a\x0bb", "Fila 2, columna «Nombre»: el texto trae un carácter que no se ve"),
        (7, "Otro", "Fila 2, columna «Sexo»: «Otro» no está en la lista"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_written(
    tmp_path: Path, place: int, value: str, sentence: str
) -> None:
    wrong = ("F2", *GOOD[1:place], value, *GOOD[place + 1 :])
    with pytest.raises(RowsRefused) as refused:
        fill_with(tmp_path, GOOD, wrong)
    assert sentence in str(refused.value)
    assert not (tmp_path / "lleno.xlsx").exists()


def test_one_row_of_the_form_cannot_say_two_things(tmp_path: Path) -> None:
    with pytest.raises(RowsRefused, match="Fila 2, columna «Monto»: dice «99»"):
        fill_with(tmp_path, GOOD, (*GOOD[:5], 99, *GOOD[6:]))


@pytest.mark.parametrize(
    ("mapping", "error"),
    [
        ('[columnas]\nNada = { columna = "anio" }', FormColumnUnknown),
        ('[columnas]\nNota = { columna = "anio" }', FormColumnAmbiguous),
        ('[columnas]\nMonto = { columna = "no_hay" }', DatasetColumnUnknown),
        ('una_fila_por = ["no_hay"]\n[columnas]', DatasetColumnUnknown),
        ('[columnas]\nMonto = { columna = "monto", valor = 1 }', MappingUnreadable),
        ("[columnas]\nMonto = 7", MappingUnreadable),
        ("columnas = 7", MappingUnreadable),
        ("[columnas]\n[otras]", MappingUnreadable),
        ("[columnas", MappingUnreadable),
        ("", MappingUnreadable),
        ("[columnas]\n[tablas.999]", SheetMissing),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(
    tmp_path: Path, mapping: str, error: type[ExportError]
) -> None:
    with pytest.raises(error):
        fill_with(tmp_path, GOOD, mapping=mapping)
    assert not (tmp_path / "lleno.xlsx").exists()


def _set(sheet: str, cell: str, value: object) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


def _without_catalogue(book: Workbook) -> None:
    del book.defined_names["Hidden_13"]


def _without_sheet(book: Workbook) -> None:
    book["Reporte de Formatos"].title = "Hoja1"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (_set("Reporte de Formatos", "A8", 2025), TemplateNotEmpty),
        (_set("Tabla_334300", "B4", "Ana"), TemplateNotEmpty),
        (_set("Tabla_334300", "A3", "Clave"), SheetMissing),
        (_without_catalogue, CatalogueMissing),
        (_without_sheet, SheetMissing),
    ],
)
def test_a_template_that_does_not_fit_is_refused(
    tmp_path: Path, change: Callable[[Workbook], None], error: type[ExportError]
) -> None:
    with pytest.raises(error):
        fill_with(tmp_path, GOOD, change=change)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize(
    "content",
    [b"", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"\xff\xfe<\x00a\x00/\x00>\x00"],
)
def test_a_broken_or_hostile_part_is_refused(tmp_path: Path, part: str, content: bytes) -> None:
    whole = make_template(tmp_path / "entera.xlsx")
    broken = tmp_path / "rota.xlsx"
    with ZipFile(whole) as old, ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    (tmp_path / "formato.toml").write_text(MAPPING, encoding="utf-8")
    mapping = read_mapping(tmp_path / "formato.toml", TABLE)
    with pytest.raises((NotATemplate, SheetMissing)):
        fill(broken, mapping, lambda: iter((GOOD,)), tmp_path / "lleno.xlsx")


def test_a_template_of_another_maker_is_filled_too(tmp_path: Path) -> None:
    """Shared strings, a list in the rule itself, a formatted empty row where the data begins."""
    with xlsxwriter.Workbook(tmp_path / "otra.xlsx", {"date_1904": True}) as book:
        sheet = book.add_worksheet("Reporte de Formatos")
        sheet.write_row("A5", [334280, 334281])
        sheet.write_row("A6", [4, 9])
        sheet.write_row("A7", ["Fecha", "Tipo"])
        sheet.write_blank("A8", None, book.add_format({"bold": True}))
        sheet.data_validation("B8:B50", {"validate": "list", "source": ["Plática", "Taller"]})
    mapping = '[columnas]\nFecha = { columna = "inicio" }\nTipo = { columna = "tipo" }'
    (tmp_path / "formato.toml").write_text(mapping, encoding="utf-8")
    target = tmp_path / "lleno.xlsx"
    read = read_mapping(tmp_path / "formato.toml", TABLE)
    assert fill(tmp_path / "otra.xlsx", read, lambda: iter((GOOD, GOOD)), target) == 2
    rows = [[cell.value for cell in row] for row in load_workbook(target).active.iter_rows(min_row=8)]
    assert rows == [[datetime(2026, 1, 1), "Plática"]] * 2


def test_a_text_like_an_escape_is_not_read_as_one() -> None:
    cell = written("a_x0041_b", 1, 8, prefix="", day_style=1, from_1904=False)
    assert "a_x005F_x0041_b" in cell


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plantilla.xlsx").write_bytes(b"no es un ZIP")
    (tmp_path / "formato.toml").write_text(MAPPING, encoding="utf-8")
    mapping = read_mapping(tmp_path / "formato.toml", TABLE)
    with pytest.raises(NotATemplate):
        fill(tmp_path / "plantilla.xlsx", mapping, lambda: iter((GOOD,)), tmp_path / "lleno.xlsx")
