"""Names that no list of names holds are told from their neighbours; names cut into cells are found."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _covered(text: str) -> str:
    """What would be covered as a name, line by line."""
    return "\n".join(
        text[span.start : span.end]
        for span in findings.find_in_text(text)
        if span.data_type is DataType.NAME and span.likely
    )


@pytest.mark.parametrize("unknown", ["Tonalxochitl Cuauhtlatoa", "Yolotzin Tecuapetla Xicohtli"])
def test_a_name_that_no_list_holds_is_found_among_names(unknown: str) -> None:
    around = ["Ximena Hernández Colín", "Brayan Mendieta Garduño", "Renata Nava Quiroz", "Sofía Peña Ortiz"]
    for place in range(1, 4):
        rows = [*around[:place], unknown, *around[place:]]
        text = "\n".join(f"{number}\t{name}\t13" for number, name in enumerate(rows, start=1))
        assert unknown in _covered(text)


def test_a_list_without_capitals_is_found_row_by_row() -> None:
    rows = ["ximena hernández colín", "itzel xochihua tlapale", "kevin estrada serrano", "renata nava quiroz"]
    assert all(row in _covered("\n".join(rows)) for row in rows)


def test_a_name_cut_into_cells_is_found() -> None:
    assert _covered("Gómez\tRuiz\tAna Karen\t8\nLópez\tNava\tJuan\t9") == (
        "Gómez\tRuiz\tAna Karen\nLópez\tNava\tJuan"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Benito Juárez\nLázaro Cárdenas\nMiguel Hidalgo\nJosé María Morelos",
        "Lázaro Cárdenas\tSan Andrés Ocotlán\t12\nBenito Juárez\tZaragoza de Guadalupe\t15",
        "Óscar Hernández Meza\tPresidente Municipal\nRaúl Torres Medina\tContralor\nElena Ríos\tRegidora",
        "Marzo\tAbril\tMayo",
        "Rosa\tVerde\tAzul",
    ],
)
def test_places_posts_and_ordinary_words_in_columns_stay(text: str) -> None:
    assert _covered(text) == ""


def test_headings_between_names_stay() -> None:
    names = "Ximena Hernández Colín\nBrayan Mendieta Garduño\nLuis Ángel Becerril"
    assert "Violencia digital" not in _covered(f"{names}\nViolencia digital\n{names}")
