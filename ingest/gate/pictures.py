"""Every picture of a file read by OCR: its pages as drawn, and what lies embedded in it, drawn or not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image

from ingest import ocr, render
from ingest.gate import metadata, second_engine
from ingest.gate.drawn import Drawn
from ingest.ocr import OcrResult
from ingest.options import Options
from ingest.redactions import Leak, Objection
from ingest.values import Box

LEAST_WIDTH, LEAST_HEIGHT = 24, 8  # pixels: in less than that nobody reads a word
_SMALL = 1000  # pixels of the longer side: enlarged, so that its letters are as tall as the engine needs
_LOOK_DPI = 100.0  # at which a page as drawn is compared with the picture it is made of
_DIFFERENT = 40  # of 255, after smoothing: a letter that only one of the two shows
_SAME_SHAPE = 0.02
_COMMON_FONT = frozenset({"/Type", "/Subtype", "/BaseFont", "/Encoding", "/Name"})
_UNKNOWN_DPI = 150.0


@dataclass(frozen=True)
class Shot:
    """A picture to be read."""

    image: Image.Image
    dpi: float
    where: str
    page: int | None


OcrPages = Callable[[Iterator[Shot]], Iterable[OcrResult]]


def reader(options: Options) -> OcrPages:
    """Reads one picture after another in this process."""
    return lambda shots: (ocr.read_image(shot.image, options, shot.dpi) for shot in shots)


def embedded(document: pikepdf.Pdf) -> dict[int, pikepdf.Stream]:
    """Every picture in the file by its object's number, whether any page shows it or not."""
    return {
        held.objgen[0]: held
        for held in document.objects
        if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == "/Image"
    }


def decoded(held: pikepdf.Stream) -> Image.Image | None:
    """The picture's pixels out of the file's own bytes; None where they cannot be had."""
    try:
        image = pikepdf.PdfImage(held).as_pil_image()
        image.load()
        return image if image.mode in ("L", "RGB") else image.convert("RGB")
    except (pikepdf.PdfError, NotImplementedError, ValueError, TypeError, KeyError, OSError, SyntaxError):
        return None


def channels(number: int, held: pikepdf.Stream) -> Iterator[Objection]:
    """What an embedded picture's own format carries beside pixels."""
    for channel in dict.fromkeys(_channels(held)):
        yield Objection(Leak.METADATA, None, None, f"object {number}: {channel}")


def whole_page(page: pikepdf.Page) -> int | None:
    """The number of the one picture a page consists of; None where there is more, or less, on it.

    Letters may stand on it if their font is one of those every reader has: then the codes of its text say
    what it shows, and no other shapes can be drawn with it.
    """
    resources = page.obj.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return None
    drawn, fonts = resources.get("/XObject"), resources.get("/Font")
    if not isinstance(drawn, pikepdf.Dictionary) or len(drawn) != 1:
        return None
    if isinstance(fonts, pikepdf.Dictionary) and not all(_is_common(font) for font in fonts.values()):
        return None
    only = next(iter(drawn.values()))
    return only.objgen[0] if only.get("/Subtype") == "/Image" else None


def _is_common(font: pikepdf.Object) -> bool:
    """Whether a font is not in the file but every reader's own, with the usual codes."""
    if font.get("/Subtype") != "/Type1" or not set(font.keys()) <= _COMMON_FONT:
        return False
    return isinstance(font.get("/Encoding", pikepdf.Name.WinAnsiEncoding), pikepdf.Name)


def glance(page: pypdfium2.PdfPage) -> Drawn:
    """The page as drawn, just large enough to see whether there is ink at a place."""
    width, height = page.get_size()
    zoom = render.fitting_zoom(width, height, _LOOK_DPI, max_side=4_000)
    return Drawn(second_engine.picture(page, zoom), width, height)


def stands_for(image: Image.Image, page: Drawn, letters: Sequence[Box]) -> bool:
    """Whether the page as drawn shows this picture from edge to edge, and on it these letters alone."""
    if abs(image.width / image.height - page.width / page.height) > _SAME_SHAPE * page.width / page.height:
        return False
    if image.width < page.image.width:
        return False
    stored = image.convert("L").resize(page.image.size, Image.Resampling.BOX)
    gap = np.abs(page.pixels.astype(np.int16) - np.asarray(stored, np.int16)).astype(np.uint8)
    for letter in letters:
        gap[page.rows(letter, inset=-2), page.columns(letter, inset=-2)] = 0
    smooth = np.asarray(Image.fromarray(gap).reduce(2))
    return bool(smooth.max(initial=0) < _DIFFERENT)


def page_shot(page: pypdfium2.PdfPage, number: int, options: Options) -> Shot:
    """The page as PDFium draws it."""
    width, height = page.get_size()
    zoom = render.fitting_zoom(width, height, options.ocr_dpi, max_side=10_000, max_pixels=40e6)
    image = second_engine.picture(page, zoom)
    return Shot(image, zoom * render.POINTS_PER_INCH, "page", number)


def picture_shot(image: Image.Image, where: str, page: int | None = None, width: float | None = None) -> Shot:
    """A picture ready to be read; ``width`` in points where it is known how large it is shown."""
    dpi = image.width / width * render.POINTS_PER_INCH if width else _UNKNOWN_DPI
    if max(image.size) < _SMALL:
        image = image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC)
        dpi *= 2
    return Shot(image, dpi, where, page)


def worth_reading(image: Image.Image) -> bool:
    """Whether there can be a word in the picture: it is large enough and not of one colour."""
    if image.width < LEAST_WIDTH or image.height < LEAST_HEIGHT:
        return False
    low, high = image.convert("L").getextrema()
    return bool(high > low)  # type: ignore[operator]


def _channels(held: pikepdf.Stream) -> Iterator[str]:
    """What a picture's own format carries inside the PDF."""
    filters = held.get("/Filter")
    last = filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters
    if last != "/DCTDecode":
        if last == "/JPXDecode":
            yield "a format that is not looked into"
        return
    try:
        raw = held.get_raw_stream_buffer() if not isinstance(filters, pikepdf.Array) else _jpeg(held)
    except (pikepdf.PdfError, NotImplementedError):
        yield "unreadable"
        return
    yield from metadata.jpeg_channels(bytes(raw))


def _jpeg(held: pikepdf.Stream) -> bytes:
    buffer = BytesIO()
    pikepdf.PdfImage(held).extract_to(stream=buffer)
    return buffer.getvalue()
