"""Boxes are numbered as they are read and say what was removed, in colours that can be read."""

import pytest

from ingest import box_captions
from ingest.box_codes import COLOURS, LABELS, Colour, extent_in_words, numbered
from ingest.redactions import DataType, Extent, PagePlan, Plan, Redaction
from ingest.values import Box


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("data_type", DataType)
def test_every_kind_of_datum_has_a_name_and_a_colour_that_white_letters_stand_out_from(
    data_type: DataType,
) -> None:
    assert LABELS[data_type]
    light = _luminance(COLOURS[data_type])
    assert 1.05 / (light + 0.05) >= 4.5  # WCAG AA
    assert max(COLOURS[data_type]) >= 85  # not the black of the document's own letters


def test_colours_tell_kinds_of_data_apart() -> None:
    assert len(set(COLOURS.values())) == len(DataType)


def test_boxes_are_numbered_through_the_document_as_it_is_read() -> None:
    first, second = Box(300, 10, 350, 20), Box(10, 40, 60, 50)
    beside = Box(100, 40, 150, 50)
    plan = Plan(
        (
            PagePlan(1, 400, 400, tuple(Redaction(1, box, DataType.NAME) for box in (beside, second, first))),
            PagePlan(2, 400, 400, (Redaction(2, first, DataType.CURP),)),
        )
    )
    codes = numbered(plan)
    assert [(each.code, each.redaction.page, each.redaction.box) for each in codes.boxes] == [
        ("E1", 1, first),
        ("E2", 1, second),
        ("E3", 1, beside),
        ("E4", 2, first),
    ]
    assert {page: len(boxes) for page, boxes in codes.by_page().items()} == {1: 3, 2: 1}


@pytest.mark.parametrize(
    ("extent", "said"),
    [
        (Extent(), ""),
        (Extent(words=1, lines=1), "1 palabra"),
        (Extent(words=3, lines=1), "3 palabras"),
        (Extent(lines=1), "1 renglón"),
        (Extent(words=80, lines=25), "25 renglones"),
        (Extent(words=80, lines=9, paragraphs=1), "1 párrafo"),
        (Extent(paragraphs=2), "2 párrafos"),
    ],
)
def test_an_extent_is_said_as_the_law_asks(extent: Extent, said: str) -> None:
    assert extent_in_words(extent) == said


@pytest.mark.parametrize(
    ("width", "height", "lines", "upright"),
    [
        (200, 14, ("E1 · Nombre · 25 renglones",), False),
        (80, 80, ("E1", "Nombre", "25 renglones"), False),
        (14, 200, ("E1 · Nombre · 25 renglones",), True),
        (10, 8, ("E1",), False),
    ],
)
def test_a_caption_takes_the_room_it_has(
    width: float, height: float, lines: tuple[str, ...], upright: bool
) -> None:
    texts = ("E1 · Nombre · 25 renglones", "E1 · Nombre", "E1")
    caption = box_captions.fitting(texts, width, height)
    assert caption is not None
    assert (caption.lines, caption.upright) == (lines, upright)
    across = max(caption.width(line) for line in caption.lines)
    down = caption.size * len(caption.lines)
    assert (across, down) <= ((height, width) if upright else (width, height))


def test_a_box_too_small_for_its_code_carries_none() -> None:
    assert box_captions.fitting(("E1 · Nombre", "E1"), 3, 2) is None
