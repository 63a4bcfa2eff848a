"""A confidential original's public version: pixels outside the boxes and words that may stay, no more."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pymupdf
from PIL import Image

from ingest import box_codes, box_sizes, burn, new_pdf
from ingest.box_codes import Coded, Codes
from ingest.errors import DamagedFile
from ingest.redactions import PagePlan, Plan, Redaction
from ingest.values import Box, Word
from ingest.word_layer import add_words

LANGUAGE = "es-MX"
MISSHAPEN = 0.03  # by how much a picture's shape may differ from its page's
Places = tuple[tuple[Coded, Box], ...]  # boxes as they are drawn, in page points


def as_pictures(
    pictures: Iterable[Image.Image],
    plan: Plan,
    codes: Codes,
    target: Path,
    *,
    language: str = LANGUAGE,
) -> None:
    """Write a NEW PDF: each page its picture with the boxes burned in, and the plan's kept words.

    ``pictures`` come one by one, in the order of the plan's pages, upright and filling the page; a page is
    let go before the next is asked for.  The same input gives the same bytes.  Raises DamagedFile when a
    picture does not fit its page: what was planned for another page must not be trusted.
    """
    boxes = boxes_by_page(plan, codes)
    coming = iter(pictures)
    with pymupdf.open() as public:
        for page in plan.pages:
            _add_page(public, next(coming, None), page, boxes[page.number])
        if next(coming, None) is not None:
            raise DamagedFile
        new_pdf.save(public, target, language)


def _add_page(public: pymupdf.Document, picture: Image.Image | None, page: PagePlan, places: Places) -> None:
    if picture is None or not _fits(picture, page):
        raise DamagedFile
    shown = add_burned_page(public, picture, page, places)
    add_words(shown, allowed(page.kept, [box for _, box in places]))
    new_pdf.write_captions(shown, places)


def boxes_by_page(plan: Plan, codes: Codes) -> dict[int, Places]:
    """The boxes to be drawn on every page of the plan; one without a code is drawn all the same."""
    coded = {each.redaction: each for each in codes.boxes}
    return {
        page.number: tuple(
            (coded.get(each, Coded("", each)), box) for each, box in box_sizes.even_boxes(page)
        )
        for page in plan.pages
    }


def add_burned_page(
    public: pymupdf.Document, picture: Image.Image, page: PagePlan, places: Places
) -> pymupdf.Page:
    """Append one page that is nothing but its picture, with every box burned in."""
    new = public.new_page(width=page.width, height=page.height)
    across, down = picture.width / page.width, picture.height / page.height
    burned = burn.burned(
        picture,
        [
            (place, each.colour)
            for each, box in places
            if (place := burn.in_pixels(box, across, down, picture.size)) is not None
        ],
    )
    new.insert_image(new.rect, stream=burn.as_jpeg(burned))
    return new


def allowed(words: Iterable[Word], boxes: Sequence[Box]) -> Iterator[Word]:
    """The words that no box touches; those of the lines above and below may come close."""
    for word in words:
        core = box_sizes.core(word)
        if not any(box_sizes.touch(core, box) for box in boxes):
            yield word


def _fits(picture: Image.Image, page: PagePlan) -> bool:
    """Whether the picture has the page's shape: one that lies on its side has its boxes elsewhere."""
    skewed = (picture.width * page.height) / max(picture.height * page.width, 1e-6)
    return abs(skewed - 1) <= MISSHAPEN


def image(
    picture: Image.Image,
    redactions: Iterable[Redaction],
    target: Path,
    *,
    scale: float = 1.0,
    quality: int = 90,
) -> Codes:
    """Write an upright picture's public version as JPEG or PNG, as the target's suffix says.

    Boxes are pixels of the picture; ``scale`` is how many of them make a point, for the captions' size.
    """
    codes = box_codes.of_redactions(redactions)
    new = covered(picture, [(each, each.redaction.box) for each in codes.boxes], scale)
    if target.suffix.lower() == ".png":
        new.save(target, "PNG")
    else:
        target.write_bytes(burn.as_jpeg(new, quality))
    return codes


def page_covered(picture: Image.Image, page: PagePlan, codes: Codes) -> Image.Image:
    """A page's picture with the boxes of its plan burned in.  Raises DamagedFile as above."""
    if not _fits(picture, page):
        raise DamagedFile
    across, down = picture.width / page.width, picture.height / page.height
    places = [
        (each, Box(box.x0 * across, box.y0 * down, box.x1 * across, box.y1 * down))
        for each, box in boxes_by_page(Plan((page,)), codes)[page.number]
    ]
    return covered(picture, places, across)


def covered(picture: Image.Image, boxes: Iterable[tuple[Coded, Box]], scale: float) -> Image.Image:
    """New pixels with every box, itself in pixels, and its caption burned in."""
    places = [
        (place, each)
        for each, box in boxes
        if (place := burn.in_pixels(box, 1.0, 1.0, picture.size)) is not None
    ]
    new = burn.burned(picture, [(place, each.colour) for place, each in places])
    burn.write_captions(new, places, scale)
    return new
