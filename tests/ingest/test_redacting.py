"""From a file to its public version: what its content calls for is done, whatever was said of it."""

from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest import gating, redacting
from ingest.errors import ListNotFound, NoSuchPublicForm, PaperNotRead
from ingest.options import Options
from ingest.orders import Made, Order
from ingest.redactions import DataType, Leak, Redaction, Route, Why
from ingest.values import Box, FileType
from tests.ingest.faces.drawn import scene
from tests.ingest.files import make_pdf
from tests.ingest.lists import CURPS, NAMES, make_list, make_list_as_book, make_picture_of, names_in

OPTIONS = Options()
PDF = FileType.PDF


def made(source: Path, target: Path, order: Order | None = None) -> Made:
    return redacting.make(source, PDF, order or Order(PDF), target, OPTIONS, target.parent)


def text_of(path: Path) -> str:
    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def write_pages(path: Path, *pages: tuple[str, ...]) -> Path:
    with pymupdf.open() as document:
        for lines in pages:
            page = document.new_page()
            for number, line in enumerate(lines):
                page.insert_text((72, 90 + 18 * number), line, fontsize=11)
        document.save(path)
    return path


def test_a_list_is_examined_as_a_list_whatever_was_said(tmp_path: Path) -> None:
    source = make_list(tmp_path / "lista.pdf")
    for said in (None, Route.DOCUMENT, Route.ATTENDANCE, Route.PHOTO):
        found = redacting.look(source, PDF, said, OPTIONS, tmp_path)
        assert (found.route, found.why) == (Route.ATTENDANCE, Why.LIST_FOUND)
        assert found.counts is not None
        assert found.counts.total == len(NAMES)


def test_a_list_announced_and_not_found_is_refused(tmp_path: Path) -> None:
    source = make_pdf(tmp_path / "acta.pdf")
    with pytest.raises(ListNotFound):
        redacting.look(source, PDF, Route.ATTENDANCE, OPTIONS, tmp_path)


def test_a_document_keeps_letters_and_loses_what_detectors_find(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "acta.pdf", ("Acta de la sesión", f"La CURP de la alumna es {CURPS[0]}."))
    result = made(source, tmp_path / "public.pdf")
    assert result.letters
    assert [each.data_type for page in result.covered for each in page.redactions] == [DataType.CURP]
    assert CURPS[0] not in text_of(tmp_path / "public.pdf")
    assert "Acta de la sesión" in text_of(tmp_path / "public.pdf")
    assert gating.ask(tmp_path / "public.pdf", result, OPTIONS, tmp_path).passed


def test_as_pictures_no_letters_of_the_original_are_left(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "acta.pdf", ("Acta de la sesión", f"CURP {CURPS[0]}"))
    result = made(source, tmp_path / "public.pdf", Order(PDF, as_pictures=True))
    assert not result.letters
    with pymupdf.open(tmp_path / "public.pdf") as public:
        assert public[0].get_images()
        assert "Acta" in public[0].get_text()
    assert gating.ask(tmp_path / "public.pdf", result, OPTIONS, tmp_path).passed


def test_a_word_that_leaves_no_ink_is_not_carried_over(tmp_path: Path) -> None:
    source = tmp_path / "acta.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 90), "Acta de la sesión del Comité", fontsize=12)
        page.insert_text((72, 120), "oculta invisible", fontsize=12, render_mode=3)
        page.insert_text((72, 150), "blanca sobre blanco", fontsize=12, color=(1, 1, 1))
        document.save(source)
    made(source, tmp_path / "public.pdf", Order(PDF, as_pictures=True))
    shown = text_of(tmp_path / "public.pdf")
    assert "Comité" in shown
    assert "oculta" not in shown
    assert "blanca" not in shown


def test_a_name_in_faint_grey_is_not_carried_over(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 90), "Gaceta escolar del municipio", fontsize=14)
        page.insert_text((72, 140), NAMES[0], fontsize=11, color=(0.925, 0.925, 0.925))
        document.save(tmp_path / "a.pdf")
    result = made(tmp_path / "a.pdf", tmp_path / "public.pdf")
    assert names_in(text_of(tmp_path / "public.pdf")) == []
    assert gating.ask(tmp_path / "public.pdf", result, OPTIONS, tmp_path).passed


def test_a_name_in_a_small_picture_is_covered(tmp_path: Path) -> None:
    name = Image.new("L", (420, 28), 255)
    font = ImageFont.truetype("DejaVuSans.ttf", 22)
    ImageDraw.Draw(name).text((4, 1), NAMES[0], font=font, fill=0)
    name.save(tmp_path / "name.png")
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 90), "Gaceta escolar del municipio", fontsize=14)
        page.insert_image(pymupdf.Rect(72, 140, 190, 148), filename=tmp_path / "name.png")
        document.save(tmp_path / "a.pdf")
    examined = redacting.look(tmp_path / "a.pdf", PDF, None, OPTIONS, tmp_path)
    assert [each.data_type for page in examined.pages for each in page.redactions] == [DataType.NAME]


def test_people_decide_and_their_boxes_alone_are_drawn(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "acta.pdf", ("Acta de la sesión", f"CURP {CURPS[0]}", "Acuerdo tercero"))
    drawn = Redaction(1, Box(60.0, 115.0, 200.0, 132.0), DataType.OTHER)
    result = made(source, tmp_path / "public.pdf", Order(PDF, decided=(drawn,)))
    shown = text_of(tmp_path / "public.pdf")
    assert "Acuerdo tercero" not in shown
    assert CURPS[0] in shown
    assert [page.redactions for page in result.covered] == [(drawn,)]
    assert CURPS[0] not in {text for _, text in result.secrets.values}


def test_a_cover_sheet_moves_the_pages_the_gate_looks_at(tmp_path: Path) -> None:
    source = make_list(tmp_path / "lista.pdf")
    plain = made(source, tmp_path / "plain.pdf")
    legal = redacting.legal_for(Order(PDF), plain.examination)
    bound = made(source, tmp_path / "bound.pdf", Order(PDF, legal=legal))
    assert [page.number for page in plain.covered] == [1]
    assert [page.number for page in bound.covered] == [2]
    assert bound.examination.pages == plain.examination.pages
    assert gating.ask(tmp_path / "bound.pdf", bound, OPTIONS, tmp_path).passed


def test_the_gate_objects_to_a_name_that_came_back(tmp_path: Path) -> None:
    result = made(make_list(tmp_path / "lista.pdf"), tmp_path / "public.pdf")
    with pymupdf.open(tmp_path / "public.pdf") as public:
        public[0].insert_text((72, 700), NAMES[2])
        public.save(tmp_path / "again.pdf")
    said = gating.ask(tmp_path / "again.pdf", result, OPTIONS, tmp_path)
    assert {Leak.TEXT, Leak.SECOND_ENGINE, Leak.OBJECT} <= {each.leak for each in said.objections}
    assert not names_in(" ".join(each.detail for each in said.objections))


def test_a_picture_of_a_list_comes_out_as_a_picture(tmp_path: Path) -> None:
    source = make_picture_of(tmp_path / "foto.png", make_list(tmp_path / "lista.pdf"))
    target = tmp_path / "public.png"
    result = redacting.make(source, FileType.PNG, Order(FileType.PNG), target, OPTIONS, tmp_path)
    assert result.examination.route is Route.ATTENDANCE
    with Image.open(source) as before, Image.open(target) as after:
        assert after.size == before.size
    assert gating.ask(target, result, OPTIONS, tmp_path).passed


def test_a_scribbled_paper_that_nobody_can_read_is_refused(tmp_path: Path) -> None:
    sheet = Image.new("L", (1275, 1650), 245)
    pen = ImageDraw.Draw(sheet)
    for row in range(14):
        for column in range(7):
            x, y = 150 + 140 * column, 150 + 100 * row
            wave = [(x + 9 * step, y + (17, -19, 23, -13)[(step + row) % 4]) for step in range(11)]
            pen.line(wave, fill=40, width=4)
    sheet.save(tmp_path / "hoja.png")
    for said in (None, Route.PHOTO, Route.DOCUMENT):
        with pytest.raises(PaperNotRead):
            redacting.look(tmp_path / "hoja.png", FileType.PNG, said, OPTIONS, tmp_path)


def test_a_printed_paper_is_a_document(tmp_path: Path) -> None:
    sheet = Image.new("L", (1275, 1650), 250)
    font = ImageFont.load_default(34)
    text = (
        "Se invita a la comunidad escolar\na la jornada sobre convivencia\ny prevención de adicciones,\n"
        "que tendrá lugar el próximo viernes\nen el auditorio municipal. Habrá\npláticas, talleres y música."
    )
    ImageDraw.Draw(sheet).multiline_text((120, 120), text, fill=20, font=font, spacing=22)
    sheet.save(tmp_path / "hoja.png")
    found = redacting.look(tmp_path / "hoja.png", FileType.PNG, None, OPTIONS, tmp_path)
    assert found.route is Route.DOCUMENT


PHOTOGRAPH = Path(__file__).parents[3] / "shared" / "corpus" / "photos" / "facerec_obama_and_biden.jpg"


@pytest.mark.skipif(not PHOTOGRAPH.is_file(), reason=f"SKIPPED: no {PHOTOGRAPH}")
def test_faces_in_a_report_are_covered(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 90), "Informe de la jornada de prevención")
        page.insert_image(pymupdf.Rect(72, 120, 372, 345), filename=PHOTOGRAPH)
        document.save(tmp_path / "informe.pdf")
    result = made(tmp_path / "informe.pdf", tmp_path / "public.pdf")
    faces = [each for each in result.covered[0].redactions if each.data_type is DataType.FACE]
    assert len(faces) >= 2
    assert all(72 <= each.box.x0 < each.box.x1 <= 372 for each in faces)
    assert gating.ask(tmp_path / "public.pdf", result, OPTIONS, tmp_path).passed


@pytest.mark.parametrize(
    ("file_type", "wanted"),
    [(FileType.PDF, FileType.JPEG), (FileType.XLSX, FileType.PDF), (FileType.ZIP, FileType.PDF)],
)
def test_what_cannot_become_that_is_refused(file_type: FileType, wanted: FileType) -> None:
    with pytest.raises(NoSuchPublicForm):
        redacting.demand_possible(file_type, wanted)


def test_a_workbook_is_examined_sheet_by_sheet(tmp_path: Path) -> None:
    source = make_list_as_book(tmp_path / "lista.xlsx")
    found = redacting.look(source, FileType.XLSX, None, OPTIONS, tmp_path)
    assert found.route is Route.ATTENDANCE
    assert {DataType.NAME, DataType.CURP} <= {
        each.data_type for page in found.pages for each in page.redactions
    }


def test_a_face_left_open_on_purpose_passes_the_gate_and_any_other_does_not(tmp_path: Path) -> None:
    source, target = tmp_path / "foto.png", tmp_path / "public.png"
    scene((320, 200), (80, 100, 70), (240, 100, 70)).save(source, dpi=(100, 100))
    left, right = (Redaction(1, box, DataType.FACE) for box in (Box(25, 30, 92, 110), Box(138, 30, 208, 110)))
    order = Order(FileType.PNG, Route.PHOTO, decided=(right,), left_open=(left,))
    made = redacting.make(source, FileType.PNG, order, target, OPTIONS, tmp_path)
    assert gating.ask(target, made, OPTIONS, tmp_path).passed
    for open_here in ((), (right,)):
        report = gating.ask(target, replace(made, left_open=open_here), OPTIONS, tmp_path)
        assert [each.data_type for each in report.objections] == [DataType.FACE]
