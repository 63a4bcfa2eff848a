"""Slides: their text for all, notes and hidden slides for staff alone."""

from pathlib import Path

import pptx
import pytest

from ingest import office
from ingest.errors import AbilityMissing, DamagedFile, NoPages, TooManyPages
from ingest.options import Limits, Options
from ingest.values import FileType
from tests.ingest import files
from tests.ingest.extract.conftest import Reading

needs_office = pytest.mark.skipif(not office.available(), reason="LibreOffice is not installed here")

ODP = (
    '<draw:page draw:name="Inicio"><draw:frame><draw:text-box><text:p>Bienvenida</text:p>'
    "<text:p>Uno<text:tab/>dos</text:p></draw:text-box></draw:frame>"
    "<presentation:notes><draw:frame><text:p>Nota privada</text:p></draw:frame></presentation:notes>"
    "</draw:page>"
    '<draw:page draw:name="Fin"><draw:frame><text:p>Gracias</text:p></draw:frame></draw:page>'
)


@pytest.mark.usefixtures("no_office")
class TestWithoutLibreOffice:
    def test_slides_are_read_and_what_is_missing_is_said(self, tmp_path: Path, read: Reading) -> None:
        found = read(files.make_deck(tmp_path / "a.pptx"), FileType.PPTX)
        assert found.survey.missing_abilities == ("libreoffice",)
        assert found.survey.title == "Rompe el ciclo"
        assert [page.label for page in found.pages] == ["Violencia en el noviazgo", "Resultados"]
        first, last = found.pages
        assert "Señales de alerta" in first.text
        assert "Texto agrupado" in first.text
        assert "Primaria Hidalgo\t120" in last.text
        assert "Enero\tFebrero" in last.text
        assert "Pláticas" in last.text

    def test_notes_and_hidden_slides_are_for_staff(self, tmp_path: Path, read: Reading) -> None:
        first, last = read(files.make_deck(tmp_path / "a.pptx"), FileType.PPTX).pages
        assert "Nota privada" not in first.text + last.text
        assert "Borrador oculto" not in first.text + last.text
        assert first.notes == ("Nota privada: caso de la escuela\n\n[Diapositiva 2, oculta]\nBorrador oculto")
        assert last.notes == "Nota del cierre"

    def test_opendocument_slides_are_read(self, tmp_path: Path, read: Reading) -> None:
        first, last = read(files.make_odf(tmp_path / "a.odp", "presentation", ODP), FileType.ODP).pages
        assert first.text == "Bienvenida\nUno\tdos"
        assert (first.label, first.notes) == ("Inicio", "Nota privada")
        assert last.text == "Gracias"

    def test_the_old_format_needs_libreoffice(self, tmp_path: Path, read: Reading) -> None:
        old = files.make_compound(tmp_path / "a.ppt", {"PowerPoint Document": b"x"})
        with pytest.raises(AbilityMissing, match="LibreOffice"):
            read(old, FileType.PPT)

    def test_a_deck_without_slides_has_no_pages(self, tmp_path: Path, read: Reading) -> None:
        pptx.Presentation().save(str(tmp_path / "a.pptx"))
        with pytest.raises(NoPages):
            read(tmp_path / "a.pptx", FileType.PPTX)

    def test_too_many_slides_are_refused(self, tmp_path: Path, read: Reading) -> None:
        deck = files.make_deck(tmp_path / "a.pptx")
        with pytest.raises(TooManyPages):
            read(deck, FileType.PPTX, options=Options(limits=Limits(pages=1)))

    def test_a_broken_deck_is_damaged(self, tmp_path: Path, read: Reading) -> None:
        files.make_zip(tmp_path / "a.pptx", {"[Content_Types].xml": b"<Types/>", "ppt/x": b""})
        with pytest.raises(DamagedFile):
            read(tmp_path / "a.pptx", FileType.PPTX)

    def test_entities_in_opendocument_are_refused(self, tmp_path: Path, read: Reading) -> None:
        bomb = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
        kind = b"application/vnd.oasis.opendocument.presentation"
        files.make_zip(tmp_path / "a.odp", {"mimetype": kind, "content.xml": bomb})
        with pytest.raises(DamagedFile):
            read(tmp_path / "a.odp", FileType.ODP)


@needs_office
def test_slides_are_drawn_and_keep_their_own_notes(tmp_path: Path, read: Reading, work: Path) -> None:
    """The hidden slide is not drawn: the notes of the third belong to the second page."""
    found = read(files.make_deck(tmp_path / "a.pptx"), FileType.PPTX)
    assert found.survey.rendered
    assert found.survey.page_count == 2
    first, last = found.pages
    assert "Señales de alerta" in first.text
    assert (last.label, last.notes) == ("Resultados", "Nota del cierre")
    assert "Borrador oculto" in (first.notes or "")
    assert "Borrador" not in first.text + last.text
    assert any(word.text == "Hidalgo" for word in last.words)
    assert found.picture(first.preview).width > 300
    assert sorted(path.name for path in work.iterdir()) == ["pack", "rendered.pdf"]
