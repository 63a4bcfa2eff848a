"""A whole name that can be read on a planned page, and that no plan let stay, keeps the file back."""

import pytest

from ingest.gate.persons import Persons
from ingest.gate.readings import Reading, Sort
from ingest.redactions import DataType, Leak, PagePlan
from ingest.values import Box, Word


def _objected(
    text: str, *, kept: str = "", required: str = "", page: int | None = 1
) -> list[DataType | None]:
    words = tuple(Word(word, Box(0.0, 0.0, 1.0, 1.0)) for word in kept.split())
    persons = Persons.beside([PagePlan(1, 612.0, 792.0, (), words)], [required])
    reading = Reading(Leak.PICTURE, Sort.OCR, text, "page", page)
    return [each.data_type for each in persons.objections([reading])]


@pytest.mark.parametrize(
    "text", ["Ximena Hernández Colín", "la alumna Tonalxochitl Cuauhtlatoa", "ximena hernández colín"]
)
def test_a_name_that_nobody_let_stay_is_objected_to(text: str) -> None:
    assert _objected(f"Boletín\n{text}\n", kept="Boletín abcd efgh") == [DataType.NAME]


def test_a_name_that_was_let_stay_is_not_objected_to() -> None:
    assert _objected("Ximena Hernández Colín", kept="XIMENA Hernandez Colín") == []
    assert _objected("Ximena Hernández Colín", required="Ponente: Ximena Hernández Colín") == []


def test_a_picture_that_is_no_whole_page_is_read_for_names_too() -> None:
    assert _objected("Ximena Hernández Colín", page=None) == [DataType.NAME]
    assert _objected("Ximena Hernández Colín", kept="Ximena Hernández Colín", page=None) == []


def test_a_slip_of_ocr_in_a_name_that_stays_is_forgiven() -> None:
    assert _objected("Ximena Hernandoz Colín", kept="Ximena Hernández Colín") == []


def test_pages_that_were_not_planned_have_names_of_their_own() -> None:
    assert _objected("Ximena Hernández Colín", page=2) == []


def test_schools_and_servants_are_nobody_to_object_to() -> None:
    assert _objected("Escuela Benito Juárez\nElena Vargas Ríos, Directora de Educación") == []
