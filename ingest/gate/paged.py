"""A PDF looked at by every means: two engines' text, objects, structure, pictures, boxes."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
from PIL import Image

from ingest.errors import DamagedFile, EncryptedFile
from ingest.gate import codes, covers, hidden_text, objects, pictures, second_engine, structure
from ingest.gate.drawn import Drawn
from ingest.gate.pictures import OcrPages, Shot
from ingest.gate.readings import Reading, Sort
from ingest.options import Options
from ingest.redactions import Leak, Objection, PagePlan

MEANS = (
    "pdfium",
    "mupdf",
    "objects",
    "bytes",
    "structure",
    "metadata",
    "embedded pictures",
    "page ocr",
    "covers",
)
_STORED = "page, as stored"


@dataclass
class _Found:
    readings: list[Reading] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)


@dataclass(frozen=True)
class _Awaited:
    """What is kept of a picture while OCR reads it: its pixels are not, a long file would not fit."""

    where: str
    page: int | None
    unseen: tuple[str, ...] = ()  # words of the page's text that leave no ink


def look(
    path: Path, options: Options, covered: Sequence[PagePlan], ocr_pages: OcrPages
) -> tuple[int, list[Reading], list[Objection]]:
    """Pages, readings and objections; raises EncryptedFile and DamagedFile."""
    raw, plans, found = path.read_bytes(), {plan.number: plan for plan in covered}, _Found()
    try:
        document = pikepdf.open(path)
    except pikepdf.PasswordError as error:
        raise EncryptedFile from error
    except pikepdf.PdfError as error:
        raise DamagedFile from error
    with document, second_engine.opened(path) as drawn:
        if document.is_encrypted:
            raise EncryptedFile
        found.objections += structure.objections(document, raw)
        found.readings += objects.readings(document, raw)
        found.readings += _first_engine(path)
        _look_at_pictures(document, drawn, plans, options, ocr_pages, found)
        found.objections += _warnings(document)
        return len(drawn), found.readings, found.objections


def _warnings(document: pikepdf.Pdf) -> Iterator[Objection]:
    """A file that qpdf had to mend is not the file that others will read."""
    if document.get_warnings():
        yield Objection(Leak.UNREADABLE, None, None, "a damaged file")


def _first_engine(path: Path) -> Iterator[Reading]:
    """MuPDF's text in the file's order and by rows, with nothing clipped and no layer off."""
    with pymupdf.open(path) as document:
        # The library's own way to widen the crop box fails where the media box does not begin at 0, 0.
        for page in list(document):
            left, top, right, bottom = page.mediabox
            document.xref_set_key(page.xref, "CropBox", f"[{left} {top} {right} {bottom}]")
        for page in document:
            for sort in (False, True):
                text = page.get_text("text", flags=pymupdf.TEXT_PRESERVE_LIGATURES, sort=sort)
                yield Reading(Leak.TEXT, Sort.TEXT, str(text), "text", page.number + 1)


def _look_at_pictures(
    document: pikepdf.Pdf,
    drawn: pypdfium2.PdfDocument,
    plans: dict[int, PagePlan],
    options: Options,
    ocr_pages: OcrPages,
    found: _Found,
) -> None:
    """Read every page as drawn and every embedded picture; a picture that is its page is read once."""
    awaited: deque[_Awaited] = deque()

    def shots() -> Iterator[Shot]:
        images = pictures.embedded(document)
        for number, held in images.items():
            found.objections += pictures.channels(number, held)
        for number in range(1, len(drawn) + 1):
            with closing(drawn[number - 1]) as page:
                only = pictures.whole_page(document.pages[number - 1])
                image = pictures.decoded(images[only]) if only in images else None
                shot, unseen = _page(page, number, image, plans.get(number), options, found)
            if shot.where == _STORED:
                read_whole.add(only)
            found.objections += codes.objections(shot)
            awaited.append(_Awaited(shot.where, number, unseen))
            yield shot
        for number, held in images.items():
            if number not in read_whole:
                yield from _alone(number, held, awaited, found)

    read_whole: set[int | None] = set()
    for read in ocr_pages(shots()):
        of = awaited.popleft()
        found.readings.append(Reading(Leak.PICTURE, Sort.OCR, read.text, of.where, of.page))
        if of.page is not None:
            plan = plans.get(of.page)
            found.objections += hidden_text.objections(of.unseen, of.page, plan, read.text)


def _page(
    page: pypdfium2.PdfPage,
    number: int,
    only: Image.Image | None,
    plan: PagePlan | None,
    options: Options,
    found: _Found,
) -> tuple[Shot, tuple[str, ...]]:
    """The picture of a page to be read, and its words that leave no ink; what needs no OCR is judged here."""
    letters = second_engine.placed_letters(page)
    words = second_engine.words_of(letters)
    for text in (second_engine.page_text(page), second_engine.in_rows(words)):
        found.readings.append(Reading(Leak.SECOND_ENGINE, Sort.TEXT, text, "text", number))
    glance = pictures.glance(page)
    inked = [letter.box for letter in letters if letter is not None and letter.drawn]
    if only is not None and pictures.stands_for(only, glance, inked):
        shot = pictures.picture_shot(only, _STORED, number, glance.width)
    else:
        shot = pictures.page_shot(page, number, options)
    if plan:
        drawn = Drawn(shot.image, glance.width, glance.height)
        found.objections += covers.objections(drawn, plan)
        shot = replace(shot, image=covers.cleared(drawn, plan))
    return shot, hidden_text.unseen(words, glance)


def _alone(number: int, held: pikepdf.Stream, awaited: deque[_Awaited], found: _Found) -> Iterator[Shot]:
    """An embedded picture that is not a whole page."""
    image = pictures.decoded(held)
    if image is None:
        found.objections.append(Objection(Leak.UNREADABLE, None, None, f"object {number}"))
    elif pictures.worth_reading(image):
        awaited.append(_Awaited(f"object {number}", None))
        shot = pictures.picture_shot(image, f"object {number}")
        found.objections += codes.objections(shot)
        yield shot
