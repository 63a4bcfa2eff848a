"""Reads what is written in a scene: plates, name tags, signs, which page readers take for gravel.

A reader made for pages looks for columns of lines and finds none in a photograph.  So the places that look
like letters (many strokes side by side) are cut out, made equally high, dark on light, laid under each other
as the lines of a page, and that page is read once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest import ocr
from ingest.faces.centerface import Pixels
from ingest.options import Options
from ingest.values import Box, Word

SEARCHED = 1600  # pixels of the long side in which places are looked for
LINE = 64  # pixels a cut is made high
GAP = 40
SHEET = 2000  # pixels: how wide a sheet of cuts is
MOST = 40  # cuts of one picture, the ones with the strongest strokes first
MARGIN = 0.25  # of a place's height, above and below
BESIDE = 1.0  # of its height, left and right: the strokes of its last letters are often lost
_WIDEST, _NARROWEST = 25.0, 1.3  # times its height
_LOWEST, _HIGHEST = 9, 260  # pixels of a place, where it is looked for
_DENSE = 0.3  # share of a place that strokes fill once they are joined
_KERNELS = ((9, 3), (21, 5), (41, 9))  # how far strokes of small, middling and large letters stand apart
_SHEET_DPI = 150.0

Grey = NDArray[np.uint8]


@dataclass(frozen=True)
class _Cut:
    """A place of the picture as a line of the sheet."""

    place: tuple[int, int, int, int]  # x0, y0, x1, y1 in the picture
    line: Grey
    x: int = 0  # where it lies on the sheet
    y: int = 0


def words(picture: Pixels, options: Options) -> tuple[Word, ...]:
    """The words written in an RGB picture, their boxes in its pixels."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    cuts = _laid([_cut(grey, place) for place in _places(grey)])
    if not cuts:
        return ()
    read = ocr.read_image(Image.fromarray(_sheet(cuts)), options, _SHEET_DPI)
    return _once(_back(read.words, cuts))


def _once(read: Iterator[Word]) -> tuple[Word, ...]:
    """Each word once: places overlap, and where two readings of one word differ, the longer saw all of it."""
    kept: list[Word] = []
    for word in sorted(read, key=lambda word: -len(word.text)):
        if not any(_share_middle(word.box, other.box) for other in kept):
            kept.append(word)
    return tuple(sorted(kept, key=lambda word: (word.box.y0, word.box.x0)))


def _share_middle(box: Box, other: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return other.x0 <= x <= other.x1 and other.y0 <= y <= other.y1


def _places(grey: Grey) -> list[tuple[int, int, int, int]]:
    """Where strokes stand side by side as letters do, in the picture's pixels."""
    scale = min(1.0, SEARCHED / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    strokes = np.asarray(cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)), np.uint8)
    found: list[tuple[float, tuple[int, int, int, int]]] = []
    for size in _KERNELS:
        _, strong = cv2.threshold(strokes, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        joined = cv2.morphologyEx(strong, cv2.MORPH_CLOSE, np.ones(size[::-1], np.uint8))
        joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
        for x, y, width, height, area in boxes[1:].tolist():
            if _like_a_line(width, height, area):
                strength = float(strokes[y : y + height, x : x + width].mean())
                found.append((strength, (x, y, x + width, y + height)))
    chosen: list[tuple[int, int, int, int]] = []
    for _, place in sorted(found, reverse=True):
        if len(chosen) < MOST and not any(_much_in(place, other) for other in chosen):
            chosen.append(place)
    return [_full(place, scale, grey.shape) for place in chosen]


def _like_a_line(width: int, height: int, area: int) -> bool:
    fits = _LOWEST <= height <= _HIGHEST and _NARROWEST * height <= width <= _WIDEST * height
    return fits and area >= _DENSE * width * height


def _much_in(place: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether two places are about the same one."""
    across = min(place[2], other[2]) - max(place[0], other[0])
    down = min(place[3], other[3]) - max(place[1], other[1])
    if across <= 0 or down <= 0:
        return False
    area = (place[2] - place[0]) * (place[3] - place[1])
    other_area = (other[2] - other[0]) * (other[3] - other[1])
    return across * down > 0.6 * max(area, other_area)


def _full(
    place: tuple[int, int, int, int], scale: float, shape: tuple[int, ...]
) -> tuple[int, int, int, int]:
    """The place with its margin, in the picture's own pixels."""
    height = place[3] - place[1]
    beside, above = BESIDE * height, MARGIN * height
    x0, y0 = max(0, int((place[0] - beside) / scale)), max(0, int((place[1] - above) / scale))
    x1, y1 = int((place[2] + beside) / scale) + 1, int((place[3] + above) / scale) + 1
    return x0, y0, min(x1, shape[1]), min(y1, shape[0])


def _cut(grey: Grey, place: tuple[int, int, int, int]) -> _Cut:
    """The place as high as a line, dark letters on a light ground, with its whole range of greys."""
    x0, y0, x1, y1 = place
    part = grey[y0:y1, x0:x1]
    high = round(LINE * (1 + 2 * MARGIN))
    width = min(SHEET - 2 * GAP, max(1, round(part.shape[1] * high / part.shape[0])))
    line = cv2.resize(part, (width, high), interpolation=cv2.INTER_CUBIC)
    low, top = np.percentile(line, (2, 98))
    stretched = np.clip((line.astype(np.float32) - low) * (255 / max(1.0, float(top - low))), 0, 255)
    edge = np.concatenate([stretched[:4].ravel(), stretched[-4:].ravel()])
    if float(np.median(stretched)) < 110 and float(np.median(edge)) < 140:
        stretched = 255 - stretched
    return _Cut(place, stretched.astype(np.uint8))


def _laid(cuts: list[_Cut]) -> list[_Cut]:
    """The cuts under each other, each on its own line: two on one line would be read as a sentence."""
    y = GAP
    laid: list[_Cut] = []
    for cut in cuts:
        laid.append(_Cut(cut.place, cut.line, GAP, y))
        y += cut.line.shape[0] + GAP
    return laid


def _sheet(cuts: list[_Cut]) -> Grey:
    last = cuts[-1]
    sheet = np.full((last.y + last.line.shape[0] + GAP, SHEET), 255, np.uint8)
    for cut in cuts:
        height, width = cut.line.shape
        sheet[cut.y : cut.y + height, cut.x : cut.x + width] = cut.line
    return sheet


def _back(read: tuple[Word, ...], cuts: list[_Cut]) -> Iterator[Word]:
    """The words where they stand in the picture."""
    scale = _SHEET_DPI / 72.0
    for word in read:
        middle = (word.box.y0 + word.box.y1) / 2 * scale
        for cut in cuts:
            height, width = cut.line.shape
            if cut.y <= middle <= cut.y + height:
                x0, y0, x1, y1 = cut.place
                across, down = (x1 - x0) / width, (y1 - y0) / height
                yield Word(
                    word.text,
                    Box(
                        x0 + (word.box.x0 * scale - cut.x) * across,
                        y0 + (word.box.y0 * scale - cut.y) * down,
                        x0 + (word.box.x1 * scale - cut.x) * across,
                        y0 + (word.box.y1 * scale - cut.y) * down,
                    ),
                )
                break
