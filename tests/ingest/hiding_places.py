"""A PDF with a marker word in every place known to hide text, and the means to look for it again."""

import re
import zlib
from io import BytesIO
from pathlib import Path

import pymupdf
import pypdfium2
from PIL import Image

SEEN = "Informe visible de la jornada"
MARK = "ZEBRAOCULTA"


def picture_with_exif(words: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = words  # ImageDescription
    buffer = BytesIO()
    Image.new("RGB", (120, 80), "teal").save(buffer, "JPEG", exif=exif, comment=words.encode())
    return buffer.getvalue()


def make(path: Path, *, layer: bool) -> None:
    """Write the file; every hiding place holds the marker with a number of its own.

    Without the hidden layer (place 10) the page can keep its letters; with it, it goes public as a picture.
    """
    document = pymupdf.open()
    page = document.new_page(width=500, height=700)
    page.insert_text((60, 80), SEEN, fontsize=16)
    page.insert_text((60, 110), f"{MARK}01", render_mode=3)
    page.insert_text((60, 140), f"{MARK}02")
    page.draw_rect(pymupdf.Rect(55, 125, 260, 150), color=(0, 0, 0), fill=(0, 0, 0))
    page.insert_text((60, 170), f"{MARK}03", color=(1, 1, 1))
    page.insert_text((60, 690), f"{MARK}04")  # outside the crop box set below
    page.insert_image(pymupdf.Rect(60, 200, 180, 280), stream=picture_with_exif(f"{MARK}05"))
    note = page.add_text_annot((400, 80), f"{MARK}06")
    note.set_info(title=f"{MARK}06")
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(60, 60, 200, 90), "uri": f"file:///{MARK}07"}
    )
    page.insert_link(
        {
            "kind": pymupdf.LINK_URI,
            "from": pymupdf.Rect(60, 300, 200, 320),
            "uri": f"https://pub:{MARK}08@repositorio.example.mx/doc?uuid=1",
        }
    )
    _hidden_field(page)
    if layer:
        page.insert_text((60, 350), f"{MARK}10", oc=document.add_ocg("oculta", on=False))
    document.embfile_add("anexo.txt", f"{MARK}11".encode(), filename=f"{MARK}11.txt")
    document.set_toc([[1, f"{MARK}12", 1]])
    document.set_metadata({"title": f"{MARK}13", "author": f"{MARK}13", "keywords": f"{MARK}13"})
    document.set_xml_metadata(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf>{MARK}14</rdf></x:xmpmeta>")
    _in_objects(document, page)
    page.set_cropbox(pymupdf.Rect(0, 0, 500, 660))
    document.save(path)
    document.close()
    _earlier_revision(path)


def _hidden_field(page: pymupdf.Page) -> None:
    field = pymupdf.Widget()
    field.field_type = pymupdf.PDF_WIDGET_TYPE_TEXT
    field.field_name = f"campo{MARK}09"
    field.field_value = f"{MARK}09"
    field.rect = pymupdf.Rect(300, 200, 450, 220)
    page.add_widget(field)
    shown = next(iter(page.widgets()))
    page.parent.xref_set_key(shown.xref, "F", "2")  # hidden


def _in_objects(document: pymupdf.Document, page: pymupdf.Page) -> None:
    script = document.get_new_xref()
    document.update_object(script, f"<</S/JavaScript/JS(app.alert\\('{MARK}15'\\))>>")
    catalog = document.pdf_catalog()
    document.xref_set_key(catalog, "OpenAction", f"{script} 0 R")
    document.xref_set_key(catalog, "PageLabels", f"<</Nums[0<</P({MARK}16)>>]>>")
    tree = document.get_new_xref()
    document.update_object(tree, f"<</Type/StructTreeRoot/K<</S/P/ActualText({MARK}17)/Alt({MARK}17)>>>>")
    document.xref_set_key(catalog, "StructTreeRoot", f"{tree} 0 R")
    document.xref_set_key(page.xref, "PieceInfo", f"<</Word<</Private({MARK}18)>>>>")
    document.xref_set_key(page.xref, "LastModified", f"({MARK}19)")
    picture = page.get_images()[0][0]
    meta = document.get_new_xref()
    document.update_object(meta, "<</Type/Metadata/Subtype/XML>>")
    document.update_stream(meta, f"<x>{MARK}20</x>".encode(), new=True)
    document.xref_set_key(picture, "Metadata", f"{meta} 0 R")
    spoken = f"/Span <</ActualText ({MARK}21)>> BDC BT /helv 12 Tf 1 0 0 1 60 250 Tm (dicho) Tj ET EMC\n"
    commented = f"% {MARK}22\n"
    first = page.get_contents()[0]
    document.update_stream(first, document.xref_stream(first) + b"\n" + spoken.encode() + commented.encode())


def _earlier_revision(path: Path) -> None:
    """Text that an earlier revision showed and the last one does not."""
    document = pymupdf.open(path)
    page = document[0]
    page.insert_text((60, 400), f"{MARK}23")
    document.saveIncr()
    document.close()
    document = pymupdf.open(path)
    page = document[0]
    contents = page.get_contents()
    document.update_stream(contents[-1], b" ")
    document.saveIncr()
    document.close()


def places_left(path: Path) -> list[str]:
    """Every marker that any means still finds: raw bytes, inflated streams, object strings, other readers."""
    raw = path.read_bytes()
    heap = [raw, *_inflated(raw)]
    with pymupdf.open(path) as document:
        for xref in range(1, document.xref_length()):
            heap.append(document.xref_object(xref).encode("utf-8", "replace"))
            if document.xref_is_stream(xref):
                heap += [document.xref_stream_raw(xref) or b"", document.xref_stream(xref) or b""]
        for page in document.pages():
            page.set_cropbox(page.mediabox)
            heap.append(page.get_text().encode())
    reader = pypdfium2.PdfDocument(path)
    heap += [page.get_textpage().get_text_bounded().encode() for page in reader]
    reader.close()
    found: set[str] = set()
    for chunk in heap:
        for text in (
            chunk.decode("latin-1"),
            chunk.decode("utf-16-be", "ignore"),
            chunk.decode("utf-16-le", "ignore"),
        ):
            found.update(re.findall(MARK + r"\d\d", text))
            found.update(
                bytes.fromhex(code).decode() for code in re.findall(MARK.encode().hex() + r"\w{4}", text)
            )
    return sorted(found)


def _inflated(raw: bytes) -> list[bytes]:
    out = []
    for match in re.finditer(rb"stream\r?\n", raw):
        try:
            out.append(zlib.decompressobj().decompress(raw[match.end() :]))
        except zlib.error:
            continue
    return out
