"""The list of telephone numbers for young people: national lines that are public, and offices of the sample."""

from datetime import datetime
from pathlib import Path

from archive.sample.lines import GROUPS, LineGroup
from archive.sample.palette import CORAL, GREY, INK, MOSS, PAPER, PLUM, SAND, TEAL, WHITE, Colour
from archive.sample.sheet import MARGIN, PdfFile, Sheet

TITLE = "Directorio telefónico para la atención de la juventud"

_COLOURS = (CORAL, PLUM, TEAL)

_ADVICE = (
    "<p><b>Al llamar,</b> respira, di dónde estás con una referencia que se vea desde la calle y contesta las "
    "preguntas con calma. Si no puedes hablar, deja abierta la llamada: quien atiende escucha.</p>"
    "<p><b>Guarda esta hoja</b> en el teléfono y pégala junto a la puerta. Las llamadas a números de tres cifras y a los que "
    "empiezan con 800 son gratuitas.</p>"
)


def write_directory(path: Path) -> None:
    file = PdfFile(TITLE, "Sistema Municipal DIF", datetime(2022, 9, 30, 16, 0))
    sheet = file.add()
    sheet.box(0, 0, sheet.width, 132, MOSS)
    sheet.ring((sheet.width - 96, 66), 38, WHITE, 9)
    sheet.write(MARGIN, 34, 380, 16, "ROMPE EL CICLO", 8.5, SAND, bold=True)
    sheet.write(MARGIN, 50, 390, 70, TITLE, 23, WHITE, bold=True, leading=1.15)
    top = 152.0
    for colour, group in zip(_COLOURS, GROUPS, strict=True):
        top = _group(sheet, top, colour, group) + 10
    sheet.box(MARGIN, top + 2, sheet.width - 2 * MARGIN, 74, PAPER, radius=6)
    sheet.write(MARGIN + 16, top + 12, sheet.width - 2 * MARGIN - 32, 60, _ADVICE, 9, INK, leading=1.3)
    sheet.footer(1)
    file.save(path)


def _group(sheet: Sheet, top: float, colour: Colour, group: LineGroup) -> float:
    width = sheet.width - 2 * MARGIN
    sheet.write(MARGIN, top, width, 20, group.head, 13, colour, bold=True, leading=1.2)
    top += 22
    for line in group.lines:
        sheet.box(MARGIN, top, 4, 29, colour)
        sheet.write(MARGIN + 14, top + 6, 122, 24, line.number, 14.5, colour, bold=True, leading=1.1)
        sheet.write(MARGIN + 142, top + 1, width - 142, 16, line.name, 10.5, INK, bold=True, leading=1.2)
        sheet.write(MARGIN + 142, top + 15, width - 142, 16, line.words, 9.2, GREY, leading=1.2)
        top += 34
    return top
