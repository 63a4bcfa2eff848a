"""Writing in a scene is read where a page reader sees gravel."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest import lettering, ocr
from ingest.options import Options
from ingest.values import Word

OPTIONS = Options()
pytestmark = pytest.mark.skipif(not ocr.available(OPTIONS), reason="no Spanish data for OCR here")


def _street(seed: int = 1) -> Image.Image:
    """Blotches and grain, as walls, leaves and tarmac have."""
    chance = np.random.default_rng(seed)
    blotches = cv2.resize(chance.integers(0, 255, (45, 60, 3), dtype=np.uint8), (1200, 900))
    grain = chance.normal(40, 18, blotches.shape)
    return Image.fromarray(np.clip(blotches * 0.6 + grain, 0, 255).astype(np.uint8))


def _with_sign(text: str, ground: str, ink: str, turn: float = 0) -> Image.Image:
    picture = _street()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((600, 500, 860, 590), fill=ground)
    pen.text((618, 522), text, fill=ink, font=ImageFont.load_default(46))
    return picture.rotate(turn)


def _read(picture: Image.Image) -> tuple[Word, ...]:
    return lettering.words(np.asarray(picture, np.uint8), OPTIONS)


@pytest.mark.parametrize(("ground", "ink", "turn"), [("#f0f0ea", "#143c1e", 4), ("#1e3c96", "white", 0)])
def test_a_plate_in_a_street_is_read_where_it_hangs(ground: str, ink: str, turn: float) -> None:
    picture = _with_sign("XTR-48-21", ground, ink, turn)
    (plate,) = [word for word in _read(picture) if "48-2" in word.text]
    assert 580 < plate.box.x0 < plate.box.x1 < 880
    assert 460 < plate.box.y0 < plate.box.y1 < 620


def test_a_word_that_lies_in_two_cuts_is_read_once() -> None:
    words = _read(_with_sign("Marisol", "white", "black"))
    assert [word.text for word in words].count("Marisol") == 1


def test_a_bare_wall_says_nothing() -> None:
    assert _read(Image.new("RGB", (800, 600), (120, 135, 150))) == ()
