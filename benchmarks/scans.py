"""Synthetic Spanish scans: pages of invented office prose, printed and then spoilt as scanners spoil them."""

import random
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pymupdf
from PIL import Image

FONT_FOLDER = Path("/usr/share/fonts/truetype")
FONTS = (
    "liberation/LiberationSerif-Regular.ttf",
    "liberation/LiberationSans-Regular.ttf",
    "dejavu/DejaVuSans.ttf",
)

_WHO = (
    "La Dirección de Educación", "El Sistema Municipal DIF", "La Coordinación de Juventud", "El Ayuntamiento",
    "La Unidad de Transparencia", "El Comité de Participación", "La Tesorería", "La Defensoría Municipal",
    "El Área de Psicología", "La Comisión de Niñez", "El Instituto de la Mujer", "La Contraloría Interna",
)  # fmt: skip
_DID = (
    "presentó", "revisó", "aprobó", "publicó", "organizó", "explicó", "solicitó", "actualizó", "evaluó",
    "difundió", "entregó", "canalizó", "convocó", "registró", "señaló", "amplió",
)  # fmt: skip
_WHAT = (
    "el informe trimestral de actividades", "las pláticas de prevención de adicciones",
    "la jornada de salud en la comunidad", "el catálogo de trámites y servicios",
    "los resultados de la encuesta escolar", "la campaña contra la violencia en el noviazgo",
    "el directorio de números telefónicos", "la sesión ordinaria del comité",
    "el programa anual de desarrollo archivístico", "las infografías sobre educación sexual",
    "el calendario de visitas a planteles", "la reunión con madres y padres de familia",
    "la señalización de espacios públicos", "los acuerdos tomados en la sesión anterior",
)  # fmt: skip
_HOW = (
    "con la participación de las y los jóvenes", "según lo dispuesto en el artículo cuarto",
    "durante el mes de febrero de 2022", "ante autoridades escolares y vecinales",
    "para disminuir la desigualdad de información", "mediante un lenguaje sencillo y cercano",
    "a través de la página electrónica oficial", "en cumplimiento de sus atribuciones",
    "con un total de 148 asistentes", "sin que se recabaran datos personales", "el día 27 de abril de 2022",
    "tras el diagnóstico que señaló carencias", "en 12 escuelas secundarias y 5 preparatorias",
)  # fmt: skip


@dataclass(frozen=True)
class Level:
    """How badly a scan is spoilt."""

    name: str
    blur: float
    noise: float
    shade: float  # share of light lost at the darkest edge
    tilt: float  # degrees, either way


CLEAN = Level("lev1 clean", 0.0, 4.0, 0.0, 0.4)
WORN = Level("lev2 blur, noise, shade", 1.5, 18.0, 0.15, 1.2)
POOR = Level("lev3 more of each", 2.0, 25.0, 0.30, 1.2)


@dataclass(frozen=True)
class Scan:
    """One picture of a page (JPEG bytes) and what truly stands on it."""

    text: str
    jpeg: bytes
    width: int
    height: int
    dpi: int


def prose(rng: random.Random, sentences: int) -> str:
    """Invented sentences of office Spanish."""
    return " ".join(
        f"{rng.choice(_WHO)} {rng.choice(_DID)} {rng.choice(_WHAT)} {rng.choice(_HOW)}."
        for _ in range(sentences)
    )


def scan(seed: int, level: Level, dpi: int) -> Scan:
    """One letter-sized page of about 330 words, printed and scanned."""
    rng = random.Random(seed)
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    font = pymupdf.Font(fontfile=str(FONT_FOLDER / FONTS[seed % len(FONTS)]))
    page.insert_font(fontname="F0", fontbuffer=font.buffer)
    size = rng.choice((10.5, 11.0, 12.0))
    lines: list[str] = []
    paragraphs = [prose(rng, 4) for _ in range(6)]
    for paragraph in paragraphs:
        lines += [*_wrapped(paragraph, font, size, 612 - 2 * 64), ""]
    shown = lines[: int((792 - 130) / (size * 1.35))]
    for index, line in enumerate(shown):
        page.insert_text((64, 72 + index * size * 1.35), line, fontname="F0", fontsize=size)
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]
    spoilt = _spoilt(pixels, level, dpi, seed)
    buffer = BytesIO()
    Image.fromarray(spoilt).save(buffer, "JPEG", quality=80, dpi=(dpi, dpi))
    return Scan(
        "\n".join(line for line in shown if line), buffer.getvalue(), pixmap.width, pixmap.height, dpi
    )


def as_pdf(scans: list[Scan], path: Path) -> None:
    """The scans as a PDF of pictures only."""
    document = pymupdf.open()
    for one in scans:
        page = document.new_page(width=one.width * 72 / one.dpi, height=one.height * 72 / one.dpi)
        page.insert_image(page.rect, stream=one.jpeg)
    document.save(path)


def character_errors(truth: str, read: str) -> float:
    """Edit distance over the truth's length, white space made equal."""
    left, right = " ".join(truth.split()), " ".join(read.split())
    row = np.arange(len(right) + 1)
    codes = np.array([ord(letter) for letter in right], dtype=np.int64)
    for index, letter in enumerate(left, 1):
        replaced = row[:-1] + (codes != ord(letter))
        best = np.minimum(replaced, row[1:] + 1)
        best = np.concatenate(([index], best))
        # Insertions run along the row: the least of every earlier cell plus its distance.
        steps = np.arange(len(best))
        row = np.minimum.accumulate(best - steps) + steps
    return float(row[-1]) / max(len(left), 1)


def _wrapped(paragraph: str, font: pymupdf.Font, size: float, width: float) -> list[str]:
    lines, line = [], ""
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if line and font.text_length(longer, fontsize=size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def _spoilt(pixels: np.ndarray, level: Level, dpi: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(-level.tilt, level.tilt)), 1.0)
    page = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255).astype(
        np.float32
    )
    if level.blur:
        page = cv2.GaussianBlur(page, (0, 0), level.blur * dpi / 300)
    ramp = np.linspace(0.0, 1.0, width, dtype=np.float32)[None, :] * np.linspace(0.4, 1.0, height)[:, None]
    page = page * (1.0 - level.shade * ramp) - 8.0
    page += rng.normal(0.0, level.noise, page.shape)
    return np.clip(page, 0, 255).astype(np.uint8)
