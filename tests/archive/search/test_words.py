"""The one analyser: what counts as a word and what is the same word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search import words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Educación EDUCACIÓN educacion", ["educacion"] * 3),
        ("año ANO", ["año", "ano"]),
        ("man\u0303ana Nin\u0303o e\u0301l", ["mañana", "niño", "el"]),
        ("pingüino Ü", ["pinguino", "u"]),
        ("1ª 3.º m²", ["1a", "3", "o", "m2"]),
        ("COESPO/INFOEM", ["coespo", "infoem"]),
        ("2021-2022, 15EPR0001X", ["2021", "2022", "15epr0001x"]),
        ("juan_perez@neza.gob.mx", ["juan", "perez", "neza", "gob", "mx"]),
        ("d'Amicis O’Higgins", ["d", "amicis", "o", "higgins"]),
        ("o\ufb01cina con\ufb02icto", ["oficina", "conflicto"]),
        ("muni\u00adcipio cero\u200bancho", ["municipio", "ceroancho"]),
        ("“comillas” – raya…", ["comillas", "raya"]),
        ("\uf0b7 viñeta \u2022 punto", ["viñeta", "punto"]),
        ("Łódź ŠKODA", ["lodz", "skoda"]),
        ("Ελλάδα Москва 東京", ["ελλαδα", "москва", "東京"]),
        ("", []),
        (" \n\t—\x00", []),
    ],
)
def test_words_of_a_text(text: str, forms: list[str]) -> None:
    assert words.forms(text) == forms


@pytest.mark.parametrize("more", ["", " –", " Ω", " “", " ñ\u0303"])
def test_what_else_stands_on_a_page_changes_no_word(more: str) -> None:
    text = "Ñandú, año 1º; pingüinos: ¿qué? ¡É! æ ß µ ²"
    assert words.forms(text + more)[:9] == words.forms(text)[:9]


@settings(deadline=None)
@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    cleaned = words.clean(text)
    folded = words.fold(cleaned)
    assert len(folded) == len(cleaned) == len(words.small(cleaned))
    assert [sign == " " for sign in folded] == [sign == " " for sign in words.small(cleaned)]


@settings(deadline=None)
@given(st.text())
def test_words_are_folded_once_and_for_all(text: str) -> None:
    forms = words.forms(text)
    assert words.forms(" ".join(forms)) == forms
    assert len(words.written(text)) == len(words.stems(text)) == len(forms)


def test_a_run_of_letters_without_end_has_a_short_stem() -> None:
    assert len(words.stem("x" * 1_000_000)) == words.LONGEST
