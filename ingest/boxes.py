"""ISO base media files (MP4, MOV, HEIC): their boxes, whether they are whole, and when made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_MOST_BOXES = 10_000
TOP_LEVEL = frozenset(
    {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"uuid", b"styp", b"moof"}
)


@dataclass(frozen=True)
class BoxAt:
    """One box: its four letters, where its content begins and where it ends."""

    kind: bytes
    start: int
    end: int


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[BoxAt]:
    """Boxes one after another between two offsets; one that is cut has an ``end`` past the last byte."""
    for _ in range(_MOST_BOXES):
        if start + 8 > end:
            return
        file.seek(start)
        head = file.read(16)
        size, kind, content = int.from_bytes(head[:4], "big"), head[4:8], start + 8
        if size == 1:
            size, content = int.from_bytes(head[8:16], "big"), start + 16
        elif size == 0:
            size = end - start
        if size < content - start:
            return
        yield BoxAt(kind, content, start + size)
        start += size


def is_whole(file: BinaryIO, size: int) -> bool:
    """Whether the index (moov or meta) is there and no box runs past the end of the file."""
    found = list(boxes(file, 0, size))
    return any(box.kind in (b"moov", b"meta") for box in found) and all(box.end <= size for box in found)


def made(file: BinaryIO, size: int) -> datetime | None:
    """The moment of making in a film's header (mvhd), UTC without zone; None where unset."""
    for outer in boxes(file, 0, size):
        if outer.kind != b"moov":
            continue
        for box in boxes(file, outer.start, min(outer.end, size)):
            if box.kind == b"mvhd":
                return _moment(file, box)
    return None


def _moment(file: BinaryIO, header: BoxAt) -> datetime | None:
    file.seek(header.start)
    raw = file.read(12)
    seconds = int.from_bytes(raw[4:12], "big") if raw[:1] == b"\1" else int.from_bytes(raw[4:8], "big")
    if not 0 < seconds < 2**33:
        return None
    moment = _EPOCH + timedelta(seconds=seconds)
    return moment.replace(tzinfo=None) if 1990 <= moment.year <= datetime.now(UTC).year + 1 else None
