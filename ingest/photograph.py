"""The public version of a photograph: people covered in the pixels, and nothing but pixels.

A face is covered with a rectangle of one colour: a blur or mosaic can be worked back, and a person who looks
the result over must see at once what is covered.  Everything that is not a pixel (place, camera, dates,
thumbnails, maker's notes, colour profile) stays behind: a new picture is written from the pixels alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps

from ingest import box_sizes, burn, lettering, ocr, public_pdf
from ingest.detect import findings
from ingest.extract import image as pictures
from ingest.faces import find
from ingest.options import Options
from ingest.redactions import DataType, Extent, Finding, PagePlan, Redaction, Source
from ingest.values import Box, FileType, Page, Word

Detect = Callable[[Page], Sequence[Finding]]

GROWN = 1.25  # of a face's sides: hair, ears and the line of the chin tell who it is, too
BESIDE_TEXT = 0.2  # of a line's height, on each side
CLEARLY = 0.35  # how sure the model must be of a face in a finished picture for it to be held back
LIKE_A_PLATE = 0.3
_NO_SIGN = re.compile(r"[^A-Za-z0-9]")
COVER = (24, 24, 24)
JPEG_QUALITY = 90
_AS_PNG = frozenset({FileType.PNG, FileType.GIF})


@dataclass(frozen=True)
class PhotoPlan:
    """What was found in a picture and what is proposed to be covered, in points of its page."""

    page: PagePlan
    findings: tuple[Finding, ...]


def plan(
    path: Path, file_type: FileType, page: Page, options: Options, detect: Detect = findings.find
) -> PhotoPlan:
    """Faces and written personal data in the picture that was read as ``page``, for a person to decide on.

    ``detect`` finds what is personal in a page's words.
    """
    picture = _frame(path, file_type, page.number, options)
    scale = picture.width / page.width
    found = (*_faces(picture, page.number, scale), *written(picture, page, options, detect))
    redactions = tuple(_redaction(finding, box, page) for finding in found for box in finding.boxes)
    return PhotoPlan(PagePlan(page.number, page.width, page.height, redactions), found)


def make(
    path: Path, file_type: FileType, pages: Sequence[PagePlan], target: Path, options: Options
) -> FileType:
    """Write the picture with the plan's boxes burned in to ``target`` and say what type it now is.

    The boxes are final: what a person took out is not covered, what a person drew is.  Several pages (a
    scan of many frames) become a PDF.
    """
    covered = (_covered(_frame(path, file_type, page.number, options), page) for page in pages)
    if len(pages) > 1:
        shown = [Page(page.number, page.width, page.height, "") for page in pages]
        public_pdf.pictures_as_pdf(list(covered), target, shown)
        return FileType.PDF
    public = next(covered)
    if file_type in _AS_PNG:
        public.save(target, "PNG")
        return FileType.PNG
    public.save(target, "JPEG", quality=JPEG_QUALITY)
    return FileType.JPEG


def remaining(
    path: Path, file_type: FileType, page: PagePlan, options: Options, left_open: Sequence[Box] = ()
) -> tuple[Finding, ...]:
    """The faces that a finished picture clearly still shows, but for those a person decided to leave open."""
    picture = _frame(path, file_type, page.number, options)
    scale = picture.width / page.width
    return tuple(
        finding
        for finding in _faces(picture, page.number, scale)
        if finding.confidence >= CLEARLY and not any(holds_middle(box, finding.boxes[0]) for box in left_open)
    )


def patch(face: find.Face) -> Box:
    """What is covered of a face, in pixels: more than the model's box, which ends at brows and cheeks."""
    x0, y0, x1, y1 = face.box
    beside, above = (x1 - x0) * (GROWN - 1) / 2, (y1 - y0) * (GROWN - 1) / 2
    return Box(x0 - beside, y0 - above, x1 + beside, y1 + above)


def _frame(path: Path, file_type: FileType, number: int, options: Options) -> Image.Image:
    """One frame as it is meant to be seen, in the colours every screen takes for granted."""
    with pictures.opened(path, options.limits) as image:
        if file_type is FileType.TIFF:
            image.seek(number - 1)
        # The decoders' own limit was asked for the first frame; frames may differ in size.
        return _in_srgb(image)


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture upright and in sRGB: without its profile, skin and skies would change colour."""
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if profile and upright.mode in ("RGB", "RGBA", "CMYK", "L"):
        after = "RGBA" if upright.mode == "RGBA" else "RGB"
        try:
            converted = ImageCms.profileToProfile(
                upright,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=after,
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a broken profile says nothing of the colours
        upright = converted or upright
    return pictures.upright(upright)


def _faces(picture: Image.Image, number: int, scale: float) -> Iterator[Finding]:
    for face in find.faces(np.asarray(picture)):
        box = _in_points(patch(face), scale, picture.size)
        yield Finding(number, (box,), DataType.FACE, Source.PICTURE, round(face.score, 3))


def written(
    picture: Image.Image, page: Page, options: Options, detect: Detect = findings.find
) -> Iterator[Finding]:
    """What is personal in a picture's words: plates, name tags, labels, screens, posters.

    ``page`` holds what was read of it as one reads a page; here only the lettering of the scene is read.
    """
    if not ocr.available(options):
        return
    scale = picture.width / page.width
    scene = lettering.words(np.asarray(picture), options)
    in_points = tuple(Word(word.text, Box(*(side / scale for side in word.box))) for word in scene)
    # Apart from each other: words that both readers saw would stand twice in every line.
    for words in (page.words, in_points):
        if not words:
            continue
        text = " ".join(word.text for word in words)
        found = tuple(detect(Page(page.number, page.width, page.height, text, words)))
        yield from found
        yield from _plates(words, found, page.number)


def _plates(words: Sequence[Word], found: Sequence[Finding], number: int) -> Iterator[Finding]:
    """Words that may be a plate: in a scene a letter is easily misread, so the shape is taken loosely."""
    known = {box for finding in found for box in finding.boxes}
    for word in words:
        signs = _NO_SIGN.sub("", word.text)
        letters = sum(sign.isalpha() for sign in signs)
        shaped = 5 <= len(signs) <= 8 and 2 <= letters <= len(signs) - 2
        if shaped and not any(holds_middle(box, word.box) for box in known):
            yield Finding(number, (word.box,), DataType.PLATE, Source.PICTURE, LIKE_A_PLATE, word.text)


def _redaction(finding: Finding, box: Box, page: Page) -> Redaction:
    if finding.data_type is DataType.FACE:
        return Redaction(finding.page, box, finding.data_type)
    above = (box.y1 - box.y0) * BESIDE_TEXT
    # The first and the last sign of a plate are those that reading loses.
    beside = box.y1 - box.y0 if finding.data_type is DataType.PLATE else above
    grown = Box(
        max(0.0, box.x0 - beside),
        max(0.0, box.y0 - above),
        min(page.width, box.x1 + beside),
        min(page.height, box.y1 + above),
    )
    return Redaction(finding.page, grown, finding.data_type, Extent(words=len(finding.text.split()), lines=1))


def _covered(picture: Image.Image, page: PagePlan) -> Image.Image:
    """The pixels alone, with every box of the plan in one colour; boxes take every pixel they touch."""
    across, down = picture.width / page.width, picture.height / page.height
    places = [burn.in_pixels(box, across, down, picture.size) for _, box in box_sizes.even_boxes(page)]
    return burn.burned(picture, [(place, COVER) for place in places if place is not None])


def _in_points(box: Box, scale: float, size: tuple[int, int]) -> Box:
    """A box in pixels, cut to the picture, in points."""
    width, height = size
    return Box(
        max(0.0, box.x0) / scale,
        max(0.0, box.y0) / scale,
        min(float(width), box.x1) / scale,
        min(float(height), box.y1) / scale,
    )


def holds_middle(box: Box, other: Box) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1
