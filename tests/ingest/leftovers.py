"""Whether words can still be found in a PDF by any means, and whether a box's pixels say anything."""

import re
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pymupdf
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from ingest.values import Box

Pixels = NDArray[np.int16]


def found(path: Path, words: Iterable[str]) -> set[str]:
    """The words that raw bytes, streams, objects, metadata or one of two readers still hold."""
    heap = _heap(path)
    return {word for word in words if any(_holds(chunk, word) for chunk in heap)}


def _heap(path: Path) -> list[bytes]:
    raw = path.read_bytes()
    heap = [raw]
    for match in re.finditer(rb"stream\r?\n", raw):
        try:
            heap.append(zlib.decompressobj().decompress(raw[match.end() :]))
        except zlib.error:
            continue
    with pymupdf.open(path, filetype="pdf") as document:
        heap += [str(document.metadata).encode(), str(document.get_toc()).encode()]
        heap.append(document.get_xml_metadata().encode())
        for xref in range(1, document.xref_length()):
            heap.append(document.xref_object(xref).encode("utf-8", "replace"))
            if document.xref_is_stream(xref):
                heap.append(document.xref_stream(xref) or b"")
        for number in range(document.page_count):
            document.xref_set_key(document.page_xref(number), "CropBox", "null")
            page = document.reload_page(document[number])
            heap.append(page.get_text(flags=0, clip=pymupdf.INFINITE_RECT()).encode())
    with pypdfium2.PdfDocument(path) as reader:
        heap += [page.get_textpage().get_text_bounded().encode() for page in reader]
    return heap


def _holds(chunk: bytes, word: str) -> bool:
    plain = word.encode("latin-1")
    forms = [plain, word.encode(), plain.hex().encode(), plain.hex().upper().encode()]
    forms += [word.encode("utf-16-be"), word.encode("utf-16-le"), word.encode("utf-16-be").hex().encode()]
    return any(form in chunk for form in forms)


def shown(path: Path, number: int = 0, dpi: int = 72) -> Pixels:
    """A page as it is seen; at 72 dpi a pixel is a point."""
    with pymupdf.open(path, filetype="pdf") as document:
        pixmap = document[number].get_pixmap(dpi=dpi)
        return (
            np.frombuffer(pixmap.samples, np.uint8)
            .reshape(pixmap.height, pixmap.width, pixmap.n)
            .astype(np.int16)
        )


def picture_spread(path: Path, box: Box, number: int = 0, edge: int = 17) -> int:
    """How far apart the pixels of embedded pictures lie within a box of the page as shown; 0 is one value.

    Within a block of 16 pixels JPEG lets the neighbours outside the box swing into its edge.
    """
    spread = 0
    with pymupdf.open(path, filetype="pdf") as document:
        page = document[number]
        for info in page.get_image_info(xrefs=True):
            pixmap = pymupdf.Pixmap(document, info["xref"])
            pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)
            to_picture = ~(pymupdf.Matrix(info["transform"]) * page.rotation_matrix)
            place = pymupdf.Rect(box) * to_picture
            x0, x1 = sorted((place.x0 * pixmap.width, place.x1 * pixmap.width))
            y0, y1 = sorted((place.y0 * pixmap.height, place.y1 * pixmap.height))
            part = pixels[max(0, int(y0) + edge) : int(y1) - edge, max(0, int(x0) + edge) : int(x1) - edge]
            if part.size:
                spread = max(spread, int(np.ptp(part.astype(np.int16), axis=(0, 1)).max()))
    return spread


def noise(size: tuple[int, int], seed: int, mode: str = "RGB") -> Image.Image:
    """A picture in which no two places are alike."""
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(pixels).convert(mode)
