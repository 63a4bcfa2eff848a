"""Pictures: upright, measured, dated, and read when they hold text."""

from datetime import datetime
from pathlib import Path

import numpy as np
import pi_heif
import pytest
from PIL import ExifTags, Image

from ingest import ocr
from ingest.errors import DecompressionBomb, IngestError, TruncatedFile
from ingest.options import Limits, Options
from ingest.values import FileType, TextSource
from tests.ingest import files
from tests.ingest.extract.conftest import Reading

needs_ocr = pytest.mark.skipif(not ocr.available(Options()), reason="no Spanish data for Tesseract here")


def camera_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Canon"
    exif[ExifTags.Base.Model] = "Canon PowerShot"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2023:03:08 10:20:30"
    return exif


def test_camera_and_date_are_told(tmp_path: Path, read: Reading) -> None:
    found = read(files.make_picture(tmp_path / "a.jpg", exif=camera_exif()), FileType.JPEG)
    assert found.survey.camera == "Canon PowerShot"
    assert found.survey.created == datetime(2023, 3, 8, 10, 20, 30)
    assert (found.survey.width, found.survey.height) == (300, 200)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_preview_is_upright(tmp_path: Path, read: Reading, orientation: int) -> None:
    """Red lies at the top left of what the camera saw, however it was held."""
    seen = Image.new("RGB", (200, 100), "white")
    seen.paste((255, 0, 0), (0, 0, 60, 30))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = seen if orientation == 1 else seen.transpose(Image.Transpose(back[orientation]))
    path = tmp_path / "a.png"
    stored.save(path, exif=camera_exif(orientation))
    found = read(path, FileType.PNG)
    assert (found.survey.width, found.survey.height) == (200, 100)
    red, green, _ = found.picture(found.pages[0].preview).convert("RGB").getpixel((10, 10))
    assert red > 200
    assert green < 80


def test_a_scan_of_several_pages_is_read_page_by_page(tmp_path: Path, read: Reading) -> None:
    frames = [Image.new("RGB", (200, 300), (80 * number, 0, 0)) for number in range(3)]
    frames[0].save(tmp_path / "a.tiff", save_all=True, append_images=frames[1:])
    found = read(tmp_path / "a.tiff", FileType.TIFF, 2, 3)
    assert found.survey.page_count == 3
    assert [page.number for page in found.pages] == [2, 3]
    assert all(page.thumbnail is None for page in found.pages)


def test_transparent_pictures_lie_on_white(tmp_path: Path, read: Reading) -> None:
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(tmp_path / "a.png")
    found = read(tmp_path / "a.png", FileType.PNG)
    assert min(found.picture(found.pages[0].preview).convert("RGB").getpixel((25, 25))) > 250


def test_deep_grey_is_seen(tmp_path: Path, read: Reading) -> None:
    ramp = np.tile(np.linspace(0, 60_000, 200).astype(np.uint16), (100, 1))
    Image.fromarray(ramp).save(tmp_path / "a.png")
    found = read(tmp_path / "a.png", FileType.PNG)
    picture = found.picture(found.pages[0].preview).convert("L")
    assert picture.getpixel((5, 50)) < 40
    assert picture.getpixel((195, 50)) > 200


def test_previews_and_thumbnails_keep_their_bounds(tmp_path: Path, read: Reading) -> None:
    path = files.make_picture(tmp_path / "a.png", (2400, 1200))
    found = read(path, FileType.PNG)
    preview, thumbnail = found.pages[0].preview, found.pages[0].thumbnail
    assert preview is not None
    assert thumbnail is not None
    assert (preview.width, preview.height) == (1600, 800)
    assert found.picture(thumbnail).size == (400, 200)


def test_an_animation_is_one_picture(tmp_path: Path, read: Reading) -> None:
    frames = [Image.new("RGB", (60, 60), (0, 60 * number, 0)) for number in range(3)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert len(read(tmp_path / "a.gif", FileType.GIF).pages) == 1


@needs_ocr
def test_written_words_are_read_where_they_stand(tmp_path: Path, read: Reading) -> None:
    path = files.make_written_picture(
        tmp_path / "a.png", "Constancia de participación\nen la plática", dpi=(150, 150)
    )
    page = read(path, FileType.PNG).pages[0]
    assert page.source is TextSource.OCR
    assert "Constancia" in page.text
    assert page.confidence is not None
    assert page.confidence > 70
    (word,) = [word for word in page.words if word.text == "Constancia"]
    assert 30 < word.box.x0 < 50  # 80 pixels at 150 to the inch
    assert page.width == pytest.approx(1240 * 72 / 150, abs=0.5)


@needs_ocr
def test_a_landscape_has_no_text(tmp_path: Path, read: Reading) -> None:
    page = read(files.make_picture(tmp_path / "a.jpg", (800, 600)), FileType.JPEG).pages[0]
    assert (page.text, page.source, page.confidence) == ("", TextSource.NONE, None)


def test_without_spanish_data_pictures_are_kept_and_it_is_said(tmp_path: Path, read: Reading) -> None:
    path = files.make_written_picture(tmp_path / "a.png", "Constancia")
    found = read(path, FileType.PNG, options=Options(tessdata=tmp_path))
    assert found.survey.missing_abilities == ("ocr",)
    assert found.pages[0].text == ""
    assert found.pages[0].preview is not None


def test_a_cut_picture_is_truncated(tmp_path: Path, read: Reading) -> None:
    whole = files.make_picture(tmp_path / "a.tiff", (500, 500)).read_bytes()
    (tmp_path / "b.tiff").write_bytes(whole[: len(whole) // 2])
    with pytest.raises((TruncatedFile, IngestError)):
        read(tmp_path / "b.tiff", FileType.TIFF)


def test_too_many_pixels_are_a_bomb_before_they_are_decoded(tmp_path: Path, read: Reading) -> None:
    path = files.make_picture(tmp_path / "a.webp", (1000, 1000))
    with pytest.raises(DecompressionBomb):
        read(path, FileType.WEBP, options=Options(limits=Limits(pixels=999_999)))


def test_heic_has_its_decoder_here() -> None:
    """No encoder comes with it: a real file is read in the corpus test."""
    assert pi_heif.libheif_info()["decoders"]
