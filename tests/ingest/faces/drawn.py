"""Faces drawn so that the model takes them for some: no photograph of a person lies in the project."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from ingest.faces.centerface import Pixels

GROUND = (120, 135, 150)
_SKIN, _SHADE, _LIGHT = (224, 172, 140), (168, 129, 105), (242, 186, 151)
_HAIR, _SHIRT, _WHITE, _IRIS, _LIPS = (
    (50, 32, 24),
    (60, 80, 140),
    (245, 240, 235),
    (60, 40, 25),
    (170, 80, 80),
)


def portrait(size: int) -> Image.Image:
    """A head with shoulders; the face itself is as high as ``size`` pixels and stands in the middle."""
    unit = size / 100
    picture = Image.new("RGB", (round(130 * unit), round(160 * unit)), GROUND)
    pen = ImageDraw.Draw(picture)

    def oval(x: float, y: float, width: float, height: float, colour: tuple[int, int, int]) -> None:
        sides = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        pen.ellipse([side * unit for side in sides], fill=colour)

    oval(65, 66, 92, 112, _HAIR)
    pen.rectangle([side * unit for side in (48, 115, 82, 160)], fill=_SHADE)
    oval(65, 178, 120, 85, _SHIRT)
    oval(65, 82, 76, 102, _SKIN)
    oval(65, 88, 60, 80, _LIGHT)
    for x in (48, 82):
        oval(x, 73, 22, 14, _SHADE)
        oval(x, 74, 17, 9, _WHITE)
        oval(x, 74, 9, 9, _IRIS)
        brow = [side * unit for side in (x - 13, 60, x + 13, 74)]
        pen.arc(brow, 200, 340, fill=_HAIR, width=max(1, round(4 * unit)))
    pen.polygon([side * unit for side in (62, 76, 68, 76, 74, 98, 56, 98)], fill=_SHADE)
    oval(65, 97, 16, 8, _SHADE)
    oval(65, 112, 32, 10, _LIPS)
    oval(65, 124, 20, 5, _SHADE)
    return picture.filter(ImageFilter.GaussianBlur(1.2 * unit))


def scene(size: tuple[int, int], *faces: tuple[int, int, int], turn: int = 0) -> Image.Image:
    """A plain wall with faces: where the middle of each is, and how high it is; turned counter-clockwise."""
    picture = Image.new("RGB", size, GROUND)
    for x, y, height in faces:
        head = portrait(height)
        picture.paste(head, (x - round(0.65 * height), y - round(0.82 * height)))
    return picture.rotate(turn, expand=True, fillcolor=GROUND)


def pixels(picture: Image.Image) -> Pixels:
    return np.asarray(picture.convert("RGB"), np.uint8)
