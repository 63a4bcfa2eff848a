"""Scans made ready: evenly lit, level, no larger than the engine needs."""

import numpy as np
import pytest
from PIL import Image

from ingest import scan
from tests.ingest.sheets import scanned, spoilt

LINES = tuple("La Coordinación de Juventud presentó el informe de actividades" for _ in range(12))


def _page(**how: float) -> np.ndarray:
    return np.asarray(scanned(LINES, size=11, dpi=int(how.get("dpi", 200))))


def test_paper_becomes_white_on_the_dark_side_too() -> None:
    flat = scan.flattened(np.asarray(spoilt(Image.fromarray(_page()))))
    left, right = flat[20:40, 20:120], flat[20:40, -120:-20]
    assert left.mean() > 225
    assert abs(float(left.mean()) - float(right.mean())) < 15


def test_light_letters_on_dark_ground_become_dark_letters_on_white() -> None:
    page = _page()
    poster = np.concatenate([page, 255 - page, (page * 0.25 + 60).astype(np.uint8)])
    even = scan.evenly_read(poster)
    middle, last = even[len(page) : 2 * len(page)], even[2 * len(page) :]
    for band in (middle, last):
        assert np.median(band) > 230
        assert 0.5 < (band < 160).mean() / (page < 160).mean() < 2


def test_a_page_of_paper_is_only_flattened() -> None:
    page = np.asarray(spoilt(Image.fromarray(_page()), shade=0.2))
    assert np.array_equal(scan.evenly_read(page), scan.flattened(page))


@pytest.mark.parametrize("degrees", [-6.0, -1.2, 0.8, 4.0])
def test_a_tilt_is_measured_and_taken_back(degrees: float) -> None:
    tilted = np.asarray(Image.fromarray(_page()).rotate(-degrees, expand=True, fillcolor=255))
    assert scan.tilt(tilted) == pytest.approx(degrees, abs=0.35)
    level = scan.levelled(tilted)
    assert abs(scan.tilt(level.pixels)) <= scan.LEAST_TILT + 0.15
    assert level.back is not None
    centre = level.back @ np.array([level.pixels.shape[1] / 2, level.pixels.shape[0] / 2, 1.0])
    assert centre == pytest.approx([tilted.shape[1] / 2, tilted.shape[0] / 2], abs=2)


def test_level_blank_and_tiny_pages_are_left_as_they_are() -> None:
    for pixels in (_page(), np.full((300, 400), 255, np.uint8), np.zeros((2, 2), np.uint8)):
        assert scan.levelled(pixels).back is None


def test_large_letters_let_the_picture_shrink_and_small_ones_do_not() -> None:
    assert scan.needed_size(scan.small_letters(_page(dpi=400))) < 0.8
    assert scan.needed_size(scan.small_letters(_page(dpi=130))) == 1.0
    assert scan.small_letters(np.full((300, 400), 255, np.uint8)) is None
    assert scan.needed_size(None) == 1.0
