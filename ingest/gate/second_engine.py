"""A PDF's text read by PDFium, which wrote none of it: where each word stands, whether it is drawn."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from ctypes import c_double, c_int, c_uint
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from ingest.errors import DamagedFile, EncryptedFile
from ingest.values import Box

_UNDRAWN_MODES = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_SAME_LINE = 0.6  # of a letter's height
_SAME_WORD = 2.5  # the same: what is farther away belongs to another word


@dataclass(frozen=True)
class Placed:
    """A word where it stands on the page as shown; ``drawn`` is False for text that leaves no ink."""

    text: str
    box: Box
    drawn: bool


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document; raises EncryptedFile and DamagedFile."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFile from error
        raise DamagedFile from error
    with closing(document):
        yield document


def page_text(page: pypdfium2.PdfPage) -> str:
    """All letters of the page in the file's order, also those outside what is shown."""
    with closing(page.get_textpage()) as text:
        return str(text.get_text_range())


def placed_letters(page: pypdfium2.PdfPage) -> list[Placed | None]:
    """The page's letters in the file's order, None for each blank between words."""
    with closing(page.get_textpage()) as text:
        return [_letter(page, text.raw, number) for number in range(text.count_chars())]


def words_of(letters: Iterable[Placed | None]) -> list[Placed]:
    """Letters that stand together as words; drawn ones and those that leave no ink make no word together."""
    words: list[list[Placed]] = []
    last: Placed | None = None
    for letter in letters:
        if letter is not None:
            if last is not None and _goes_on(last, letter):
                words[-1].append(letter)
            else:
                words.append([letter])
        last = letter
    return [_joined(word) for word in words]


def _goes_on(last: Placed, letter: Placed) -> bool:
    reach = max(last.box.y1 - last.box.y0, letter.box.y1 - letter.box.y0, 4.0) * _SAME_WORD
    apart = max(last.box.x0 - letter.box.x1, letter.box.x0 - last.box.x1)
    above = max(last.box.y0 - letter.box.y1, letter.box.y0 - last.box.y1)
    return last.drawn == letter.drawn and max(apart, above) < reach


def in_rows(words: list[Placed]) -> str:
    """The words as a reader goes over the page: row by row, each from left to right."""
    rows: list[list[Placed]] = []
    for word in sorted(words, key=lambda each: each.box.y0 + each.box.y1):
        middle = (word.box.y0 + word.box.y1) / 2
        last = rows[-1][-1].box if rows else None
        if last and abs(middle - (last.y0 + last.y1) / 2) < _SAME_LINE * max(1.0, last.y1 - last.y0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return "\n".join(" ".join(each.text for each in sorted(row, key=lambda w: w.box.x0)) for row in rows)


def picture(page: pypdfium2.PdfPage, zoom: float) -> Image.Image:
    """The page as PDFium draws it, at ``zoom`` pixels per point, in colour."""
    with closing(page.render(scale=zoom, may_draw_forms=False)) as bitmap:
        image = bitmap.to_pil().convert("RGB")
        return Image.frombytes("RGB", image.size, image.tobytes())  # its memory goes away with the bitmap


def _letter(page: pypdfium2.PdfPage, text: object, number: int) -> Placed | None:
    """One letter; None for what parts words."""
    sign = chr(pdfium.FPDFText_GetUnicode(text, number))
    if sign.isspace() or sign == "\0" or sign == "\ufffe":
        return None
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text, number, left, right, bottom, top)
    x0, y0 = _shown(page, left.value, top.value)
    x1, y1 = _shown(page, right.value, bottom.value)
    box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return Placed(sign, box, _is_drawn(text, number))


def _is_drawn(text: object, number: int) -> bool:
    piece = pdfium.FPDFText_GetTextObject(text, number)
    if not piece:
        return True
    if pdfium.FPDFTextObj_GetTextRenderMode(piece) in _UNDRAWN_MODES:
        return False
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    known = pdfium.FPDFText_GetFillColor(text, number, red, green, blue, alpha)
    return not known or alpha.value > 0


def _shown(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page's own coordinates on the page as shown, in points from the top left."""
    fine = 16  # the engine answers in whole pixels
    width, height = page.get_size()
    across, down = c_int(), c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, round(width * fine), round(height * fine), 0, x, y, across, down)
    return across.value / fine, down.value / fine


def _joined(letters: list[Placed]) -> Placed:
    box = Box(
        min(letter.box.x0 for letter in letters),
        min(letter.box.y0 for letter in letters),
        max(letter.box.x1 for letter in letters),
        max(letter.box.y1 for letter in letters),
    )
    return Placed("".join(letter.text for letter in letters), box, all(letter.drawn for letter in letters))
