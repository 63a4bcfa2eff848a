"""A page laid level: quarter turns, tilt and perspective taken off."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.values import Box, Word

Matrix = NDArray[np.float64]

LONG_WORD = 4  # letters from which a word is clearly wider than high
STEEPEST = math.tan(math.radians(10))
LEAST_LINES = 4  # lines of text without which their slopes say nothing
LINE_REACH = 90.0  # points a line of text must run for its slope to count


@dataclass(frozen=True)
class Slope:
    """How much lines rise over their run: at the middle of the page, and how that changes across it."""

    middle: float = 0.0
    change: float = 0.0  # per point

    def at(self, distance: float) -> float:
        return self.middle + self.change * distance


@dataclass(frozen=True)
class Frame:
    """Leads points of the page as shown to the level page and back."""

    forth: Matrix
    back: Matrix
    width: float  # of the level page
    height: float
    turns: int = 0  # quarter turns clockwise that made the text upright

    def level(self, box: Box) -> Box:
        """A word's box: its middle is moved, its size stays."""
        x, y = _moved(self.forth, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if self.turns % 2:
            wide, high = high, wide
        return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

    def on_page(self, box: Box) -> Box:
        """The upright rectangle that holds a level rectangle wholly."""
        corners = [
            _moved(self.back, x, y)
            for x, y in ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def straightened(self, across: Slope, down: Slope) -> "Frame":
        """This frame with what is left of tilt and perspective taken off as well."""
        turn = _levelling(self.width, self.height, across, down)
        forth = turn @ self.forth
        return Frame(forth, _inverse(forth), self.width, self.height, self.turns)

    @property
    def is_upright(self) -> bool:
        return bool(np.allclose(self.forth, np.eye(3), atol=1e-6))


def of_page(words: Sequence[Word], width: float, height: float, *, exact: bool) -> Frame:
    """The frame that the words' own lines suggest; ``exact`` words (a text layer) are level as they are."""
    frame = _turned(_quarter_turns(words), width, height)
    if exact:
        return frame
    slope = _text_slope([frame.level(word.box) for word in words], frame.height)
    return frame.straightened(slope, Slope(-slope.middle)) if slope.middle or slope.change else frame


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    moved = matrix @ np.array([x, y, 1.0])
    return float(moved[0] / moved[2]), float(moved[1] / moved[2])


def _inverse(matrix: Matrix) -> Matrix:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def _turned(turns: int, width: float, height: float) -> Frame:
    matrices = {
        0: ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)),
        1: ((0.0, -1.0, height), (1.0, 0.0, 0.0)),
        2: ((-1.0, 0.0, width), (0.0, -1.0, height)),
        3: ((0.0, 1.0, 0.0), (-1.0, 0.0, width)),
    }
    forth = np.array((*matrices[turns], (0.0, 0.0, 1.0)))
    if turns % 2:
        width, height = height, width
    return Frame(forth, _inverse(forth), width, height, turns)


def _quarter_turns(words: Sequence[Word]) -> int:
    """Quarter turns clockwise that make the text upright: from where each word's successor stands."""
    long = [word.box for word in words if len(word.text) >= LONG_WORD]
    if len(long) < 6:
        return 0
    upright = sum(1 for box in long if box.x1 - box.x0 >= box.y1 - box.y0)
    sideways = upright * 2 < len(long)
    forward = back = 0
    for one, other in pairwise(words):
        run, rise = _step(one.box, other.box, sideways=sideways)
        if abs(rise) < 0.5 and 0 < abs(run) < 12:
            forward, back = (forward + 1, back) if run > 0 else (forward, back + 1)
    if sideways:  # read downwards: one turn counter-clockwise sets it right; read upwards: one clockwise
        return 3 if forward >= back else 1
    return 2 if back > forward * 2 and back >= 6 else 0


def _step(one: Box, other: Box, *, sideways: bool) -> tuple[float, float]:
    """From a word's middle to the next one's, along the line and across, in heights of a line."""
    along = (other.x0 + other.x1 - one.x0 - one.x1) / 2
    across = (other.y0 + other.y1 - one.y0 - one.y1) / 2
    if sideways:
        along, across = across, along
    high = max(1.0, (one.x1 - one.x0) if sideways else (one.y1 - one.y0))
    return along / high, across / high


def _text_slope(boxes: Sequence[Box], height: float) -> Slope:
    """The slope of the lines of text and how it changes down the page."""
    found = [_line_slope(chain) for chain in _chains(boxes)]
    lines = [line for line in found if line is not None and abs(line[0]) < STEEPEST]
    if len(lines) < LEAST_LINES:
        return Slope()
    rises, places, weights = (np.array(values) for values in zip(*lines, strict=True))
    return fitted(rises, places - height / 2, weights)


def fitted(rises: NDArray[np.float64], places: NDArray[np.float64], weights: NDArray[np.float64]) -> Slope:
    """A straight fit of slopes over their places that strays do not bend."""
    middle = float(np.median(np.repeat(rises, np.maximum(1, (weights / weights.max() * 10)).astype(int))))
    near = np.abs(rises - middle) < 0.035
    if near.sum() < LEAST_LINES or np.ptp(places[near]) < 120:
        return Slope(middle)
    change = 0.0
    for _ in range(3):
        slope, start = np.polyfit(places[near], rises[near], 1, w=np.sqrt(weights[near]))
        change, middle = float(slope), float(start)
        off = np.abs(rises - (middle + change * places))
        near = off < max(0.004, 2.0 * float(np.median(off[near])))
        if near.sum() < LEAST_LINES:
            break
    return Slope(middle, change)


def _chains(boxes: Sequence[Box]) -> list[list[Box]]:
    """Words strung along their lines, each to the nearest one on its right at about its height."""
    chains: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: box.x0):
        middle, high = (box.y0 + box.y1) / 2, box.y1 - box.y0
        best: list[Box] | None = None
        best_off = 0.6 * high
        for chain in chains:
            last = chain[-1]
            gap = box.x0 - last.x1
            off = abs(middle - (last.y0 + last.y1) / 2)
            if -2.0 < gap < 6 * high and off < best_off:
                best, best_off = chain, off
        if best is None:
            chains.append([box])
        else:
            best.append(box)
    return chains


def _line_slope(chain: Sequence[Box]) -> tuple[float, float, float] | None:
    """Rise over run, height on the page, and run, of a string of words."""
    if len(chain) < 3 or chain[-1].x1 - chain[0].x0 < LINE_REACH:
        return None
    xs = np.array([(box.x0 + box.x1) / 2 for box in chain])
    ys = np.array([(box.y0 + box.y1) / 2 for box in chain])
    if np.ptp(xs) < 1.0:
        return None
    slope, _ = np.polyfit(xs, ys, 1)
    return float(slope), float(ys.mean()), float(np.ptp(xs))


def _levelling(width: float, height: float, across: Slope, down: Slope) -> Matrix:
    """The homography that makes lines of these slopes level and plumb, the page's middle kept in place."""
    middle_x, middle_y = width / 2, height / 2
    corners = []
    for y in (0.0, height):
        for x in (0.0, width):
            rise, lean = across.at(y - middle_y), down.at(x - middle_x)
            # y' = y + rise (x' - middle_x) and x' = x + lean (y' - middle_y), solved for both
            y_there = (y + rise * (x - lean * middle_y - middle_x)) / (1 - rise * lean)
            corners.append((x + lean * (y_there - middle_y), y_there))
    source = np.array(corners, dtype=np.float32)
    target = np.array([(0, 0), (width, 0), (0, height), (width, height)], dtype=np.float32)
    return np.asarray(cv2.getPerspectiveTransform(source, target), dtype=np.float64)
