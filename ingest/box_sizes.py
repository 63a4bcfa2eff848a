"""How large a box is drawn: never smaller than what it covers, and no measure of the word beneath.

A name's box as wide as the name tells its length, and with a class list at hand that is often enough to
tell who it is.  Boxes over words therefore grow to steps of a fixed width, as far as public words leave room.
"""

import math

from ingest.redactions import PagePlan, Redaction
from ingest.values import Box, Word

STEP = 12.0  # points
LEAST_WIDTH = 2 * STEP
_LEAST_LETTERS = 2  # by so few nobody can tell whether a line runs across or down
_GAP = 1.0  # points left between a box and the public word beside it


def even_boxes(page: PagePlan) -> list[tuple[Redaction, Box]]:
    """Every redaction of the page with the box that is drawn for it."""
    return [(each, _even(each, page)) for each in page.redactions]


def core(word: Word) -> Box:
    """The middle of a word's box: its edges may hold parts of the lines above and below."""
    box = word.box
    if len(word.text) > _LEAST_LETTERS and box.y1 - box.y0 > box.x1 - box.x0:
        return _turned(_core(_turned(box)))
    return _core(box)


def _core(box: Box) -> Box:
    aside, down = min((box.x1 - box.x0) * 0.1, 2.0), (box.y1 - box.y0) * 0.3
    return Box(box.x0 + aside, box.y0 + down, box.x1 - aside, box.y1 - down)


def _turned(box: Box) -> Box:
    """The same for lines that run down the page: what was across is now down."""
    return Box(box.y0, box.x0, box.y1, box.x1)


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes share any place."""
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _even(redaction: Redaction, page: PagePlan) -> Box:
    box, extent = redaction.box, redaction.extent
    if not extent.words or extent.lines > 1 or extent.paragraphs:
        return box  # a column, a face, a signature: its size tells nothing
    kept = [word.box for word in page.kept]
    if box.y1 - box.y0 > max(LEAST_WIDTH, 1.5 * (box.x1 - box.x0)):
        return _turned(_widened(_turned(box), [_turned(each) for each in kept], page.height))
    return _widened(box, kept, page.width)


def _widened(box: Box, kept: list[Box], end: float) -> Box:
    """The box in whole steps, as far as public words and the page's end leave room."""
    wanted = max(LEAST_WIDTH, STEP * math.ceil((box.x1 - box.x0) / STEP))
    left, right = _room(box, kept, end)
    x1 = max(box.x1, min(box.x0 + wanted, right))
    x0 = min(box.x0, max(x1 - wanted, left))
    return Box(x0, box.y0, x1, box.y1)


def _room(box: Box, kept: list[Box], end: float) -> tuple[float, float]:
    """How far the box may reach to the left and to the right before it covers what is public."""
    left, right = 0.0, end
    middle = (box.x0 + box.x1) / 2
    for word in kept:
        if word.y0 >= box.y1 or box.y0 >= word.y1:
            continue
        if word.x0 > middle:
            right = min(right, word.x0 - _GAP)
        else:
            left = max(left, word.x1 + _GAP)
    return left, right
