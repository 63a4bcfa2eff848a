"""Tells papers on which something is written that could not be read: nobody knows whose names stand there."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.attendance import pages as lists
from ingest.redacting_pages import Sight
from ingest.values import Word

GRID_ROWS, GRID_COLUMNS = 6, 2  # more rulings than that, across and down, are a table's
READ_ROWS = 0.5  # of a table's rows that words must be read in
DARKER = 32  # of 255: ink against the paper around it
LOWEST, TALLEST, LONGEST = 5.0, 48.0, 220.0  # points: what a stroke of handwriting measures
MOST_STROKES = 40  # signatures, stamps and logos have fewer
FEW_STROKES = 8  # in a table of which little was read
PAPER = 105  # of 255: a sheet in the shade
EVEN = 0.12  # by how much paper differs from the light around it
LEAST_PAPER = 0.7  # share of the picture


def is_unread_paper(sight: Sight) -> bool:
    """Whether the page is a paper, scanned or photographed, that says more than was read of it."""
    if not sight.scanned or not is_paper(sight.seen.picture):
        return False
    written = strokes(sight)
    return written > MOST_STROKES or (written > FEW_STROKES and _is_unread_table(sight))


def _is_unread_table(sight: Sight) -> bool:
    level = lists.levelled(sight.seen)
    across, down = level.rulings.across, level.rulings.down
    if len(across) <= GRID_ROWS or len(down) <= GRID_COLUMNS:
        return False
    return len(sight.seen.page.words) < READ_ROWS * len(across)


def is_paper(picture: NDArray[np.uint8]) -> bool:
    """Whether most of the picture is light and even, once light and shadow are taken out of it."""
    small = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    around = cv2.blur(small, (41, 41)).astype(np.float32)
    even = np.abs(small.astype(np.float32) - around) <= EVEN * around
    return float(np.median(picture)) >= PAPER and float(np.mean(even)) >= LEAST_PAPER


def strokes(sight: Sight) -> int:
    """How many marks the size of letters, signatures or words stand where no word was read."""
    picture, scale = sight.seen.picture, sight.seen.dpi / 72.0
    ground = cv2.medianBlur(picture, 31)
    ink = (ground.astype(np.int16) - picture > DARKER).astype(np.uint8)
    for kernel in ((round(36 * scale), 1), (1, round(36 * scale))):
        lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))
        ink[cv2.dilate(lines, np.ones((3, 3), np.uint8)) > 0] = 0
    for word in sight.seen.page.words:
        _blank(ink, word, scale)
    joined = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    width, height = stats[1:, cv2.CC_STAT_WIDTH] / scale, stats[1:, cv2.CC_STAT_HEIGHT] / scale
    fits = (height >= LOWEST) & (height <= TALLEST) & (width <= LONGEST) & (width >= LOWEST / 2)
    return int(np.count_nonzero(fits))


def _blank(ink: NDArray[np.uint8], word: Word, scale: float) -> None:
    beside = 2.0
    x0, y0, x1, y1 = word.box
    ink[
        max(0, int((y0 - beside) * scale)) : max(0, int((y1 + beside) * scale)),
        max(0, int((x0 - beside) * scale)) : max(0, int((x1 + beside) * scale)),
    ] = 0
