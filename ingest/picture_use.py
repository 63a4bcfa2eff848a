"""Pictures inside a PDF made bare: unseen pixels blanked, metadata within the picture's own file dropped."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pymupdf
from PIL import Image

from ingest.unseen import Mask, difference, shown, zoom_of

HIDDEN = 0.002  # share of a picture that must be unseen before it is rewritten
QUALITY = 90
_MASK_SIDE = 1500  # pixels: as fine as masks are kept
_KEPT_SEGMENTS = frozenset({0xE0, 0xEE})  # JFIF and Adobe's: how colours are to be read


@dataclass
class PictureUse:
    """Which pixels of each picture are seen anywhere in a document; fed page by page."""

    seen: dict[int, Mask] = field(default_factory=dict)
    pages: dict[int, set[int]] = field(default_factory=dict)  # where each picture is placed
    unclear: set[int] = field(default_factory=set)  # pages with pictures that cannot be made bare

    def look_at(self, page: pymupdf.Page) -> None:
        """Note what this page shows of its pictures."""
        placed = [info for info in page.get_image_info(xrefs=True) if info["xref"]]
        drawn = sum(1 for kind, _ in page.get_bboxlog() if kind == "fill-image")
        if drawn > len(placed):
            self.unclear.add(page.number)  # a picture within the drawing itself
        if not placed:
            return
        visible = _visible(page)
        for info in placed:
            self.pages.setdefault(info["xref"], set()).add(page.number)
            mask = _in_picture(visible, info, page)
            before = self.seen.get(info["xref"])
            self.seen[info["xref"]] = mask if before is None else before | mask

    def make_bare(self, document: pymupdf.Document) -> None:
        """Blank the pixels no page shows, drop metadata; pages whose pictures do not open are unclear."""
        for xref, mask in self.seen.items():
            hidden = ~mask
            try:
                if hidden.mean() > HIDDEN:
                    _blank(document, xref, hidden)
                _drop_metadata(document, xref)
                smask = document.xref_get_key(xref, "SMask")
                if smask[0] == "xref":
                    _drop_metadata(document, int(smask[1].split()[0]))
            except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
                self.unclear |= self.pages[xref]


def _visible(page: pymupdf.Page) -> Mask:
    """Where the page's look depends on what its pictures hold."""
    pictures = []
    for colour in ((255, 0, 255), (0, 255, 0)):
        with pymupdf.open() as trial:
            trial.insert_pdf(
                page.parent, from_page=page.number, to_page=page.number, annots=False, links=False
            )
            flat = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 2, 2), False)
            flat.set_rect(flat.irect, colour)
            copy = trial[0]
            for item in copy.get_images(full=True):
                copy.replace_image(item[0], pixmap=flat)
            pictures.append(shown(copy))
    return difference(pictures[0], pictures[1])


def _in_picture(visible: Mask, info: dict[str, Any], page: pymupdf.Page) -> Mask:
    """The page's mask as the picture's own rows and columns."""
    shrink = min(1.0, _MASK_SIDE / max(info["width"], info["height"]))
    width, height = max(1, int(info["width"] * shrink)), max(1, int(info["height"] * shrink))
    zoom = zoom_of(page)
    unit = pymupdf.Matrix(1 / width, 0, 0, 1 / height, 0, 0)
    to_page = unit * pymupdf.Matrix(info["transform"]) * page.rotation_matrix * pymupdf.Matrix(zoom, zoom)
    # Rows and columns of the picture -> pixels of the page; the inverse is what warping wants.
    matrix = np.array([[to_page.a, to_page.c, to_page.e], [to_page.b, to_page.d, to_page.f]])
    grown = cv2.dilate(visible.astype(np.uint8), np.ones((5, 5), np.uint8))
    warped = cv2.warpAffine(grown, matrix, (width, height), flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP)
    return np.asarray(warped > 0, dtype=np.bool_)


def _blank(document: pymupdf.Document, xref: int, hidden: Mask) -> None:
    pixmap = pymupdf.Pixmap(document, xref)
    if pixmap.colorspace is None:
        return  # a stencil: its ink is the page's
    if pixmap.n != 3 or pixmap.alpha:
        pixmap = (
            pymupdf.Pixmap(pymupdf.Pixmap(pymupdf.csRGB, pixmap), 0)
            if pixmap.alpha
            else pymupdf.Pixmap(pymupdf.csRGB, pixmap)
        )
    pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3).copy()
    where = cv2.resize(
        hidden.astype(np.uint8), (pixmap.width, pixmap.height), interpolation=cv2.INTER_NEAREST
    )
    pixels[where > 0] = 255
    _write(document, xref, pixels)


def _write(document: pymupdf.Document, xref: int, pixels: np.ndarray[Any, np.dtype[np.uint8]]) -> None:
    """Put new pixels in a picture's place, its soft mask kept."""
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=QUALITY)
    document.update_stream(xref, buffer.getvalue(), compress=False)
    height, width = pixels.shape[:2]
    for key, value in (
        ("Width", str(width)),
        ("Height", str(height)),
        ("ColorSpace", "/DeviceRGB" if pixels.ndim == 3 else "/DeviceGray"),
        ("BitsPerComponent", "8"),
        ("Filter", "/DCTDecode"),
        ("Decode", "null"),
        ("DecodeParms", "null"),
        ("Mask", "null"),
        ("ImageMask", "null"),
    ):
        document.xref_set_key(xref, key, value)


def _drop_metadata(document: pymupdf.Document, xref: int) -> None:
    """Take EXIF, comments and the like out of a JPEG, its pixels staying as they are; others are redrawn."""
    filters = document.xref_get_key(xref, "Filter")[1]
    if filters.strip("[] ") == "/DCTDecode":
        raw = document.xref_stream_raw(xref)
        bare = bare_jpeg(raw)
        if bare != raw:
            _keep_raw(document, xref, bare, "/DCTDecode")
    elif "/JPXDecode" in filters or "/DCTDecode" in filters:
        pixmap = pymupdf.Pixmap(document, xref)
        if pixmap.n != 1 or pixmap.alpha:
            pixmap = pymupdf.Pixmap(pymupdf.csRGB, pixmap)
        if pixmap.alpha:
            pixmap = pymupdf.Pixmap(pixmap, 0)
        shape = (pixmap.height, pixmap.width, pixmap.n)[: 2 if pixmap.n == 1 else 3]
        _write(document, xref, np.frombuffer(pixmap.samples, np.uint8).reshape(shape))


def recompress(document: pymupdf.Document, xref: int) -> None:
    """Make a JPEG of a picture that redaction left without loss and two to five times as large."""
    if (
        document.xref_get_key(xref, "ImageMask")[1] == "true"
        or document.xref_get_key(xref, "SMask")[0] != "null"
    ):
        return
    pixmap = pymupdf.Pixmap(document, xref)
    if pixmap.colorspace is None or pixmap.alpha or pixmap.n not in (1, 3):
        return
    shape = (pixmap.height, pixmap.width, pixmap.n)[: 2 if pixmap.n == 1 else 3]
    _write(document, xref, np.frombuffer(pixmap.samples, np.uint8).reshape(shape))


def _keep_raw(document: pymupdf.Document, xref: int, raw: bytes, name: str) -> None:
    parameters = document.xref_get_key(xref, "DecodeParms")
    document.update_stream(xref, raw, compress=False)
    document.xref_set_key(xref, "Filter", name)
    if parameters[0] != "null":
        document.xref_set_key(xref, "DecodeParms", parameters[1])


def bare_jpeg(raw: bytes) -> bytes:
    """The JPEG without application segments and comments; bytes that are no JPEG come back as they are."""
    if raw[:2] != b"\xff\xd8":
        return raw
    return b"".join(_segments(raw))


def _segments(raw: bytes) -> Iterator[bytes]:
    yield raw[:2]
    at = 2
    while at + 4 <= len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if marker == 0xDA:  # the picture itself; what follows its end is dropped
            last = raw.rfind(b"\xff\xd9")
            yield raw[at : last + 2] if last > at else raw[at:]
            return
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in _KEPT_SEGMENTS:
            yield raw[at:end]
        at = end
    yield raw[at:]
