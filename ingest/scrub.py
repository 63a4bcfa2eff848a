"""A file's public version: a NEW file made from what people see, with every hidden channel dropped."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageSequence

from ingest import office, public_pdf
from ingest.charset import decode
from ingest.errors import AbilityMissing, DamagedFile, NoPublicForm
from ingest.extract import image as pictures
from ingest.options import Options
from ingest.values import Family, FileType, Page

# What no reader sees in plain text: controls, zero-width and direction marks, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_AS_PNG = frozenset({FileType.PNG, FileType.GIF})
JPEG_QUALITY = 90


def scrub(
    source: Path, file_type: FileType, target: Path, options: Options, work: Path, pages: Sequence[Page]
) -> FileType:
    """Write the public version of ``source`` to ``target`` and say what type it is.

    ``pages`` is what reading the file gave.  Raises NoPublicForm for films and packages, and
    AbilityMissing where an office file cannot be printed here.
    """
    return _SCRUBBERS[file_type.family](source, file_type, target, options, work, pages)


def _pdf(
    source: Path, file_type: FileType, target: Path, options: Options, work: Path, pages: Sequence[Page]
) -> FileType:
    public_pdf.make(source, target, options, pages)
    return FileType.PDF


def _office(
    source: Path, file_type: FileType, target: Path, options: Options, work: Path, pages: Sequence[Page]
) -> FileType:
    """As printed: speaker notes, hidden slides, sheets, rows and comments are not."""
    if file_type is FileType.CSV:
        return _text(source, file_type, target, options, work, pages)
    rendered = work / office.RENDERED
    if not rendered.is_file():
        if not office.available():
            raise AbilityMissing(tool=office.NAME)
        made = office.render(source, file_type, work, options.limits)
        if made is None:
            raise DamagedFile
        rendered = made
    public_pdf.make(rendered, target, options, pages)
    return FileType.PDF


def _image(
    source: Path, file_type: FileType, target: Path, options: Options, work: Path, pages: Sequence[Page]
) -> FileType:
    """New pixels, upright, on white, without any metadata."""
    with pictures.opened(source, options.limits) as image:
        if file_type is FileType.TIFF and getattr(image, "n_frames", 1) > 1:
            frames = [pictures.upright(frame) for frame in ImageSequence.Iterator(image)]
            public_pdf.pictures_as_pdf(frames, target, pages)
            return FileType.PDF
        public = _bare(pictures.upright(image))
    if file_type in _AS_PNG:
        public.save(target, "PNG", optimize=False)
        return FileType.PNG
    if file_type is FileType.WEBP:
        public.save(target, "WEBP", quality=JPEG_QUALITY, method=4)
        return FileType.WEBP
    public.save(target, "JPEG", quality=JPEG_QUALITY)
    return FileType.JPEG


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone, in an image that carries nothing else to its file."""
    return Image.frombytes(image.mode, image.size, image.tobytes())


def _text(
    source: Path, file_type: FileType, target: Path, options: Options, work: Path, pages: Sequence[Page]
) -> FileType:
    """The visible text as UTF-8 without a byte-order mark."""
    if file_type is FileType.HTML:
        text = "\n".join(page.text for page in pages)
    else:
        text = decode(source.read_bytes())
    if file_type is FileType.MARKDOWN:
        text = _COMMENT.sub("", text)
    target.write_text(_UNSEEN.sub("", text), encoding="utf-8", newline="")
    return FileType.TXT if file_type is FileType.HTML else file_type


def _none(
    source: Path, file_type: FileType, target: Path, options: Options, work: Path, pages: Sequence[Page]
) -> FileType:
    raise NoPublicForm


_SCRUBBERS: dict[Family, Callable[[Path, FileType, Path, Options, Path, Sequence[Page]], FileType]] = {
    Family.PDF: _pdf,
    Family.IMAGE: _image,
    Family.PRESENTATION: _office,
    Family.WORD: _office,
    Family.SHEET: _office,
    Family.TEXT: _text,
    Family.MEDIA: _none,
    Family.PACKAGE: _none,
}
