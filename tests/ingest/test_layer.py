"""The text layer: made plain, ordered, and told apart from garbage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layer import looks_written, plain, read_layer
from tests.ingest.sheets import TEXT


def test_typography_is_made_plain_without_losing_meaning() -> None:
    assert plain("o\ufb01cina") == "oficina"
    assert plain("plan\u00a0anual") == "plan anual"
    assert plain("ji\u00adra") == "ji-ra"
    assert plain("an\u0303o") == "año"
    assert plain("1º de m²") == "1º de m²"
    assert plain("a\u200bb\x01") == "ab"


def test_a_word_hyphenated_over_two_lines_is_whole_in_the_text() -> None:
    raw = [
        (0, 0, 50, 10, "preven-", 0, 0, 0),
        (0, 12, 30, 22, "ción", 0, 1, 0),
        (35, 12, 60, 22, "social", 0, 1, 1),
    ]
    layer = read_layer(raw, 100, 100)
    assert "prevención" in layer.text
    assert [word.text for word in layer.words] == ["preven-", "ción", "social"]


def test_words_beyond_the_page_are_not_of_the_page() -> None:
    raw = [
        (10, 10, 20, 20, "dentro", 0, 0, 0),
        (10, 110, 20, 120, "fuera", 1, 0, 0),
        (95, 10, 120, 20, "borde", 2, 0, 0),
    ]
    layer = read_layer(raw, 100, 100)
    assert [word.text for word in layer.words] == ["dentro", "borde"]
    assert layer.words[1].box.x1 == 100


def test_blocks_written_out_of_order_are_read_column_by_column() -> None:
    left = [(10.0, 40.0 * row, 90.0, 40.0 * row + 10, f"izq{row}", row, 0, 0) for row in range(4)]
    right = [(110.0, 40.0 * row, 190.0, 40.0 * row + 10, f"der{row}", 4 + row, 0, 0) for row in range(4)]
    shuffled = [*reversed(left), *reversed(right)]
    assert read_layer(shuffled, 200, 200).text.split() == [f"izq{n}" for n in range(4)] + [
        f"der{n}" for n in range(4)
    ]


@pytest.mark.parametrize(
    "text",
    [
        " ".join(TEXT),
        "TOTAL 1.234,56 2.345,67 99,00 12/03/2022 $ 450.00 No. 15EES0123K",
        "Hello world this is written in English for everyone to read without trouble",
        "ESTADO DE EJECUCIÓN PRESUPUESTARIA DE RECURSOS POR PROCEDENCIA",
        "計算機科学と技術 本科",
        "\uf0b7 Primer punto del orden del día \uf0b7 Segundo punto del orden",
    ],
)
def test_language_and_figures_look_written(text: str) -> None:
    assert looks_written(text)


@pytest.mark.parametrize(
    "text",
    [
        "\uf041\uf042\uf043 \uf044\uf045\uf046 \uf047\uf048\uf049",
        "(cid:12)(cid:45)(cid:99) (cid:3)(cid:4)",
        "/D &RRUGLQDFLyQ GH -XYHQWXG SUHVHQWy HO LQIRUPH GH DFWLYLGDGHV GH OD MRUQDGD UHDOL]DGD HQ HO PHV GH "
        "IHEUHUR GH VH H[SOLFy D ODV PDGUHV",
        "\ufffd\ufffd\ufffd a \ufffd\ufffd",
        '"7+%-',
        "   ",
    ],
)
def test_garbage_does_not(text: str) -> None:
    assert not looks_written(text)


@given(st.text(max_size=200))
def test_any_text_is_judged_and_made_plain(text: str) -> None:
    looks_written(text)
    assert "\u00ad" not in plain(text)
