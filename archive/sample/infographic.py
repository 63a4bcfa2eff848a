"""The infographic: six habits that protect personal data, on one tall page of flat shapes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from archive.sample.palette import CORAL, GOLD, INK, MOSS, PAPER, PLUM, SAND, TEAL, WHITE, Colour
from archive.sample.sheet import PdfFile, Sheet

TITLE = "Tus datos, tus reglas: seis hábitos para cuidar tu información"
_SIZE = (720.0, 1280.0)
_EDGE = 52.0
Point = tuple[float, float]


def write_infographic(path: Path) -> None:
    file = PdfFile(TITLE, "Unidad de Transparencia", datetime(2022, 5, 10, 9, 30))
    sheet = file.add(_SIZE)
    sheet.box(0, 0, *_SIZE, PAPER)
    _head(sheet)
    _habits(sheet)
    _numbers(sheet)
    _foot(sheet)
    file.save(path)


def _head(sheet: Sheet) -> None:
    sheet.box(0, 0, sheet.width, 330, TEAL)
    sheet.ring((590, 150), 150, CORAL, 30)
    sheet.ring((590, 150), 92, GOLD, 14)
    sheet.write(_EDGE, 52, 400, 20, "ROMPE EL CICLO · UNIDAD DE TRANSPARENCIA", 10.5, GOLD, bold=True)
    sheet.write(_EDGE, 86, 400, 140, "Tus datos,<br>tus reglas", 50, WHITE, bold=True, leading=1.05)
    lead = "Tu nombre, tu rostro, tu domicilio y lo que publicas te pertenecen. Con seis hábitos sencillos decides quién los ve."
    sheet.write(_EDGE, 212, 380, 90, lead, 15, SAND, leading=1.4)


def _habits(sheet: Sheet) -> None:
    habits: tuple[tuple[str, str, Colour, Callable[[Sheet, Point], None]], ...] = (
        (
            "Contraseñas largas",
            "Junta cuatro palabras que no tengan relación. Una distinta para cada cuenta.",
            TEAL,
            _lock,
        ),
        (
            "Dos pasos para entrar",
            "Activa la verificación en dos pasos: aunque adivinen tu clave, no podrán pasar.",
            PLUM,
            _steps,
        ),
        (
            "Perfil privado",
            "Revisa quién te sigue. Si no conoces a alguien en persona, no lo necesitas ahí.",
            MOSS,
            _eye,
        ),
        (
            "Ubicación apagada",
            "Quítala de la cámara y de las historias. Publica el viaje cuando ya regresaste.",
            CORAL,
            _pin,
        ),
        (
            "Pide permiso",
            "Antes de subir la foto de otra persona, pregúntale. Si no quiere, no se sube.",
            GOLD,
            _photo,
        ),
        (
            "Lee el aviso",
            "El aviso de privacidad dice para qué piden tus datos y cómo puedes cancelarlos.",
            TEAL,
            _page,
        ),
    )
    width, height, gap = (sheet.width - 2 * _EDGE - 24) / 2, 184.0, 22.0
    for index, (head, words, colour, draw) in enumerate(habits):
        left = _EDGE + (index % 2) * (width + 24)
        top = 366 + (index // 2) * (height + gap)
        sheet.box(left, top, width, height, WHITE, radius=12)
        sheet.disc((left + 54, top + 58), 34, colour)
        draw(sheet, (left + 54, top + 58))
        sheet.write(left + 102, top + 26, width - 116, 60, head, 18, INK, bold=True, leading=1.15)
        sheet.write(left + 22, top + 104, width - 44, 70, words, 13.5, INK, leading=1.35)
        sheet.write(
            left + width - 40, top + height - 34, 26, 26, str(index + 1), 15, SAND, bold=True, align="right"
        )


def _numbers(sheet: Sheet) -> None:
    top = 998.0
    sheet.write(_EDGE, top, 620, 30, "¿Alguien usó tus datos sin permiso?", 22, TEAL, bold=True, leading=1.15)
    steps = (
        ("Guarda pruebas", "Captura la pantalla con fecha y dirección."),
        ("Reporta", "En la red social y al 088, policía cibernética."),
        ("Pide ayuda", "En la Unidad de Transparencia o en la Defensoría."),
    )
    width = (sheet.width - 2 * _EDGE - 40) / 3
    for index, (head, words) in enumerate(steps):
        left = _EDGE + index * (width + 20)
        sheet.box(left, top + 44, width, 5, CORAL)
        sheet.write(left, top + 58, width, 24, head, 15, PLUM, bold=True, leading=1.2)
        sheet.write(left, top + 80, width, 50, words, 13, INK, leading=1.35)


def _foot(sheet: Sheet) -> None:
    sheet.box(0, 1156, sheet.width, 124, PLUM)
    sheet.write(
        _EDGE,
        1178,
        430,
        30,
        "Derechos ARCO: acceso, rectificación, cancelación y oposición",
        14,
        WHITE,
        bold=True,
    )
    words = (
        "Puedes pedir gratis que te muestren, corrijan o borren tus datos personales de un registro público."
    )
    sheet.write(_EDGE, 1214, 430, 50, words, 12, SAND)
    sheet.write(sheet.width - _EDGE - 160, 1236, 160, 20, "Documento de muestra", 9, SAND, align="right")


def _lock(sheet: Sheet, centre: Point) -> None:
    x, y = centre
    sheet.page.draw_circle((x, y - 5), 9, color=WHITE.unit, width=4)
    sheet.box(x - 14, y - 4, 28, 21, WHITE, radius=3)
    sheet.disc((x, y + 5), 3.2, TEAL)


def _steps(sheet: Sheet, centre: Point) -> None:
    x, y = centre
    sheet.path([(x - 17, y + 1), (x - 10, y + 8), (x + 1, y - 6)], WHITE, 4)
    sheet.path([(x - 2, y + 4), (x + 3, y + 9), (x + 16, y - 8)], WHITE, 4)


def _eye(sheet: Sheet, centre: Point) -> None:
    x, y = centre
    sheet.page.draw_oval((x - 19, y - 11, x + 19, y + 11), color=WHITE.unit, width=3.6)
    sheet.disc((x, y), 6, WHITE)
    sheet.path([(x - 16, y + 14), (x + 16, y - 14)], WHITE, 4)


def _pin(sheet: Sheet, centre: Point) -> None:
    x, y = centre
    sheet.path([(x - 11.5, y), (x + 11.5, y), (x, y + 20)], WHITE, fill=True)
    sheet.disc((x, y - 5), 13, WHITE)
    sheet.disc((x, y - 5), 5, CORAL)


def _photo(sheet: Sheet, centre: Point) -> None:
    x, y = centre
    sheet.box(x - 19, y - 11, 38, 27, WHITE, radius=4)
    sheet.box(x - 8, y - 16, 16, 8, WHITE, radius=2)
    sheet.page.draw_circle((x, y + 2), 7.5, color=GOLD.unit, width=3.4)


def _page(sheet: Sheet, centre: Point) -> None:
    x, y = centre
    sheet.box(x - 13, y - 18, 26, 36, WHITE, radius=3)
    for row in range(4):
        sheet.line((x - 7, y - 9 + row * 7), (x + (7 if row < 3 else 1), y - 9 + row * 7), TEAL, 2.4)
