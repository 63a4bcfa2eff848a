"""Pictures of pages: bounded, and without anything but pixels."""

from io import BytesIO

from PIL import Image

from ingest import render
from ingest.options import Options
from ingest.values import Preview
from tests.ingest.hiding_places import MARK, picture_with_exif


class _Kept:
    def __init__(self) -> None:
        self.files: list[bytes] = []

    def add(self, image_bytes: bytes, width: int, height: int) -> Preview:
        self.files.append(image_bytes)
        return Preview(0, len(image_bytes), width, height)


def test_zoom_keeps_every_bound() -> None:
    assert render.fitting_zoom(612, 792, 72) == 1.0
    assert render.fitting_zoom(10_000, 10, 100, max_side=1600) == 0.16
    assert render.fitting_zoom(1000, 1000, 720, max_pixels=1e6) == 1.0
    assert render.fitting_zoom(0, 0, 100) > 0


def test_a_preview_is_webp_no_larger_than_allowed_and_bare() -> None:
    pack = _Kept()
    with Image.open(BytesIO(picture_with_exif(MARK))) as image:
        preview = render.add_preview(image.resize((4000, 1000)), Options(), pack)
    assert (preview.width, preview.height) == (1600, 400)
    assert pack.files[0][8:12] == b"WEBP"
    assert MARK.encode() not in pack.files[0]


def test_odd_modes_are_encoded() -> None:
    for mode in ("1", "L", "LA", "P", "CMYK", "RGBA"):
        thumbnail = render.add_thumbnail(Image.new(mode, (30, 20)), Options(), _Kept())
        assert (thumbnail.width, thumbnail.height) == (30, 20)
