"""PDF read page by page: text layer where it can be trusted, OCR where not, and a preview of each page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pymupdf
from PIL import Image

from ingest import ocr, render
from ingest.errors import (
    AbilityMissing,
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    NoPages,
    TooManyPages,
    TruncatedFile,
    WrongPassword,
)
from ingest.layer import Layer, RawWord, read_layer
from ingest.options import Options
from ingest.render import Pack
from ingest.values import FileType, Page, Survey, TextSource

LITTLE_TEXT = 200  # letters under which a page that is mostly a picture is read by OCR as well
MOSTLY_PICTURE = 0.5  # share of the page
OCR_MAX_SIDE = 10_000  # pixels
OCR_MAX_PIXELS = 40e6
INK = 0.0001  # share of dark pixels under which a page without text is blank
# Ligatures spelt out, white space plain, unmapped codes as U+FFFD, and nothing that is clipped away.
LAYER_FLAGS = pymupdf.TEXT_MEDIABOX_CLIP

_PDF_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?")

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


def survey(path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
    """What the file says of itself; raises the refusal that fits when its pages cannot be read."""
    with open_pdf(path, options.password) as document:
        pages = document.page_count
        if pages > options.limits.pages:
            raise TooManyPages(pages=pages, limit=options.limits.pages)
        if document.is_repaired and _ends_early(path):
            raise TruncatedFile
        if pages == 0:
            raise NoPages
        declared = document.metadata or {}
    return Survey(
        file_type=file_type,
        page_count=pages,
        title=_declared_title(declared.get("title")),
        created=pdf_date(declared.get("creationDate")),
        missing_abilities=() if ocr.available(options) else ("ocr",),
    )


def read(
    path: Path,
    file_type: FileType,
    survey: Survey,
    first: int,
    last: int,
    options: Options,
    work: Path,
    pack: Pack,
) -> Iterator[Page]:
    """Pages ``first`` to ``last`` (from 1, both included)."""
    return read_pdf_pages(path, first, last, options, pack, options.password)


def read_pdf_pages(
    pdf_path: Path, first: int, last: int, options: Options, pack: Pack, password: str | None = None
) -> Iterator[Page]:
    """Pages of any PDF, the archive's own renderings of office files included."""
    with open_pdf(pdf_path, password) as document:
        for number in range(first, min(last, document.page_count) + 1):
            yield _read_page(document, number, options, pack)


def open_pdf(path: Path, password: str | None = None) -> pymupdf.Document:
    """The opened document; an owner's password alone does not keep readers out, here as elsewhere."""
    try:
        document = pymupdf.open(path, filetype="pdf")
    except pymupdf.EmptyFileError as error:
        raise EmptyFile from error
    except (pymupdf.FileDataError, pymupdf.mupdf.FzErrorBase) as error:
        raise (TruncatedFile() if _ends_early(path) else DamagedFile()) from error
    if not document.is_pdf:
        document.close()
        raise DamagedFile
    if document.needs_pass:
        if not password:
            document.close()
            raise EncryptedFile
        if not document.authenticate(password):
            document.close()
            raise WrongPassword
    return document


def pdf_date(untrusted_text: str | None) -> datetime | None:
    """A PDF date, as naive local time; None where it is not one or cannot be true."""
    match = _PDF_DATE.match(untrusted_text.strip()) if untrusted_text else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (
        int(part) if part else least for part, least in zip(match.groups(), (0, 1, 1, 0, 0, 0), strict=True)
    )
    if not 1990 <= year <= datetime.now(UTC).year + 1:
        return None
    try:
        return datetime(year, month, day, hour, minute, second)  # zones in PDF are rarely right
    except ValueError:
        return None


def _declared_title(untrusted_title: str | None) -> str | None:
    title = " ".join("".join(c for c in untrusted_title or "" if c.isprintable() or c.isspace()).split())
    return title[:300] or None


def _ends_early(path: Path) -> bool:
    """Whether the file stops without the marks every PDF ends with."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - 2048))
        tail = file.read()
    return b"%%EOF" not in tail and b"startxref" not in tail


def _read_page(document: pymupdf.Document, number: int, options: Options, pack: Pack) -> Page:
    try:
        page = document[number - 1]
        rect = page.rect
    except (RuntimeError, ValueError, IndexError, pymupdf.mupdf.FzErrorBase):
        # One broken page does not take the others with it: it is kept, and shows that it is empty.
        return Page(number, 612.0, 792.0, "")
    layer = layer_of(page)
    image = render.page_picture(page, options)
    read = Page(
        number,
        rect.width,
        rect.height,
        layer.text if layer.usable else "",
        layer.words if layer.usable else (),
        TextSource.LAYER if layer.usable and layer.words else TextSource.NONE,
    )
    if _needs_ocr(page, layer, image):
        read = _with_ocr(page, read, options)
    preview = render.add_preview(image, options, pack)
    thumbnail = render.add_thumbnail(image, options, pack) if number == 1 else None
    return replace(read, preview=preview, thumbnail=thumbnail)


def layer_of(page: pymupdf.Page) -> Layer:
    rect = page.rect
    raw = page.get_textpage(flags=LAYER_FLAGS).extractWORDS()
    if page.rotation:
        # The text page knows nothing of the rotation (and clips wrongly when handed a matrix).
        raw = [_turned(word, page.rotation_matrix) for word in raw]
    return read_layer(raw, rect.width, rect.height)


def _turned(word: RawWord, matrix: pymupdf.Matrix) -> RawWord:
    box = pymupdf.Rect(word[:4]) * matrix
    return (box.x0, box.y0, box.x1, box.y1, *word[4:])


def _needs_ocr(page: pymupdf.Page, layer: Layer, image: Image.Image) -> bool:
    if layer.usable and layer.letters >= LITTLE_TEXT:
        return False
    if not has_ink(image):
        return False
    if not layer.usable:
        return True
    return picture_share(page) >= MOSTLY_PICTURE


def picture_share(page: pymupdf.Page) -> float:
    """Share of the page that its largest picture covers."""
    shown = page.rect * page.derotation_matrix if page.rotation else page.rect
    area = max(abs(shown), 1.0)
    return max(
        (abs(pymupdf.Rect(info["bbox"]) & shown) / area for info in page.get_image_info()), default=0.0
    )


def has_ink(image: Image.Image) -> bool:
    """Whether anything but paper can be seen."""
    grey = np.asarray(image.convert("L"), dtype=np.int16)
    paper = int(np.median(grey))
    return float(np.count_nonzero(np.abs(grey - paper) > 60)) / grey.size > INK


def _with_ocr(page: pymupdf.Page, read: Page, options: Options) -> Page:
    """The page as OCR reads it, where that finds more than the layer holds."""
    rect = page.rect
    zoom = render.fitting_zoom(
        rect.width, rect.height, options.ocr_dpi, max_side=OCR_MAX_SIDE, max_pixels=OCR_MAX_PIXELS
    )
    try:
        result = ocr.read_image(render.picture(page, zoom, grey=True), options, zoom * render.POINTS_PER_INCH)
    except AbilityMissing:
        return read
    if len(result.text) <= len(read.text):
        return read
    return replace(
        read, text=result.text, words=result.words, source=TextSource.OCR, confidence=result.confidence
    )
