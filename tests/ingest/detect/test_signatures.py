"""Strokes of a pen beside the words for signing are found; print, rules and stamps of ink are not."""

from typing import Any

import cv2
import numpy as np

from ingest.detect import findings
from ingest.redactions import DataType, Finding
from ingest.values import Box, Word

DPI = 150


def _page(under: str, *, signed: bool) -> tuple[np.ndarray[Any, Any], tuple[Word, ...]]:
    """A page with a line to sign on, the words under it, and strokes over it."""
    page = np.full((1650, 1275, 3), 255, np.uint8)
    words: list[Word] = []

    def write(text: str, x: int, y: int) -> None:
        for token in text.split(" "):
            (width, height), low = cv2.getTextSize(token, cv2.FONT_HERSHEY_SIMPLEX, 0.7, 2)
            cv2.putText(page, token, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (10, 10, 10), 2)
            corners = (x, y - height, x + width, y + low)
            words.append(Word(token, Box(*(value * 72 / DPI for value in corners))))
            x += width + 12

    for row in range(8):
        write("Se entrega el material a quien lo pide", 100, 120 + 40 * row)
    cv2.line(page, (400, 1000), (800, 1000), (0, 0, 0), 2)
    write(under, 430, 1040)
    if signed:
        at = np.linspace(0, 6 * np.pi, 300)
        wave = np.stack([460 + at * 14, 940 + 35 * np.sin(at) * np.cos(at / 3)], axis=1)
        cv2.polylines(page, [wave.astype(np.int32)], False, (120, 20, 10), 3)
    return page, tuple(words)


def _signatures(under: str, *, signed: bool) -> list[Finding]:
    page, words = _page(under, signed=signed)
    found = findings.find_in_picture(page, DPI, 2, words)
    return [each for each in found if each.data_type is DataType.SIGNATURE]


def test_a_signature_over_the_words_for_signing_is_likely() -> None:
    found = _signatures("Nombre y firma", signed=True)
    assert len(found) == 1
    assert found[0].confidence > 0.5
    box = found[0].boxes[0]
    assert box.x0 <= 465 * 72 / DPI
    assert box.x1 >= 715 * 72 / DPI
    assert box.y0 <= 912 * 72 / DPI
    assert box.y1 >= 965 * 72 / DPI


def test_a_servants_signature_is_only_a_question() -> None:
    found = _signatures("Firma del Titular", signed=True)
    assert [each.confidence <= 0.5 for each in found] == [True]


def test_an_unsigned_line_holds_nothing() -> None:
    assert _signatures("Nombre y firma", signed=False) == []


def test_without_words_nothing_is_a_signature() -> None:
    page, _ = _page("Nombre y firma", signed=True)
    assert findings.find_in_picture(page, DPI, 2) == ()
