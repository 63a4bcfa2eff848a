"""Values of redaction cross to a child and back unchanged; what is no such value does not cross."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.plain import from_plain, to_plain
from ingest.redactions import (
    Counts,
    DataType,
    Examination,
    Extent,
    Finding,
    PagePlan,
    Redaction,
    Route,
    Sex,
    Source,
    Why,
)
from ingest.values import Box, Word

numbers = st.floats(0, 5000)
boxes = st.builds(Box, *[numbers] * 4)
texts = st.text(max_size=20)
redactions = st.builds(
    Redaction,
    page=st.integers(1, 99),
    box=boxes,
    data_type=st.sampled_from(DataType),
    extent=st.builds(Extent, *[st.integers(0, 99)] * 3),
)
pages = st.builds(
    PagePlan,
    number=st.integers(1, 99),
    width=numbers,
    height=numbers,
    redactions=st.lists(redactions, max_size=2).map(tuple),
    kept=st.lists(st.builds(Word, texts, boxes), max_size=2).map(tuple),
)
findings = st.builds(
    Finding,
    page=st.integers(1, 99),
    boxes=st.lists(boxes, max_size=2).map(tuple),
    data_type=st.sampled_from(DataType),
    source=st.sampled_from(Source),
    confidence=st.floats(0, 1),
    text=texts,
)
counts = st.builds(
    Counts,
    total=st.integers(0, 99),
    by_sex=st.lists(st.tuples(st.sampled_from(Sex), st.integers(0, 9)), max_size=2).map(tuple),
    by_grade=st.lists(st.tuples(texts, st.integers(0, 9)), max_size=2).map(tuple),
    confidence=st.floats(0, 1),
    rows_to_check=st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=2).map(tuple),
)
examinations = st.builds(
    Examination,
    route=st.sampled_from(Route),
    why=st.sampled_from(Why),
    pages=st.lists(pages, max_size=2).map(tuple),
    findings=st.lists(findings, max_size=2).map(tuple),
    counts=st.none() | counts,
    unsure_pages=st.lists(st.integers(1, 9), max_size=2).map(tuple),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(examinations)
def test_an_examination_comes_back_as_it_was(examination: Examination) -> None:
    assert from_plain(Examination, json.loads(json.dumps(to_plain(examination)))) == examination


def test_a_number_may_come_without_its_point() -> None:
    assert from_plain(Box, [1, 2, 3, 4]) == Box(1.0, 2.0, 3.0, 4.0)


@pytest.mark.parametrize(
    "untrusted",
    [
        None,
        [],
        {},
        {"number": 1, "width": 1.0, "height": 1.0, "redactions": [], "kept": [], "more": 1},
        {"number": "1", "width": 1.0, "height": 1.0, "redactions": [], "kept": []},
        {"number": True, "width": 1.0, "height": 1.0, "redactions": [], "kept": []},
        {"number": 1, "width": 1.0, "height": 1.0, "redactions": [], "kept": [["a", [1, 2, 3]]]},
        {"number": 1, "width": 1.0, "height": 1.0, "redactions": {}, "kept": []},
        {"number": 1, "width": float("nan"), "height": 1.0, "redactions": [], "kept": []},
    ],
)
def test_what_is_no_page_is_refused(untrusted: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_plain(PagePlan, untrusted)


def test_a_kind_of_data_nobody_knows_is_refused() -> None:
    plain = {
        "page": 1,
        "box": [0, 0, 1, 1],
        "data_type": "x",
        "extent": {"words": 1, "lines": 1, "paragraphs": 0},
    }
    with pytest.raises(ValueError, match="x"):
        from_plain(Redaction, plain)


def test_a_value_without_a_plain_form_is_not_written() -> None:
    @dataclass(frozen=True)
    class Holder:
        inner: object

    with pytest.raises(TypeError):
        to_plain(Holder(inner=object()))
