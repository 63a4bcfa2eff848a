"""The query language: what people type, what it becomes, and how it says it was read."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.query import parse
from archive.search.tree import (
    And,
    DateRange,
    Everything,
    Field,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    Wildcard,
    render,
)

TODAY = date(2024, 5, 6)


def tree(text: str) -> object:
    return parse(text, TODAY).tree


def test_words_must_all_be_there() -> None:
    assert tree("Violencias familiares") == And(
        (Term("violencia", "Violencias"), Term("familiar", "familiares"))
    )


def test_a_phrase_keeps_its_words_together() -> None:
    assert tree('"Acta de Cabildo"') == Phrase(("acta", "de", "cabildo"), ("Acta", "de", "Cabildo"))


def test_a_phrase_may_have_words_between() -> None:
    assert tree('"acta cabildo"~3') == Phrase(("acta", "cabildo"), ("acta", "cabildo"), slop=2)


@pytest.mark.parametrize("typed", ["CAL/UT/045/2022", "cal-ut-045-2022", "“cal ut 045 2022”"])
def test_words_joined_by_signs_are_a_phrase(typed: str) -> None:
    phrase = tree(typed)
    assert isinstance(phrase, Phrase)
    assert phrase.stems == ("cal", "ut", "045", "2022")


@pytest.mark.parametrize("typed", ["agua OR drenaje", "agua O drenaje", "(agua OR (drenaje))"])
def test_or_in_two_languages(typed: str) -> None:
    assert tree(typed) == Or((Term("agua", "agua"), Term("drenaje", "drenaje")))


@pytest.mark.parametrize(
    "typed", ["agua NOT drenaje", "agua NO drenaje", "agua -drenaje", "agua AND NOT drenaje"]
)
def test_not_in_three_ways(typed: str) -> None:
    assert tree(typed) == And((Term("agua", "agua"), Not(Term("drenaje", "drenaje"))))


def test_a_question_in_capitals_has_no_spanish_operators() -> None:
    assert tree("LEY DE NO VIOLENCIA") == And(
        tuple(Term(word.lower(), word) for word in ("LEY", "DE", "NO", "VIOLENCIA"))
    )


def test_only_negative_questions_are_fine() -> None:
    assert tree("-drenaje") == Not(Term("drenaje", "drenaje"))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("titulo:acta", Field.TITLE),
        ("Título: acta", Field.TITLE),
        ("title:acta", Field.TITLE),
        ("tipo:acta", Field.KIND),
        ("type:acta", Field.KIND),
        ("unidad:acta", Field.UNIT),
        ("unit:acta", Field.UNIT),
        ("tema:acta", Field.TOPIC),
        ("práctica:acta", Field.PRACTICE),
        ("escuela:acta", Field.SCHOOL),
    ],
)
def test_fields_in_two_languages(typed: str, field: Field) -> None:
    assert parse(typed).tree == Term("acta", "acta", field)
    assert parse(typed).reading is None


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("fecha:[2022 TO 2023]", date(2022, 1, 1), date(2023, 12, 31)),
        ("fecha:[2022 A 2023]", date(2022, 1, 1), date(2023, 12, 31)),
        ("fecha:{2022 TO 2024}", date(2023, 1, 1), date(2023, 12, 31)),
        ("fecha:[2022-04 TO]", date(2022, 4, 1), None),
        ("fecha:[TO 2022-02]", None, date(2022, 2, 28)),
        ("fecha:2022-04", date(2022, 4, 1), date(2022, 4, 30)),
        ("fecha:27/04/2022", date(2022, 4, 27), date(2022, 4, 27)),
        ("date:2022-04-27", date(2022, 4, 27), date(2022, 4, 27)),
        ("fecha:>=2022-04-27", date(2022, 4, 27), None),
        ("fecha:>2022", date(2023, 1, 1), None),
        ("fecha:<2022-04-27", None, date(2022, 4, 26)),
        ("fecha:<=2022", None, date(2022, 12, 31)),
        ("año:2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("anio:[2021 TO 2022]", date(2021, 1, 1), date(2022, 12, 31)),
        ("year:2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("fecha:hoy", TODAY, TODAY),
        ("fecha:ayer", date(2024, 5, 5), date(2024, 5, 5)),
    ],
)
def test_dates_as_people_type_them(typed: str, first: date | None, last: date | None) -> None:
    question = parse(typed, TODAY)
    assert question.tree == DateRange(first, last)
    assert question.reading is None


def test_prefix_wildcard_and_fuzzy() -> None:
    assert tree("Educá*") == Prefix("educa")
    assert tree("c?bild*") == Wildcard("c?bild*")
    assert tree("violencai~") == Fuzzy("violencai", 1)
    assert tree("violencai~2") == Fuzzy("violencai", 2)
    assert tree("titulo:niñ*") == Prefix("niñ", Field.TITLE)


def test_a_boost_is_accepted() -> None:
    assert parse("acta^2.5").tree == Term("acta", "acta")
    assert parse("acta^2.5").reading is None


def test_a_sentence_with_a_question_mark_has_no_wildcard() -> None:
    assert tree("¿Qué es violencia?") == tree("Qué es violencia")
    assert tree("que es violencia?") == tree("que es violencia")


@pytest.mark.parametrize("typed", ["", "  ", "*", "*:*"])
def test_nothing_asked_is_everything(typed: str) -> None:
    assert tree(typed) == Everything()
    assert parse(typed).reading is None


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ('acta "de cabildo', 'acta "de cabildo"'),
        ("(agua OR drenaje", "agua OR drenaje"),
        ("agua)", "agua"),
        ("agua AND", "agua"),
        ("OR agua", "agua"),
        ("agua AND OR drenaje", "agua OR drenaje"),
        ("() agua", "agua"),
        ("autor:juan", "autor juan"),
        ("fecha:jamás", "jamás"),
        ("titulo:", "titulo"),
        ("e*", "e"),
        ("agua~9", "agua~2"),
        ('"agua y drenaje"~50', '"agua y drenaje"~8'),
        ("!!!", "*"),
    ],
)
def test_a_malformed_question_says_how_it_was_read(typed: str, reading: str) -> None:
    assert parse(typed).reading == reading


@pytest.mark.parametrize(
    "typed",
    ["acta de cabildo", '"acta de"~2 OR agua', "-agua titulo:acta", "fecha:[2022 TO]", '"AND"', "a OR NOT b"],
)
def test_a_rendered_question_reads_the_same(typed: str) -> None:
    first = parse(typed).tree
    assert parse(render(first)).tree == first


def test_a_very_long_question_is_cut() -> None:
    question = parse("agua " * 100_000)
    assert isinstance(question.tree, And)
    assert question.reading is not None


SIGNS = """
AND OR NOT Y O NO ( ) " * ? ~ ~2 ^3 - + : titulo: fecha: [ ] { } TO >= < 2022 2022-13-45 agua niño ' ¿ /
"""


@settings(deadline=None)
@given(st.lists(st.sampled_from([*SIGNS.split(), " ", " ", "\n", "\0"]), max_size=30).map("".join))
def test_no_mix_of_signs_raises(typed: str) -> None:
    question = parse(typed, TODAY)
    render(question.tree)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(typed: str) -> None:
    question = parse(typed, TODAY)
    assert parse(render(question.tree), TODAY).tree == question.tree


@settings(deadline=None)
@given(st.lists(st.sampled_from(["agua", "niño", "Educación", "de", "2022", "PDF"]), min_size=1, max_size=6))
def test_words_alone_are_read_as_the_whole_language_reads_them(typed: list[str]) -> None:
    assert parse(" ".join(typed)).tree == parse(" ".join(typed) + " ()").tree
