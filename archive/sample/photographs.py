"""Four pictures without people, painted rather than taken: hall, school front, poster wall, court at dusk."""

import math
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy
from PIL import Image, ImageDraw, ImageFilter

from archive.sample.painting import HIGH, WIDE, as_taken, at, circle, gradient, lit, points, ridge, ring
from archive.sample.palette import CORAL, GOLD, PAPER, PLUM, TEAL, WHITE, Colour
from archive.sample.posters import poster_bubbles, poster_leaves, poster_ring, poster_sun

_DATE_TAKEN, _DATE_DIGITISED, _DATE, _DESCRIPTION, _CAMERA_BLOCK = 0x9003, 0x9004, 0x0132, 0x010E, 0x8769
_NIGHT = Colour(18, 26, 34)

Painter = Callable[[], Image.Image]


def write_photograph(paint: Painter, description: str, taken: datetime, path: Path) -> None:
    """Paint, soften, grain and save as JPEG with the date in its EXIF block."""
    picture = as_taken(paint(), seed=taken.toordinal())
    exif = Image.Exif()
    moment = taken.strftime("%Y:%m:%d %H:%M:%S")
    exif[_DESCRIPTION] = description
    exif[_DATE] = moment
    block = exif.get_ifd(_CAMERA_BLOCK)
    block[_DATE_TAKEN] = block[_DATE_DIGITISED] = moment
    picture.save(path, "JPEG", quality=86, exif=exif, dpi=(240, 240))


def paint_hall() -> Image.Image:
    """An empty auditorium: rows of seats before a lit stage with the practice's ring on its screen."""
    canvas = gradient(Colour(44, 34, 38), Colour(22, 18, 22))
    draw = ImageDraw.Draw(canvas)
    draw.polygon(points((0, 0), (0.2, 0.16), (0.2, 0.58), (0, 0.86)), fill=Colour(52, 40, 44))
    draw.polygon(points((1, 0), (0.8, 0.16), (0.8, 0.58), (1, 0.86)), fill=Colour(52, 40, 44))
    for index in range(6):
        lean = 0.02 + index * 0.032
        for x in (lean, 1 - lean):
            draw.line(
                points((x, 0.02 + index * 0.024), (x, 0.83 - index * 0.045)),
                fill=Colour(70, 54, 56),
                width=10,
            )
    draw.rectangle(points((0.2, 0.16), (0.8, 0.5)), fill=Colour(112, 62, 44))
    for index in range(24):  # the curtain's folds
        x = 0.2 + index * 0.025
        shade = Colour(128, 66, 44).towards(_NIGHT, 0.35 * (0.5 + 0.5 * math.sin(index * 1.9)))
        draw.rectangle(points((x, 0.16), (x + 0.025, 0.5)), fill=shade)
    draw.rectangle(points((0.33, 0.19), (0.67, 0.455)), fill=PAPER)
    ring(draw, 0.5, 0.318, 0.058, TEAL, 30)
    draw.rectangle(points((0.44, 0.415), (0.56, 0.423)), fill=CORAL)
    draw.polygon(points((0.17, 0.5), (0.83, 0.5), (0.87, 0.585), (0.13, 0.585)), fill=Colour(172, 118, 72))
    draw.polygon(points((0.13, 0.585), (0.87, 0.585), (0.87, 0.625), (0.13, 0.625)), fill=Colour(96, 62, 42))
    draw.rectangle(points((0.235, 0.43), (0.268, 0.515)), fill=Colour(78, 50, 36))  # the lectern
    draw.polygon(
        points((0.228, 0.425), (0.275, 0.425), (0.27, 0.445), (0.233, 0.445)), fill=Colour(58, 38, 30)
    )
    canvas = lit(
        canvas,
        ((0.5, 0.3), 0.36, WHITE, 0.42),
        ((0.25, 0.45), 0.13, GOLD, 0.2),
        ((0.75, 0.45), 0.13, GOLD, 0.2),
    )
    draw = ImageDraw.Draw(canvas)
    for row in range(7):
        near = (row / 6) ** 1.35
        top = 0.635 + near * 0.30
        size = 0.03 + near * 0.062
        seats = 23 - row * 2
        for seat in range(-(seats // 2) - 1, seats // 2 + 2):
            centre = 0.5 + seat * size * 1.12 + (size * 0.56 if row % 2 else 0)
            _seat(draw, centre, top, size, near)
    return canvas


def paint_front() -> Image.Image:
    """A school front in the morning, the snowy volcano behind."""
    canvas = gradient(Colour(108, 164, 206), Colour(246, 226, 196), until=0.62)
    canvas = lit(canvas, ((0.83, 0.3), 0.34, Colour(255, 236, 190), 0.75))
    draw = ImageDraw.Draw(canvas)
    ridge(draw, 0.40, 0.05, 3, Colour(150, 172, 190))
    draw.polygon(
        points((0.10, 0.46), (0.27, 0.2), (0.315, 0.185), (0.35, 0.215), (0.395, 0.195), (0.60, 0.46)),
        fill=Colour(112, 136, 160),
    )
    draw.polygon(
        points(
            (0.222, 0.275),
            (0.27, 0.2),
            (0.315, 0.185),
            (0.35, 0.215),
            (0.395, 0.195),
            (0.452, 0.27),
            (0.42, 0.262),
            (0.40, 0.3),
            (0.375, 0.25),
            (0.345, 0.29),
            (0.31, 0.24),
            (0.285, 0.285),
            (0.262, 0.25),
        ),
        fill=Colour(244, 246, 250),
    )
    ridge(draw, 0.47, 0.035, 8, Colour(98, 132, 122))
    ridge(draw, 0.53, 0.02, 21, Colour(72, 112, 88))
    draw.rectangle(points((0, 0.6), (1, 1)), fill=Colour(176, 160, 136))
    _building(draw)
    for x, y, size in ((0.055, 0.53, 0.088), (0.945, 0.55, 0.075)):
        _tree(draw, x, y, size)
    draw.polygon(points((0, 0.79), (1, 0.75), (1, 1), (0, 1)), fill=Colour(150, 142, 130))
    draw.polygon(points((0.43, 0.765), (0.55, 0.76), (0.66, 1), (0.30, 1)), fill=Colour(206, 194, 172))
    for index in range(9):
        y = 0.775 + (index / 9) ** 1.6 * 0.23
        draw.line(
            points((0.43 - (y - 0.765) * 0.55, y), (0.55 + (y - 0.765) * 0.46, y)),
            fill=Colour(178, 166, 146),
            width=4,
        )
    draw.line(points((0.735, 0.22), (0.735, 0.765)), fill=Colour(222, 224, 226), width=10)
    draw.ellipse(circle(0.735, 0.218, 0.006), fill=GOLD)
    return canvas


def paint_posters() -> Image.Image:
    """A plaster wall in a corridor with six hand-made posters."""
    canvas = gradient(Colour(236, 226, 206), Colour(214, 200, 176))
    draw = ImageDraw.Draw(canvas)
    draw.rectangle(points((0, 0.74), (1, 1)), fill=TEAL.towards(Colour(60, 70, 74), 0.35))
    draw.rectangle(points((0, 0.735), (1, 0.747)), fill=Colour(120, 96, 74))
    places = ((0.165, 0.38, -2.2), (0.385, 0.36, 1.4), (0.61, 0.375, -0.8), (0.83, 0.36, 2.4))
    sketches = (poster_ring, poster_leaves, poster_sun, poster_bubbles)
    for (x, y, turn), sketch in zip(places, sketches, strict=True):
        _hang(canvas, sketch(), x, y, turn)
    draw = ImageDraw.Draw(canvas)
    draw.rectangle(points((0.12, 0.845), (0.88, 0.87)), fill=Colour(150, 106, 66))
    draw.rectangle(points((0.12, 0.87), (0.88, 0.885)), fill=Colour(110, 76, 48))
    for x in (0.16, 0.82):
        draw.rectangle(points((x, 0.885), (x + 0.02, 1)), fill=Colour(70, 72, 76))
    return lit(canvas, ((0.28, 0.1), 0.55, Colour(255, 244, 214), 0.35), ((0.95, 0.95), 0.5, _NIGHT, 0.35))


def paint_court() -> Image.Image:
    """The school's court at dusk, hoop against the sky, lines running away."""
    canvas = gradient(Colour(66, 62, 112), Colour(246, 170, 106), until=0.56)
    canvas = lit(canvas, ((0.3, 0.55), 0.32, Colour(255, 226, 160), 0.85))
    draw = ImageDraw.Draw(canvas)
    ridge(draw, 0.47, 0.05, 5, Colour(104, 78, 110))
    ridge(draw, 0.53, 0.025, 13, Colour(70, 58, 86))
    draw.rectangle(points((0, 0.565), (1, 1)), fill=Colour(120, 66, 56))
    draw.polygon(points((0.06, 0.60), (0.94, 0.60), (1.35, 1), (-0.35, 1)), fill=Colour(62, 98, 104))
    line = Colour(236, 222, 204)
    draw.line(points((0.06, 0.60), (-0.35, 1)), fill=line, width=12)
    draw.line(points((0.94, 0.60), (1.35, 1)), fill=line, width=12)
    draw.line(points((0.06, 0.60), (0.94, 0.60)), fill=line, width=7)
    draw.line(points((-0.1, 0.775), (1.1, 0.775)), fill=line, width=9)
    draw.arc((*at(0.34, 0.715), *at(0.66, 0.845)), 0, 360, fill=line, width=9)
    draw.polygon(
        points((0.585, 0.60), (0.60, 0.60), (0.93, 0.86), (0.88, 0.87)), fill=Colour(46, 76, 84)
    )  # the long shadow
    for x in range(14):
        across = 0.02 + x * 0.074
        draw.line(points((across, 0.455), (across, 0.6)), fill=Colour(48, 44, 66), width=6)
    for y in (0.46, 0.505, 0.55):
        draw.line(points((0, y), (1, y)), fill=Colour(48, 44, 66), width=3)
    draw.rectangle(points((0.585, 0.21), (0.6, 0.605)), fill=Colour(38, 36, 54))
    draw.line(points((0.5925, 0.3), (0.52, 0.27)), fill=Colour(38, 36, 54), width=18)
    draw.polygon(
        points((0.425, 0.15), (0.525, 0.14), (0.525, 0.31), (0.425, 0.315)), fill=Colour(240, 236, 228)
    )
    draw.line(
        [*points((0.425, 0.15), (0.525, 0.14), (0.525, 0.31), (0.425, 0.315), (0.425, 0.15))],
        fill=CORAL,
        width=10,
    )
    draw.line(
        points((0.455, 0.225), (0.497, 0.222), (0.497, 0.285), (0.455, 0.288), (0.455, 0.225)),
        fill=CORAL,
        width=7,
    )
    draw.ellipse((*at(0.43, 0.29), *at(0.49, 0.312)), outline=CORAL, width=10)
    for index in range(7):
        draw.line(
            points((0.433 + index * 0.009, 0.304), (0.444 + index * 0.0055, 0.36)),
            fill=Colour(250, 246, 240),
            width=3,
        )
    return canvas


def _building(draw: ImageDraw.ImageDraw) -> None:
    wall, shade = Colour(244, 238, 226), Colour(214, 204, 188)
    draw.rectangle(points((0.12, 0.47), (0.88, 0.775)), fill=wall)
    draw.rectangle(points((0.12, 0.70), (0.88, 0.775)), fill=TEAL)
    draw.rectangle(points((0.105, 0.447), (0.895, 0.475)), fill=Colour(168, 82, 50))
    draw.rectangle(points((0.105, 0.475), (0.895, 0.484)), fill=shade)
    draw.rectangle(points((0.41, 0.385), (0.57, 0.775)), fill=PAPER)
    draw.polygon(points((0.395, 0.39), (0.49, 0.335), (0.585, 0.39)), fill=Colour(168, 82, 50))
    ring(draw, 0.49, 0.445, 0.021, CORAL, 13)
    draw.pieslice((*at(0.445, 0.51), *at(0.535, 0.65)), 180, 360, fill=Colour(92, 60, 44))
    draw.rectangle(points((0.445, 0.578), (0.535, 0.775)), fill=Colour(92, 60, 44))
    draw.line(points((0.49, 0.51), (0.49, 0.775)), fill=Colour(66, 42, 32), width=6)
    for x in (0.155, 0.235, 0.315, 0.615, 0.695, 0.775):
        draw.rectangle(points((x - 0.004, 0.524), (x + 0.056, 0.656)), fill=shade)
        draw.rectangle(points((x, 0.53), (x + 0.052, 0.65)), fill=Colour(86, 120, 140))
        draw.polygon(points((x, 0.53), (x + 0.03, 0.53), (x, 0.62)), fill=Colour(150, 180, 194))
        draw.line(points((x + 0.026, 0.53), (x + 0.026, 0.65)), fill=wall, width=7)
        draw.line(points((x, 0.59), (x + 0.052, 0.59)), fill=wall, width=7)


def _tree(draw: ImageDraw.ImageDraw, x: float, y: float, size: float) -> None:
    draw.rectangle(points((x - 0.007, y), (x + 0.007, y + 0.25)), fill=Colour(86, 64, 50))
    grow = numpy.random.default_rng(round(x * 1000))
    for index in range(70):
        turn, reach = grow.uniform(0, math.tau), size * math.sqrt(grow.uniform(0, 1))
        leaf_x, leaf_y = x + reach * math.cos(turn) * 0.95, y + reach * math.sin(turn) * 1.1
        leaf = Colour(62, 104, 64).towards(GOLD if index % 3 else _NIGHT, float(grow.uniform(0.0, 0.28)))
        draw.ellipse(circle(leaf_x, leaf_y, size * float(grow.uniform(0.14, 0.26))), fill=leaf)


def _seat(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, near: float) -> None:
    back = PLUM.towards(_NIGHT, 0.28 + 0.4 * near)
    edge = PLUM.towards(CORAL, 0.32).towards(_NIGHT, 0.1 + 0.4 * near)
    left, top = at(x - size * 0.46, y)
    right, bottom = at(x + size * 0.46, y + size * 1.55)
    draw.rounded_rectangle((left, top, right, bottom), radius=size * WIDE * 0.2, fill=edge)
    draw.rounded_rectangle((left + 4, top + 9, right - 4, bottom), radius=size * WIDE * 0.18, fill=back)


def _hang(wall: Image.Image, poster: Image.Image, x: float, y: float, turn: float) -> None:
    """Put a poster on the wall, a little crooked, with its shadow and two strips of tape."""
    draw = ImageDraw.Draw(poster)
    for left in (30, 430):
        draw.rectangle((left, 0, left + 80, 26), fill=Colour(240, 228, 178))
    mask = Image.new("L", poster.size, 255).rotate(turn, Image.Resampling.BICUBIC, expand=True)
    turned = poster.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    corner = (round(x * WIDE - turned.width / 2), round(y * HIGH - turned.height / 2))
    shadow = Image.new("L", wall.size, 0)
    shadow.paste(mask.point(lambda value: value * 0.42), (corner[0] + 14, corner[1] + 22))
    shadow = shadow.filter(ImageFilter.GaussianBlur(16))
    wall.paste(Image.new("RGB", wall.size, Colour(60, 46, 34)), (0, 0), shadow)
    wall.paste(turned, corner, mask)
