"""Attendance lists of invented people, made on the spot, and the words that must and must not stay."""

import csv
from pathlib import Path

import openpyxl
import pymupdf

NAMES = (
    "Ximena Vilchis Arriaga",
    "José Emiliano Bobadilla Colín",
    "Regina Muciño Estrada",
    "Luis Ángel Carmona Hernández",
    "Valeria Sofía Iturbe Zepeda",
    "Mateo Garduño Albarrán",
)
CURPS = (
    "VIAX100514MMCLRMA5",
    "BOCE090211HMCBLMA1",
    "MUER100723MMCCSGA8",
    "CAHL091130HMCRRSA4",
    "IUZV100102MMCTPLA9",
    "GAAM090819HMCRLTA2",
)
HEADINGS = ("No.", "Nombre completo", "Edad", "Sexo", "CURP", "Firma")
ABOVE = (
    "H. AYUNTAMIENTO DE CALIMAYA",
    "LISTA DE ASISTENCIA",
    "Evento: Prevención de la violencia en el noviazgo",
    "Fecha: 14 de mayo de 2024",
    "Lugar: Escuela Secundaria Técnica No. 12",
)
_COLUMNS = (40, 70, 260, 300, 340, 480, 572)


def rows() -> list[tuple[str, ...]]:
    return [
        (str(number), name, "14", curp[10], curp, "")
        for number, (name, curp) in enumerate(zip(NAMES, CURPS, strict=True), start=1)
    ]


def make_list(path: Path) -> Path:
    """A ruled sheet with text, on one page."""
    with pymupdf.open() as document:
        page = document.new_page(width=612, height=792)
        for number, line in enumerate(ABOVE):
            page.insert_text((40, 60 + 20 * number), line, fontsize=11)
        for place, row in enumerate((HEADINGS, *rows())):
            for x, text in zip(_COLUMNS, row, strict=False):
                page.insert_text((x + 3, 203 + 18 * place), text, fontsize=9)
        bottom = 190 + 18 * (len(NAMES) + 1)
        for place in range(len(NAMES) + 2):
            page.draw_line((40, 190 + 18 * place), (572, 190 + 18 * place))
        for x in _COLUMNS:
            page.draw_line((x, 190), (x, bottom))
        page.insert_text((40, bottom + 24), f"Total de asistentes: {len(NAMES)}", fontsize=10)
        document.set_metadata({"author": NAMES[0], "title": f"Lista de {NAMES[1]}"})
        document.save(path)
    return path


def make_list_as_book(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in ABOVE:
        sheet.append([line])
    for row in (HEADINGS, *rows()):
        sheet.append(list(row))
    book.properties.creator = NAMES[0]
    book.save(path)
    return path


def make_list_as_csv(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((HEADINGS, *rows()))
    return path


def make_picture_of(path: Path, source: Path, dpi: int = 200) -> Path:
    """The first page of a PDF as a picture of a sheet."""
    with pymupdf.open(source) as document:
        document[0].get_pixmap(dpi=dpi).pil_save(path)
    return path


def names_in(text: str) -> list[str]:
    """Which of the people can be told from the text: two neighbouring words of a name, or a key."""
    lowered = " ".join(text.casefold().split())
    pairs = [" ".join(pair) for name in NAMES for pair in zip(name.split(), name.split()[1:], strict=False)]
    return [one for one in (*pairs, *CURPS) if one.casefold() in lowered]
