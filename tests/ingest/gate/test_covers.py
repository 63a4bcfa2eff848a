"""A box is filled when nothing but its colour and its caption can be seen under it."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ingest.gate import covers
from ingest.gate.drawn import Drawn
from ingest.redactions import DataType, PagePlan, Redaction
from ingest.values import Box

BOX = Box(50, 50, 150, 70)
PLAN = PagePlan(1, 200.0, 100.0, (Redaction(1, BOX, DataType.SIGNATURE),))


def page(scale: int = 3) -> tuple[Image.Image, ImageDraw.ImageDraw, tuple[float, ...]]:
    image = Image.new("RGB", (200 * scale, 100 * scale), "white")
    draw = ImageDraw.Draw(image)
    for y in range(5, 100, 6):
        draw.line((0, y * scale, 200 * scale, (y + 3) * scale), fill=(60, 60, 60), width=scale)
    return image, draw, tuple(edge * scale for edge in (45, 45, 155, 75))


def told(image: Image.Image) -> list[str]:
    return [each.detail for each in covers.objections(Drawn(image, 200.0, 100.0), PLAN)]


@pytest.mark.parametrize("colour", [(20, 85, 160), (0, 0, 0), (170, 45, 45), (120, 120, 120)])
@pytest.mark.parametrize("quality", [75, 85, 95])
def test_a_filled_box_with_its_caption_passes_as_jpeg(colour: tuple[int, int, int], quality: int) -> None:
    image, draw, place = page()
    draw.rectangle(place, fill=colour)
    draw.text((160, 155), "E1 · Firma", fill="white", font=ImageFont.load_default(34))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    assert told(Image.open(buffer)) == []


def _nothing(image: Image.Image, draw: ImageDraw.ImageDraw, place: tuple[float, ...]) -> None:
    return


def _white(image: Image.Image, draw: ImageDraw.ImageDraw, place: tuple[float, ...]) -> None:
    draw.rectangle(place, fill="white")


def _blurred(image: Image.Image, draw: ImageDraw.ImageDraw, place: tuple[float, ...]) -> None:
    left, top, right, bottom = (int(edge) for edge in place)
    part = image.crop((left, top, right, bottom)).filter(ImageFilter.GaussianBlur(6))
    image.paste(part, (left, top))


def _half(image: Image.Image, draw: ImageDraw.ImageDraw, place: tuple[float, ...]) -> None:
    draw.rectangle((place[0], place[1], (place[0] + place[2]) / 2, place[3]), fill=(20, 85, 160))


def _seen_through(image: Image.Image, draw: ImageDraw.ImageDraw, place: tuple[float, ...]) -> None:
    over = Image.new("RGBA", image.size, (0, 0, 0, 0))
    ImageDraw.Draw(over).rectangle(place, fill=(160, 30, 30, 200))
    image.paste(Image.alpha_composite(image.convert("RGBA"), over).convert("RGB"))


@pytest.mark.parametrize("how", [_nothing, _white, _blurred, _half, _seen_through])
def test_a_box_through_which_something_can_be_seen_is_told(how: object) -> None:
    image, draw, place = page()
    how(image, draw, place)  # type: ignore[operator]
    assert told(image) == ["pixels under a box"]


def test_boxes_of_one_colour_are_cleared_for_reading_and_others_are_not() -> None:
    image, draw, place = page()
    draw.rectangle(place, fill=(20, 85, 160))
    drawn = Drawn(image, 200.0, 100.0)
    assert covers.cleared(drawn, PLAN).getpixel((300, 180)) == (255, 255, 255)
    draw.text((160, 155), "Xóchitl", fill="white", font=ImageFont.load_default(34))
    drawn = Drawn(image, 200.0, 100.0)
    assert covers.cleared(drawn, PLAN).tobytes() == image.tobytes()
