"""Names set letter by letter are found; titles set so stay."""

import pytest

from ingest.detect import spaced
from ingest.detect.spans import Written


@pytest.mark.parametrize("gap", [" ", "  ", "\t"])
@pytest.mark.parametrize("name", ["XIMENA HERNÁNDEZ NAVA", "María Fernanda Robles", "RENATA DE LA CRUZ"])
def test_a_name_set_letter_by_letter_is_found(name: str, gap: str) -> None:
    text = gap.join(name.replace(" ", ""))
    found = list(spaced.find(Written(f"Se otorga a\n{text}\npor su ayuda")))
    assert [each.end - each.start for each in found] == [len(text)]


@pytest.mark.parametrize(
    "text",
    ["A T E N T A M E N T E", "R E C O N O C I M I E N T O", "M I N U T A  D E  T R A B A J O", "a b c d"],
)
def test_titles_set_letter_by_letter_stay(text: str) -> None:
    assert list(spaced.find(Written(text))) == []
