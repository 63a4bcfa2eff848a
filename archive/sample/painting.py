"""Painting with shares of a canvas: gradients, lights, hills, the ring, and what a camera makes of them."""

import math

import numpy
from PIL import Image, ImageDraw, ImageFilter

from archive.sample.palette import RING_GAP_END, RING_GAP_START, Colour

WIDTH, HEIGHT = 1600, 1066  # of the finished picture
_OVER = 2  # painted so many times larger, for smooth edges
WIDE, HIGH = WIDTH * _OVER, HEIGHT * _OVER


def at(x: float, y: float) -> tuple[float, float]:
    return x * WIDE, y * HIGH


def points(*shares: tuple[float, float]) -> list[tuple[float, float]]:
    return [at(x, y) for x, y in shares]


def circle(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    """A circle's box; the radius is a share of the width."""
    centre, half = at(x, y), radius * WIDE
    return centre[0] - half, centre[1] - half, centre[0] + half, centre[1] + half


def gradient(top: Colour, bottom: Colour, until: float = 1.0) -> Image.Image:
    steps = numpy.clip(numpy.linspace(0, 1 / until, HIGH), 0, 1)[:, None, None]
    column = numpy.array(top) + (numpy.array(bottom) - numpy.array(top)) * steps
    return Image.fromarray(numpy.broadcast_to(column, (HIGH, WIDE, 3)).astype(numpy.uint8))


def lit(canvas: Image.Image, *lights: tuple[tuple[float, float], float, Colour, float]) -> Image.Image:
    """Soft round lights (or shadows): centre, radius as a share of the width, colour, strength."""
    small = (WIDE // 8, HIGH // 8)
    down, across = numpy.mgrid[0 : small[1], 0 : small[0]]
    for (x, y), radius, colour, strength in lights:
        distance = numpy.hypot(across - x * small[0], down - y * small[1]) / (radius * small[0])
        mask = numpy.clip(1 - distance, 0, 1) ** 2 * (3 - 2 * numpy.clip(1 - distance, 0, 1)) * strength
        veil = Image.fromarray((mask * 255).astype(numpy.uint8)).resize(canvas.size, Image.Resampling.BICUBIC)
        canvas = Image.composite(Image.new("RGB", canvas.size, colour), canvas, veil)
    return canvas


def ridge(draw: ImageDraw.ImageDraw, level: float, height: float, seed: int, colour: Colour) -> None:
    """A line of hills."""
    waves = ((1.3, 1.0), (3.1, 0.5), (7.7, 0.22), (17.0, 0.09))
    tops = []
    for step in range(201):
        x = step / 200
        lift = sum(
            weight * math.sin(x * pitch * math.tau + seed * (index + 1))
            for index, (pitch, weight) in enumerate(waves)
        )
        tops.append((x, level - height * 0.5 * lift))
    draw.polygon(points(*tops, (1, 1), (0, 1)), fill=colour)


def ring(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: Colour, width: int) -> None:
    draw.arc(circle(x, y, radius), RING_GAP_END, RING_GAP_START + 360, fill=colour, width=width)


def as_taken(painting: Image.Image, seed: int) -> Image.Image:
    """What a lens and a sensor would make of it: softness, darker corners, grain."""
    small = painting.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.5))
    pixels = numpy.asarray(small, dtype=numpy.float32)
    down, across = numpy.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
    corners = 1 - 0.2 * numpy.clip(numpy.hypot(down, across) - 0.55, 0, None) ** 1.5
    grain = numpy.random.default_rng(seed).normal(0, 3.2, (HEIGHT, WIDTH))
    taken = pixels * corners[:, :, None] + grain[:, :, None]
    return Image.fromarray(numpy.clip(taken, 0, 255).astype(numpy.uint8))
