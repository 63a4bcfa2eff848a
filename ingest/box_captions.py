"""Which words fit into a redaction box, how large, and on how many lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pymupdf

LARGEST = 11.0  # points
EASY = 6.5  # from here on one line is better than more
READABLE = 4.5  # what is said beside the code is left to the index if it had to be smaller
SMALLEST = 3.0  # for the code alone
LEADING = 1.25
_FILLED = 0.94  # of the width
_HELVETICA = pymupdf.Font("helv")


@dataclass(frozen=True)
class Caption:
    """The lines of one caption, their size in points, and whether they run from bottom to top."""

    lines: tuple[str, ...]
    size: float
    upright: bool = False

    def width(self, line: str) -> float:
        return float(_HELVETICA.text_length(line, fontsize=self.size))


def fitting(captions: Iterable[str], width: float, height: float, *, turn: bool = True) -> Caption | None:
    """The fullest caption that can be read in a box of this size; None where not even the code can."""
    for text in captions:
        least = READABLE if "·" in text else SMALLEST
        ways = tuple(_laid_out(text, width, height, turn))
        best = next((way for way in ways if way.size >= EASY), max(ways, key=lambda way: way.size))
        if best.size >= least:
            return best
    return None


def _laid_out(text: str, width: float, height: float, turn: bool) -> Iterator[Caption]:
    """The ways to set a caption: one line, a line for each part, and from bottom to top."""
    ways = [(text,), tuple(text.split(" · "))]
    for lines in ways:
        yield Caption(lines, _size(lines, width, height))
    if turn:
        yield Caption((text,), _size((text,), height, width), upright=True)


def _size(lines: tuple[str, ...], width: float, height: float) -> float:
    longest = max(_HELVETICA.text_length(line, fontsize=1.0) for line in lines)
    return float(min(LARGEST, height / (LEADING * len(lines)), _FILLED * width / max(longest, 1e-6)))
