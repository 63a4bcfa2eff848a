"""The looks a picture gets: at which sizes, how turned, and cut into which tiles.

One look is not enough.  The model sees faces of some 14 to 300 pixels, upright or nearly so; photographs
hold faces of 12 pixels in a crowd and of 1,000 in a portrait, and telephones, posters and people lying down
turn them.  So a picture is looked at large for its small faces, and small, in turns, for the rest; and where
a tile shows a crowd, its quarters are looked at twice as large.
"""

from collections.abc import Iterator
from dataclasses import dataclass

TILE = 1600  # pixels; the model needs 0.7 GB for a tile and 3 GB for 12 megapixels at once
OVERLAP = 160  # pixels: a face up to this size stands whole in a tile; larger ones are seen in smaller looks
ENLARGED = 2.0  # a face of 8 pixels is found as one of 16
MOST_ENLARGED = 4.0  # beyond it a face that fills a small picture would become too large to be seen
WIDE, MIDDLE = 2048, 1024  # long sides of the looks at the whole picture
QUARTERS = (0, 90, 180, 270)
DIAGONALS = (45, 315)


@dataclass(frozen=True)
class Look:
    """The picture's long side as the model is to see it, and by how many degrees it is turned before."""

    side: int
    turn: int = 0


@dataclass(frozen=True)
class Tile:
    """A part of a picture, in pixels."""

    x0: int
    y0: int
    x1: int
    y1: int


def looks(width: int, height: int) -> tuple[Look, ...]:
    """The looks at the whole picture, for one of this size."""
    side = max(width, height)
    middle = min(MIDDLE, round(side * MOST_ENLARGED))
    largest = min(WIDE, max(middle, round(side * ENLARGED)))
    # Turned askew the larger look costs a fifth of all and finds nothing that the middle one misses.
    turns = {largest: QUARTERS, middle: QUARTERS + DIAGONALS}
    return tuple(Look(size, turn) for size in sorted(turns) for turn in turns[size])


def enough_enlarged(width: int, height: int) -> bool:
    """Whether the looks at the whole picture show its small faces twice as large."""
    return max(width, height) <= MIDDLE


def tiles(width: int, height: int) -> Iterator[Tile]:
    """The picture in overlapping tiles of one size."""
    for y0, y1 in _cuts(height):
        for x0, x1 in _cuts(width):
            yield Tile(x0, y0, x1, y1)


def quarters(tile: Tile) -> tuple[Tile, ...]:
    """A tile in four that overlap by half of what tiles do."""
    middle_x, middle_y, beside = (tile.x0 + tile.x1) // 2, (tile.y0 + tile.y1) // 2, OVERLAP // 4
    across = ((tile.x0, min(tile.x1, middle_x + beside)), (max(tile.x0, middle_x - beside), tile.x1))
    down = ((tile.y0, min(tile.y1, middle_y + beside)), (max(tile.y0, middle_y - beside), tile.y1))
    return tuple(Tile(x0, y0, x1, y1) for y0, y1 in down for x0, x1 in across)


def _cuts(length: int) -> list[tuple[int, int]]:
    """A length in overlapping pieces that are equally long."""
    if length <= TILE:
        return [(0, length)]
    pieces = -(-(length - OVERLAP) // (TILE - OVERLAP))
    size = -(-(length + (pieces - 1) * OVERLAP) // pieces)
    starts = [round(number * (length - size) / (pieces - 1)) for number in range(pieces)]
    return [(start, start + size) for start in starts]
