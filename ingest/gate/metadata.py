"""What a picture's bytes carry beside its pixels: in a public picture, nothing.

Read from the format's own segments, chunks and boxes rather than by the library that wrote them: an unknown
one is as little wanted as EXIF.
"""

import struct
from collections.abc import Callable, Iterator

from ingest.redactions import Leak, Objection
from ingest.values import FileType

# JPEG: frames, tables, scans; JFIF's and Adobe's own segments tell how the colours are coded and no more.
_JPEG_PIXELS = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD}) - {0xC8, 0xCC} | {0xCC}
_APP0, _APP14, _SCAN, _END = 0xE0, 0xEE, 0xDA, 0xD9
_JFIF_BARE, _ADOBE = 14, 12  # bytes of the segments when they carry no thumbnail
_JPEG_NAMES = {0xE1: "EXIF or XMP", 0xE2: "ICC profile or MPF", 0xED: "IPTC", 0xFE: "comment"}
_PNG_PIXELS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
)
_WEBP_PIXELS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})


def objections(raw: bytes, file_type: FileType) -> list[Objection]:
    """Everything in the file that is not pixels."""
    channels = _READERS.get(file_type)
    names = ["a format that is not looked into"] if channels is None else channels(raw)
    return [Objection(Leak.METADATA, None, None, name) for name in dict.fromkeys(names)]


def jpeg_channels(raw: bytes) -> Iterator[str]:
    """The names of a JPEG's segments that hold no pixels, and what stands behind its end."""
    if raw[:2] != b"\xff\xd8":
        yield "not a JPEG"
        return
    place = 2
    while place + 4 <= len(raw):
        if raw[place] != 0xFF:
            yield "bytes between segments"
            return
        code = raw[place + 1]
        if code == 0xFF:  # fill
            place += 1
            continue
        if code == _END:
            if raw[place + 2 :].strip(b"\0\r\n "):
                yield "bytes behind the end"
            return
        length = struct.unpack(">H", raw[place + 2 : place + 4])[0]
        yield from _jpeg_segment(code, raw[place + 4 : place + 2 + length])
        place += 2 + length
        if code == _SCAN:
            place = _after_scan(raw, place)
    if raw[place : place + 2] != b"\xff\xd9":
        yield "no end"


def _jpeg_segment(code: int, content: bytes) -> Iterator[str]:
    if code in _JPEG_PIXELS:
        return
    if code == _APP0 and content[:5] == b"JFIF\0" and len(content) == _JFIF_BARE:
        return
    if code == _APP14 and content[:5] == b"Adobe" and len(content) == _ADOBE:
        return
    yield _JPEG_NAMES.get(code, "application segment")


def _after_scan(raw: bytes, place: int) -> int:
    """Where the next segment begins: after entropy-coded bytes, in which FF is followed by 0 or a restart."""
    while True:
        place = raw.find(b"\xff", place)
        if place < 0 or place + 1 >= len(raw):
            return len(raw)
        if raw[place + 1] == 0 or 0xD0 <= raw[place + 1] <= 0xD7:
            place += 2
            continue
        return place


def _png_channels(raw: bytes) -> Iterator[str]:
    if raw[:8] != b"\x89PNG\r\n\x1a\n":
        yield "not a PNG"
        return
    place = 8
    while place + 12 <= len(raw):
        length = struct.unpack(">I", raw[place : place + 4])[0]
        kind = raw[place + 4 : place + 8]
        if kind not in _PNG_PIXELS:
            yield f"chunk {kind.decode('latin-1') if kind.isalpha() else 'unknown'}"
        place += 12 + length
        if kind == b"IEND":
            break
    if place != len(raw):
        yield "bytes behind the end"


def _webp_channels(raw: bytes) -> Iterator[str]:
    if raw[:4] != b"RIFF" or raw[8:12] != b"WEBP":
        yield "not a WebP"
        return
    end = 8 + int(struct.unpack("<I", raw[4:8])[0])
    place = 12
    while place + 8 <= end:
        kind, length = raw[place : place + 4], int(struct.unpack("<I", raw[place + 4 : place + 8])[0])
        if kind not in _WEBP_PIXELS:
            yield f"chunk {kind.decode('latin-1').strip() if kind.strip().isalnum() else 'unknown'}"
        place += 8 + length + length % 2
    if place != len(raw):
        yield "bytes behind the end"


_READERS: dict[FileType, Callable[[bytes], Iterator[str]]] = {
    FileType.JPEG: jpeg_channels,
    FileType.PNG: _png_channels,
    FileType.WEBP: _webp_channels,
}
