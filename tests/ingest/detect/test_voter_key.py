"""Keys of electors are found, misread and spaced too."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as a key of an elector."""
    spans = findings.find_in_text(text)
    return [
        text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.VOTER_KEY
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Clave de elector: GMLPJN85010115H100", "GMLPJN85010115H100"),
        ("GMLPJN85010187M900", "GMLPJN85010187M900"),
        ("GMLPJN 850101 15 H 100", "GMLPJN 850101 15 H 100"),
        ("GMLPJN8501O115H1O0", "GMLPJN8501O115H1O0"),
        ("CLAVE DE ELECTOR AEIOUN85010115H100", "AEIOUN85010115H100"),
        ("IDMEX1234567890<<1234567890123", "IDMEX1234567890<<1234567890123"),
    ],
)
def test_a_key_of_an_elector_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "CONSTITUCIONALMENTES",
        "LOGM090514MMCPRRA5",
        "e3b0c44298fc1c149afbf4c8996fb924",
        "CAL/UT/045/2022",
    ],
)
def test_another_key_stays(text: str) -> None:
    assert not _found(text)
