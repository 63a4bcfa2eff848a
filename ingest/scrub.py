"""A file's public version: a NEW file made from what people see, with every hidden channel dropped."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageSequence

from ingest import box_codes, office, public_pdf, redact
from ingest.box_codes import Codes
from ingest.charset import decode
from ingest.errors import AbilityMissing, DamagedFile, NoPublicForm
from ingest.extract import image as pictures
from ingest.options import Options
from ingest.redactions import Plan
from ingest.values import Family, FileType, Page

# What no reader sees in plain text: controls, zero-width and direction marks, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_AS_PNG = frozenset({FileType.PNG, FileType.GIF})
JPEG_QUALITY = 90


@dataclass(frozen=True)
class _Order:
    """One file to be made public."""

    source: Path
    file_type: FileType
    target: Path
    options: Options
    work: Path
    pages: Sequence[Page]  # what reading the file gave
    plan: Plan | None
    codes: Codes | None


def scrub(
    source: Path,
    file_type: FileType,
    target: Path,
    options: Options,
    work: Path,
    pages: Sequence[Page],
    plan: Plan | None = None,
    codes: Codes | None = None,
) -> FileType:
    """Write the public version of ``source`` to ``target`` and say what type it is.

    ``pages`` is what reading the file gave; what lies beneath the boxes of ``plan`` is removed, and the
    boxes carry ``codes``.  Raises NoPublicForm for films and packages, and for plain text that would need
    boxes; AbilityMissing where an office file cannot be printed here; DamagedFile where the plan is another
    file's.
    """
    order = _Order(source, file_type, target, options, work, pages, plan, codes)
    return _SCRUBBERS[file_type.family](order)


def _pdf(order: _Order) -> FileType:
    public_pdf.make(order.source, order.target, order.options, order.pages, order.plan, order.codes)
    return FileType.PDF


def _office(order: _Order) -> FileType:
    """As printed: speaker notes, hidden slides, sheets, rows and comments are not."""
    if order.file_type is FileType.CSV:
        return _text(order)
    rendered = order.work / office.RENDERED
    if not rendered.is_file():
        if not office.available():
            raise AbilityMissing(tool=office.NAME)
        made = office.render(order.source, order.file_type, order.work, order.options.limits)
        if made is None:
            raise DamagedFile
        rendered = made
    return _pdf(replace(order, source=rendered))


def _image(order: _Order) -> FileType:
    """New pixels, upright, on white, without any metadata."""
    file_type, target = order.file_type, order.target
    with pictures.opened(order.source, order.options.limits) as image:
        if file_type is FileType.TIFF and getattr(image, "n_frames", 1) > 1:
            frames = (pictures.upright(frame) for frame in ImageSequence.Iterator(image))
            _frames(order, frames)
            return FileType.PDF
        public = _bare(_covered(order, pictures.upright(image)))
    if file_type in _AS_PNG:
        public.save(target, "PNG", optimize=False)
        return FileType.PNG
    if file_type is FileType.WEBP:
        public.save(target, "WEBP", quality=JPEG_QUALITY, method=4)
        return FileType.WEBP
    public.save(target, "JPEG", quality=JPEG_QUALITY)
    return FileType.JPEG


def _frames(order: _Order, frames: Iterator[Image.Image]) -> None:
    if order.plan is None:
        public_pdf.pictures_as_pdf(list(frames), order.target, order.pages)
    else:
        codes = order.codes or box_codes.numbered(order.plan)
        redact.as_pictures(frames, order.plan, codes, order.target)


def _covered(order: _Order, picture: Image.Image) -> Image.Image:
    if order.plan is None:
        return picture
    if len(order.plan.pages) != 1:
        raise DamagedFile
    page = order.plan.pages[0]
    return redact.page_covered(picture, page, order.codes or box_codes.numbered(order.plan))


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone, in an image that carries nothing else to its file."""
    return Image.frombytes(image.mode, image.size, image.tobytes())


def _text(order: _Order) -> FileType:
    """The visible text as UTF-8 without a byte-order mark."""
    file_type = order.file_type
    if order.plan is not None and any(page.redactions for page in order.plan.pages):
        raise NoPublicForm  # letters have no place that a box could cover
    if file_type is FileType.HTML:
        text = "\n".join(page.text for page in order.pages)
    else:
        text = decode(order.source.read_bytes())
    if file_type is FileType.MARKDOWN:
        text = _COMMENT.sub("", text)
    order.target.write_text(_UNSEEN.sub("", text), encoding="utf-8", newline="")
    return FileType.TXT if file_type is FileType.HTML else file_type


def _none(order: _Order) -> FileType:
    raise NoPublicForm


_SCRUBBERS: dict[Family, Callable[[_Order], FileType]] = {
    Family.PDF: _pdf,
    Family.IMAGE: _image,
    Family.PRESENTATION: _office,
    Family.WORD: _office,
    Family.SHEET: _office,
    Family.TEXT: _text,
    Family.MEDIA: _none,
    Family.PACKAGE: _none,
}
