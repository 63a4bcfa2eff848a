"""A page that says it is a list, and of which no table can be made out, is never published as it is."""

from pathlib import Path

import pymupdf
import pytest

from ingest import redacting
from ingest.attendance import pages as lists
from ingest.detect import attendance
from ingest.errors import NothingCertain
from ingest.options import Options
from ingest.redactions import DataType, Route
from ingest.values import FileType

NAMES = ("ZUÑIGA PEÑA ARMANDO", "CORTEZ GALVAN MARCOS", "RANGEL CARREON GABRIELA")


def _list(document: pymupdf.Document) -> None:
    page = document.new_page()
    for row, text in enumerate(("LISTA DE ASISTENCIA", "No. Nombre completo Edad", *NAMES)):
        page.insert_text((60, 60 + 20 * row), text, fontsize=11)


@pytest.fixture(autouse=True)
def no_table_is_made_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with columns that a printer crushed until every word ran down letter by letter."""
    monkeypatch.setattr(lists, "read", lambda pages: None)


def test_a_list_of_which_nothing_can_be_made_out_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        _list(document)
        document.save(path)
    with pytest.raises(NothingCertain):
        redacting.look(path, FileType.PDF, None, Options(), tmp_path)


def test_its_page_is_covered_whole_among_others(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        document.new_page().insert_text((60, 60), "Informe de la jornada de prevención", fontsize=14)
        _list(document)
        document.save(path)
    examined = redacting.look(path, FileType.PDF, None, Options(), tmp_path)
    assert (examined.route, examined.unsure_pages) == (Route.ATTENDANCE, (2,))
    assert [each.data_type for each in examined.pages[1].redactions] == [DataType.WHOLE_PAGE]


def test_prose_that_mentions_a_list_announces_none() -> None:
    assert not attendance.announced("Se anexa la lista de asistencia de la plática.\nNombre y firma")


def test_a_table_that_lost_its_columns_is_still_a_list() -> None:
    rows = "1ZÚÑIGAPEÑAARMANDO10Masc.1-A2CORTEZGALVÁNMARCOS8Masc.6-B3RANGELCARREÓNGABRIELA9Fem.4-C"
    assert attendance.announced(f"LISTA DE ASISTENCIA\nTotal de asistentes: 3\n{rows}")
