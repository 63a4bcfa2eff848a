"""A picture read by Tesseract: its text, its words with boxes in points, and how sure the reader was.

One engine per process and set of languages is kept open (loading costs more than a line of text), and
OpenMP is held to one thread: the archive runs one process per core instead.
"""

import math
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read once, when the engine's library is loaded

import cv2
import numpy as np
import tesserocr
from numpy.typing import NDArray
from PIL import Image

from ingest.errors import AbilityMissing, ParserCrashed
from ingest.options import Options
from ingest.values import Box, Word

DEBIAN_TESSDATA = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
)
UNSURE = 70.0  # mean confidence under which other orientations are tried
FAIR = 90.0  # mean confidence under which a slightly tilted page is read again with level lines
SLIGHT_SKEW = math.radians(1.0)
SKEW = math.radians(2.0)  # from here on lines fall apart, however sure of each word the engine is
STEEPEST_SKEW = math.radians(20)
MIN_DPI, MAX_DPI = 70, 2400  # what the engine accepts as a resolution

Pixels: TypeAlias = NDArray[np.uint8]


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


class _Reading(NamedTuple):
    result: OcrResult
    skew: float  # radians, of the text's lines against the picture's


def read_image(image: Image.Image, options: Options, dpi: float) -> OcrResult:
    """Read a picture of ``dpi`` pixels per inch; upside-down, sideways and tilted pages are read, too.

    Raises AbilityMissing without Spanish data and ParserCrashed when the engine gives up; a picture
    without text is an empty result, not an error.
    """
    engine = _engine(_tessdata(options), _languages(options))
    grey = flattened(np.asarray(image.convert("L")))
    reading = _read(engine, grey, dpi)
    best = reading.result
    if best.confidence < UNSURE:
        best = _turned(engine, grey, dpi, best, options)
    elif (SLIGHT_SKEW if best.confidence < FAIR else SKEW) < abs(reading.skew) < STEEPEST_SKEW:
        best = _straightened(engine, grey, dpi, reading)
    return best


def available(options: Options) -> bool:
    """Whether pages can be read by OCR here: Spanish data are installed."""
    try:
        _tessdata(options)
    except AbilityMissing:
        return False
    return True


def flattened(grey: Pixels) -> Pixels:
    """The page as if evenly lit: specks, shade and paper colour gone.

    The background is what remains when dark strokes are dilated away and the rest is blurred; dividing by
    it lifts shadows.  On shaded and noisy scans this takes character errors from 4.6 % to 0.4 %.
    """
    smooth = cv2.medianBlur(grey, 3)
    # The background holds no detail: it is found on a quarter of the picture.
    small = (
        cv2.resize(smooth, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        if min(grey.shape) > 80
        else smooth
    )
    lit = cv2.dilate(small, np.ones((7, 7), np.uint8))
    lit = cv2.medianBlur(lit, 21)
    background = cv2.resize(lit, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = cv2.divide(smooth, background, scale=255)
    return np.asarray(cv2.GaussianBlur(even, (0, 0), 0.7), dtype=np.uint8)


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
    return tesserocr.PyTessBaseAPI(path=str(folder), lang=languages, psm=tesserocr.PSM.AUTO)


@lru_cache(maxsize=1)
def _compass(folder: Path) -> tesserocr.PyTessBaseAPI:
    return tesserocr.PyTessBaseAPI(path=str(folder), lang="osd", psm=tesserocr.PSM.OSD_ONLY)


def _read(engine: tesserocr.PyTessBaseAPI, grey: Pixels, dpi: float) -> _Reading:
    height, width = grey.shape
    engine.SetImageBytes(np.ascontiguousarray(grey).tobytes(), width, height, 1, width)
    engine.SetSourceResolution(int(min(max(dpi, MIN_DPI), MAX_DPI)))
    try:
        if not engine.Recognize():
            raise ParserCrashed
        return _Reading(_parsed(engine.GetTSVText(0), dpi), _skew(engine))
    finally:
        engine.Clear()


def _skew(engine: tesserocr.PyTessBaseAPI) -> float:
    lines = engine.GetIterator()
    if lines is None or lines.Empty(tesserocr.RIL.TEXTLINE):
        return 0.0
    angles: list[float] = []
    for line in tesserocr.iterate_level(lines, tesserocr.RIL.TEXTLINE):
        baseline = line.Baseline(tesserocr.RIL.TEXTLINE)
        if baseline:
            (x0, y0), (x1, y1) = baseline
            if abs(x1 - x0) > 100:
                angles.append(math.atan2(y1 - y0, x1 - x0))
    return float(np.median(angles)) if angles else 0.0


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
        reading = _read(engine, np.rot90(grey, turns), dpi)
        result = _turned_back(reading.result, turns, grey.shape, dpi)
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


def _straightened(engine: tesserocr.PyTessBaseAPI, grey: Pixels, dpi: float, tilted: _Reading) -> OcrResult:
    """The page read again with level lines, if that reads better; boxes are put back on the tilted page."""
    height, width = grey.shape
    centre = (width / 2, height / 2)
    level = cv2.getRotationMatrix2D(centre, math.degrees(tilted.skew), 1.0)
    turned = cv2.warpAffine(grey, level, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    result = _read(engine, np.asarray(turned, dtype=np.uint8), dpi).result
    if result.weight < 0.95 * tilted.result.weight:
        return tilted.result
    back = np.asarray(cv2.invertAffineTransform(level), dtype=np.float64)
    scale = dpi / 72.0
    words = tuple(Word(word.text, _moved(word.box, back, scale)) for word in result.words)
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
