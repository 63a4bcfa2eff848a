"""Snippets and marks: what of a page is shown for a question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.highlight import Highlighter, Snippet
from archive.search.query import parse

PAGE = (
    "El Ayuntamiento informa.\nLa Educación previene la violencia; educar es de todos. "
    + "Palabras que nadie busca en este relleno. " * 20
    + "Los niños y las niñas del municipio reciben pláticas de educación ambiental y de violencia familiar."
)


def shown(snippet: Snippet) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in snippet.parts)


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("EDUCACIONES", ["Educación"]),
        ("niño", ["niños"]),
        ("violencia familiar", ["violencia", "familiar"]),
        ('"violencia familiar"', ["violencia", "familiar"]),
        ('"educación violencia"~5', ["Educación", "violencia"]),
        ("educa*", ["Educación", "educar"]),
        ("viol?ncia", ["violencia"]),
        ("violencai~", ["violencia"]),
        ("platicas NOT violencia", ["pláticas"]),
        ("ninos", []),
        ("titulo:violencia", []),
        ("fecha:2022", []),
    ],
)
def test_what_answers_the_question_is_marked(question: str, marked: list[str]) -> None:
    snippet = Highlighter(parse(question)).snippet(PAGE)
    assert [part.text for part in snippet.parts if part.marked] == marked


def test_a_snippet_is_the_stretch_with_most_different_parts() -> None:
    snippet = Highlighter(parse("violencia municipio")).snippet(PAGE)
    assert {part.text for part in snippet.parts if part.marked} == {"violencia", "municipio"}
    assert shown(snippet).startswith("… ")


def test_a_snippet_cuts_between_words() -> None:
    text = Highlighter(parse("ambiental")).snippet(PAGE, width=60).text
    for word in text.strip("… ").split():
        assert word in PAGE.split()


def test_without_an_answer_a_snippet_is_the_beginning() -> None:
    assert shown(Highlighter(parse("inexistente")).snippet(PAGE, width=24)) == "El Ayuntamiento informa. …"


def test_a_short_page_is_shown_whole() -> None:
    assert shown(Highlighter(parse("ley")).snippet(" La  ley\ndel agua ")) == "La [ley] del agua"


def test_a_decomposed_page_is_marked_too() -> None:
    assert shown(Highlighter(parse("niño")).snippet("un nin\u0303o")) == "un [niño]"


def test_marks_are_the_places_of_words() -> None:
    page = ["Acta", "de", "CABILDO,", "del", "cabildo", "COESPO/INFOEM", "Nin\u0303os"]
    assert Highlighter(parse('"acta de cabildo"')).marks(page) == (0, 1, 2)
    assert Highlighter(parse("cabildos niño")).marks(page) == (2, 4, 6)
    assert Highlighter(parse("infoem")).marks(page) == (5,)
    assert Highlighter(parse("coespo/infoem")).marks(page) == (5,)
    assert Highlighter(parse("-cabildo")).marks(page) == ()


def test_a_very_long_page_is_not_marked_without_end() -> None:
    snippet = Highlighter(parse("a")).snippet("a " * 1_000_000)
    assert len(snippet.text) < 300


@settings(deadline=None)
@given(
    st.text(alphabet="abn ñ\u0303é.\n“", max_size=300),
    st.lists(st.sampled_from(["a", "ab", '"a b"~3', "an*", "n?", "abn~"]), max_size=3),
    st.integers(min_value=1, max_value=80),
)
def test_a_snippet_is_a_stretch_of_its_page(page: str, asked: list[str], width: int) -> None:
    snippet = Highlighter(parse(" ".join(asked))).snippet(page, width)
    body = " ".join(snippet.text.strip("… ").split())
    plain = " ".join(Highlighter(parse("zzz")).snippet(page, 10_000).text.split())
    assert body in plain
