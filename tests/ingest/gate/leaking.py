"""PDFs that give a child's name away, each in one way, beside a clean one; made on the spot."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pymupdf
from PIL import Image, ImageDraw, ImageFont

NAME = "Xóchitl Tonantzin Ledezma"
PLAIN = "Xochitl Tonantzin Ledezma"
PUBLIC = "Plática de prevención en la escuela Benito Juárez"
SIZE = (430, 200)

Leaking = Callable[[pymupdf.Document, pymupdf.Page], None]


def make(path: Path, leak: Leaking | None = None, *, after: Callable[[bytes], bytes] | None = None) -> Path:
    """A page that says what is public, and what ``leak`` adds; ``after`` changes the finished bytes."""
    with pymupdf.open() as document:
        page = document.new_page(width=SIZE[0], height=SIZE[1])
        page.insert_text((30, 40), PUBLIC, fontsize=14)
        document.set_metadata({"producer": "Acervo"})
        if leak is not None:
            leak(document, page)
        document.save(path, garbage=0, deflate=True, no_new_id=True)
    if after is not None:
        path.write_bytes(after(path.read_bytes()))
    return path


def picture_of(text: str, size: tuple[int, int] = (900, 120)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).text((20, 30), text, fill="black", font=ImageFont.load_default(48))
    return picture


def as_jpeg(picture: Image.Image, **options: object) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=90, **options)
    return buffer.getvalue()


def visible(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_text((30, 100), NAME, fontsize=14)


def under_a_box(document: pymupdf.Document, page: pymupdf.Page) -> None:
    visible(document, page)
    page.draw_rect(pymupdf.Rect(20, 80, 300, 110), color=(0, 0, 0), fill=(0, 0, 0))


def white_on_white(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_text((30, 100), NAME, fontsize=14, color=(1, 1, 1))


def tiny(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_text((30, 100), NAME, fontsize=0.8)


def without_ink(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_text((30, 100), NAME, fontsize=14, render_mode=3)


def outside_the_page(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_text((30, 190), NAME, fontsize=12)
    page.set_cropbox(pymupdf.Rect(0, 0, SIZE[0], 150))


def outside_a_shifted_page(document: pymupdf.Document, page: pymupdf.Page) -> None:
    """The same where the sheet does not begin at 0, 0."""
    page.insert_text((30, 190), NAME, fontsize=12)
    document.xref_set_key(page.xref, "MediaBox", f"[-10 -10 {SIZE[0]} {SIZE[1]}]")
    document.xref_set_key(page.xref, "CropBox", f"[0 {SIZE[1] - 150} {SIZE[0]} {SIZE[1]}]")


def turned(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_text((400, 190), NAME, fontsize=11, rotate=90)


def spaced(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_text((30, 100), " ".join(NAME.replace(" ", "")), fontsize=10)


def in_two_pieces(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_text((30, 100), "Xóchitl Tonan", fontsize=14)
    page.insert_text((30 + pymupdf.get_text_length("Xochitl Tonan", fontsize=14), 100), "tzin", fontsize=14)


def in_columns(document: pymupdf.Document, page: pymupdf.Page) -> None:
    """Each word by itself, the second row before the first, as writers of tables do."""
    for x, word in ((260, "Ledezma"), (30, "Xóchitl"), (140, "Tonantzin")):
        page.insert_text((x, 140), "Asistente", fontsize=12)
        page.insert_text((x, 100), word, fontsize=12)


def as_picture(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_image(pymupdf.Rect(30, 80, 330, 120), stream=as_jpeg(picture_of(NAME)))


def picture_under_a_box(document: pymupdf.Document, page: pymupdf.Page) -> None:
    as_picture(document, page)
    page.draw_rect(pymupdf.Rect(20, 70, 340, 130), color=(0, 0, 0), fill=(0, 0, 0))


def unused_picture(document: pymupdf.Document, page: pymupdf.Page) -> None:
    as_picture(document, page)
    page.clean_contents()
    first = page.get_contents()[0]
    document.update_stream(first, document.xref_stream(first).split(b"Do")[0].rsplit(b"q", 1)[0])


def picture_with_exif(document: pymupdf.Document, page: pymupdf.Page) -> None:
    exif = Image.Exif()
    exif[0x010E] = "una foto"
    page.insert_image(
        pymupdf.Rect(30, 80, 130, 120), stream=as_jpeg(Image.new("RGB", (90, 40), "teal"), exif=exif)
    )


def annotation(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.add_text_annot((300, 100), "una nota")


def form_field(document: pymupdf.Document, page: pymupdf.Page) -> None:
    field = pymupdf.Widget()
    field.field_type, field.field_name, field.field_value = pymupdf.PDF_WIDGET_TYPE_TEXT, "campo", "algo"
    field.rect = pymupdf.Rect(200, 100, 300, 120)
    page.add_widget(field)


def mail_link(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(20, 20, 90, 50), "uri": "mailto:x@y.mx"})


def web_link(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(20, 20, 90, 50), "uri": "https://gob.mx/a"}
    )


def attachment(document: pymupdf.Document, page: pymupdf.Page) -> None:
    document.embfile_add("anexo.txt", b"otra cosa")


def outline(document: pymupdf.Document, page: pymupdf.Page) -> None:
    document.set_toc([[1, "Inicio", 1]])


def xmp(document: pymupdf.Document, page: pymupdf.Page) -> None:
    document.set_xml_metadata("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")


def author(document: pymupdf.Document, page: pymupdf.Page) -> None:
    document.set_metadata({"producer": "Acervo", "author": "alguien"})


def other_producer(document: pymupdf.Document, page: pymupdf.Page) -> None:
    document.set_metadata({"producer": "Escáner de la dirección"})


def layer(document: pymupdf.Document, page: pymupdf.Page) -> None:
    page.insert_text((30, 100), "oculto", oc=document.add_ocg("capa", on=False))


def in_catalog(key: str, value: str) -> Leaking:
    def add(document: pymupdf.Document, page: pymupdf.Page) -> None:
        document.xref_set_key(document.pdf_catalog(), key, value)

    return add


def in_page(key: str, value: str) -> Leaking:
    def add(document: pymupdf.Document, page: pymupdf.Page) -> None:
        document.xref_set_key(page.xref, key, value)

    return add


def in_content(syntax: bytes) -> Leaking:
    def add(document: pymupdf.Document, page: pymupdf.Page) -> None:
        first = page.get_contents()[0]
        document.update_stream(first, document.xref_stream(first) + b"\n" + syntax + b"\n")

    return add


def lost_object(value: str) -> Leaking:
    """An object that nothing refers to."""

    def add(document: pymupdf.Document, page: pymupdf.Page) -> None:
        document.update_object(document.get_new_xref(), value)

    return add


def lost_stream(content: bytes) -> Leaking:
    def add(document: pymupdf.Document, page: pymupdf.Page) -> None:
        xref = document.get_new_xref()
        document.update_object(xref, "<<>>")
        document.update_stream(xref, content, new=True)

    return add


def shuffled_font(document: pymupdf.Document, page: pymupdf.Page) -> None:
    """Codes that mean nothing by themselves, in a stream nobody shows; a map in the file tells."""
    letters = sorted(set(PLAIN))
    codes = {letter: number + 1 for number, letter in enumerate(letters)}
    pairs = "".join(f"<{code:02x}> <{ord(letter):04x}>\n" for letter, code in codes.items())
    cmap = f"begincmap {len(pairs)} beginbfchar\n{pairs}endbfchar"
    lost_stream(cmap.encode())(document, page)
    written = "".join(f"{codes[letter]:02x}" for letter in PLAIN)
    lost_stream(f"BT /F9 12 Tf <{written}> Tj ET".encode())(document, page)


def earlier_revision(whole: bytes) -> bytes:
    """The same file saved once more with the name taken away: the bytes of before are still there."""
    with pymupdf.open(stream=whole) as document:
        page = document[0]
        page.insert_text((30, 100), NAME)
        first = document.tobytes(garbage=0, no_new_id=True)
    with pymupdf.open(stream=first) as document:
        contents = document[0].get_contents()
        document.update_stream(contents[-1], b" ")
        return _incremental(document, first)


def _incremental(document: pymupdf.Document, first: bytes) -> bytes:
    buffer = BytesIO(first)
    document.save(buffer, incremental=False, garbage=3, no_new_id=True)
    # What an editor does that appends: the old bytes, then the new ones.
    return first + buffer.getvalue()
