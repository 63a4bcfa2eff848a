"""Pictures and films: their type, whether they are whole, and that they are not too many pixels."""

import mmap
from typing import BinaryIO

from ingest import boxes
from ingest.errors import DecompressionBomb, TruncatedFile
from ingest.looks.look import Look, Unknown
from ingest.options import Limits
from ingest.values import FileType

_PNG = b"\x89PNG\r\n\x1a\n"
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"})
_AVIF = frozenset({b"avif", b"avis"})
_SOUND = frozenset({b"M4A ", b"M4B ", b"M4P ", b"F4A "})
_FRAME_MARKS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_NOT_TAKEN = (
    (b"BM", "una imagen BMP", slice(6, 10), b"\0\0\0\0"),
    (b"\0\0\1\0", "un icono", slice(5, 6), b"\0"),
    (b"8BPS", "una imagen de Photoshop", slice(4, 6), b"\0\1"),
    (b"OggS", "un audio o video OGG", slice(4, 5), b"\0"),
    (b"fLaC", "un audio FLAC", slice(4, 5), b"\0"),
    (b"RIFF", "un audio WAV", slice(8, 12), b"WAVE"),
    (b"RIFF", "un video AVI", slice(8, 12), b"AVI "),
    (b"ID3", "un audio MP3", slice(0, 3), b"ID3"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "un video de Windows Media", slice(0, 1), b"\x30"),
    (b"FLV\1", "un video FLV", slice(0, 1), b"F"),
    (b"\0\0\0\x0cjP  ", "una imagen JPEG 2000", slice(0, 1), b"\0"),
    (b"\xff\x4f\xff\x51", "una imagen JPEG 2000", slice(0, 1), b"\xff"),
)


def look(look: Look) -> FileType | Unknown | None:
    head = look.head
    if head.startswith(b"\xff\xd8\xff"):
        return _jpeg(look)
    if head.startswith(_PNG):
        return _png(look)
    if head.startswith((b"GIF87a", b"GIF89a")):
        return _gif(look)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        if int.from_bytes(head[4:8], "little") + 8 > look.size + 1:
            raise TruncatedFile
        return FileType.WEBP
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return _tiff(look)
    if head[4:8] in boxes.TOP_LEVEL:
        return _film_or_heic(look)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return _matroska(head)
    for mark, spanish, where, what in _NOT_TAKEN:
        if head.startswith(mark) and head[where] == what:
            return Unknown(spanish, means_something=True)
    return None


def _check_pixels(width: int, height: int, limits: Limits) -> None:
    if width * height > limits.pixels:
        raise DecompressionBomb


def _jpeg(look: Look) -> FileType:
    """Walks the segments to the picture's own data, past thumbnails inside; then looks for the end mark."""
    with look.path.open("rb") as file:
        place = 2
        while True:
            file.seek(place)
            head = file.read(9)
            if len(head) < 4 or head[0] != 0xFF:
                raise TruncatedFile
            mark = head[1]
            if mark == 0xFF:  # filling
                place += 1
                continue
            if mark == 0xDA:
                break
            if mark in _FRAME_MARKS and len(head) == 9:
                _check_pixels(int.from_bytes(head[7:9], "big"), int.from_bytes(head[5:7], "big"), look.limits)
            place += 2 if 0xD0 <= mark <= 0xD9 or mark == 0x01 else 2 + int.from_bytes(head[2:4], "big")
        if not _found(file, b"\xff\xd9", place):
            raise TruncatedFile
    return FileType.JPEG


def _found(file: BinaryIO, mark: bytes, start: int) -> bool:
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return whole.rfind(mark, start) >= 0


def _png(look: Look) -> FileType:
    _check_pixels(
        int.from_bytes(look.head[16:20], "big"), int.from_bytes(look.head[20:24], "big"), look.limits
    )
    with look.path.open("rb") as file:
        place = len(_PNG)
        while place + 12 <= look.size:
            file.seek(place)
            head = file.read(8)
            place += 12 + int.from_bytes(head[:4], "big")
            if head[4:8] == b"IEND" and place <= look.size:
                return FileType.PNG
    raise TruncatedFile


def _gif(look: Look) -> FileType:
    _check_pixels(
        int.from_bytes(look.head[6:8], "little"), int.from_bytes(look.head[8:10], "little"), look.limits
    )
    if b"\0;" not in look.tail[-1024:]:  # the last block ends, then the trailer
        raise TruncatedFile
    return FileType.GIF


def _tiff(look: Look) -> FileType:
    order = "little" if look.head.startswith(b"II") else "big"
    big = look.head[2:4] in (b"+\0", b"\0+")
    first = look.head[8:16] if big else look.head[4:8]
    if order == "little":
        place = int.from_bytes(first, "little")
    else:
        place = int.from_bytes(first, "big")
    if not 8 <= place < look.size:
        raise TruncatedFile
    return FileType.TIFF


def _film_or_heic(look: Look) -> FileType | Unknown:
    head = look.head
    brands: set[bytes] = set()
    if head[4:8] == b"ftyp":
        length = min(int.from_bytes(head[:4], "big"), 512)
        brands = {head[8:12], *(head[place : place + 4] for place in range(16, length, 4))}
        if brands & _AVIF:
            return Unknown("una imagen AVIF", means_something=True)
        if head[8:12] in _SOUND:
            return Unknown("un audio M4A", means_something=True)
    with look.path.open("rb") as file:
        whole = boxes.is_whole(file, look.size)
    if not whole:
        raise TruncatedFile
    if head[8:12] in _HEIC and head[4:8] == b"ftyp":
        return FileType.HEIC
    if head[4:8] == b"ftyp" and head[8:12] != b"qt  ":
        return FileType.MP4
    return FileType.MOV


def _matroska(head: bytes) -> FileType | Unknown:
    place = head[:4096].find(b"\x42\x82")  # EBML's DocType element
    name = (
        head[place + 3 : place + 3 + (head[place + 2] & 0x7F)]
        if 0 <= place < 4000 and len(head) > place + 2
        else b""
    )
    if name == b"webm":
        return FileType.WEBM
    return Unknown("un video Matroska (MKV)", means_something=True)
