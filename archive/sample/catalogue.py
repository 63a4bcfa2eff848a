"""The catalogue of talks that the offices give, as a spreadsheet with two sheets."""

import io
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from archive.sample.packing import write_repacked
from archive.sample.palette import INK, PAPER, SAND, TEAL, WHITE
from archive.sample.talks import TALKS

TITLE = "Catálogo de pláticas para escuelas, ciclo 2023"


_STEPS = (
    (
        "1. Elija",
        "Anote la clave de las pláticas que interesan a su comunidad escolar; conviene preguntar antes al alumnado.",
    ),
    (
        "2. Solicite",
        "Envíe un oficio a la Dirección de Educación con tres fechas posibles, el turno y el número de asistentes.",
    ),
    (
        "3. Confirme",
        "Recibirá respuesta en cinco días hábiles. La plática es gratuita y dura lo que indica el catálogo.",
    ),
    (
        "4. Prepare",
        "Reúna las autorizaciones de las familias y tenga listo el material de la última columna.",
    ),
    (
        "5. Cuente",
        "Al terminar se registra el número de asistentes, sin publicar nombres, y se conversa sobre mejoras.",
    ),
)


def write_catalogue(path: Path) -> None:
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True})
    book.set_properties(
        {"title": TITLE, "author": "Dirección de Educación", "created": datetime(2023, 1, 16, 10, 0)}
    )
    _talks_sheet(book)
    _steps_sheet(book)
    book.close()
    write_repacked(made, path)


def _look(book: Workbook, **more: object) -> Format:
    plain = {
        "font_name": "Arial",
        "font_size": 10,
        "font_color": INK.hex,
        "valign": "vcenter",
        "text_wrap": True,
        "indent": 1,
    }
    return book.add_format({**plain, **more})


def _talks_sheet(book: Workbook) -> None:
    sheet = book.add_worksheet("Catálogo")
    _title(
        book,
        sheet,
        TITLE,
        "Elija por clave. Todas las pláticas son gratuitas y se imparten en el plantel.",
        columns=7,
    )
    head = _look(book, bold=True, bg_color=TEAL.hex, font_color=WHITE.hex)
    heads = ("Clave", "Plática", "Dependencia", "Tema", "Dirigida a", "Minutos", "Qué se necesita")
    for column, (words, width) in enumerate(zip(heads, (9, 46, 34, 20, 24, 10, 24), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write(2, column, words, head)
    sheet.set_row(2, 24)
    for index, talk in enumerate(TALKS):
        ground = WHITE if index % 2 else PAPER
        cell = _look(book, bg_color=ground.hex, bottom=1, bottom_color=SAND.hex)
        strong = _look(
            book, bg_color=ground.hex, bottom=1, bottom_color=SAND.hex, bold=True, font_color=TEAL.hex
        )
        row = index + 3
        sheet.set_row(row, 26)
        sheet.write(row, 0, talk.key, strong)
        values = (talk.name, talk.unit, talk.topic, talk.audience, talk.minutes, talk.needs)
        for column, value in enumerate(values, start=1):
            sheet.write(row, column, value, cell)
    sheet.freeze_panes(3, 1)
    sheet.autofilter(2, 0, 2 + len(TALKS), len(heads) - 1)
    sheet.repeat_rows(2)
    _print_setup(sheet)


def _steps_sheet(book: Workbook) -> None:
    sheet = book.add_worksheet("Cómo solicitarlas")
    _title(
        book,
        sheet,
        "Cómo solicitar una plática",
        "Cinco pasos, un solo enlace: la Dirección de Educación.",
        columns=2,
    )
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 96)
    head, cell = (
        _look(book, bold=True, font_color=TEAL.hex, bg_color=PAPER.hex),
        _look(book, bg_color=PAPER.hex),
    )
    for index, (step, words) in enumerate(_STEPS):
        sheet.set_row(index + 2, 34)
        sheet.write(index + 2, 0, step, head)
        sheet.write(index + 2, 1, words, cell)
    _print_setup(sheet)


def _title(book: Workbook, sheet: Worksheet, title: str, words: str, columns: int) -> None:
    sheet.set_row(0, 34)
    sheet.set_row(1, 22)
    large = _look(book, bold=True, font_size=18, font_color=TEAL.hex, text_wrap=False)
    small = _look(book, font_size=10, text_wrap=False)
    sheet.merge_range(0, 0, 0, columns - 1, title, large)
    sheet.merge_range(1, 0, 1, columns - 1, words, small)


def _print_setup(sheet: Worksheet) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&L&8Rompe el ciclo · Documento de muestra&R&8&P")
