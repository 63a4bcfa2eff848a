"""The catalogue of talks that the offices give, as a spreadsheet with two sheets."""

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from archive.sample.packing import write_repacked
from archive.sample.palette import INK, PAPER, SAND, TEAL, WHITE

TITLE = "Catálogo de pláticas para escuelas, ciclo 2023"


@dataclass(frozen=True)
class Talk:
    key: str
    name: str
    unit: str
    topic: str
    audience: str
    minutes: int
    needs: str


_BOTH = "Secundaria y bachillerato"
_INCLUSION, _TRANSPARENCY = "Unidad de Inclusión", "Unidad de Transparencia"
_YOUTH, _RIGHTS = "Coordinación de Juventud", "Defensoría Municipal de Derechos Humanos"
_FAMILY, _NATURE, _EDUCATION = (
    "Sistema Municipal DIF",
    "Dirección de Medio Ambiente y Ecología",
    "Dirección de Educación",
)

TALKS = (
    Talk(
        "VD-01",
        "Violencia digital: reconocerla y frenarla",
        _TRANSPARENCY,
        "Violencia digital",
        _BOTH,
        50,
        "Proyector",
    ),
    Talk(
        "VD-02",
        "Acuerdos de convivencia en línea",
        _TRANSPARENCY,
        "Violencia digital",
        "Secundaria",
        40,
        "Papel y plumones",
    ),
    Talk(
        "DP-01",
        "Mis datos personales y el aviso de privacidad",
        _TRANSPARENCY,
        "Datos personales",
        _BOTH,
        45,
        "Proyector",
    ),
    Talk(
        "DP-02",
        "Cómo preguntar al gobierno: solicitudes de información",
        _TRANSPARENCY,
        "Datos personales",
        "Bachillerato",
        60,
        "Sala de cómputo",
    ),
    Talk(
        "SS-01",
        "Salud sexual con ciencia y sin miedo",
        _INCLUSION,
        "Salud sexual",
        _BOTH,
        60,
        "Proyector y buzón",
    ),
    Talk(
        "SS-02",
        "Métodos anticonceptivos",
        _INCLUSION,
        "Salud sexual",
        "Bachillerato",
        50,
        "Mesa para muestrario",
    ),
    Talk(
        "SS-03",
        "Proyecto de vida y prevención del embarazo",
        _FAMILY,
        "Embarazo adolescente",
        _BOTH,
        50,
        "Hojas impresas",
    ),
    Talk("SS-04", "Noviazgo sin violencia", _INCLUSION, "Salud sexual", _BOTH, 45, "Ninguno"),
    Talk(
        "AD-01",
        "Decidir con la cabeza fría: prevención de adicciones",
        _YOUTH,
        "Adicciones",
        _BOTH,
        45,
        "Proyector",
    ),
    Talk(
        "AD-02", "Vapeadores: lo que no dice la etiqueta", _YOUTH, "Adicciones", "Secundaria", 40, "Proyector"
    ),
    Talk(
        "AD-03",
        "Hablar con hijas e hijos sobre alcohol y tabaco",
        _FAMILY,
        "Adicciones",
        "Madres, padres y tutores",
        60,
        "Horario vespertino",
    ),
    Talk(
        "DH-01",
        "Tengo derechos: taller con cine debate",
        _RIGHTS,
        "Derechos humanos",
        _BOTH,
        90,
        "Proyector y sonido",
    ),
    Talk("DH-02", "Igualdad y no discriminación", _RIGHTS, "Derechos humanos", _BOTH, 50, "Ninguno"),
    Talk(
        "DH-03",
        "Inclusión de personas con discapacidad: señas básicas",
        _INCLUSION,
        "Derechos humanos",
        _BOTH,
        60,
        "Espacio sin butacas",
    ),
    Talk("SE-01", "Ansiedad, estrés y exámenes", _FAMILY, "Salud emocional", _BOTH, 50, "Tapetes o cobijas"),
    Talk(
        "SE-02",
        "Primeros auxilios psicológicos entre pares",
        _FAMILY,
        "Salud emocional",
        "Bachillerato",
        60,
        "Ninguno",
    ),
    Talk("MA-01", "Huerto escolar paso a paso", _NATURE, "Medio ambiente", _BOTH, 90, "Terreno de 10 m²"),
    Talk(
        "MA-02",
        "El agua del volcán: de dónde viene y a dónde va",
        _NATURE,
        "Medio ambiente",
        "Secundaria",
        50,
        "Proyector",
    ),
    Talk("MA-03", "Separar residuos y hacer composta", _NATURE, "Medio ambiente", _BOTH, 45, "Patio"),
    Talk(
        "OR-01",
        "Orientación vocacional: opciones en la región",
        _EDUCATION,
        "Orientación",
        "Bachillerato",
        60,
        "Sala de cómputo",
    ),
    Talk("OR-02", "Becas y trámites sin intermediarios", _EDUCATION, "Orientación", _BOTH, 40, "Proyector"),
    Talk(
        "JU-01",
        "Ajedrez, fotografía y danza: muestra de talleres",
        _YOUTH,
        "Juventud",
        _BOTH,
        60,
        "Patio techado",
    ),
)

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
    book.set_properties({"title": TITLE, "author": _EDUCATION, "created": datetime(2023, 1, 16, 10, 0)})
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
