"""Words, pixels and drawings beneath boxes taken out of a PDF page whose letters may stay letters.

Nothing is drawn here: the boxes come last, on the new file's page.  What cannot be taken out for certain
is not taken out in part: the page then goes public as a picture.
"""

from collections.abc import Sequence
from typing import Any

import pymupdf

from ingest import box_sizes, glyph_strings, picture_use, unseen
from ingest.values import Box, Word

_TEXT_REMOVE, _TEXT_KEEP = 0, 1
_PICTURES_KEEP, _PICTURES_BLANK = 0, 2
_LINES_KEEP, _LINES_IF_COVERED = 0, 1
_EDGE = 0.25  # of a line's height, above and below, that the lines around it may reach into
_LARGEST_EDGE = 3.0  # points
_BLUR = 4  # pixels around a box in which its edge may show
_SPECKS = 60  # pixels: rewritten numbers move an edge by less than the eye sees
_FEW = 8  # strokes: a table's lines and grounds have no more in a path, a drawn name does


def remove_beneath(page: pymupdf.Page, boxes: Sequence[Box]) -> bool:
    """Take out what lies beneath the boxes (of the page as shown); False if something is still there."""
    document = page.parent
    shown = unseen.shown(page)
    glyph_strings.split_on(page)
    before = {item[0]: item[8] for item in page.get_images(full=True)}
    # The neighbours' letters reach into a line's box: text goes by the line's middle, all else by the box.
    _redact(page, _inner(page, boxes), _PICTURES_KEEP, _LINES_KEEP, _TEXT_REMOVE)
    _redact(page, boxes, _PICTURES_BLANK, _LINES_IF_COVERED, _TEXT_KEEP)
    if "DCTDecode" in before.values():
        for item in page.get_images(full=True):
            if item[0] not in before:
                picture_use.recompress(document, item[0])
    return not has_anything_beneath(page, boxes) and _is_same_beside(page, shown, boxes)


def _is_same_beside(page: pymupdf.Page, before: unseen.Pixels, boxes: Sequence[Box]) -> bool:
    """Whether nothing changed beside the boxes: no word moved, no picture went."""
    changed = unseen.difference(before, unseen.shown(page))
    zoom = unseen.zoom_of(page)
    for box in boxes:
        place = pymupdf.Rect(box) * zoom + (-_BLUR, -_BLUR, _BLUR, _BLUR)
        changed[max(0, int(place.y0)) : int(place.y1), max(0, int(place.x0)) : int(place.x1)] = False
    return int(changed.sum()) <= _SPECKS


def has_anything_beneath(page: pymupdf.Page, boxes: Sequence[Box]) -> bool:
    """Whether a word, or a drawing that could be one, still touches a box."""
    words = (
        Word(str(word[4]), Box(*pymupdf.Rect(word[:4]) * page.rotation_matrix))
        for word in page.get_text("words", flags=0, clip=pymupdf.INFINITE_RECT())
    )
    drawings = (
        Box(*pymupdf.Rect(drawing.get("rect") or drawing.get("scissor")) * page.rotation_matrix)
        for drawing in page.get_drawings(extended=True)
        if not _is_plain(drawing)
    )
    return any(_touches(box_sizes.core(word), boxes) for word in words) or any(
        _touches(drawing, boxes) for drawing in drawings
    )


def _touches(place: Box, boxes: Sequence[Box]) -> bool:
    return any(box_sizes.touch(place, box) for box in boxes)


def _is_plain(drawing: dict[str, Any]) -> bool:
    """A few level and upright lines or rectangles, as tables, grounds and frames are made of."""
    if drawing["type"] == "group":
        return True  # its parts are listed too
    items = drawing.get("items") or ()
    return len(items) <= _FEW and all(_is_straight(item) for item in items)


def _is_straight(item: tuple[Any, ...]) -> bool:
    kind = item[0]
    if kind == "re":
        return True
    if kind == "qu":
        return bool(item[1].is_rectangular)
    if kind != "l":
        return False
    start, end = item[1], item[2]
    return bool(abs(start.x - end.x) < 0.5 or abs(start.y - end.y) < 0.5)


def _inner(page: pymupdf.Page, boxes: Sequence[Box]) -> list[Box]:
    """The boxes less what the lines beside them may reach into; lines can run across and down."""
    down = [
        Box(*pymupdf.Rect(line["bbox"]) * page.rotation_matrix)
        for block in page.get_text("dict", flags=0)["blocks"]
        for line in block["lines"]
        if _runs_down(pymupdf.Point(line["dir"]), page)
    ]
    return [_narrowed(box, across=any(box_sizes.touch(line, box) for line in down)) for box in boxes]


def _runs_down(direction: pymupdf.Point, page: pymupdf.Page) -> bool:
    turned = page.rotation % 180 != 0
    return bool((abs(direction.y) > abs(direction.x)) != turned)


def _narrowed(box: Box, *, across: bool) -> Box:
    if across:
        edge = min(_EDGE * (box.x1 - box.x0), _LARGEST_EDGE)
        return Box(box.x0 + edge, box.y0, box.x1 - edge, box.y1)
    edge = min(_EDGE * (box.y1 - box.y0), _LARGEST_EDGE)
    return Box(box.x0, box.y0 + edge, box.x1, box.y1 - edge)


def _redact(page: pymupdf.Page, boxes: Sequence[Box], pictures: int, lines: int, text: int) -> None:
    for box in boxes:
        page.add_redact_annot(pymupdf.Rect(box) * page.derotation_matrix, fill=(), cross_out=False)
    page.apply_redactions(images=pictures, graphics=lines, text=text)
