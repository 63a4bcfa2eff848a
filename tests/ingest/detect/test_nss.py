"""Numbers of social security are found; other runs of eleven figures are not."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as a number of social security."""
    spans = findings.find_in_text(text)
    return [text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.NSS]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NSS: 48979152914", "48979152914"),
        ("No. de seguro social 48-97-91-5291-4", "48-97-91-5291-4"),
        ("IMSS 48 97 91 5291 4", "48 97 91 5291 4"),
        ("afiliación 48979152915", "48979152915"),
        ("48979152914", "48979152914"),
        ("48-97-91-5291-4", "48-97-91-5291-4"),
    ],
)
def test_a_number_of_social_security_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "folio 12345678901",
        "12345678901",
        "$48,979,152,914.00",
        "oficio 48979152914",
        "4897915291",
        "4739f5b8-283a-4efa-87f2-36b20d8150fc",
    ],
)
def test_another_number_stays(text: str) -> None:
    assert not _found(text)
