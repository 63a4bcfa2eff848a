"""Reading pictures: words and where they stand, whatever the light, the tilt and the way up."""

from pathlib import Path

import pytest
from PIL import Image

from ingest import ocr
from ingest.errors import AbilityMissing
from ingest.options import Options
from tests.ingest.sheets import scanned, share_read, spoilt

OPTIONS = Options()
needs_data = pytest.mark.skipif(
    not ocr.available(OPTIONS), reason="Tesseract's Spanish data (tesseract-ocr-spa) are not installed"
)


@needs_data
def test_a_clean_scan_is_read_with_its_accents() -> None:
    result = ocr.read_image(scanned(), OPTIONS, 200)
    assert share_read(result.text) == 1.0
    assert result.confidence > 85


@needs_data
def test_shade_and_noise_are_flattened_away() -> None:
    result = ocr.read_image(spoilt(scanned()), OPTIONS, 200)
    assert share_read(result.text) > 0.9


@needs_data
def test_words_stand_where_they_were_printed() -> None:
    result = ocr.read_image(scanned(), OPTIONS, 200)
    coordination = next(word for word in result.words if word.text == "Coordinación")
    assert 50 < coordination.box.x0 < 70
    assert 45 < coordination.box.y0 < 60 < coordination.box.y1 < 68


@needs_data
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_and_its_boxes_lie_on_the_page_as_given(turn: int) -> None:
    many = tuple(line for _ in range(3) for line in scanned_lines())
    image = scanned(many, size=9).rotate(turn, expand=True, fillcolor=255)
    result = ocr.read_image(image, OPTIONS, 200)
    assert share_read(result.text, many) > 0.9
    width, height = image.width * 72 / 200, image.height * 72 / 200
    word = next(word for word in result.words if word.text == "Coordinación")
    assert 0 <= word.box.x0 < word.box.x1 <= width
    assert 0 <= word.box.y0 < word.box.y1 <= height
    upright = turn == 180
    assert (word.box.x1 - word.box.x0 > word.box.y1 - word.box.y0) is upright


def scanned_lines() -> tuple[str, ...]:
    return (
        "La Coordinación de Juventud presentó el informe de actividades de la jornada",
        "realizada durante el mes de febrero con la participación de madres y padres de",
        "familia, quienes conocieron el catálogo de pláticas sobre prevención de adicciones",
    )


@needs_data
def test_a_tilted_page_is_read() -> None:
    image = scanned(scanned_lines(), size=10).rotate(4, expand=True, fillcolor=255)
    assert share_read(ocr.read_image(image, OPTIONS, 200).text, scanned_lines()) > 0.85


@needs_data
def test_a_blank_picture_is_an_empty_result_not_an_error() -> None:
    result = ocr.read_image(Image.new("RGB", (600, 400), "white"), OPTIONS, 200)
    assert (result.text, result.words, result.confidence) == ("", (), 0.0)


@needs_data
def test_a_tiny_picture_is_an_empty_result() -> None:
    assert ocr.read_image(Image.new("L", (3, 3), 255), OPTIONS, 72).words == ()


def test_missing_spanish_data_are_named(tmp_path: Path) -> None:
    options = Options(tessdata=tmp_path)
    assert not ocr.available(options)
    with pytest.raises(AbilityMissing, match="Tesseract en español"):
        ocr.read_image(Image.new("L", (100, 100), 255), options, 200)
