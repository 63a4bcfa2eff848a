"""Boxes burned into pictures: what lay beneath is replaced before anything is encoded.

A solid fill and never a blur or mosaic, which can be worked back.  The picture is new: no profile, no EXIF,
nothing of the old one but the pixels outside the boxes.
"""

import math
from collections.abc import Sequence
from io import BytesIO

import pymupdf
from PIL import Image, ImageDraw, ImageFont

from ingest import box_captions
from ingest.box_codes import WHITE, Coded, Colour
from ingest.values import Box

QUALITY = 85
GROWN = 1  # pixels, besides whole ones: the soft edge of letters that stand at a box's edge
_FONT = pymupdf.Font("helv").buffer

Pixels = tuple[int, int, int, int]  # left, top, right, bottom; the last two lie outside


def in_pixels(box: Box, across: float, down: float, size: tuple[int, int]) -> Pixels | None:
    """The box grown outwards to whole pixels of a picture; None where it lies outside the picture."""
    width, height = size
    left = max(0, math.floor(min(box.x0, box.x1) * across) - GROWN)
    top = max(0, math.floor(min(box.y0, box.y1) * down) - GROWN)
    right = min(width, math.ceil(max(box.x0, box.x1) * across) + GROWN)
    bottom = min(height, math.ceil(max(box.y0, box.y1) * down) + GROWN)
    return (left, top, right, bottom) if right > left and bottom > top else None


def burned(picture: Image.Image, places: Sequence[tuple[Pixels, Colour]]) -> Image.Image:
    """A new picture in which every place is one flat colour; transparency lies on white."""
    new = _bare(picture, coloured=bool(places))
    for place, colour in places:
        new.paste(colour, place)
    return new


def _bare(picture: Image.Image, *, coloured: bool) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        over = picture.convert("RGBA")
        flat = Image.new("RGB", over.size, WHITE)
        flat.paste(over, mask=over.getchannel("A"))
        return flat
    new = picture.convert("L" if picture.mode in ("1", "L") and not coloured else "RGB")
    if new is picture:
        new = picture.copy()
    new.info = {}
    return new


def as_jpeg(picture: Image.Image, quality: int = QUALITY) -> bytes:
    """The picture's pixels as a JPEG that says nothing else."""
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=quality, exif=b"", icc_profile=None)
    return buffer.getvalue()


def write_captions(picture: Image.Image, places: Sequence[tuple[Pixels, Coded]], scale: float) -> None:
    """Draw each box's caption into a picture's own pixels; ``scale`` is pixels to the point."""
    draw = ImageDraw.Draw(picture)
    for (left, top, right, bottom), coded in places:
        caption = box_captions.fitting(
            coded.captions, (right - left) / scale, (bottom - top) / scale, turn=False
        )
        if caption is None:
            continue
        font = ImageFont.truetype(BytesIO(_FONT), max(4, round(caption.size * scale)))
        middle = ((left + right) / 2, (top + bottom) / 2)
        draw.text(middle, "\n".join(caption.lines), fill=WHITE, font=font, anchor="mm", align="center")
