"""RFCs of persons are found; generic ones, companies' and names of files are not."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as an RFC."""
    spans = findings.find_in_text(text)
    return [text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.RFC]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("RFC: GOML850101AB1", "GOML850101AB1"),
        ("R.F.C. GOML-850101-AB1", "GOML-850101-AB1"),
        ("GOML 850101 AB1", "GOML 850101 AB1"),
        ("goml850101ab1", "goml850101ab1"),
        ("clave GOML8501O1AB1", "GOML8501O1AB1"),
        ("RFC GOML850101", "GOML850101"),
        ("PEPJ990230 sin homoclave", "PEPJ990230"),
        ("ÑOÑA850101AB1", "ÑOÑA850101AB1"),
    ],
)
def test_a_persons_rfc_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "RFC XAXX010101000",
        "XEXX010101000",
        "RFC MCA850101AB1 del municipio",
        "FOTO220427",
        "OFICIO 220427",
        "ACTA 220427",
        "CAL/UT/045/2022",
        "15EES0123K",
    ],
)
def test_what_only_looks_like_an_rfc_stays(text: str) -> None:
    assert not _found(text)
