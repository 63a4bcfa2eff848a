"""Four small posters without words, as a school's corridor shows them."""

import math

from PIL import Image, ImageDraw

from archive.sample.palette import (
    CORAL,
    GOLD,
    MOSS,
    PAPER,
    PINE,
    PLUM,
    RING_GAP_END,
    RING_GAP_START,
    SAND,
    TEAL,
    WHITE,
    Colour,
)

_SHEET = (540, 760)


def poster_ring() -> Image.Image:
    poster = Image.new("RGB", _SHEET, PAPER)
    draw = ImageDraw.Draw(poster)
    draw.arc((90, 110, 450, 470), RING_GAP_END, RING_GAP_START + 360, fill=CORAL, width=62)
    draw.arc((180, 200, 360, 380), RING_GAP_END, RING_GAP_START + 360, fill=GOLD, width=30)
    return _with_lines(poster, TEAL)


def poster_leaves() -> Image.Image:
    """Leaves around a stem: growing together."""
    poster = Image.new("RGB", _SHEET, Colour(222, 234, 214))
    draw = ImageDraw.Draw(poster)
    draw.line((270, 120, 270, 500), fill=PINE, width=14)
    for index in range(5):
        top = 150 + index * 68
        draw.ellipse((110, top, 262, top + 58), fill=MOSS if index % 2 else MOSS.towards(GOLD, 0.35))
        draw.ellipse((278, top + 20, 430, top + 78), fill=MOSS.towards(GOLD, 0.35) if index % 2 else MOSS)
    return _with_lines(poster, PINE)


def poster_sun() -> Image.Image:
    poster = Image.new("RGB", _SHEET, TEAL)
    draw = ImageDraw.Draw(poster)
    for index in range(16):
        turn = index * math.tau / 16
        start = (270 + 130 * math.cos(turn), 300 + 130 * math.sin(turn))
        end = (270 + 190 * math.cos(turn), 300 + 190 * math.sin(turn))
        draw.line((start, end), fill=GOLD, width=20)
    draw.ellipse((160, 190, 380, 410), fill=GOLD)
    draw.polygon(
        ((0, 470), (150, 400), (300, 480), (430, 410), (540, 470), (540, 540), (0, 540)),
        fill=TEAL.towards(WHITE, 0.25),
    )
    return _with_lines(poster, SAND)


def poster_bubbles() -> Image.Image:
    poster = Image.new("RGB", _SHEET, Colour(240, 214, 196))
    draw = ImageDraw.Draw(poster)
    for box, colour in (((60, 110, 340, 270), PLUM), ((200, 300, 480, 460), CORAL)):
        draw.rounded_rectangle(box, 44, fill=colour)
        for dot in range(3):
            x, y = box[0] + 80 + dot * 60, (box[1] + box[3]) // 2
            draw.ellipse((x - 16, y - 16, x + 16, y + 16), fill=PAPER)
    draw.polygon(((110, 260), (170, 260), (100, 310)), fill=PLUM)
    draw.polygon(((380, 450), (440, 450), (450, 505)), fill=CORAL)
    return _with_lines(poster, PLUM)


def _with_lines(poster: Image.Image, colour: Colour) -> Image.Image:
    draw = ImageDraw.Draw(poster)
    for index, length in enumerate((360, 300, 330)):
        draw.rounded_rectangle((90, 560 + index * 48, 90 + length, 582 + index * 48), 11, fill=colour)
    return poster
