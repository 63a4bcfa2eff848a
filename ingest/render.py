"""Pages as pictures: what OCR reads, what people see (WebP previews) and the first page's thumbnail.

WebP at quality 75 with the quickest method: encoding, not drawing, is what a preview costs, and the
slower methods take three times as long for a file a sixth smaller.
"""

import math
from io import BytesIO
from typing import Protocol

import pymupdf
from PIL import Image

from ingest.options import Options
from ingest.values import Preview

POINTS_PER_INCH = 72.0
QUALITY = 75
METHOD = 0


class Pack(Protocol):
    """Where encoded pictures are kept: the pack file, or a list in a test."""

    def add(self, image_bytes: bytes, width: int, height: int) -> Preview: ...


def fitting_zoom(
    width: float, height: float, dpi: float, *, max_side: float = 20_000, max_pixels: float = 250e6
) -> float:
    """Pixels per point for this resolution, lowered until neither bound is passed."""
    zoom = dpi / POINTS_PER_INCH
    longest = max(width, height, 1.0)
    area = max(width, 1.0) * max(height, 1.0)
    return min(zoom, max_side / longest, math.sqrt(max_pixels / area))


def picture(page: pymupdf.Page, zoom: float, *, grey: bool = False) -> Image.Image:
    """The page as it is shown, at ``zoom`` pixels per point; never less than one pixel a side."""
    rect = page.rect
    matrix = pymupdf.Matrix(max(zoom, 1 / max(rect.width, 1e-3)), max(zoom, 1 / max(rect.height, 1e-3)))
    colorspace = pymupdf.csGRAY if grey else pymupdf.csRGB
    pixmap = page.get_pixmap(matrix=matrix, colorspace=colorspace, alpha=False)
    mode = "L" if grey else "RGB"
    # The samples are copied, for the pixmap's own memory goes away with it, into an image not painted before.
    image = Image.new(mode, (pixmap.width, pixmap.height), None)
    image.frombytes(pixmap.samples_mv, "raw", mode, pixmap.stride)
    return image


def page_picture(page: pymupdf.Page, options: Options) -> Image.Image:
    """The page at preview size."""
    rect = page.rect
    return picture(
        page, fitting_zoom(rect.width, rect.height, options.preview_dpi, max_side=options.preview_max_side)
    )


def add_preview(image: Image.Image, options: Options, pack: Pack) -> Preview:
    """Encode a picture no larger than a preview may be and keep it in the pack."""
    return _add(image, options.preview_max_side, pack)


def add_thumbnail(image: Image.Image, options: Options, pack: Pack) -> Preview:
    """The same at thumbnail size."""
    return _add(image, options.thumbnail_side, pack)


def _add(image: Image.Image, side: int, pack: Pack) -> Preview:
    if max(image.size) > side:
        scale = side / max(image.size)
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if image.mode not in ("RGB", "RGBA"):
        image = image.convert("RGB")
    return pack.add(webp(image), image.width, image.height)


def webp(image: Image.Image) -> bytes:
    """The picture as WebP, without any metadata."""
    buffer = BytesIO()
    image.save(buffer, "WEBP", quality=QUALITY, method=METHOD, exif=b"", icc_profile=b"", xmp=b"")
    return buffer.getvalue()
