"""Finds signatures on the picture of a page: thin strokes beside the printed words that no word accounts for.

Signatures of public servants on official papers are public, and a stamp or a drawing has strokes too, so a
signature is never more than likely, and one over a servant's post only a question.  In the rows of an
attendance list the column decides, not this.
"""

import re
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from ingest.detect.codes import Picture
from ingest.detect.spans import Written
from ingest.redactions import DataType, Finding, Source
from ingest.values import Box, Word

_SCALE = 100.0  # dots an inch that are enough to tell strokes from letters
_FEWEST_WORDS = 5  # a photograph has none: its lines are nobody's signature
_WIDE, _HIGH, _HIGHEST = 24.0, 8.0, 130.0  # points
_FILLED = 0.4  # share of its box that a signature's ink fills at most
_NEAR = 70.0  # points between a signature and the words that tell whose it is
_HERE = re.compile(r"\b(?:FIRMAS?|RUBRICAS?|FIRMO|ATENTAMENTE|CONFORMIDAD|RECIBI|ACEPTO|AUTORIZO)\b")
_SERVANT = re.compile(
    r"\b(?:TITULAR|DIRECTORA?|COORDINADORA?|PRESIDENT[EA]|SECRETARI[OA]|SINDIC[OA]|REGIDORA?|TESORER[OA]|"
    r"CONTRALORA?|JEF[EA]|ENCARGAD[OA]|DELEGAD[OA]|SUBDIRECTORA?|PONENTE|RESPONSABLE|SERVIDORA? PUBLIC[OA])\b"
)


def find(picture: Picture, dpi: float, page_number: int, words: Sequence[Word]) -> Iterator[Finding]:
    """Every signature on a page whose words are known."""
    if len(words) < _FEWEST_WORDS:
        return
    for box in _strokes(picture, dpi, words):
        near = " ".join(word.text for word in words if _is_near(word.box, box))
        told = Written(near).folded
        sure = 0.3 if _SERVANT.search(told) else 0.7 if _HERE.search(told) else 0.4
        yield Finding(page_number, (box,), DataType.SIGNATURE, Source.PICTURE, sure)


def _strokes(picture: Picture, dpi: float, words: Sequence[Word]) -> Iterator[Box]:
    """Boxes around ink that is no word, no rule and no filled area."""
    ink = _ink(picture, dpi)
    scale = _SCALE / 72
    for word in words:
        x0, y0, x1, y1 = (round(value * scale) for value in word.box)
        ink[max(0, y0 - 1) : y1 + 2, max(0, x0 - 1) : x1 + 2] = 0
    joined = cv2.dilate(ink, np.ones((5, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    for x, y, width, height, _ in stats[1:count].tolist():
        box = Box(x / scale, y / scale, (x + width) / scale, (y + height) / scale)
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        filled = float(np.count_nonzero(ink[y : y + height, x : x + width])) / (width * height)
        if (
            wide >= _WIDE
            and _HIGH <= high <= _HIGHEST
            and 0.01 < filled < _FILLED
            and wide < 6 * _HIGHEST / 2
        ):
            yield box


def _ink(picture: Picture, dpi: float) -> Picture:
    """What is dark or coloured, at one scale, without the rules of tables and the lines to sign on."""
    darkest = picture if picture.ndim == 2 else picture[..., :3].min(axis=2)
    small = cv2.resize(darkest, None, fx=_SCALE / dpi, fy=_SCALE / dpi, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    for shape in ((40, 1), (1, 40)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        ink = cv2.subtract(ink, cv2.dilate(rules, np.ones((3, 3), np.uint8)))
    return np.asarray(ink)


def _is_near(word: Box, strokes: Box) -> bool:
    """Whether a word stands under, over or beside the strokes, as a signer's name and post do."""
    apart = max(word.y0 - strokes.y1, strokes.y0 - word.y1)
    return apart < _NEAR and word.x1 > strokes.x0 - _NEAR and word.x0 < strokes.x1 + _NEAR
