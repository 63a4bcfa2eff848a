"""What the gate objects to is told to people in sentences, never by its codes."""

import pytest

from archive.web import gate_words
from ingest.gate import cells, structure


@pytest.mark.parametrize(
    "detail",
    sorted(
        {
            *structure._FORBIDDEN.values(),
            *structure._TYPES.values(),
            *(told for _, told in cells._CHANNELS),
            *cells._FORBIDDEN.values(),
            *("text: person", "page: pattern", "object 3: IPTC", "pixels under a box", "hidden row"),
        }
    ),
)
def test_every_channel_has_a_sentence_of_its_own(detail: str) -> None:
    said = gate_words.in_words(detail)
    assert said.sentence.endswith(".")
    assert said.sentence != gate_words.in_words("something new").sentence


def test_places_and_shares_keep_their_numbers() -> None:
    assert gate_words.in_words("object 13, mapped").data == {"number": "13"}
    assert gate_words.in_words("7 / 9").data == {"found": "7", "total": "9"}


def test_what_is_not_known_is_not_shown_as_a_code() -> None:
    assert "chunk" not in gate_words.in_words("chunk zTXt").sentence
