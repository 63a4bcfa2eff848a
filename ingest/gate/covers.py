"""Whether each box of the plan is really filled: one colour under it, and its caption's letters on that.

It looks at pixels and not at letters, so it holds where nothing can be read: signatures, handwriting, faces.
"""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.gate.drawn import Drawn
from ingest.redactions import Leak, Objection, PagePlan
from ingest.values import Box

Colour: TypeAlias = NDArray[np.float64]

_INSET = 2  # pixels at each side: a box's edge is drawn soft
_NEAR = 40  # of 255, in the farthest of three colours: what JPEG makes of one colour
_LEAST_FILL = 0.45  # share of the box in its own colour: captions are small letters
_FAINT = 20  # of 255: less is noise of one colour
_LETTERS = 60  # of 255: captions differ that much from their fill, what shines through may not
_ASIDE = 40  # of 255 off the line of colours between fill and caption
_OFF_LINE = 0.03  # share of pixels that are neither fill, nor caption, nor between them
_PAPER = 225  # of 255: a fill as light as that covers nothing
_SEAM = 1.0  # points: boxes grow to whole pixels and then touch
_STEP = 8  # colours nearer than this are counted as one
_STEPS = 256 // _STEP
_PLACES = np.array([_STEPS**2, _STEPS, 1], np.int32)


def objections(drawn: Drawn, plan: PagePlan) -> Iterator[Objection]:
    """One for each box under which more can be seen than its fill and caption, and boxes that overlap it."""
    areas = [_area(drawn, redaction.box) for redaction in plan.redactions]
    fills = [_fill(area) if area.size else None for area in areas]
    for redaction, area, fill in zip(plan.redactions, areas, fills, strict=True):
        if fill is None:
            continue
        beside = [
            other
            for each, other in zip(plan.redactions, fills, strict=True)
            if other is not None and each is not redaction and _overlap(each.box, redaction.box)
        ]
        if not _filled(area, fill, beside):
            yield Objection(Leak.PICTURE, redaction.data_type, plan.number, "pixels under a box")


def _area(drawn: Drawn, box: Box) -> NDArray[np.uint8]:
    return drawn.colours[drawn.rows(box, inset=_INSET), drawn.columns(box, inset=_INSET)].reshape(-1, 3)


def _overlap(one: Box, other: Box) -> bool:
    apart = one.x1 + _SEAM < other.x0 or other.x1 + _SEAM < one.x0
    return not apart and one.y0 <= other.y1 + _SEAM and other.y0 <= one.y1 + _SEAM


def cleared(drawn: Drawn, plan: PagePlan) -> Image.Image:
    """The picture with its boxes white where they are of one colour, so that they do not confuse OCR."""
    pixels = drawn.colours.copy()
    for redaction in plan.redactions:
        rows, columns = drawn.rows(redaction.box, inset=_INSET), drawn.columns(redaction.box, inset=_INSET)
        area = pixels[rows, columns].reshape(-1, 3).astype(np.int16)
        if area.size and bool(np.all(np.ptp(area, axis=0) <= _NEAR)):
            pixels[drawn.rows(redaction.box), drawn.columns(redaction.box)] = 255
    return Image.fromarray(pixels)


def without_boxes(drawn: Drawn, plan: PagePlan) -> Image.Image:
    """The picture with all boxes white, captions and all: for reading again what stands beside them.

    Only a second reading may be made of it: what a box fails to cover is white here, too.
    """
    pixels = drawn.colours.copy()
    for redaction in plan.redactions:
        pixels[drawn.rows(redaction.box), drawn.columns(redaction.box)] = 255
    return Image.fromarray(pixels)


def _fill(area: NDArray[np.uint8]) -> Colour:
    """The commonest colour."""
    steps = (area // _STEP).astype(np.int32)
    commonest = int(np.bincount(steps @ _PLACES).argmax())
    return np.array([commonest // place % _STEPS for place in _PLACES], np.float64) * _STEP + _STEP // 2


def _filled(area: NDArray[np.uint8], fill: Colour, beside: list[Colour]) -> bool:
    """Whether the pixels are one fill, on it letters of one colour, and seams to the fills beside it."""
    if any(float(each.min()) >= _PAPER for each in (fill, *beside)):
        return False
    colours = area.astype(np.float64)
    far = np.abs(colours - fill).max(axis=1)
    if float(np.mean(far <= _NEAR)) < _LEAST_FILL:
        return False
    others = colours[far > _FAINT]
    for seam in beside:
        others = others[_aside(others, fill, seam) > _ASIDE]
    if not len(others):
        return True
    caption = others[np.argmax(np.abs(others - fill).sum(axis=1))]
    if float(np.abs(caption - fill).max()) >= _LETTERS:
        for each in (fill, *beside):
            others = others[_aside(others, each, caption) > _ASIDE]
    return len(others) <= _OFF_LINE * len(area)


def _aside(colours: NDArray[np.float64], one: Colour, other: Colour) -> NDArray[np.float64]:
    """How far each colour lies from all mixtures of two."""
    line = other - one
    along = np.clip((colours - one) @ line / max(1.0, float(line @ line)), 0.0, 1.0)
    return np.asarray(np.abs(colours - one - np.outer(along, line)).max(axis=1, initial=0.0))
