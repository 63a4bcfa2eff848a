"""Values cross as JSON and come back the same; anything else does not come back at all."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import errors, wire
from ingest.options import Limits, Options
from ingest.values import (
    Box,
    DocumentKind,
    FileType,
    Ground,
    Page,
    Preview,
    Proposal,
    Survey,
    TextSource,
    Word,
)

numbers = st.floats(0, 5000).map(lambda number: round(number, 2))
texts = st.text(max_size=30)
previews = st.builds(Preview, *[st.integers(0, 10**9)] * 4)
pages = st.builds(
    Page,
    number=st.integers(1, 5000),
    width=numbers,
    height=numbers,
    text=texts,
    words=st.lists(st.builds(Word, texts, st.builds(Box, *[numbers] * 4)), max_size=4).map(tuple),
    source=st.sampled_from(TextSource),
    confidence=st.none() | numbers,
    label=st.none() | texts,
    notes=st.none() | texts,
    preview=st.none() | previews,
    thumbnail=st.none() | previews,
)
surveys = st.builds(
    Survey,
    file_type=st.sampled_from(FileType),
    page_count=st.integers(0, 5000),
    title=st.none() | texts,
    created=st.none() | st.datetimes(),
    width=st.none() | st.integers(1, 9999),
    height=st.none() | st.integers(1, 9999),
    duration=st.none() | numbers,
    camera=st.none() | texts,
    rendered=st.booleans(),
    missing_abilities=st.lists(texts, max_size=2).map(tuple),
)
proposals = st.builds(
    Proposal,
    title=texts,
    kind=st.sampled_from(DocumentKind),
    date=st.none() | st.dates(),
    language=st.none() | st.sampled_from(["es", "en"]),
    grounds=st.lists(st.sampled_from(Ground), max_size=3).map(tuple),
)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def crossed(value: wire.Json) -> wire.Json:
    back: wire.Json = json.loads(json.dumps(value))
    return back


@given(pages)
def test_pages_come_back(page: Page) -> None:
    assert wire.page_from_json(crossed(wire.page_to_json(page))) == page


@given(surveys)
def test_surveys_come_back(survey: Survey) -> None:
    assert wire.survey_from_json(crossed(wire.survey_to_json(survey))) == survey


@given(proposals)
def test_proposals_come_back(proposal: Proposal) -> None:
    assert wire.proposal_from_json(crossed(wire.proposal_to_json(proposal))) == proposal


def test_options_come_back() -> None:
    options = Options(password="ñ", limits=Limits(seconds=3), tessdata=Path("/data"))
    assert wire.options_from_json(crossed(wire.options_to_json(options))) == options
    assert wire.options_from_json(crossed(wire.options_to_json(Options()))) == Options()


@given(st.sampled_from(sorted(wire.page_to_json(Page(1, 1, 1, "")))), junk)
def test_a_page_with_anything_in_it_is_checked(name: str, anything: object) -> None:
    message = {**wire.page_to_json(Page(1, 1.0, 1.0, "")), name: anything}
    try:
        page = wire.page_from_json(message)
    except (ValueError, TypeError, KeyError, IndexError):
        return
    assert wire.page_from_json(wire.page_to_json(page)) == page


@pytest.mark.parametrize("number", [True, "1", 1.5, None, [1]])
def test_what_should_be_a_whole_number_is_one(number: object) -> None:
    message = {
        **wire.survey_to_json(Survey(FileType.PDF, 1, created=datetime(2020, 1, 1))),
        "page_count": number,
    }
    with pytest.raises(TypeError):
        wire.survey_from_json(message)


def test_a_preview_before_its_pack_is_refused() -> None:
    message = {**wire.page_to_json(Page(1, 1.0, 1.0, "")), "preview": [-5, 10, 1, 1]}
    with pytest.raises(ValueError, match="pack"):
        wire.page_from_json(message)


def test_every_error_of_the_family_comes_back_as_itself() -> None:
    known = {
        errors.EmptyFile(): "vacío",
        errors.TooManyPages(pages=7, limit=5): "7 páginas",
        errors.AbilityMissing(tool="LibreOffice"): "LibreOffice",
        errors.ParserTimeout(seconds=120): "120 segundos",
    }
    for error, words in known.items():
        back = wire.error_from_json(crossed(wire.error_to_json(error)))
        assert type(back) is type(error)
        assert words in str(back)


def test_data_of_an_error_is_plain() -> None:
    back = wire.error_from_json(crossed(wire.error_to_json(errors.TooLarge(size=date(2020, 1, 1), limit=1))))
    assert back.data == {"size": "2020-01-01", "limit": 1}


def test_an_unknown_error_is_none() -> None:
    with pytest.raises(KeyError):
        wire.error_from_json({"code": "rm -rf", "data": {}})
