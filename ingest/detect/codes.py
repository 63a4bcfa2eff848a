"""Finds QR codes and barcodes on the picture of a page: that of a CURP or a card tells all of a person.

A code that holds nothing but the address of a page of the web may stay; one that holds anything else, or
that cannot be read here, is to be covered, since a telephone may read it better.  A QR code is found by the
three nested squares in its corners: the library's own search takes up to two seconds a page and returns
only what it can read.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from ingest.detect.spans import Written
from ingest.redactions import DataType, Finding, Source
from ingest.values import Box

Picture = np.ndarray[Any, Any]

_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(?::\d{1,5})?(?:/[\w./%~+-]*)?", re.IGNORECASE)
_SMALLEST = 6.0  # pixels of a corner square's side: below that no camera reads it either
_MOST_SQUARES = 60  # nested squares of a page, the largest first: patterned paper has thousands
_READ_AT = 360  # pixels of side to which a small code is enlarged before it is read


@dataclass(frozen=True)
class _Square:
    """One nested square: the mark in a corner of a QR code."""

    x: float
    y: float
    side: float


def find(picture: Picture, dpi: float, page_number: int) -> Iterator[Finding]:
    """Every code on the picture of a page, of ``dpi`` dots an inch, that is to be covered."""
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture[..., :3], cv2.COLOR_RGB2GRAY)
    for corners in _qr_codes(grey):
        content = _read(grey, corners)
        if not _may_stay(content):
            yield _finding(corners, content, dpi, page_number)
    found, barcodes = cv2.barcode.BarcodeDetector().detectMulti(grey)
    if found:
        for corners in barcodes.reshape(-1, 4, 2):
            yield _finding(corners, "", dpi, page_number)


def _qr_codes(grey: Picture) -> list[Picture]:
    """The four corners of each QR code, its quiet edge left out."""
    squares = _squares(grey)
    codes: list[Picture] = []
    taken: set[_Square] = set()
    for three in itertools.combinations(squares, 3):
        if not taken.intersection(three):
            corners = _corners(three)
            if corners is not None:
                codes.append(corners)
                taken.update(three)
    return codes


def _squares(grey: Picture) -> list[_Square]:
    """A dark square in a light one in a dark one, whose areas are nearly as 9 to 25 to 49."""
    found: list[_Square] = []
    _, even = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU | cv2.THRESH_BINARY_INV)
    calm = cv2.blur(grey, (3, 3))  # the grain of a scan would make a hundred thousand outlines
    shaded = cv2.adaptiveThreshold(calm, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 51, 20)
    for binary in (even, shaded):
        contours, tree = cv2.findContours(binary, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
        if not contours:
            continue
        inner = tree[0][:, 2]
        nested = np.flatnonzero((inner >= 0) & (inner[inner] >= 0))
        for outer in nested.tolist():
            ring = int(inner[outer])
            square = _square(contours[outer], contours[ring], contours[int(inner[ring])])
            if square is not None and not any(_same(square, other) for other in found):
                found.append(square)
    return sorted(found, key=lambda square: -square.side)[:_MOST_SQUARES]


def _same(one: _Square, other: _Square) -> bool:
    return abs(one.x - other.x) + abs(one.y - other.y) < one.side / 2


def _square(outer: Picture, ring: Picture, centre: Picture) -> _Square | None:
    (x, y), (width, height), _ = cv2.minAreaRect(outer)
    side = (width + height) / 2
    if side < _SMALLEST or max(width, height) > 1.5 * min(width, height):
        return None
    # an outline of a thin sign and its hole lie half a pixel off either way
    areas = [cv2.contourArea(contour) for contour in (outer, ring, centre)]
    if areas[0] < 0.6 * width * height or areas[2] <= 0:
        return None
    if not 2.5 <= areas[0] / areas[2] <= 14 or not 1.3 <= areas[1] / areas[2] <= 7:
        return None
    (inner_x, inner_y), _, _ = cv2.minAreaRect(centre)
    if abs(inner_x - x) + abs(inner_y - y) > 0.2 * side:
        return None
    return _Square(x, y, side)


def _corners(three: Sequence[_Square]) -> Picture | None:
    """The corners of the code whose marks these are, if they make a right angle with two like sides."""
    sides = [square.side for square in three]
    if max(sides) > 1.5 * min(sides):
        return None
    for corner in range(3):
        one, two = (np.array((three[i].x, three[i].y)) for i in range(3) if i != corner)
        origin = np.array((three[corner].x, three[corner].y))
        right, down = one - origin, two - origin
        long, short = np.hypot(*right), np.hypot(*down)
        if not 0.7 <= long / max(short, 1e-6) <= 1.43 or not 1.6 * max(sides) <= long <= 26 * max(sides):
            continue
        if abs(float(right @ down)) <= 0.25 * long * short:
            edge = max(sides) / 2
            unit_right, unit_down = right / long * edge, down / short * edge
            return np.array(
                [
                    origin - unit_right - unit_down,
                    one + unit_right - unit_down,
                    one + two - origin + unit_right + unit_down,
                    two - unit_right + unit_down,
                ]
            )
    return None


def _read(grey: Picture, corners: Picture) -> str:
    """What a code says; empty where it cannot be read."""
    low = np.floor(corners.min(axis=0)).astype(int)
    high = np.ceil(corners.max(axis=0)).astype(int)
    edge = int(0.25 * (high - low).max())
    cut = grey[max(0, low[1] - edge) : high[1] + edge, max(0, low[0] - edge) : high[0] + edge]
    enlarged = max(1.0, _READ_AT / max(cut.shape))
    if enlarged > 1:
        cut = cv2.resize(cut, None, fx=enlarged, fy=enlarged, interpolation=cv2.INTER_CUBIC)
    found, contents, _, _ = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(cut)
    return next((content for content in contents if content), "") if found else ""


def _may_stay(content: str) -> bool:
    """Whether a code leads to a page of the web and carries nothing: no question, no key, no figures."""
    return _PLAIN_ADDRESS.fullmatch(content) is not None and not Written(content).has_figures


def _finding(corners: Picture, content: str, dpi: float, page_number: int) -> Finding:
    scale = 72 / dpi
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    margin = 0.04 * max(x1 - x0, y1 - y0)
    box = Box(
        float(max(0.0, x0 - margin)) * scale,
        float(max(0.0, y0 - margin)) * scale,
        float(x1 + margin) * scale,
        float(y1 + margin) * scale,
    )
    return Finding(page_number, (box,), DataType.CODE, Source.PICTURE, 0.97 if content else 0.7, content)
