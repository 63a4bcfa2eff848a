"""Numbers of pupils and cards are found beside their label; counts and folios are not."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as a number of enrolment."""
    spans = findings.find_in_text(text)
    return [
        text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.ENROLMENT
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Matrícula: 202012345", "202012345"),
        ("No. de control 20E30145", "20E30145"),
        ("matrícula escolar A-201912345", "A-201912345"),
        ("Credencial INE 1234567890123", "1234567890123"),
        ("licencia de conducir M123456789", "M123456789"),
    ],
)
def test_a_number_beside_its_label_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "matrícula de 450 alumnos",
        "Folio 12345",
        "oficio 00123/CALIMAYA/IP/2022",
        "15EES0123K",
        "Matrícula total: 450",
        "licencia ambiental",
    ],
)
def test_a_count_or_a_folio_stays(text: str) -> None:
    assert not _found(text)
