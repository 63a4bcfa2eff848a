"""A page's picture without the printed lines of its tables: the OCR engine drops words that lines box in."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

LEAST = 17.0  # points: longer than any letter's stroke, short enough for a line on a tilted page
DARKER = 25  # of 255: ink against the paper around it
_SHRINK = 0.25  # at which the paper's own light is looked at
_AROUND = 21  # pixels of that


def without_lines(picture: Image.Image, dpi: float) -> Image.Image:
    """The picture in grey, its level and upright lines painted over in the colour of the paper there."""
    grey = np.asarray(picture.convert("L"))
    paper = _paper(grey)
    ink = (paper.astype(np.int16) - grey > DARKER).astype(np.uint8)
    length = max(3, round(LEAST * dpi / 72.0))
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    lines = np.asarray(cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))) > 0
    return Image.fromarray(np.where(lines, paper, grey).astype(np.uint8))


def _paper(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What the page would look like with nothing on it."""
    small = cv2.resize(grey, None, fx=_SHRINK, fy=_SHRINK, interpolation=cv2.INTER_AREA)
    size = (grey.shape[1], grey.shape[0])
    return np.asarray(cv2.resize(cv2.medianBlur(small, _AROUND), size, interpolation=cv2.INTER_LINEAR))
