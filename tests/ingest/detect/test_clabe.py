"""Accounts of banks are found; rows of figures are not."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as an account."""
    spans = findings.find_in_text(text)
    return [text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.CLABE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("CLABE 002010077777777771", "002010077777777771"),
        ("002 010 07777777777 1", "002 010 07777777777 1"),
        ("0020 1007 7777 7777 71", "0020 1007 7777 7777 71"),
        ("cuenta CLABE: 002010077777777772", "002010077777777772"),
        ("002010077777777771", "002010077777777771"),
        ("tarjeta 4152 3134 1234 5678", "4152 3134 1234 5678"),
        ("No. de cuenta: 1234567890", "1234567890"),
    ],
)
def test_an_account_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "2017\t110\t70\t40\n2018\t103",
        "31 147 102 45 20 12 23 45",
        "$1,250,000.00",
        "913 454 312 100 200 300 401",
        "002010077777777771234",
    ],
)
def test_a_row_of_figures_stays(text: str) -> None:
    assert not _found(text)
