"""Moves along boxes: two values in each dimension, people going round, all totals outside standing still.

In a line one cell gains what another loses, or its total gains with it; so do both ends of a box in every
dimension.  It is the hypercube method of statistical offices, here to prove that a cell is safe and to
choose what is hidden with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from export.disclosure.equations import Moves, Numbers
from export.disclosure.grids import Grid, Way

_AT_ONCE = 300_000
_NEAR = 12  # partners looked at in a dimension with more values


@dataclass(frozen=True)
class Corners:
    """Boxes around cells: ``places`` and ``signs`` are (cell, box, corner)."""

    places: Numbers
    signs: Numbers


@dataclass(frozen=True)
class Room:
    """How far each place of a grid can go up and down, moving in one way."""

    up: Numbers
    down: Numbers

    def of(self, corners: Corners) -> tuple[Numbers, Numbers]:
        """How far each box can be moved, and how far back."""
        up, down = self.up[corners.places], self.down[corners.places]
        plus = corners.signs > 0
        return np.where(plus, up, down).min(axis=-1), np.where(plus, down, up).min(axis=-1)


def room(grid: Grid, way: Way, up: Numbers, down: Numbers, most: int) -> Room:
    """Of unknowns to places; nowhere further than ``most``."""
    higher = np.full(len(grid.layers[0]), most, dtype=np.int64)
    lower = higher.copy()
    for layer, sign in way:
        numbers = grid.layers[layer]
        there = numbers >= 0
        gains, loses = (up, down) if sign > 0 else (down, up)
        higher = np.where(there, np.minimum(higher, gains[numbers]), 0)
        lower = np.where(there, np.minimum(lower, loses[numbers]), 0)
    return Room(higher, lower)


def around(grid: Grid, places: Numbers) -> Corners:
    """All boxes with near values around these places."""
    own = np.unravel_index(places, grid.shape)
    partners = [_partners(each, size) for each, size in zip(own, grid.shape, strict=True)]
    counts = [each.shape[1] for each in partners]
    chosen = np.indices(counts).reshape(len(counts), -1)
    strides = np.array([int(np.prod(grid.shape[at + 1 :])) for at in range(len(grid.shape))])
    all_places = np.zeros((len(places), chosen.shape[1], 2 ** len(counts)), dtype=np.int64)
    all_signs = np.ones_like(all_places)
    for number, corner in enumerate(product((False, True), repeat=len(counts))):
        place, sign = all_places[:, :, number], all_signs[:, :, number]
        for at, other in enumerate(corner):
            mine = own[at][:, None]
            if other:
                theirs = partners[at][:, chosen[at]]
                total = grid.shape[at] - 1
                sign *= np.where((mine != total) & (theirs != total), -1, 1)
                place += theirs * strides[at]
            else:
                place += mine * strides[at]
    return Corners(all_places, all_signs)


def batches(grid: Grid, places: Numbers) -> Iterator[Numbers]:
    """As many as memory takes at once."""
    boxes = int(np.prod([min(size - 1, _NEAR + 1) for size in grid.shape])) * 2 ** len(grid.shape)
    step = max(_AT_ONCE // boxes, 1)
    for start in range(0, len(places), step):
        yield places[start : start + step]


def best(grid: Grid, way: Way, room_of_way: Room, corners: Corners) -> Moves:
    """The widest box of each place as two moves, there and back."""
    there, back = room_of_way.of(corners)
    rows = np.arange(len(there))
    box = np.argmax(there + back, axis=1)
    places, signs = corners.places[rows, box], corners.signs[rows, box]
    parts = []
    for turn, amount in enumerate((there[rows, box], -back[rows, box])):
        of = 2 * rows + turn
        for layer, sign in way:
            unknown = grid.layers[layer][places]
            by = signs * sign * amount[:, None]
            kept: NDArray[np.bool_] = (unknown >= 0) & (by != 0)
            parts.append(Moves(np.broadcast_to(of[:, None], by.shape)[kept], unknown[kept], by[kept]))
    return Moves.joined(parts)


def _partners(own: Numbers, size: int) -> Numbers:
    """Other values of one dimension: all, or those around, and the total."""
    total = size - 1
    if size - 1 <= _NEAR:
        steps = np.arange(1, size)
        return np.asarray((own[:, None] + steps) % size)
    half = _NEAR // 2
    steps = np.concatenate((np.arange(1, half + 1), -np.arange(1, half + 1)))
    near = (own[:, None] + steps) % size
    last = np.where(own == total, (own + half + 1) % size, total)
    return np.concatenate((near, last[:, None]), axis=1)
