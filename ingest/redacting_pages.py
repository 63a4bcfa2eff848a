"""A document's pages as redaction needs them: the words that can be seen, and the pixels they stand on.

What a file says is not believed where its pixels say otherwise: a word of the text layer that leaves no ink
is dropped, and where a picture lies under words, OCR reads the picture instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import pymupdf
from numpy.typing import NDArray
from PIL import Image

from ingest import ocr, office, render
from ingest.attendance.pages import SeenPage
from ingest.errors import AbilityMissing, NoPages, TooManyPages
from ingest.extract import image as images
from ingest.extract import pdf
from ingest.extract.readers import READERS
from ingest.options import Options
from ingest.unruled import without_lines
from ingest.values import Box, Family, FileType, Page, TextSource

SEEN_DPI = 150.0  # at which rulings and ink are looked for
SEEN_DPI_OF_MANY = 100.0
MANY_PAGES = 60  # from which the pages' pictures must be smaller to be held all at once
SHOWN_DPI = 200.0  # of the pictures a public version is made of
SHOWN_PIXELS = 12e6
MOSTLY_PICTURE = 0.5  # share of the page from which its text is read off its pixels
WORTH_READING = 0.0005  # share of the page from which a picture may hold words
CONTRAST = 7  # of 255 between darkest and lightest pixel: what is fainter is taken out of the file


@dataclass(frozen=True)
class Sight:
    """One page as seen, and what is known of its pictures."""

    seen: SeenPage
    pictures: tuple[Box, ...] = ()  # where pictures lie on the page
    scanned: bool = False  # what it says was read off its pixels


class Source(Protocol):
    """A document open for reading and for drawing; several passes over its pages are possible."""

    page_count: int
    file_type: FileType
    options: Options
    pdf_path: Path | None  # what was drawn, if it is a PDF
    picture_path: Path | None  # or the picture itself

    def sights(self) -> list[Sight]:
        """Every page, read."""
        ...

    def shown(self) -> Iterator[Image.Image]:
        """Every page as a picture, one at a time, as large as a public version needs."""
        ...

    def shown_page(self, number: int) -> Image.Image:
        """One page as a picture for reading, from 1."""
        ...


class PdfSource:
    """A PDF, or what LibreOffice printed of an office file."""

    def __init__(self, path: Path, options: Options, password: str | None) -> None:
        self.file_type = FileType.PDF
        self.options = options
        self.pdf_path: Path | None = path
        self.picture_path: Path | None = None
        self._document = pdf.open_pdf(path, password)
        if self._document.page_count > options.limits.pages:
            raise TooManyPages(pages=self._document.page_count, limit=options.limits.pages)
        self.page_count = self._document.page_count
        if self.page_count == 0:
            raise NoPages
        # Annotations and fields are drawn but are not among the page's words: they become part of it.
        self._document.bake(annots=True, widgets=True)

    def sights(self) -> list[Sight]:
        dpi = SEEN_DPI if self.page_count < MANY_PAGES else SEEN_DPI_OF_MANY
        return [self._sight(page, dpi) for page in self._document.pages()]

    def shown(self) -> Iterator[Image.Image]:
        for page in self._document.pages():
            yield _drawn(page, SHOWN_DPI)

    def shown_page(self, number: int) -> Image.Image:
        return _drawn(self._document[number - 1], float(self.options.ocr_dpi))

    def _sight(self, page: pymupdf.Page, dpi: float) -> Sight:
        rect = page.rect
        picture = _grey(page, dpi)
        pictures = picture_boxes(page)
        layer = pdf.layer_of(page)
        share = max((_area(box) for box in pictures), default=0.0) / max(rect.width * rect.height, 1.0)
        if share >= MOSTLY_PICTURE or not layer.usable:
            read = self._read_off(page)
            return Sight(SeenPage(read, picture, dpi), pictures, scanned=True)
        words = tuple(
            word
            for word in layer.words
            if is_seen(word.box, picture, dpi) and not any(_lies_on(word.box, box) for box in pictures)
        )
        if any(_area(box) >= WORTH_READING * rect.width * rect.height for box in pictures):
            found = self._read_off(page).words
            words += tuple(word for word in found if any(_lies_on(word.box, box) for box in pictures))
        source = TextSource.LAYER if words else TextSource.NONE
        read = Page(page.number + 1, rect.width, rect.height, layer.text, words, source)
        return Sight(SeenPage(read, picture, dpi), pictures)

    def _read_off(self, page: pymupdf.Page) -> Page:
        rect = page.rect
        zoom = render.fitting_zoom(
            rect.width, rect.height, self.options.ocr_dpi, max_side=10_000, max_pixels=40e6
        )
        drawn = render.picture(page, zoom, grey=True)
        read = _as_page(page.number + 1, drawn, zoom * render.POINTS_PER_INCH, self.options)
        return replace(read, width=rect.width, height=rect.height)


class PictureSource:
    """A photograph or scan kept as a picture; of a TIFF, every frame is a page."""

    def __init__(self, path: Path, file_type: FileType, options: Options) -> None:
        self.file_type = file_type
        self.options = options
        self.pdf_path: Path | None = None
        self.picture_path: Path | None = path
        self._path = path
        survey = images.survey(path, file_type, options, path.parent)
        if "ocr" in survey.missing_abilities:
            raise AbilityMissing(tool="Tesseract en español")
        self.page_count = survey.page_count

    def sights(self) -> list[Sight]:
        return [self._sight(number) for number in range(1, self.page_count + 1)]

    def shown(self) -> Iterator[Image.Image]:
        for number in range(1, self.page_count + 1):
            yield self._frame(number)[0]

    def shown_page(self, number: int) -> Image.Image:
        return self._frame(number)[0]

    def _sight(self, number: int) -> Sight:
        picture, dpi = self._frame(number)
        page = _as_page(number, picture, dpi, self.options)
        whole = Box(0.0, 0.0, page.width, page.height)
        small, scale = _shrunk(picture.convert("L"), SEEN_DPI / dpi)
        return Sight(SeenPage(page, np.asarray(small), dpi * scale), (whole,), scanned=True)

    def _frame(self, number: int) -> tuple[Image.Image, float]:
        """The upright frame, no larger than a page needs, and its pixels per inch."""
        with images.opened(self._path, self.options.limits) as opened:
            if self.page_count > 1:
                opened.seek(number - 1)
            upright = images.upright(opened)
            dpi = images.dpi_of(opened)
        picture, scale = _shrunk(upright, (SHOWN_PIXELS / (upright.width * upright.height)) ** 0.5)
        return picture, dpi * scale


def opened(path: Path, file_type: FileType, options: Options, work: Path) -> Source:
    """The document's pages; office files are printed first.  Raises AbilityMissing where they cannot be."""
    if file_type.family is Family.IMAGE:
        return PictureSource(path, file_type, options)
    if file_type.family is Family.PDF:
        return PdfSource(path, options, options.password)
    return PdfSource(_printed(path, file_type, options, work), options, None)


def _printed(path: Path, file_type: FileType, options: Options, work: Path) -> Path:
    printed = work / office.RENDERED
    if not printed.is_file():
        READERS[file_type.family].survey(path, file_type, options, work)
    if not printed.is_file():
        raise AbilityMissing(tool=office.NAME)
    return printed


def picture_boxes(page: pymupdf.Page) -> tuple[Box, ...]:
    """Where pictures lie on the page as shown."""
    boxes = (pymupdf.Rect(info["bbox"]) * page.rotation_matrix for info in page.get_image_info())
    return tuple(Box(*(box & page.rect)) for box in boxes if not (box & page.rect).is_empty)


def is_seen(box: Box, picture: NDArray[np.uint8], dpi: float) -> bool:
    """Whether anything is drawn where a word is said to stand."""
    scale = dpi / 72.0
    area = picture[
        max(0, int(box.y0 * scale)) : int(box.y1 * scale) + 1,
        max(0, int(box.x0 * scale)) : int(box.x1 * scale) + 1,
    ]
    return area.size > 0 and int(area.max()) - int(area.min()) >= CONTRAST


def _as_page(number: int, picture: Image.Image, dpi: float, options: Options) -> Page:
    result = ocr.read_image(without_lines(picture, dpi), options, dpi)
    width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
    source = TextSource.OCR if result.words else TextSource.NONE
    return Page(number, width, height, result.text, result.words, source, result.confidence)


def _grey(page: pymupdf.Page, dpi: float) -> NDArray[np.uint8]:
    zoom = render.fitting_zoom(page.rect.width, page.rect.height, dpi, max_side=10_000, max_pixels=40e6)
    return np.asarray(render.picture(page, zoom, grey=True))


def _drawn(page: pymupdf.Page, dpi: float) -> Image.Image:
    zoom = render.fitting_zoom(page.rect.width, page.rect.height, dpi, max_side=10_000, max_pixels=40e6)
    return render.picture(page, zoom)


def _shrunk(picture: Image.Image, scale: float) -> tuple[Image.Image, float]:
    if scale >= 1.0:
        return picture, 1.0
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.BOX), size[0] / picture.width


def _area(box: Box) -> float:
    return max(0.0, box.x1 - box.x0) * max(0.0, box.y1 - box.y0)


def _lies_on(word: Box, picture: Box) -> bool:
    shared = Box(
        max(word.x0, picture.x0), max(word.y0, picture.y0), min(word.x1, picture.x1), min(word.y1, picture.y1)
    )
    return shared.x1 > shared.x0 and shared.y1 > shared.y0 and _area(shared) >= 0.5 * _area(word)
