"""PDF files and scans made by the tests: one page of words each, printed, turned, spoilt."""

from pathlib import Path

import cv2
import numpy as np
import pymupdf
from PIL import Image

TEXT = (
    "La Coordinación de Juventud presentó el informe de actividades",
    "de la jornada realizada en el mes de febrero de 2022.",
    "Se explicó a las madres y los padres de familia el catálogo",
    "de pláticas sobre prevención de adicciones y salud mental.",
    "La señalización del plantel se amplió según lo acordado.",
)


def printed(lines: tuple[str, ...] = TEXT, size: float = 14) -> pymupdf.Document:
    """One page of text, as a word processor makes it."""
    document = pymupdf.open()
    page = document.new_page(width=500, height=300)
    for index, line in enumerate(lines):
        page.insert_text((40, 60 + index * size * 1.8), line, fontsize=size)
    return document


def scanned(lines: tuple[str, ...] = TEXT, dpi: int = 200, size: float = 14) -> Image.Image:
    """The same page as a picture in grey."""
    pixmap = printed(lines, size)[0].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def spoilt(image: Image.Image, seed: int = 1, shade: float = 0.35) -> Image.Image:
    """Blurred, noisy and darker to one side, as cheap scanners do."""
    pixels = cv2.GaussianBlur(np.asarray(image).astype(np.float32), (0, 0), 1.2)
    pixels *= 1 - shade * np.linspace(0, 1, pixels.shape[1], dtype=np.float32)[None, :]
    pixels += np.random.default_rng(seed).normal(0, 18, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def as_pdf(images: list[Image.Image], path: Path, dpi: int = 200) -> Path:
    """Pictures as the pages of a PDF."""
    document = pymupdf.open()
    for index, image in enumerate(images):
        page = document.new_page(width=image.width * 72 / dpi, height=image.height * 72 / dpi)
        picture = path.with_name(f"{path.stem}-{index}.png")
        image.save(picture)
        page.insert_image(page.rect, filename=str(picture))
    document.save(path)
    return path


def words_of(lines: tuple[str, ...] = TEXT) -> set[str]:
    return set(" ".join(lines).split())


def share_read(text: str, lines: tuple[str, ...] = TEXT) -> float:
    """Share of the true words found in a text."""
    true = words_of(lines)
    return len(true & set(text.split())) / len(true)
