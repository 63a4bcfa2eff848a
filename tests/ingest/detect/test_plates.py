"""Number plates are found by their word or their shape; file numbers are not."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as a number plate."""
    spans = findings.find_in_text(text)
    return [text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.PLATE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("placas NAB-123-C", "NAB-123-C"),
        ("vehículo con placa: NAB123C", "NAB123C"),
        ("NAB-123-C", "NAB-123-C"),
        ("Placas LXY-12-34", "LXY-12-34"),
        ("placas de circulación MGF 1234", "MGF 1234"),
    ],
)
def test_a_number_plate_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "NOM-035-STPS",
        "COVID-19",
        "placas conmemorativas",
        "CAL/UT/045/2022",
        "placa de acero 304",
        "OEA-CIM-MESECVI",
        "4739f5b8-283a-4efa",
    ],
)
def test_what_only_looks_like_a_plate_stays(text: str) -> None:
    assert not _found(text)
