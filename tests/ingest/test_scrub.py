"""Public versions: nothing hidden is left, what is seen stays, and no original is touched."""

import hashlib
from pathlib import Path

import docx
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ingest import ocr, office
from ingest.content import without_properties
from ingest.errors import NoPublicForm
from ingest.extract.pdf import read_pdf_pages
from ingest.options import Options
from ingest.pack import PackWriter
from ingest.picture_use import bare_jpeg
from ingest.public_pdf import plain_address
from ingest.scrub import scrub
from ingest.values import FileType, Page, TextSource
from tests.ingest import hiding_places
from tests.ingest.hiding_places import MARK, SEEN
from tests.ingest.sheets import as_pdf, printed, scanned, share_read

OPTIONS = Options()
needs_ocr = pytest.mark.skipif(
    not ocr.available(OPTIONS), reason="Tesseract's Spanish data (tesseract-ocr-spa) are not installed"
)


def _read(path: Path, work: Path) -> tuple[Page, ...]:
    with PackWriter(work / "pack") as pack:
        return tuple(read_pdf_pages(path, 1, 100, OPTIONS, pack))


def _public(
    source: Path, work: Path, file_type: FileType = FileType.PDF, pages: tuple[Page, ...] = ()
) -> Path:
    target = work / "publica"
    if file_type is FileType.PDF and not pages:
        pages = _read(source, work)
    scrub(source, file_type, target, OPTIONS, work, pages)
    return target


def _shown(path: Path, number: int = 0) -> pymupdf.Pixmap:
    with pymupdf.open(path, filetype="pdf") as document:
        return document[number].get_pixmap(dpi=50)


@pytest.mark.parametrize("layer", [False, True], ids=["letters kept", "as a picture"])
def test_no_hiding_place_survives_and_the_visible_text_does(tmp_path: Path, layer: bool) -> None:
    source = tmp_path / "original.pdf"
    hiding_places.make(source, layer=layer)
    assert len(hiding_places.places_left(source)) == 22 + layer
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    public = _public(source, tmp_path)
    assert hiding_places.places_left(public) == []
    with pymupdf.open(public, filetype="pdf") as document:
        text = document[0].get_text()
        assert (document.metadata or {})["producer"] == "Acervo"
        assert not document.is_encrypted
        assert document.embfile_count() == 0
    if not layer or ocr.available(OPTIONS):
        assert set(SEEN.split()) <= set(text.split())
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before


def test_web_links_stay_without_their_passwords_and_others_go(tmp_path: Path) -> None:
    source = tmp_path / "original.pdf"
    hiding_places.make(source, layer=False)
    with pymupdf.open(_public(source, tmp_path), filetype="pdf") as document:
        links = [link["uri"] for link in document[0].get_links()]
    assert links == ["https://repositorio.example.mx/doc?uuid=1"]


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        (
            "https://pub:blic@repositorio.example.mx:8443/OpenKM/Download?uuid=1",
            "https://repositorio.example.mx:8443/OpenKM/Download?uuid=1",
        ),
        ("HTTP://example.mx", "http://example.mx"),
        ("https://a@b@example.mx/x", "https://example.mx/x"),
        ("javascript:alert(1)", None),
        ("file:///C:/Users/maria/lista.xlsx", None),
        ("mailto:maria@example.mx", None),
        ("https://", None),
        ("http://[malo", None),
    ],
)
def test_only_plain_web_addresses_are_kept(address: str, plain: str | None) -> None:
    assert plain_address(address) == plain


def test_filled_form_fields_and_seen_notes_become_part_of_the_page(tmp_path: Path) -> None:
    source = tmp_path / "forma.pdf"
    document = printed()
    page = document[0]
    field = pymupdf.Widget()
    field.field_type, field.field_name, field.field_value = pymupdf.PDF_WIDGET_TYPE_TEXT, "folio", "FOLIO-77"
    field.rect = pymupdf.Rect(40, 220, 200, 240)
    page.add_widget(field)
    page.add_freetext_annot(pymupdf.Rect(220, 220, 400, 240), "SELLO")
    document.save(source)
    with pymupdf.open(_public(source, tmp_path), filetype="pdf") as public:
        assert {"FOLIO-77", "SELLO"} <= set(public[0].get_text().split())
        assert not public.is_form_pdf
        assert not list(public[0].annots())


def test_what_somebody_marked_to_be_removed_is_removed(tmp_path: Path) -> None:
    source = tmp_path / "marcado.pdf"
    document = printed(("Nombre: " + MARK, SEEN))
    document[0].add_redact_annot(document[0].search_for(MARK)[0])
    document.save(source)
    public = _public(source, tmp_path)
    with pymupdf.open(public, filetype="pdf") as result:
        assert MARK not in result[0].get_text()
        assert SEEN in result[0].get_text()


def test_pixels_under_a_painted_box_or_cut_off_are_gone_from_the_picture(tmp_path: Path) -> None:
    source = tmp_path / "tapado.pdf"
    photo = Image.new("RGB", (400, 300), "white")
    photo.paste((255, 0, 0), (20, 20, 120, 120))  # will lie under a black box
    photo.paste((0, 0, 255), (300, 200, 390, 290))  # will lie beyond the page's edge
    photo.paste((0, 160, 0), (150, 100, 250, 200))  # seen
    photo.save(tmp_path / "foto.png")
    document = pymupdf.open()
    page = document.new_page(width=300, height=220)
    page.insert_image(pymupdf.Rect(0, 0, 400, 300), filename=str(tmp_path / "foto.png"))
    page.draw_rect(pymupdf.Rect(15, 15, 125, 125), color=(0, 0, 0), fill=(0, 0, 0))
    document.save(source)
    public = _public(source, tmp_path)
    with pymupdf.open(public, filetype="pdf") as result:
        pixels = [
            pymupdf.Pixmap(pymupdf.csRGB, pymupdf.Pixmap(result, item[0])) for item in result[0].get_images()
        ]
    colours = {
        pixmap.pixel(x, y) for pixmap in pixels for x in range(pixmap.width) for y in range(pixmap.height)
    }
    assert not any(red > 150 and green < 90 and blue < 90 for red, green, blue in colours)
    assert not any(blue > 150 and green < 90 and red < 90 for red, green, blue in colours)
    assert any(green > 120 and red < 60 for red, green, _ in colours)


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_pages_look_the_same_as_before(tmp_path: Path, rotation: int) -> None:
    source = tmp_path / "girado.pdf"
    document = printed()
    document[0].set_rotation(rotation)
    document.save(source)
    before, after = _shown(source), _shown(_public(source, tmp_path))
    assert (before.width, before.height) == (after.width, after.height)
    assert before.samples == after.samples


@needs_ocr
@pytest.mark.parametrize("rotation", [0, 90])
def test_a_scan_goes_public_with_its_words_where_they_stand(tmp_path: Path, rotation: int) -> None:
    source = tmp_path / "escaneo.pdf"
    as_pdf([scanned().rotate(rotation, expand=True)], source)
    document = pymupdf.open(source)
    document[0].set_rotation(rotation)
    document.saveIncr()
    pages = _read(source, tmp_path)
    assert pages[0].source is TextSource.OCR
    with pymupdf.open(_public(source, tmp_path, pages=pages), filetype="pdf") as public:
        page = public[0]
        assert share_read(page.get_text()) > 0.95
        found = page.search_for("Coordinación")[0] * page.rotation_matrix
    word = next(word for word in pages[0].words if word.text == "Coordinación")
    assert abs(found.x0 - word.box.x0) < 3
    assert abs(found.y1 - word.box.y1) < 6


@needs_ocr
def test_a_hidden_layer_that_says_something_else_is_replaced_by_what_can_be_read(tmp_path: Path) -> None:
    source = as_pdf([scanned()], tmp_path / "capa.pdf")
    document = pymupdf.open(source)
    document[0].insert_text((40, 60), f"{MARK} estaba escrito aquí", render_mode=3, fontsize=14)
    document.saveIncr()
    with pymupdf.open(_public(source, tmp_path), filetype="pdf") as public:
        text = public[0].get_text()
    assert MARK not in text
    assert share_read(text) > 0.95


@pytest.mark.parametrize(
    ("file_type", "becomes"),
    [(FileType.JPEG, "JPEG"), (FileType.PNG, "PNG"), (FileType.WEBP, "WEBP"), (FileType.GIF, "PNG")],
)
def test_pictures_are_pixels_only_and_upright(tmp_path: Path, file_type: FileType, becomes: str) -> None:
    source = tmp_path / f"foto.{file_type.value}"
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, MARK
    extra = {} if file_type is FileType.GIF else {"exif": exif}
    Image.new("RGB", (80, 40), "teal").save(source, **extra)
    source.write_bytes(source.read_bytes() + MARK.encode())
    target = tmp_path / "publica"
    made = scrub(source, file_type, target, OPTIONS, tmp_path, ())
    assert MARK.encode() not in target.read_bytes()
    with Image.open(target) as public:
        assert public.format == becomes
        assert not public.getexif()
        assert public.size == ((80, 40) if file_type is FileType.GIF else (40, 80))
    assert made.media_type == f"image/{becomes.lower()}"


def test_colours_under_full_transparency_are_gone(tmp_path: Path) -> None:
    source = tmp_path / "transparente.png"
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(source)
    target = tmp_path / "publica"
    scrub(source, FileType.PNG, target, OPTIONS, tmp_path, ())
    with Image.open(target) as public:
        assert public.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_tiff_of_several_pages_becomes_a_pdf(tmp_path: Path) -> None:
    source = tmp_path / "fax.tiff"
    frames = [scanned(("Primera hoja del fax",)), scanned(("Segunda hoja del fax",))]
    frames[0].save(source, save_all=True, append_images=frames[1:])
    target = tmp_path / "publica"
    assert scrub(source, FileType.TIFF, target, OPTIONS, tmp_path, ()) is FileType.PDF
    with pymupdf.open(target, filetype="pdf") as public:
        assert public.page_count == 2


def test_text_becomes_utf8_without_marks_or_unseen_characters(tmp_path: Path) -> None:
    source, target = tmp_path / "datos.csv", tmp_path / "publica"
    source.write_bytes("\ufeffaño,niñas\r\n2022,148\u200b\r\n".encode("utf-16"))
    assert scrub(source, FileType.CSV, target, OPTIONS, tmp_path, ()) is FileType.CSV
    assert target.read_bytes() == "año,niñas\r\n2022,148\r\n".encode()


def test_html_becomes_its_visible_text(tmp_path: Path) -> None:
    source, target = tmp_path / "p.html", tmp_path / "publica"
    source.write_text(f"<p>visible</p><!-- {MARK} -->")
    pages = (Page(1, 612, 792, "visible"),)
    assert scrub(source, FileType.HTML, target, OPTIONS, tmp_path, pages) is FileType.TXT
    assert target.read_text() == "visible"


@pytest.mark.skipif(not office.available(), reason="LibreOffice is not installed")
def test_a_letter_goes_public_as_printed(tmp_path: Path) -> None:
    source = tmp_path / "oficio.docx"
    letter = docx.Document()
    letter.add_paragraph(SEEN)
    letter.core_properties.author = letter.core_properties.comments = MARK
    run = letter.add_paragraph().add_run(MARK)
    run.font.hidden = True
    letter.save(str(source))
    public = tmp_path / "publica"
    assert scrub(source, FileType.DOCX, public, OPTIONS, tmp_path, ()) is FileType.PDF
    with pymupdf.open(public, filetype="pdf") as document:
        assert SEEN in document[0].get_text()
    assert hiding_places.places_left(public) == []
    assert MARK.encode() not in public.read_bytes()


@pytest.mark.parametrize("file_type", [FileType.MP4, FileType.ZIP])
def test_films_and_packages_are_refused_in_words(tmp_path: Path, file_type: FileType) -> None:
    with pytest.raises(NoPublicForm, match="no se pueden hacer públicos"):
        scrub(tmp_path / "x", file_type, tmp_path / "publica", OPTIONS, tmp_path, ())


def test_property_lists_go_and_drawing_stays() -> None:
    content = (
        b"/Span <</ActualText (a\\) >> (b))/X<</Y 1>>>> BDC (c % d) Tj % e\n/P /MC0 BDC <3e3e> Tj EMC EMC"
    )
    assert without_properties(content) == b"/Span  BMC (c % d) Tj  \n/P BMC <3e3e> Tj EMC EMC"


@given(st.binary(max_size=400))
def test_any_content_and_any_jpeg_come_through(raw: bytes) -> None:
    without_properties(raw)
    bare_jpeg(raw)
    bare_jpeg(b"\xff\xd8" + raw)
