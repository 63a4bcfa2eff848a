"""A scanned letter: a picture of a typed page, a little crooked, grey and grainy, so that only OCR can read it."""

import io
from datetime import datetime
from pathlib import Path

import numpy
import pymupdf
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from archive.sample.palette import INK, Colour
from archive.sample.sheet import LETTER, PdfFile, Sheet

_DPI = 200
_SKEW = 0.9  # degrees
_PAPER_GREY = 236.0
_BLUE_INK = Colour(38, 52, 120)
_SEED = 20221003

_HEAD = "SECUNDARIA OFICIAL VALLE DEL NEVADO<br>CLAVE 15EES9901A · TURNO MATUTINO"
_BODY = (
    "<p>Por este medio le envío un saludo cordial y le solicito su apoyo para que nuestra escuela sea considerada en el "
    "calendario de pláticas del próximo semestre, dentro de la práctica «Rompe el ciclo».</p>"
    "<p>En la jornada de mayo pasado, el alumnado de segundo y tercer grado participó en la plática sobre violencia "
    "digital. Desde entonces los grupos redactaron sus acuerdos de convivencia en línea, y el personal de orientación ha "
    "recibido más consultas que en todo el año anterior. Consideramos que es el momento de dar continuidad.</p>"
    "<p>De manera particular, el Consejo Técnico Escolar propone los siguientes temas: prevención de adicciones, con "
    "énfasis en el uso de vapeadores; salud emocional y manejo de la ansiedad; y una sesión vespertina dirigida a madres, "
    "padres y tutores. Contamos con un auditorio para ciento cincuenta personas, proyector y equipo de sonido.</p>"
    "<p>Las fechas que mejor convienen a la comunidad escolar son las del mes de febrero, una vez concluido el periodo de "
    "evaluación. Le agradeceré confirmar la disponibilidad de las dependencias para informar con oportunidad a las "
    "familias y reunir las autorizaciones correspondientes.</p>"
    "<p>Sin otro particular, agradezco la atención y quedo a sus órdenes.</p>"
)


def write_scanned_letter(path: Path) -> None:
    made = datetime(2022, 10, 4, 13, 20)
    scan = _as_scanned(_typed_page())
    picture = io.BytesIO()
    scan.save(picture, "JPEG", quality=72, dpi=(_DPI, _DPI))
    file = PdfFile("", "", made)
    page = file.add(LETTER).page
    page.insert_image(page.rect, stream=picture.getvalue())
    file.save(path)


def _typed_page() -> Image.Image:
    document = pymupdf.open()
    sheet = Sheet(document.new_page(width=LETTER[0], height=LETTER[1]))
    left, width = 84.0, LETTER[0] - 168
    sheet.write(left, 62, width, 40, _HEAD, 12, INK, bold=True, serif=True, align="center", leading=1.4)
    sheet.line((left, 104), (left + width, 104), INK, 0.8)
    sheet.write(
        left,
        122,
        width,
        44,
        "Oficio 0147/2022<br>3 de octubre de 2022",
        11,
        serif=True,
        align="right",
        leading=1.35,
    )
    addressee = "<b>Mtro. Evaristo Olmedo Pichardo</b><br>Director de Educación<br>Presente"
    sheet.write(left, 176, width, 60, addressee, 11.5, serif=True, leading=1.35)
    end = sheet.write(left, 244, width, 400, _BODY, 11.5, serif=True, align="justify", leading=1.45)
    sheet.write(left, end + 6, width, 20, "Atentamente", 11.5, serif=True, align="center")
    signer = "<b>Profra. Hortensia Maldonado Ibáñez</b><br>Directora del plantel"
    sheet.line((206, end + 74), (406, end + 74), INK, 0.7)
    sheet.write(left, end + 78, width, 40, signer, 11.5, serif=True, align="center", leading=1.35)
    sheet.path(_signature(246, end + 60), _BLUE_INK, 1.3)
    pixels = sheet.page.get_pixmap(dpi=_DPI)
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
    document.close()
    return image


def _signature(left: float, base: float) -> list[tuple[float, float]]:
    steps = numpy.linspace(0, 1, 160)
    across = left + 120 * steps + 9 * numpy.sin(steps * 29)
    down = base - 15 * numpy.sin(steps * 31) * (1 - steps * 0.72) - 6 * numpy.sin(steps * 7)
    return [(float(x), float(y)) for x, y in zip(across, down, strict=True)]


def _as_scanned(page: Image.Image) -> Image.Image:
    _stamp(page)
    turned = page.rotate(_SKEW, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    soft = turned.filter(ImageFilter.GaussianBlur(0.6)).convert("L")
    grey = numpy.asarray(soft, dtype=numpy.float32)
    rows, columns = grey.shape
    shade = numpy.linspace(0, -16, columns)[None, :] + numpy.linspace(-7, 5, rows)[:, None]
    grain = numpy.random.default_rng(_SEED).normal(0, 6, grey.shape)
    scanned = grey * (_PAPER_GREY / 255) + shade + grain
    scanned[:, :10] -= numpy.linspace(90, 0, 10)[None, :]  # the shadow of the lid
    return Image.fromarray(numpy.clip(scanned, 0, 255).astype(numpy.uint8))


def _stamp(page: Image.Image) -> None:
    """The office's stamp of receipt, inked unevenly and crooked."""
    stamp = Image.new("RGBA", (520, 220), (0, 0, 0, 0))
    draw = ImageDraw.Draw(stamp)
    ink = (70, 80, 150, 185)
    draw.rounded_rectangle((6, 6, 514, 214), 22, outline=ink, width=7)
    for top, size, words in (
        (26, 54, "RECIBIDO"),
        (98, 34, "04 OCT 2022"),
        (150, 30, "Ayuntamiento de Calimaya"),
    ):
        font = ImageFont.load_default(size)
        draw.text((260, top), words, font=font, fill=ink, anchor="ma")
    turned = stamp.rotate(7, Image.Resampling.BICUBIC, expand=True)
    page.paste(turned, (150, page.height - 330), turned)
