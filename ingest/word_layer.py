"""Words laid invisibly where a picture shows them, for search, copying and screen readers."""

from collections.abc import Iterable

import pymupdf

from ingest.values import Word

_FONT = "helv"
_HELVETICA = pymupdf.Font(_FONT)
_TYPOGRAPHY = str.maketrans("“”„‘’‚–—−•…€ﬁﬂ", "\"\"\"'''---·.Eff")


def add_words(page: pymupdf.Page, words: Iterable[Word]) -> None:
    """Append one stream that draws every word in no colour at all, as wide as it stands on the page.

    Written by hand: PyMuPDF's own text drawing takes a quarter of a millisecond for each word.
    """
    to_pdf = ~page.transformation_matrix
    drawn = [line for word in words if (line := _drawn(word, to_pdf)) is not None]
    if not drawn:
        return
    page.insert_font(fontname=_FONT)
    page.wrap_contents()
    append_drawing(page, b"q BT 3 Tr\n" + b"\n".join(drawn) + b"\nET Q\n")


def _drawn(word: Word, to_pdf: pymupdf.Matrix) -> bytes | None:
    text = in_latin(word.text)
    x0, y0, x1, y1 = word.box
    size = max(1.0, (y1 - y0) * 0.9)
    length = _HELVETICA.text_length(text, fontsize=size)
    if not text or length <= 0 or x1 <= x0:
        return None
    start = pymupdf.Point(x0, y1 - (y1 - y0) * 0.2) * to_pdf
    stretch = 100 * (x1 - x0) / length
    coded = in_hex(text + " ").decode()
    return (
        f"/{_FONT} {size:.3f} Tf {stretch:.3f} Tz 1 0 0 1 {start.x:.3f} {start.y:.3f} Tm {coded} Tj"
    ).encode()


def append_drawing(page: pymupdf.Page, drawing: bytes) -> None:
    """Add a content stream after those the page has."""
    _set_contents(page, [*page.get_contents(), _stream(page, drawing)])


def put_before(page: pymupdf.Page, drawing: bytes) -> None:
    """Add a content stream before those the page has; what it sets holds for all of them."""
    page.wrap_contents()
    _set_contents(page, [_stream(page, drawing), *page.get_contents()])


def _stream(page: pymupdf.Page, drawing: bytes) -> int:
    document = page.parent
    xref = int(document.get_new_xref())
    document.update_object(xref, "<<>>")
    document.update_stream(xref, drawing, new=True)
    return xref


def _set_contents(page: pymupdf.Page, xrefs: list[int]) -> None:
    every = " ".join(f"{xref} 0 R" for xref in xrefs)
    page.parent.xref_set_key(page.xref, "Contents", f"[{every}]")


def in_hex(text: str) -> bytes:
    """A string operand for the built-in fonts."""
    return b"<%s>" % text.encode("latin-1").hex().encode()


def in_latin(text: str) -> str:
    """The word in the letters that PDF's built-in fonts have."""
    return text.translate(_TYPOGRAPHY).encode("latin-1", "ignore").decode("latin-1").strip()
