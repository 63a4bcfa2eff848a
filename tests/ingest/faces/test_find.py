"""Finding faces: of every size, turned, dark, many; and none where there are none."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.faces import find, scales
from ingest.faces.centerface import Pixels, Sightings
from ingest.values import Box
from tests.ingest.faces.drawn import pixels, scene

SIZE = (480, 360)


def _covers(faces: Sequence[find.Face], x: float, y: float) -> bool:
    return any(face.box.x0 <= x <= face.box.x1 and face.box.y0 <= y <= face.box.y1 for face in faces)


def test_two_faces_of_different_sizes_are_found_once_each() -> None:
    found = find.faces(pixels(scene(SIZE, (120, 180, 110), (360, 140, 22))))
    assert _covers(found, 120, 180)
    assert _covers(found, 360, 140)
    assert len([face for face in found if face.score > 0.5]) == 2


@pytest.mark.parametrize(("turn", "x", "y"), [(90, 180, 320), (180, 320, 180)])
def test_a_turned_picture_hides_no_face(turn: int, x: int, y: int) -> None:
    assert _covers(find.faces(pixels(scene(SIZE, (160, 180, 90), turn=turn))), x, y)


def test_a_face_in_the_dark_is_found() -> None:
    dark = (pixels(scene(SIZE, (240, 180, 80))) * 0.25).astype(np.uint8)
    assert _covers(find.faces(dark), 240, 180)


def test_a_wall_is_no_face() -> None:
    assert find.faces(pixels(scene(SIZE))) == ()


def test_a_picture_of_one_pixel_is_no_face() -> None:
    assert find.faces(np.zeros((1, 1, 3), np.uint8)) == ()


def test_a_crowd_is_looked_at_twice_as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small faces that a tile shows send the finder back to its quarters, and to no other."""
    seen: list[tuple[int, int]] = []

    def look(picture: Pixels, least: float) -> Sightings:
        seen.append(picture.shape[:2])
        boxes = np.array([[10, 10, 20, 22], [40, 40, 52, 54]], np.float32)
        return Sightings(boxes, np.array([0.2, 0.15], np.float32))

    monkeypatch.setattr(find.centerface, "look", look)
    monkeypatch.setattr(find.scales, "looks", lambda width, height: ())
    find.faces(np.zeros((1200, 1400, 3), np.uint8))
    assert seen == [(1200, 1400), (1280, 1480)]


@given(width=st.integers(1, 9000), height=st.integers(1, 9000), x=st.floats(0, 0.999), y=st.floats(0, 0.999))
def test_every_pixel_lies_in_a_tile_and_no_tile_is_too_large(
    width: int, height: int, x: float, y: float
) -> None:
    tiles = list(scales.tiles(width, height))
    column, row = int(x * width), int(y * height)
    assert any(tile.x0 <= column < tile.x1 and tile.y0 <= row < tile.y1 for tile in tiles)
    for tile in tiles:
        assert 0 <= tile.x0 < tile.x1 <= width
        assert 0 <= tile.y0 < tile.y1 <= height
        assert max(tile.x1 - tile.x0, tile.y1 - tile.y0) <= scales.TILE


@settings(max_examples=40, deadline=None)
@given(turn=st.sampled_from((0, 90, 180, 270, 45, 315)), x=st.integers(60, 340), y=st.integers(60, 240))
def test_what_a_turned_look_sees_is_put_back_where_it_stands(turn: int, x: int, y: int) -> None:
    """A bright spot stands for a face: the look must say where it was before the turn."""
    picture = np.zeros((300, 400, 3), np.uint8)
    picture[y - 6 : y + 7, x - 6 : x + 7] = 255

    def look(shown: Pixels, least: float) -> Sightings:
        rows, columns = np.nonzero(shown[:, :, 0] > 200)
        if not len(rows):
            return find.centerface.NOTHING
        box = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
        return Sightings(np.array([box], np.float32), np.array([0.9], np.float32))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(find.centerface, "look", look)
        (face,) = find.faces_in_looks(picture, (scales.Look(800, turn),))
    assert _near(face.box, x + 0.5, y + 0.5)


def _near(box: Box, x: float, y: float) -> bool:
    return abs((box.x0 + box.x1) / 2 - x) < 2 and abs((box.y0 + box.y1) / 2 - y) < 2
