"""Real files of every kind, made on the spot."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

import cv2
import docx
import numpy as np
import openpyxl
import pptx
import pymupdf
from msoffcrypto.method import ecma376_agile
from PIL import Image, ImageDraw, ImageFont
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

PPTX_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def make_pdf(path: Path, texts: Sequence[str] = ("Acta de cabildo",)) -> Path:
    with pymupdf.open() as document:
        for text in texts:
            document.new_page().insert_text((72, 72), text)
        document.save(path)
    return path


def make_picture(path: Path, size: tuple[int, int] = (300, 200), **options: object) -> Path:
    picture = Image.new("RGB", size, (90, 140, 60))
    ImageDraw.Draw(picture).ellipse((20, 20, size[0] - 20, size[1] - 20), fill=(200, 180, 40))
    picture.save(path, **options)
    return path


def make_written_picture(path: Path, text: str, **options: object) -> Path:
    picture = Image.new("RGB", (1240, 600), "white")
    font = ImageFont.load_default(56)
    ImageDraw.Draw(picture).multiline_text((80, 80), text, fill="black", font=font, spacing=24)
    picture.save(path, **options)
    return path


def make_deck(path: Path) -> Path:
    """Three slides: text, group, table and chart; the second is hidden; notes on the first and the third."""
    deck = pptx.Presentation()
    deck.core_properties.title = "Rompe el ciclo"
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Violencia en el noviazgo"
    first.placeholders[1].text = "Señales de alerta"
    first.notes_slide.notes_text_frame.text = "Nota privada: caso de la escuela"
    group = first.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1)).text_frame.text = "Texto agrupado"
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden.shapes.title.text = "Borrador oculto"
    hidden.element.set("show", "0")
    third = deck.slides.add_slide(deck.slide_layouts[5])
    third.shapes.title.text = "Resultados"
    table = third.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for place, word in enumerate(("Escuela", "Asistentes", "Primaria Hidalgo", "120")):
        table.cell(place // 2, place % 2).text = word
    data = CategoryChartData()
    data.categories = ["Enero", "Febrero"]
    data.add_series("Pláticas", (3, 5))
    third.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(4), Inches(5), Inches(3), data
    ).chart.has_title = False
    third.notes_slide.notes_text_frame.text = "Nota del cierre"
    deck.save(str(path))
    return path


def make_letter(path: Path, paragraphs: Sequence[str] = ("Oficio número 12", "Atentamente")) -> Path:
    letter = docx.Document()
    letter.core_properties.title = "Oficio de invitación"
    for paragraph in paragraphs:
        letter.add_paragraph(paragraph)
    table = letter.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Fecha", "12 de mayo"
    letter.save(str(path))
    return path


def make_book(path: Path, rows: int = 3) -> Path:
    """A visible sheet of so many rows, and a hidden one."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Asistencia"
    sheet.append(["Escuela", "Total"])
    for number in range(1, rows):
        sheet.append([f"Plantel {number}", number])
    hidden = book.create_sheet("Reservado")
    hidden.append(["Dato interno"])
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def make_film(path: Path, codec: str = "mp4v") -> Path:
    """Two seconds that begin in the dark."""
    film = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*codec), 10, (320, 240))
    for number in range(20):
        film.write(np.full((240, 320, 3), 0 if number < 4 else 40 + number * 10, np.uint8))
    film.release()
    return path


def make_zip(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path


class _QuickLock(ecma376_agile.ECMA376AgileEncryptionInfo):
    """A hundred rounds of hashing instead of a hundred thousand: the suite opens many."""

    def __init__(self) -> None:
        super().__init__()
        self.spinCount = 100


def make_locked(path: Path, plain: Path, password: str) -> Path:
    """An encrypted copy of an Office file (or of any package), as new Office writes it."""
    with (
        patch.object(ecma376_agile, "ECMA376AgileEncryptionInfo", _QuickLock),
        plain.open("rb") as source,
    ):
        path.write_bytes(ecma376_agile.ECMA376Agile.encrypt(password, source))
    return path


def make_odf(path: Path, kind: str, body: str, *, manifest: str = "<manifest/>") -> Path:
    """An OpenDocument file with just its content part; ``kind`` is text, presentation or spreadsheet."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name if name != "draw" else "drawing"}:1.0"'
        for name in ("office", "text", "draw", "presentation", "style", "table")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", content)
    return path


def make_compound(path: Path, streams: Mapping[str, bytes]) -> Path:
    """A compound file with one table sector, two directory sectors and each stream in sectors of its own."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    table = [0xFFFFFFFD, 2, end]
    body = b""
    entries = [_entry("Root Entry", 5, end, 0)]
    for name, content in streams.items():
        content = content.ljust(4096, b"\0")  # smaller ones would lie in the mini stream
        start, sectors = len(table), -(-len(content) // 512)
        table += [*range(start + 1, start + sectors), end]
        body += content.ljust(sectors * 512, b"\0")
        entries.append(_entry(name, 2, start, len(content)))
    entries += [_entry("", 0, 0, 0)] * (8 - len(entries))
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    numbers = (0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", magic, *numbers)
    head += struct.pack("<109I", 0, *[free] * 108)
    table += [free] * (128 - len(table))
    path.write_bytes(head + struct.pack("<128I", *table) + b"".join(entries) + body)
    return path


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    length = len(written) + 2 if name else 0
    return struct.pack("<64sHBBIII16x4x16xIQ", written, length, kind, 1, *[0xFFFFFFFF] * 3, start, size)
