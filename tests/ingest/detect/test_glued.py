"""Names written as one word are found; other long words stay."""

import pytest

from ingest.detect import glued
from ingest.detect.spans import Written


def _found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in glued.find(Written(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("XimenaHernándezColín entregó", "XimenaHernándezColín"),
        ("archivo HernandezColinXimena.pdf", "HernandezColinXimena.pdf"),
        ("ximenahernandezcolin", "ximenahernandezcolin"),
        ("XIMENAHERNANDEZCOLIN", "XIMENAHERNANDEZCOLIN"),
        ("escríbele a @ximena.hernandez", "@ximena.hernandez"),
        ("ximena_hernandez_colin", "ximena_hernandez_colin"),
    ],
)
def test_glued_names_are_found(text: str, name: str) -> None:
    assert _found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "RompeElCiclo",
        "SERVICIOS DOMICILIARIOS",
        "CalimayaDeDiazGonzalez calimayadediazgonzalez",
        "BenitoJuarez",
        "Calle XimenaHernández",
        "JavaScript PowerPoint YouTube internacionalmente",
        "https://example.mx/ximenahernandezcolin",
    ],
)
def test_other_words_of_one_piece_stay(text: str) -> None:
    assert _found(text) == []
