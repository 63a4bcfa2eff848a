"""Passports are found beside their word."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as a passport."""
    spans = findings.find_in_text(text)
    return [
        text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.PASSPORT
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pasaporte G12345678", "G12345678"),
        ("No. de pasaporte: N 12345678", "N 12345678"),
    ],
)
def test_a_passport_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "G12345678",
        "folio F12345678",
        "CAL/UT/045/2022",
    ],
)
def test_another_number_stays(text: str) -> None:
    assert not _found(text)
