"""Faces in the photographs that stand on a document's pages: reports show the children they tell of."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ingest import unread
from ingest.faces import find
from ingest.faces.scales import Look
from ingest.redacting_pages import Sight
from ingest.redactions import DataType, Finding, Source
from ingest.values import Box

LEAST_SHARE = 0.01  # of the page: in less than that there is a logo or a signature
LARGEST = 1600  # pixels of the longer side that are looked at
BESIDE = 0.15  # of a face's sides: hair, ears and chin tell who it is, too


def found(sight: Sight) -> Iterator[Finding]:
    """Every face on the page's pictures; a scanned paper is no photograph."""
    if sight.scanned and unread.is_paper(sight.seen.picture):
        return
    page, scale = sight.seen.page, sight.seen.dpi / 72.0
    for place in sight.pictures:
        if (place.x1 - place.x0) * (place.y1 - place.y0) < LEAST_SHARE * page.width * page.height:
            continue
        shown = _cut_out(sight.seen.picture, place, scale)
        for face in find.faces_in_looks(shown, _looks(max(shown.shape[:2]))):
            box = _grown(face.box, place, scale)
            yield Finding(page.number, (box,), DataType.FACE, Source.PICTURE, round(face.score, 3))


def _looks(side: int) -> tuple[Look, ...]:
    """Fewer than at a photograph that is published itself: a report may hold hundreds of pictures."""
    return (
        Look(min(2 * side, LARGEST)),
        Look(min(side, LARGEST // 2), 90),
        Look(min(side, LARGEST // 2), 270),
    )


def _cut_out(picture: NDArray[np.uint8], place: Box, scale: float) -> NDArray[np.uint8]:
    x0, y0, x1, y1 = (max(0, round(side * scale)) for side in place)
    grey = picture[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
    return np.repeat(grey[..., None], 3, axis=2)


def _grown(face: Box, place: Box, scale: float) -> Box:
    """The face in points of the page, and a little around it."""
    beside, above = (face.x1 - face.x0) * BESIDE, (face.y1 - face.y0) * BESIDE
    return Box(
        place.x0 + (face.x0 - beside) / scale,
        place.y0 + (face.y0 - above) / scale,
        place.x0 + (face.x1 + beside) / scale,
        place.y0 + (face.y1 + above) / scale,
    )
