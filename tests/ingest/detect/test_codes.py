"""QR codes and barcodes on pictures of pages are found turned, small, blurred and unreadable too."""

from typing import Any

import cv2
import numpy as np
import pytest

from ingest.detect import findings
from ingest.redactions import DataType

DPI = 150
PERSONAL = "LOGM090514MMCPRRA5|LOPEZ|GARCIA|MARIA"


def _page(content: str, side: int = 200, turned: float = 0, blurred: float = 0) -> np.ndarray[Any, Any]:
    """A page of printed lines with one code whose middle is at (600, 900)."""
    page = np.full((1650, 1275), 255, np.uint8)
    for row in range(20):
        text = "Lista de asistencia de la jornada"
        cv2.putText(page, text, (60, 80 + row * 30), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 20, 2)
    code = cv2.resize(cv2.QRCodeEncoder.create().encode(content), (side, side), interpolation=0)
    x, y = 600 - side // 2, 900 - side // 2
    page[y : y + side, x : x + side] = code
    if turned:
        turn = cv2.getRotationMatrix2D((600.0, 900.0), turned, 1)
        page = np.asarray(cv2.warpAffine(page, turn, (1275, 1650), borderValue=(255,)))
    if blurred:
        page = np.asarray(cv2.GaussianBlur(page, (0, 0), blurred))
    return page


@pytest.mark.parametrize("turned", [0, 8, 45, 90, 180])
@pytest.mark.parametrize("blurred", [0, 1.0])
def test_a_code_with_a_curp_is_covered_whole(turned: float, blurred: float) -> None:
    found = findings.find_in_picture(_page(PERSONAL, turned=turned, blurred=blurred), DPI, 4)
    assert [(each.page, each.data_type) for each in found] == [(4, DataType.CODE)]
    box = found[0].boxes[0]
    middle_x, middle_y, half = 600 * 72 / DPI, 900 * 72 / DPI, 70 * 72 / DPI
    assert box.x0 <= middle_x - half < middle_x + half <= box.x1
    assert box.y0 <= middle_y - half < middle_y + half <= box.y1
    assert box.x1 - box.x0 < 6 * half


def test_what_a_code_says_is_read() -> None:
    assert findings.find_in_picture(_page(PERSONAL), DPI, 1)[0].text == PERSONAL


def test_a_code_that_cannot_be_read_is_covered_too() -> None:
    page = _page(PERSONAL)
    page[880:960, 580:680] = 255  # torn in its middle, its corners left
    found = findings.find_in_picture(page, DPI, 1)
    assert [(each.data_type, each.text) for each in found] == [(DataType.CODE, "")]


def test_a_code_with_the_plain_address_of_a_page_stays() -> None:
    assert findings.find_in_picture(_page("https://www.calimaya.gob.mx/transparencia"), DPI, 1) == ()


@pytest.mark.parametrize(
    "content",
    [
        "https://forms.example.mx/r?curp=LOGM090514MMCPRRA5",
        "https://wa.me/527221234567",
        "mailto:ana@gmail.com",
    ],
)
def test_a_code_with_more_than_an_address_is_covered(content: str) -> None:
    assert len(findings.find_in_picture(_page(content), DPI, 1)) == 1


def test_a_barcode_is_covered() -> None:
    page = np.full((1650, 1275), 255, np.uint8)
    x, bars = 300, np.random.default_rng(3).integers(1, 4, 95)
    for index, width in enumerate(bars.tolist()):
        if index % 2 == 0:
            page[700:800, x : x + 3 * width] = 0
        x += 3 * width
    found = findings.find_in_picture(page, DPI, 1)
    assert [each.data_type for each in found] == [DataType.CODE]


def test_a_page_of_print_and_ruled_cells_has_no_code() -> None:
    page = np.full((1650, 1275), 255, np.uint8)
    for row in range(30):
        cv2.putText(page, "Oficio DO 8 B 0 Q", (80, 80 + row * 50), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
        cv2.rectangle(page, (70, 45 + row * 50), (1200, 95 + row * 50), 0, 2)
        cv2.rectangle(page, (1100, 55 + row * 50), (1130, 85 + row * 50), 0, 2)
    assert findings.find_in_picture(page, DPI, 1) == ()
