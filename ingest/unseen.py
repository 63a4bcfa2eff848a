"""What a PDF page holds but does not show, found by comparing pictures, and taken out.

A word is seen if taking all text away changes the picture where it stands; a picture's pixel is seen if
giving the picture another colour does.  Whatever is not seen is removed, so that nothing rides along
under a painted box, in white on white, outside the page's edge, or cut off by a clipping path.
"""

from typing import TypeAlias

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray

from ingest import render

Pixels: TypeAlias = NDArray[np.uint8]
Mask: TypeAlias = NDArray[np.bool_]

DPI = 120.0
MAX_PIXELS = 12e6
CHANGED = 6  # of 255: a smaller difference is not seen
FAR = 100_000.0  # points: farther out than anything is drawn
_TEXT_REMOVE, _TEXT_KEEP, _TEXT_REMOVE_INVISIBLE = 0, 1, 2
_PICTURES_KEEP, _PICTURES_BLANK = 0, 2
_LINES_KEEP, _LINES_IF_COVERED = 0, 1


def zoom_of(page: pymupdf.Page) -> float:
    """At which pages are compared."""
    rect = page.rect
    return render.fitting_zoom(rect.width, rect.height, DPI, max_pixels=MAX_PIXELS)


def shown(page: pymupdf.Page) -> Pixels:
    """The page's picture for comparing."""
    return np.asarray(render.picture(page, zoom_of(page)))


def difference(one: Pixels, other: Pixels) -> Mask:
    """Where two pictures of a page differ to the eye."""
    if one.shape != other.shape:
        return np.ones(one.shape[:2], dtype=np.bool_)
    same = cv2.inRange(cv2.absdiff(one, other), (0, 0, 0), (CHANGED, CHANGED, CHANGED))
    return np.asarray(same == 0, dtype=np.bool_)


def remove_outside(page: pymupdf.Page) -> None:
    """Take out what lies beyond the page's edge: text and lines whole, pictures pixel by pixel."""
    edge = page.rect * page.derotation_matrix
    # A shading has no edge of its own; it is a formula, not a picture.
    drawn = [pymupdf.Rect(box) for kind, box in page.get_bboxlog() if kind != "fill-shade"]
    cropped = page.mediabox != page.cropbox
    if not cropped and not any(_reaches_out(box, edge) for box in drawn):
        return
    strips = (
        pymupdf.Rect(-FAR, -FAR, FAR, edge.y0),
        pymupdf.Rect(-FAR, edge.y1, FAR, FAR),
        pymupdf.Rect(-FAR, edge.y0, edge.x0, edge.y1),
        pymupdf.Rect(edge.x1, edge.y0, FAR, edge.y1),
    )
    for strip in strips:
        page.add_redact_annot(strip, fill=(), cross_out=False)
    page.apply_redactions(images=_PICTURES_BLANK, graphics=_LINES_IF_COVERED, text=_TEXT_REMOVE)


def _reaches_out(box: pymupdf.Rect, edge: pymupdf.Rect) -> bool:
    return bool(box.x0 < edge.x0 - 1 or box.y0 < edge.y0 - 1 or box.x1 > edge.x1 + 1 or box.y1 > edge.y1 + 1)


def remove_invisible_text(page: pymupdf.Page) -> None:
    """Take out text that is drawn in no colour at all (render mode 3), as OCR programs write it."""
    _redact(page, [page.rect * page.derotation_matrix], _TEXT_REMOVE_INVISIBLE)


def remove_unseen_text(page: pymupdf.Page) -> None:
    """Take out words whose absence nobody would see."""
    words = [(pymupdf.Rect(word[:4]), str(word[4])) for word in page.get_text("words", flags=0)]
    if not words:
        return
    with pymupdf.open() as trial:
        trial.insert_pdf(page.parent, from_page=page.number, to_page=page.number, annots=False, links=False)
        bare = trial[0]
        _redact(bare, [bare.rect * bare.derotation_matrix], _TEXT_REMOVE)
        inked = difference(shown(page), shown(bare))
    unseen = [_core(box) for box, text in words if not _is_inked(inked, box, text, page)]
    if unseen:
        _redact(page, unseen, _TEXT_REMOVE)


def _is_inked(inked: Mask, box: pymupdf.Rect, text: str, page: pymupdf.Page) -> bool:
    core = _core(box) if any(letter.isalnum() for letter in text) else box
    place = core * page.rotation_matrix * zoom_of(page)
    x0, y0 = max(int(place.x0), 0), max(int(place.y0), 0)
    return bool(inked[y0 : int(place.y1) + 1, x0 : int(place.x1) + 1].any())


def _core(box: pymupdf.Rect) -> pymupdf.Rect:
    """The middle of a word's box: its edges may hold parts of the lines above and below."""
    aside, down = min(box.width * 0.1, 2.0), box.height * 0.3
    return pymupdf.Rect(box.x0 + aside, box.y0 + down, box.x1 - aside, box.y1 - down)


def has_text_on_text(page: pymupdf.Page) -> bool:
    """Whether different words lie upon each other, so that one may hide the other."""
    words = page.get_text("words", flags=0)
    if len(words) < 2:
        return False
    cores = [_core(pymupdf.Rect(word[:4])) for word in words]
    boxes = np.array([(core.x0, core.y0, core.x1, core.y1) for core in cores], dtype=np.float32)
    for index, (x0, y0, x1, y1) in enumerate(boxes[:-1]):
        rest = boxes[index + 1 :]
        across = np.minimum(rest[:, 2], x1) - np.maximum(rest[:, 0], x0)
        down = np.minimum(rest[:, 3], y1) - np.maximum(rest[:, 1], y0)
        least = np.minimum(rest[:, 2] - rest[:, 0], x1 - x0)
        for other in np.flatnonzero((across > 0.5 * least) & (down > 0.5 * (y1 - y0))):
            if words[index][4] != words[index + 1 + int(other)][4]:
                return True
    return False


def _redact(page: pymupdf.Page, boxes: list[pymupdf.Rect], text: int) -> None:
    """Take text out within the boxes; pictures and lines stay."""
    for box in boxes:
        page.add_redact_annot(box, fill=(), cross_out=False)
    page.apply_redactions(images=_PICTURES_KEEP, graphics=_LINES_KEEP, text=text)
