"""The printed lines of a page's tables, found in its picture on the level page."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.attendance.frame import Frame, Slope, fitted

Pixels = NDArray[np.uint8]

DPI = 100.0  # of the picture that is looked at: a hair line is still a pixel there
LEAST_ACROSS = 34.0  # points: longer than any word's underline that matters here
LEAST_DOWN = 15.0
THICKEST = 5.0  # points
DARKER = 14  # of 255: than what lies on both its sides
ASIDE = 9  # pixels across a line that must hold both its sides
CROOKED = 1.2  # points a line may be off over the page before the picture is straightened again
LEAST_RULINGS = 5


@dataclass(frozen=True)
class Ruling:
    """One printed line: where it stands, and from where to where it runs."""

    at: float  # y of a level line, x of an upright one
    start: float
    end: float
    slope: float = 0.0

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True)
class Rulings:
    """All printed lines of a page, in points of the level page."""

    across: tuple[Ruling, ...] = ()
    down: tuple[Ruling, ...] = ()


def found(picture: Pixels, dpi: float, frame: Frame, *, exact: bool) -> tuple[Rulings, Frame]:
    """The rulings, and the frame straightened by them; an ``exact`` page was never photographed."""
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    shrink = min(1.0, DPI / dpi)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else grey
    scale = dpi * shrink / 72.0
    rulings = _seen(np.asarray(small, dtype=np.uint8), scale, frame)
    if exact:
        return rulings, frame
    for _ in range(2):
        across, down = _slopes(rulings, frame)
        worst = max(
            abs(slope.at(place * reach / 2)) * reach
            for slope, reach in ((across, frame.width), (down, frame.height))
            for place in (-1, 0, 1)
        )
        if worst < CROOKED:
            break
        frame = frame.straightened(across, down)
        rulings = _seen(np.asarray(small, dtype=np.uint8), scale, frame)
    return rulings, frame


def _slopes(rulings: Rulings, frame: Frame) -> tuple[Slope, Slope]:
    across = _fit(rulings.across, frame.height / 2)
    down = _fit(rulings.down, frame.width / 2)
    if across is None and down is None:
        return Slope(), Slope()
    if down is None:
        down = Slope(-across.middle) if across else Slope()
    if across is None:
        across = Slope(-down.middle)
    return across, down


def _fit(rulings: tuple[Ruling, ...], middle: float) -> Slope | None:
    long = [ruling for ruling in rulings if ruling.length > 50]
    if len(long) < LEAST_RULINGS:
        return None
    return fitted(
        np.array([ruling.slope for ruling in long]),
        np.array([ruling.at for ruling in long]) - middle,
        np.array([ruling.length for ruling in long]),
    )


def _seen(small: Pixels, scale: float, frame: Frame) -> Rulings:
    level = small
    if not frame.is_upright:
        to_points = np.diag([1 / scale, 1 / scale, 1.0])
        matrix = np.diag([scale, scale, 1.0]) @ frame.forth @ to_points
        size = (round(frame.width * scale), round(frame.height * scale))
        level = np.asarray(
            cv2.warpPerspective(small, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
            dtype=np.uint8,
        )
    across = _runs(level, scale, LEAST_ACROSS)
    down = _runs(np.asarray(cv2.transpose(level), dtype=np.uint8), scale, LEAST_DOWN)
    return Rulings(_joined(across), _joined(down))


def _runs(level: Pixels, scale: float, least: float) -> list[Ruling]:
    """Long thin runs of ink along the rows; a run may sag by a pixel and still be one.

    What counts is dark between two lighter sides: light letters on a dark head leave no such runs.
    """
    long = max(8, round(least * scale))
    contrast = cv2.morphologyEx(level, cv2.MORPH_BLACKHAT, np.ones((ASIDE, 1), np.uint8))
    ink = (contrast >= DARKER).astype(np.uint8)
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    count, labels, stats, middles = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found: list[Ruling] = []
    for label in range(1, count):
        left, top, wide, high = (int(value) for value in stats[label, :4])
        area = int(stats[label, cv2.CC_STAT_AREA])
        if area / wide > THICKEST * scale + 2 or wide < long:
            continue
        part = labels[top : top + high, left : left + wide] == label
        slope = _rise(part) if wide > 2 * high else 0.0
        if area / wide + abs(slope) * wide + 4 < high:
            continue  # not one line: a letter's foot grown together with its neighbours
        found.append(Ruling(float(middles[label][1]) / scale, left / scale, (left + wide) / scale, slope))
    return found


def _rise(part: NDArray[np.bool_]) -> float:
    """The slope of the pixels' middle line, from column to column."""
    counts = part.sum(axis=0)
    columns = np.nonzero(counts)[0]
    if len(columns) < 10:
        return 0.0
    middles = (part * np.arange(part.shape[0])[:, None]).sum(axis=0)[columns] / counts[columns]
    slope, _ = np.polyfit(columns, middles, 1)
    return float(slope)


def _joined(rulings: list[Ruling]) -> tuple[Ruling, ...]:
    """Pieces of one line, broken by noise or a crossing pen, put together."""
    done: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.start):
        for place, other in enumerate(done):
            if abs(other.at - ruling.at) < 2.0 and ruling.start - other.end < 12.0:
                long = max(other, ruling, key=lambda one: one.length)
                done[place] = Ruling(
                    long.at, min(other.start, ruling.start), max(other.end, ruling.end), long.slope
                )
                break
        else:
            done.append(ruling)
    return tuple(sorted(done, key=lambda ruling: ruling.at))
