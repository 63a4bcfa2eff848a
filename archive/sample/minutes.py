"""The minutes of two working meetings: one as a word document, one as a PDF.  All names are invented."""

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from archive.sample.packing import write_repacked
from archive.sample.palette import CORAL, GREY, INK, PAPER, TEAL, WHITE, Colour
from archive.sample.sheet import MARGIN, PdfFile, Sheet


@dataclass(frozen=True)
class Minutes:
    title: str
    facts: tuple[tuple[str, str], ...]
    opening: str
    points: tuple[tuple[str, str], ...]
    agreements: tuple[tuple[str, str, str], ...]  # what, who, by when
    signers: tuple[tuple[str, str], ...]  # name, office
    made: datetime


FIRST_MEETING = Minutes(
    title="Minuta de la reunión de trabajo del 27 de abril de 2022",
    facts=(
        ("Asunto", "Agenda compartida de pláticas en escuelas secundarias y de bachillerato"),
        ("Fecha y hora", "27 de abril de 2022, de 10:00 a 12:40 horas"),
        ("Lugar", "Salón de usos múltiples de la Casa de Cultura"),
        ("Convoca", "Unidad de Inclusión"),
    ),
    opening="Se reunieron las personas titulares o representantes de siete dependencias municipales con las direcciones de "
    "cuatro planteles y una comisión de docentes y alumnado. La lista de registro contiene datos personales y se resguarda "
    "en el expediente; no forma parte de esta minuta.",
    points=(
        (
            "Motivo de la reunión",
            "La Unidad de Inclusión expuso que las direcciones escolares han recibido visitas repetidas sobre los mismos "
            "temas y que otras solicitudes se quedan sin atender. En la reunión de gabinete de febrero se pidió ordenar la "
            "oferta y evitar la duplicidad de funciones entre dependencias.",
        ),
        (
            "Catálogo de pláticas",
            "Cada dependencia presentó lo que ofrece, su duración y el material que requiere. La Dirección de Educación "
            "propuso reunirlo en un catálogo único con claves, para que los planteles soliciten por número. El documento se "
            "publicará en la página del Ayuntamiento y se actualizará cada semestre.",
        ),
        (
            "Temas elegidos",
            "El alumnado votó en papeletas anónimas. Los temas con mayor interés fueron violencia digital y sexualidad, "
            "seguidos de prevención de adicciones. Varias personas dijeron no saber que compartir una fotografía íntima es "
            "un delito ni qué es un aviso de privacidad.",
        ),
        (
            "Protección de datos y de imagen",
            "La Unidad de Transparencia recordó que las listas de asistencia y las fotografías de niñas, niños y adolescentes "
            "son datos personales. Se acordó que la evidencia pública será de espacios, materiales y resultados, y que "
            "ninguna imagen permitirá identificar a una persona menor de edad.",
        ),
        (
            "Calendario",
            "Se revisaron exámenes, puentes y ceremonias. Las primeras visitas serán en mayo en la secundaria del turno "
            "matutino y en la técnica vespertina; las de bachillerato, en junio y después de las vacaciones de verano.",
        ),
    ),
    agreements=(
        (
            "Entregar la ficha de cada plática a la Dirección de Educación",
            "Todas las dependencias",
            "6 de mayo de 2022",
        ),
        ("Integrar y publicar el catálogo", "Dirección de Educación", "13 de mayo de 2022"),
        (
            "Gestionar con las familias las autorizaciones necesarias",
            "Direcciones de los planteles",
            "16 de mayo de 2022",
        ),
        ("Iniciar las pláticas sobre violencia digital", "Unidad de Transparencia", "18 de mayo de 2022"),
        (
            "Preparar el formato para publicar solo totales",
            "Unidad de Inclusión",
            "16 de mayo de 2022",
        ),
    ),
    signers=(
        ("Lic. Marisela Quintero Arzate", "Unidad de Inclusión"),
        ("Mtro. Evaristo Olmedo Pichardo", "Dirección de Educación"),
        ("Lic. Tadeo Villafuerte Rosas", "Unidad de Transparencia"),
    ),
    made=datetime(2022, 4, 28, 11, 15),
)

SECOND_MEETING = Minutes(
    title="Minuta de la reunión de seguimiento del 7 de septiembre de 2022",
    facts=(
        ("Asunto", "Balance del primer semestre y agenda de otoño"),
        ("Fecha y hora", "7 de septiembre de 2022, de 9:30 a 11:15 horas"),
        ("Lugar", "Sala de juntas de la Dirección de Educación"),
        ("Convoca", "Unidad de Inclusión"),
    ),
    opening="Asistieron siete dependencias y las direcciones de los cuatro planteles participantes. Se leyó y aprobó la minuta "
    "anterior sin observaciones.",
    points=(
        (
            "Balance",
            "Entre mayo y junio se realizaron cuatro pláticas. Los planteles calificaron la organización con un promedio de "
            "9.2 y pidieron que el equipo de sonido llegue media hora antes. No hubo duplicidad de visitas.",
        ),
        (
            "Lo que dijo el alumnado",
            "En conversaciones breves y sin registro de nombres, el alumnado solicitó tratar la ansiedad, las relaciones de "
            "pareja sin violencia y la manera de denunciar una cuenta falsa. La Defensoría ofreció un taller con cine debate.",
        ),
        (
            "Materiales",
            "Las presentaciones se entregarán en formato abierto y sin fotografías de personas. La Coordinación de Juventud "
            "revisará la ortografía; la Unidad de Transparencia, que ningún archivo contenga datos ocultos en sus propiedades.",
        ),
        (
            "Transporte y seguridad",
            "El telebachillerato queda a cuarenta minutos por camino de terracería. Protección Civil facilitará una camioneta "
            "en las fechas de lluvia y se evitarán las salidas posteriores a las siete de la noche.",
        ),
    ),
    agreements=(
        (
            "Impartir el taller de derechos humanos en el telebachillerato",
            "Defensoría Municipal",
            "21 de septiembre de 2022",
        ),
        (
            "Llevar la plática sobre violencia digital a la preparatoria",
            "Unidad de Transparencia",
            "5 de octubre de 2022",
        ),
        ("Actualizar el directorio telefónico de ayuda", "Sistema Municipal DIF", "30 de septiembre de 2022"),
        (
            "Proponer dos jornadas ambientales con huerto escolar",
            "Medio Ambiente y Ecología",
            "28 de octubre de 2022",
        ),
    ),
    signers=(
        ("Lic. Marisela Quintero Arzate", "Unidad de Inclusión"),
        ("Mtro. Evaristo Olmedo Pichardo", "Dirección de Educación"),
        ("Psic. Ofelia Barrientos Luján", "Sistema Municipal DIF"),
    ),
    made=datetime(2022, 9, 8, 10, 5),
)


def write_minutes_docx(minutes: Minutes, path: Path) -> None:
    document: Any = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = minutes.title, "Unidad de Inclusión", "es-MX"
    properties.created = properties.modified = minutes.made
    properties.last_modified_by = "Unidad de Inclusión"
    properties.comments = ""
    _set_styles(document)
    document.add_heading(minutes.title, level=0)
    _add_table(document, minutes.facts, (1.5, 5.0), head=False)
    document.add_paragraph(minutes.opening).paragraph_format.space_before = Pt(12)
    document.add_heading("Desarrollo", level=1)
    for number, (head, words) in enumerate(minutes.points, start=1):
        document.add_heading(f"{number}. {head}", level=2)
        document.add_paragraph(words)
    document.add_heading("Acuerdos", level=1)
    _add_table(
        document, (("Acuerdo", "Responsable", "Fecha"), *minutes.agreements), (3.2, 1.9, 1.4), head=True
    )
    document.add_heading("Firman", level=1)
    for name, office in minutes.signers:
        line = document.add_paragraph()
        line.add_run(name).bold = True
        line.add_run(f", {office}")
    document.sections[0].footer.paragraphs[0].text = "Rompe el ciclo · Documento de muestra"
    made = io.BytesIO()
    document.save(made)
    write_repacked(made, path)


def write_minutes_pdf(minutes: Minutes, path: Path) -> None:
    file = PdfFile(minutes.title, "Unidad de Inclusión", minutes.made)
    sheet = file.add()
    sheet.box(0, 0, sheet.width, 14, TEAL)
    sheet.ring((sheet.width - 86, 82), 22, CORAL, 6)
    sheet.write(MARGIN, 58, 380, 16, "ROMPE EL CICLO", 8.5, CORAL, bold=True)
    end = sheet.write(MARGIN, 74, 390, 60, minutes.title, 20, TEAL, bold=True, leading=1.15)
    end = _facts_panel(sheet, end + 14, minutes.facts)
    width = sheet.width - 2 * MARGIN
    end = sheet.write(MARGIN, end + 14, width, 80, minutes.opening, 10.5)
    for number, (head, words) in enumerate(minutes.points, start=1):
        end = sheet.write(MARGIN, end + 12, width, 24, f"{number}. {head}", 12, TEAL, bold=True, leading=1.2)
        end = sheet.write(MARGIN, end + 3, width, 120, words, 10.5)
    sheet.footer(1)
    sheet = file.add()
    sheet.box(0, 0, sheet.width, 14, TEAL)
    end = sheet.heading(60, "Acuerdos")
    end = sheet.table(end, (250, 138, 100), [("Acuerdo", "Responsable", "Fecha"), *minutes.agreements])
    end = sheet.heading(end + 16, "Firman")
    for name, office in minutes.signers:
        sheet.line((MARGIN, end + 44), (MARGIN + 220, end + 44), GREY, 0.8)
        sheet.write(MARGIN, end + 48, 300, 34, f"<b>{name}</b><br>{office}", 10)
        end += 84
    sheet.footer(2)
    file.save(path)


def _facts_panel(sheet: Sheet, top: float, facts: tuple[tuple[str, str], ...]) -> float:
    height = 16 + 17 * len(facts)
    sheet.box(MARGIN, top, sheet.width - 2 * MARGIN, height, PAPER, radius=5)
    for index, (label, words) in enumerate(facts):
        upper = top + 9 + index * 17
        sheet.write(MARGIN + 14, upper, 80, 16, label, 9.5, GREY, leading=1.2)
        sheet.write(MARGIN + 96, upper, 370, 16, words, 9.5, INK, bold=True, leading=1.2)
    return top + height


def _set_styles(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    styles = document.styles
    looks = (("Normal", 11, INK), ("Title", 22, TEAL), ("Heading 1", 15, TEAL), ("Heading 2", 12, CORAL))
    for name, size, colour in looks:
        font = styles[name].font
        font.name, font.size, font.color.rgb = "Arial", Pt(size), RGBColor(*colour)
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(script), None)
    styles["Title"].font.bold = True
    styles["Normal"].paragraph_format.space_after = Pt(8)
    styles["Normal"].paragraph_format.line_spacing = 1.2


def _add_table(
    document: Any, rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...], *, head: bool
) -> None:
    table = document.add_table(rows=0, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for index, row in enumerate(rows):
        cells = table.add_row().cells
        for column, (cell, words, width) in enumerate(zip(cells, row, widths, strict=True)):
            cell.width = Inches(width)
            strong = head and index == 0
            _shade(cell, TEAL if strong else PAPER if index % 2 == 0 else WHITE)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)
            run = paragraph.add_run(words)
            run.font.size = Pt(10)
            run.bold = strong or (not head and column == 0)
            run.font.color.rgb = RGBColor(*(WHITE if strong else INK))


def _shade(cell: Any, colour: Colour) -> None:
    properties = cell._tc.get_or_add_tcPr()
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour.hex[1:])
    properties.append(shading)
