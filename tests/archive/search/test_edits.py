"""Edits between words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.edits import within

WORD = st.text(alphabet="abc", max_size=7)


@pytest.mark.parametrize(
    ("first", "second", "edits"),
    [
        ("casa", "casa", 0),
        ("casa", "caso", 1),
        ("casa", "cas", 1),
        ("casa", "acsa", 1),
        ("ca", "abc", 3),
        ("", "ab", 2),
    ],
)
def test_edits_are_counted(first: str, second: str, edits: int) -> None:
    assert within(first, second, edits)
    assert edits == 0 or not within(first, second, edits - 1)


@settings(deadline=None)
@given(WORD, WORD, st.integers(0, 3))
def test_edits_go_both_ways(first: str, second: str, limit: int) -> None:
    assert within(first, second, limit) == within(second, first, limit)
