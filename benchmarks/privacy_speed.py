"""A one-page list with text, redacted and gated with OCR, beside one render and one OCR pass of its page."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pymupdf

from benchmarks.report import Row, at_most
from ingest import ocr, render
from ingest.options import Options
from ingest.orders import Order
from ingest.sandbox import Sandbox
from ingest.values import FileType

MOST = 2.5
_HEADINGS = ("No.", "Nombre completo", "Edad", "Sexo", "CURP", "Firma")
_COLUMNS = (40, 70, 260, 300, 340, 480, 572)
_TOP, _STEP, _ROWS = 190, 18, 28
_ABOVE = (
    "H. AYUNTAMIENTO DE CALIMAYA, ESTADO DE MÉXICO",
    "LISTA DE ASISTENCIA",
    "Evento: Prevención de la violencia en el noviazgo",
    "Fecha: 14 de mayo de 2024",
    "Lugar: Escuela Secundaria Técnica No. 12",
)
_GIVEN = ("Ana Sofía", "Luis Ángel", "Ximena", "José Emiliano", "Regina", "Mateo", "Valeria", "Diego Iván")
_SURNAMES = ("Hernández", "Carmona", "Vilchis", "Bobadilla", "Estrada", "Muciño", "Arriaga", "Colín")


def one_page_list(times: int) -> list[Row]:
    """The ratio, and both of its sides."""
    options = Options()
    with tempfile.TemporaryDirectory() as folder, Sandbox(options.limits) as sandbox:
        work = Path(folder)
        source, target = _list(work / "lista.pdf"), work / "public.pdf"
        order = Order(FileType.PDF)

        def ours() -> None:
            redacted = sandbox.redact(source, FileType.PDF, order, target, options, work)
            assert redacted.gate.passed, redacted.gate.objections

        bare, mine = _in_turns(lambda: _read_once(source, options), ours, times)
    return [
        Row("one-page list: render and OCR once", bare, unit="s"),
        Row("one-page list: redacted and gated", mine, unit="s"),
        at_most("one-page list: ratio", mine / bare, MOST, "x"),
    ]


def _in_turns(bare: Callable[[], None], ours: Callable[[], None], times: int) -> tuple[float, float]:
    """The median of each, measured in turns and warm, so that both meet the same machine."""
    bare()
    ours()
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for work, kept in zip((bare, ours), seconds, strict=True):
            start = time.perf_counter()
            work()
            kept.append(time.perf_counter() - start)
    return statistics.median(seconds[0]), statistics.median(seconds[1])


def _read_once(path: Path, options: Options) -> None:
    with pymupdf.open(path) as document:
        picture = render.picture(document[0], options.ocr_dpi / 72, grey=True)
        ocr.read_image(picture, options, float(options.ocr_dpi))


def _list(path: Path) -> Path:
    """A list of invented people, ruled, with text."""
    with pymupdf.open() as document:
        page = document.new_page(width=612, height=792)
        for number, line in enumerate(_ABOVE):
            page.insert_text((40, 60 + 20 * number), line, fontsize=11)
        for row in range(_ROWS + 1):
            for place, text in zip(_COLUMNS, _HEADINGS if row == 0 else _row(row), strict=False):
                page.insert_text((place + 3, _TOP + _STEP * (row + 1) - 5), text, fontsize=9)
        bottom = _TOP + _STEP * (_ROWS + 1)
        for row in range(_ROWS + 2):
            page.draw_line((_COLUMNS[0], _TOP + _STEP * row), (_COLUMNS[-1], _TOP + _STEP * row))
        for place in _COLUMNS:
            page.draw_line((place, _TOP), (place, bottom))
        page.insert_text((40, bottom + 24), f"Total de asistentes: {_ROWS}", fontsize=10)
        document.save(path)
    return path


def _row(row: int) -> tuple[str, ...]:
    first, second = _SURNAMES[row % 8], _SURNAMES[(row * 3 + 1) % 8]
    given, sex = _GIVEN[row % 8], "HM"[row % 2 == 0]
    curp = f"{first[:2]}{second[0]}{given[0]}1005{10 + row % 18}{sex}MC{'RSTBLN'[row % 6]}RNA{row % 10}"
    return (str(row), f"{given} {first} {second}", "14", sex, curp.upper())
