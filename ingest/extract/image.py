"""Pictures -> one page per frame: upright preview, size, camera, date, and the text read off by OCR."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from pi_heif import register_heif_opener
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from ingest import ocr
from ingest.errors import DamagedFile, DecompressionBomb, TooManyPages, TruncatedFile
from ingest.options import Limits, Options
from ingest.pack import PackWriter
from ingest.render import add_preview, add_thumbnail
from ingest.values import FileType, Page, Survey, TextSource

OCR_PIXELS = 12e6  # a larger picture is made smaller first: it is a photograph, or scanned finer than needed
LETTER_INCHES = 11.0  # what the long side is taken for when a picture says nothing believable
LEAST_WORDS, LEAST_SURENESS = 3, 50.0  # under either, the "text" of a photograph is leaves and gravel
BELIEVABLE_DPI = (90.0, 1200.0)  # 72 and 96 and less are what programs write when they know nothing

register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # our own limit is asked before anything is decoded


def survey(path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
    with opened(path, options.limits) as image:
        # An animated GIF is one picture to the archive; a TIFF's frames are the pages of a scan.
        pages = getattr(image, "n_frames", 1) if file_type is FileType.TIFF else 1
        if pages > options.limits.pages:
            raise TooManyPages(pages=pages, limit=options.limits.pages)
        exif = image.getexif()
        width, height = image.size
        if exif.get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8):
            width, height = height, width
        return Survey(
            file_type,
            pages,
            created=_taken(exif),
            width=width,
            height=height,
            camera=_camera(exif),
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
    pack: PackWriter,
) -> Iterator[Page]:
    with opened(path, options.limits) as image:
        for number in range(first, min(last, survey.page_count) + 1):
            image.seek(number - 1)
            _check_pixels(image, options.limits)
            yield _page(number, upright(image), dpi_of(image), survey, options, pack)


def _page(
    number: int, picture: Image.Image, dpi: float, survey: Survey, options: Options, pack: PackWriter
) -> Page:
    width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
    preview = add_preview(picture, options, pack)
    thumbnail = add_thumbnail(picture, options, pack) if number == 1 else None
    page = Page(number, width, height, "", preview=preview, thumbnail=thumbnail)
    if "ocr" in survey.missing_abilities:
        return page
    found = _text(picture, dpi, options)
    if len(found.words) < LEAST_WORDS or found.confidence < LEAST_SURENESS:
        return page
    return Page(
        number,
        width,
        height,
        found.text,
        found.words,
        TextSource.OCR,
        found.confidence,
        preview=preview,
        thumbnail=thumbnail,
    )


def _text(picture: Image.Image, dpi: float, options: Options) -> ocr.OcrResult:
    shrink = min(1.0, (OCR_PIXELS / (picture.width * picture.height)) ** 0.5)
    if shrink < 1.0:
        size = (max(1, int(picture.width * shrink)), max(1, int(picture.height * shrink)))
        picture = picture.resize(size, Image.Resampling.BOX)
    return ocr.read_image(picture, options, dpi * shrink)


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Image.Image]:
    """The picture with its size checked; what its decoder finds wrong becomes a refusal."""
    try:
        with Image.open(path) as image:
            _check_pixels(image, limits)
            yield image
    except (UnidentifiedImageError, SyntaxError, ValueError, EOFError) as error:
        raise DamagedFile from error
    except OSError as error:
        raise (TruncatedFile if "truncated" in str(error) else DamagedFile) from error


def _check_pixels(image: Image.Image, limits: Limits) -> None:
    if image.width * image.height > limits.pixels:
        raise DecompressionBomb


def upright(image: Image.Image) -> Image.Image:
    """The frame as it is meant to be seen: turned as the camera was held, on white, in colour."""
    picture = ImageOps.exif_transpose(image)
    if picture.mode.startswith(("I;16", "I")):
        deep = np.asarray(picture).astype(np.float32)
        reach = float(deep.max()) or 1.0
        return Image.fromarray((deep * (255.0 / reach)).clip(0, 255).astype(np.uint8)).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layers = picture.convert("RGBA")
        ground = Image.new("RGBA", layers.size, "white")
        return Image.alpha_composite(ground, layers).convert("RGB")
    return picture.convert("RGB")


def dpi_of(image: Image.Image) -> float:
    """Pixels per inch: the picture's own word where it can be believed, else as if it filled a sheet."""
    declared = image.info.get("dpi", (0.0, 0.0))
    try:
        dpi = float(declared[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    least, most = BELIEVABLE_DPI
    inches = max(image.size) / dpi if least <= dpi <= most and dpi != 96 else 0.0
    return dpi if 2.0 <= inches <= 60.0 else max(image.size) / LETTER_INCHES


def _taken(exif: Image.Exif) -> datetime | None:
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    candidates = (inner.get(ExifTags.Base.DateTimeOriginal), exif.get(ExifTags.Base.DateTime))
    for written in candidates:
        try:
            when = datetime.strptime(str(written).strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S")
        except ValueError:
            continue
        if 1990 <= when.year <= datetime.now(UTC).year + 1:
            return when
    return None


def _camera(exif: Image.Exif) -> str | None:
    maker = _clean(exif.get(ExifTags.Base.Make))
    model = _clean(exif.get(ExifTags.Base.Model))
    if maker and model.lower().startswith(maker.lower()):
        maker = ""
    return f"{maker} {model}".strip()[:120] or None


def _clean(value: object) -> str:
    return " ".join("".join(c for c in str(value or "") if c.isprintable()).split())
