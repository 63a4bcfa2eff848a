"""A picture read by Tesseract: its text, its words with boxes in points, and how sure the reader was.

One engine per process and set of languages is kept open (loading costs more than a line of text), and
OpenMP is held to one thread: the archive runs one process per core instead.
"""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read once, when the engine's library is loaded

import cv2
import numpy as np
import tesserocr
from numpy.typing import NDArray
from PIL import Image

from ingest import scan
from ingest.errors import AbilityMissing, ParserCrashed
from ingest.options import Options
from ingest.scan import Pixels
from ingest.values import Box, Word

DEBIAN_TESSDATA = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
)
UNSURE = 70.0  # mean confidence under which other orientations are tried
SURE = 92.0  # from here on, on real scans, a reading of small letters was as good as one of larger letters
QUICK_LETTERS = 13.0  # pixels, of small letters: quicker; at 10 clean pages were read with some errors
MIN_DPI, MAX_DPI = 70, 2400  # what the engine accepts as a resolution


@dataclass(frozen=True)
class OcrResult:
    """What was read; ``text`` is empty where the picture holds none."""

    text: str
    words: tuple[Word, ...]
    confidence: float  # 0..100, mean over the words; 0 without words

    @property
    def weight(self) -> float:
        """Sureness times amount: what tells a page the right way up from one that is not."""
        return sum(len(word.text) for word in self.words) * self.confidence


def read_image(image: Image.Image, options: Options, dpi: float) -> OcrResult:
    """Read a picture of ``dpi`` pixels per inch; upside-down, sideways and tilted pages are read, too.

    Raises AbilityMissing without Spanish data and ParserCrashed when the engine gives up; a picture
    without text is an empty result, not an error.
    """
    engine = _engine(_tessdata(options), _languages(options))
    grey = scan.evenly_read(np.asarray(image.convert("L")))
    letters = scan.small_letters(grey)
    size, quick = scan.needed_size(letters), scan.needed_size(letters, QUICK_LETTERS)
    best = _read_at(engine, grey, dpi, quick)
    if best.confidence < SURE:
        grey, dpi = scan.resized(grey, size), dpi * size
        if quick < size:
            best = max(best, _read_at(engine, grey, dpi, 1.0), key=lambda result: result.confidence)
    if best.confidence < UNSURE:
        best = _turned(engine, grey, dpi, best, options)
    return best


def _read_at(engine: tesserocr.PyTessBaseAPI, grey: Pixels, dpi: float, size: float) -> OcrResult:
    """A reading of the page made smaller by ``size``; its boxes are points, whatever the size."""
    level = scan.levelled(scan.resized(grey, size))
    return _level_with(_read(engine, level.pixels, dpi * size), level, dpi * size)


def available(options: Options) -> bool:
    """Whether pages can be read by OCR here: Spanish data are installed."""
    try:
        _tessdata(options)
    except AbilityMissing:
        return False
    return True


def _tessdata(options: Options) -> Path:
    candidates = (options.tessdata,) if options.tessdata else DEBIAN_TESSDATA
    for folder in candidates:
        if (folder / f"{options.ocr_languages[0]}.traineddata").is_file():
            return folder
    raise AbilityMissing(tool="Tesseract en español")


def _languages(options: Options) -> str:
    folder = _tessdata(options)
    return "+".join(name for name in options.ocr_languages if (folder / f"{name}.traineddata").is_file())


@lru_cache(maxsize=4)
def _engine(folder: Path, languages: str) -> tesserocr.PyTessBaseAPI:
    cv2.setNumThreads(1)
    return tesserocr.PyTessBaseAPI(
        path=str(folder),
        lang=languages,
        psm=tesserocr.PSM.AUTO,
        # Sauvola's local threshold: with one for the whole page, noise made it drop whole lines.
        variables={"thresholding_method": "2"},
    )


@lru_cache(maxsize=1)
def _compass(folder: Path) -> tesserocr.PyTessBaseAPI:
    return tesserocr.PyTessBaseAPI(path=str(folder), lang="osd", psm=tesserocr.PSM.OSD_ONLY)


def _read(engine: tesserocr.PyTessBaseAPI, grey: Pixels, dpi: float) -> OcrResult:
    height, width = grey.shape
    engine.SetImageBytes(np.ascontiguousarray(grey).tobytes(), width, height, 1, width)
    engine.SetSourceResolution(int(min(max(dpi, MIN_DPI), MAX_DPI)))
    try:
        if not engine.Recognize():
            raise ParserCrashed
        return _parsed(engine.GetTSVText(0), dpi)
    finally:
        engine.Clear()


def _parsed(tsv: str, dpi: float) -> OcrResult:
    """Words and text out of the engine's table: level, page, block, paragraph, line, word, box, sureness."""
    scale = 72.0 / dpi
    words: list[Word] = []
    sureness: list[float] = []
    lines: list[list[str]] = []
    where: tuple[str, ...] | None = None
    for row in tsv.splitlines():
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) * scale for cell in cells[6:10])
        text = cells[11].strip()
        words.append(Word(text, Box(left, top, left + width, top + height)))
        sureness.append(float(cells[10]))
        line = tuple(cells[2:5])
        if where is not None and line[:2] != where[:2]:
            lines.append([])
        if line != where:
            lines.append([])
        where = line
        lines[-1].append(text)
    mean = sum(sureness) / len(sureness) if sureness else 0.0
    return OcrResult("\n".join(" ".join(line) for line in lines), tuple(words), mean)


def _turned(
    engine: tesserocr.PyTessBaseAPI, grey: Pixels, dpi: float, upright: OcrResult, options: Options
) -> OcrResult:
    """The best reading among the page's orientations, its boxes on the page as it was given."""
    if not _has_ink(grey):
        return upright
    best = upright
    for turns in _likely_turns(grey, dpi, _tessdata(options)):
        level = scan.levelled(np.rot90(grey, turns))
        reading = _level_with(_read(engine, level.pixels, dpi), level, dpi)
        result = _turned_back(reading, turns, grey.shape, dpi)
        if result.confidence > best.confidence and result.weight > best.weight:
            best = result
        if best.confidence >= UNSURE:
            break
    return best


def _has_ink(grey: Pixels) -> bool:
    return float(np.count_nonzero(grey < 160)) / grey.size > 0.0005


def _likely_turns(grey: Pixels, dpi: float, folder: Path) -> tuple[int, ...]:
    """Quarter turns counter-clockwise worth trying, the engine's own guess first and then alone."""
    if not (folder / "osd.traineddata").is_file():
        return (1, 3, 2)
    compass = _compass(folder)
    compass.SetImageBytes(
        np.ascontiguousarray(grey).tobytes(), grey.shape[1], grey.shape[0], 1, grey.shape[1]
    )
    compass.SetSourceResolution(int(min(max(dpi, MIN_DPI), MAX_DPI)))
    try:
        guess = compass.DetectOrientationScript()
    finally:
        compass.Clear()
    if not guess:
        return ()  # too little text to tell: trying all would cost three readings for nothing
    turns = (int(guess["orient_deg"]) // 90) % 4
    return (turns,) if turns else ()


def _turned_back(result: OcrResult, turns: int, shape: tuple[int, ...], dpi: float) -> OcrResult:
    """Boxes found on the picture turned counter-clockwise, put back on the picture as given."""
    height, width = shape[0] * 72.0 / dpi, shape[1] * 72.0 / dpi

    def back(box: Box) -> Box:
        match turns % 4:
            case 1:
                return Box(width - box.y1, box.x0, width - box.y0, box.x1)
            case 2:
                return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
            case 3:
                return Box(box.y0, height - box.x1, box.y1, height - box.x0)
        return box

    words = tuple(Word(word.text, back(word.box)) for word in result.words)
    return OcrResult(result.text, words, result.confidence)


def _level_with(result: OcrResult, level: scan.Level, dpi: float) -> OcrResult:
    """Boxes found on a levelled page, put back on the page as it was given."""
    if level.back is None:
        return result
    scale = dpi / 72.0
    words = tuple(Word(word.text, _moved(word.box, level.back, scale)) for word in result.words)
    return OcrResult(result.text, words, result.confidence)


def _moved(box: Box, matrix: NDArray[np.float64], scale: float) -> Box:
    """The box's middle moved by the matrix (which counts in pixels); its size stays."""
    x, y = (box.x0 + box.x1) / 2 * scale, (box.y0 + box.y1) / 2 * scale
    moved_x, moved_y = (matrix @ np.array([x, y, 1.0])) / scale
    half_width, half_height = (box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2
    return Box(
        float(moved_x) - half_width,
        float(moved_y) - half_height,
        float(moved_x) + half_width,
        float(moved_y) + half_height,
    )
