"""Letters and reports: pages as LibreOffice lays them out, or their text where it is missing."""

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

from ingest import office
from ingest.errors import AbilityMissing, DamagedFile, NoPages
from ingest.values import FileType
from tests.ingest import files
from tests.ingest.extract.conftest import Reading

needs_office = pytest.mark.skipif(not office.available(), reason="LibreOffice is not installed here")


@pytest.mark.usefixtures("no_office")
class TestWithoutLibreOffice:
    def test_paragraphs_and_tables_are_read_in_their_order(self, tmp_path: Path, read: Reading) -> None:
        found = read(files.make_letter(tmp_path / "a.docx"), FileType.DOCX)
        assert found.survey.missing_abilities == ("libreoffice",)
        assert found.survey.title == "Oficio de invitación"
        (page,) = found.pages
        assert page.text.split("\n") == ["Oficio número 12", "Atentamente", "Fecha\t12 de mayo"]
        assert page.preview is not None

    def test_page_breaks_part_pages(self, tmp_path: Path, read: Reading) -> None:
        letter = docx.Document()
        letter.add_paragraph("Primera hoja")
        letter.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        letter.add_paragraph("Segunda hoja")
        letter.save(str(tmp_path / "a.docx"))
        texts = [page.text for page in read(tmp_path / "a.docx", FileType.DOCX).pages]
        assert texts == ["Primera hoja", "Segunda hoja"]

    def test_header_and_footer_are_read(self, tmp_path: Path, read: Reading) -> None:
        letter = docx.Document()
        letter.sections[0].header.paragraphs[0].text = "Presidencia Municipal"
        letter.sections[0].footer.paragraphs[0].text = "Página uno"
        letter.add_paragraph("Cuerpo")
        letter.save(str(tmp_path / "a.docx"))
        (page,) = read(tmp_path / "a.docx", FileType.DOCX).pages
        assert page.text.split("\n") == ["Presidencia Municipal", "Cuerpo", "Página uno"]

    def test_opendocument_text_is_read_without_what_was_deleted(self, tmp_path: Path, read: Reading) -> None:
        body = (
            "<text:tracked-changes><text:p>borrado</text:p></text:tracked-changes>"
            "<text:h>Título</text:h><text:p>Uno<text:line-break/>dos <text:span>tres</text:span></text:p>"
            "<office:annotation><text:p>comentario</text:p></office:annotation>"
        )
        (page,) = read(files.make_odf(tmp_path / "a.odt", "text", body), FileType.ODT).pages
        assert page.text == "Título\nUno\ndos tres"

    def test_the_old_format_needs_libreoffice(self, tmp_path: Path, read: Reading) -> None:
        with pytest.raises(AbilityMissing, match="LibreOffice"):
            read(files.make_compound(tmp_path / "a.doc", {"WordDocument": bytes(64)}), FileType.DOC)

    def test_an_empty_letter_has_no_pages(self, tmp_path: Path, read: Reading) -> None:
        docx.Document().save(str(tmp_path / "a.docx"))
        with pytest.raises(NoPages):
            read(tmp_path / "a.docx", FileType.DOCX)

    def test_a_broken_letter_is_damaged(self, tmp_path: Path, read: Reading) -> None:
        files.make_zip(tmp_path / "a.docx", {"[Content_Types].xml": b"<Types/>", "word/x": b""})
        with pytest.raises(DamagedFile):
            read(tmp_path / "a.docx", FileType.DOCX)


@needs_office
def test_a_letter_is_laid_out(tmp_path: Path, read: Reading, work: Path) -> None:
    found = read(files.make_letter(tmp_path / "a.docx"), FileType.DOCX)
    assert found.survey.rendered
    assert found.survey.title == "Oficio de invitación"
    assert found.survey.file_type is FileType.DOCX
    (page,) = found.pages
    assert {"Oficio", "Atentamente", "mayo"} <= {word.text for word in page.words}
    assert sorted(path.name for path in work.iterdir()) == ["pack", "rendered.pdf"]


@needs_office
def test_what_libreoffice_cannot_open_is_damaged(tmp_path: Path, read: Reading) -> None:
    with pytest.raises(DamagedFile):
        read(files.make_compound(tmp_path / "a.doc", {"WordDocument": bytes(64)}), FileType.DOC)
