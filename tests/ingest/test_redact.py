"""A confidential original's public version tells nothing of what lay beneath its boxes."""

import weakref
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ingest import box_codes, burn, redact
from ingest.box_sizes import STEP, even_boxes
from ingest.errors import DamagedFile
from ingest.redactions import DataType, Extent, PagePlan, Plan, Redaction
from ingest.values import Box, Word
from tests.ingest import leftovers

WIDTH, HEIGHT = 120.0, 160.0
SCALE = 2

positions = st.floats(0, 1, allow_nan=False)
boxes = st.tuples(positions, positions, st.floats(0.02, 0.6), st.floats(0.02, 0.5)).map(
    lambda at: Box(
        at[0] * WIDTH,
        at[1] * HEIGHT,
        min(WIDTH, (at[0] + at[2]) * WIDTH),
        min(HEIGHT, (at[1] + at[3]) * HEIGHT),
    )
)
extents = st.builds(Extent, st.integers(0, 3), st.integers(0, 30), st.integers(0, 2))
redactions = st.lists(
    st.builds(Redaction, st.just(1), boxes, st.sampled_from(DataType), extents), min_size=1, max_size=4
)


def _page(marks: list[Redaction], kept: tuple[Word, ...] = (), number: int = 1) -> PagePlan:
    return PagePlan(number, WIDTH, HEIGHT, tuple(marks), kept)


def _made(target: Path, pictures: list[Image.Image], plan: Plan) -> bytes:
    redact.as_pictures(iter(pictures), plan, box_codes.numbered(plan), target)
    return target.read_bytes()


@settings(max_examples=25, deadline=None)
@given(marks=redactions, seeds=st.tuples(st.integers(0, 99), st.integers(100, 199)))
def test_nothing_beneath_a_box_reaches_the_file_in_any_form(
    marks: list[Redaction], seeds: tuple[int, int]
) -> None:
    """Two originals that differ only beneath the boxes give the same public file, byte for byte."""
    page = _page(marks)
    size = (int(WIDTH * SCALE), int(HEIGHT * SCALE))
    one, other = leftovers.noise(size, seeds[0]), leftovers.noise(size, seeds[1])
    twin = one.copy()
    for _, box in even_boxes(page):
        place = burn.in_pixels(box, SCALE, SCALE, size)
        if place is not None:
            twin.paste(other.crop(place), place)
    with TemporaryDirectory() as folder:
        plan = Plan((page,))
        assert _made(Path(folder, "1.pdf"), [one], plan) == _made(Path(folder, "2.pdf"), [twin], plan)


@settings(max_examples=20, deadline=None)
@given(marks=redactions, mode=st.sampled_from(["1", "L", "RGB", "RGBA", "P", "CMYK"]))
def test_a_box_is_one_colour_and_all_around_it_stays(marks: list[Redaction], mode: str) -> None:
    page = _page(marks)
    size = (int(WIDTH * SCALE), int(HEIGHT * SCALE))
    original = leftovers.noise((30, 40), 7).resize(size, Image.Resampling.BICUBIC).convert(mode)
    places = [
        (place, box_codes.COLOURS[each.data_type])
        for each, box in even_boxes(page)
        if (place := burn.in_pixels(box, SCALE, SCALE, size)) is not None
    ]
    made = burn.burned(original, places)
    beside = np.ones((size[1], size[0]), dtype=bool)
    for (left, top, right, bottom), _ in places:
        beside[top:bottom, left:right] = False
    pixels = np.asarray(made)
    last_place, last_colour = places[-1]
    assert (
        pixels[last_place[1] : last_place[3], last_place[0] : last_place[2]].reshape(-1, 3) == last_colour
    ).all()
    assert (pixels[beside] == np.asarray(original.convert("RGB"))[beside]).all()
    assert made.info == {}


def test_embedded_pixels_beneath_a_box_are_one_value_and_the_kept_words_are_found(tmp_path: Path) -> None:
    picture = leftovers.noise((600, 800), 3)
    box = Box(12, 20, 60, 90)
    kept = (Word("Escuela", Box(64, 20, 100, 30)), Word("Ximénez", Box(50, 40, 80, 50)))
    page = _page([Redaction(1, box, DataType.NAME, Extent(9, 7))], kept)
    target = tmp_path / "publica.pdf"
    _made(target, [picture], Plan((page,)))
    assert leftovers.picture_spread(target, box) <= 4  # what JPEG makes of one flat colour
    assert leftovers.found(target, ["Ximénez"]) == set()
    with pymupdf.open(target) as document:
        assert document[0].get_text().split() == ["Escuela", "E1", "Nombre", "7", "renglones"]
        assert {key: value for key, value in document.metadata.items() if value} == {
            "format": "PDF 1.7",
            "producer": "Acervo",
        }


def test_words_of_neighbouring_lines_stay_though_their_boxes_touch(tmp_path: Path) -> None:
    mark = Redaction(1, Box(10, 50, 60, 64), DataType.NAME, Extent(2, 1))
    kept = (Word("arriba", Box(12, 39, 50, 52)), Word("abajo", Box(12, 62, 50, 75)))
    target = tmp_path / "publica.pdf"
    _made(target, [leftovers.noise((240, 320), 1)], Plan((_page([mark], kept),)))
    with pymupdf.open(target) as document:
        assert {"arriba", "abajo"} <= set(document[0].get_text().split())


def test_pictures_are_let_go_one_by_one(tmp_path: Path) -> None:
    alive: list[int] = []
    before: list[weakref.ref[Image.Image]] = []

    def one_by_one() -> Iterator[Image.Image]:
        for number in range(4):
            alive.append(sum(each() is not None for each in before))
            picture = leftovers.noise((240, 320), number)
            before.append(weakref.ref(picture))
            yield picture
            del picture

    plan = Plan(tuple(_page([], number=number) for number in range(1, 5)))
    redact.as_pictures(one_by_one(), plan, box_codes.numbered(plan), tmp_path / "publica.pdf")
    assert alive == [0, 0, 0, 0]


@pytest.mark.parametrize("sizes", [[], [(240, 320)] * 3, [(240, 320), (320, 240)]], ids=str)
def test_a_plan_of_another_document_is_refused(tmp_path: Path, sizes: list[tuple[int, int]]) -> None:
    plan = Plan((_page([]), _page([], number=2)))
    target = tmp_path / "publica.pdf"
    with pytest.raises(DamagedFile):
        _made(target, [leftovers.noise(size, 1) for size in sizes], plan)
    assert not target.exists()


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_a_photograph_is_new_pixels_without_metadata(tmp_path: Path, suffix: str) -> None:
    photo = leftovers.noise((400, 300), 5)
    photo.info["comment"] = b"Ximena"
    photo.getexif()[0x010E] = "Ximena"
    box = Box(100.4, 80.2, 190.7, 160.1)
    target = tmp_path / f"foto.{suffix}"
    codes = redact.image(photo, [Redaction(1, box, DataType.FACE)], target)
    assert [each.code for each in codes.boxes] == ["E1"]
    assert b"Ximena" not in target.read_bytes()
    with Image.open(target) as made:
        assert not made.getexif()
        edge = np.asarray(made.convert("RGB"))[96:104, 117:175].astype(int)
    assert np.abs(edge - box_codes.COLOURS[DataType.FACE]).max() <= 4


@given(
    word=st.tuples(st.floats(5, 80), st.floats(4, 40)),
    neighbours=st.lists(st.tuples(st.floats(0, 110), st.floats(3, 20)), max_size=4),
)
def test_a_box_covers_its_word_and_grows_only_over_free_room(
    word: tuple[float, float], neighbours: list[tuple[float, float]]
) -> None:
    covered = Box(word[0], 50, word[0] + word[1], 62)
    kept = tuple(
        Word("público", Box(x, 50, x + width, 62))
        for x, width in neighbours
        if x > covered.x1 or x + width < covered.x0
    )
    ((_, drawn),) = even_boxes(_page([Redaction(1, covered, DataType.NAME, Extent(1, 1))], kept))
    assert drawn.x0 <= covered.x0
    assert drawn.x1 >= covered.x1
    assert (drawn.y0, drawn.y1) == (covered.y0, covered.y1)
    for each in kept:
        assert each.box.x1 <= drawn.x0 or drawn.x1 <= each.box.x0


def test_names_of_different_length_have_boxes_of_the_same_width() -> None:
    widths = set()
    for length in (26.0, 31.0, 35.9):
        mark = Redaction(1, Box(20, 50, 20 + length, 62), DataType.NAME, Extent(1, 1))
        ((_, drawn),) = even_boxes(_page([mark]))
        widths.add(drawn.x1 - drawn.x0)
    assert widths == {3 * STEP}
