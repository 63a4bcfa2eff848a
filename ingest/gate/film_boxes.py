"""What a public film's bytes carry beside pictures and sound: nothing may.

Read from the boxes of the MP4 itself (ISO/IEC 14496-12) rather than by the library that wrote it.
"""

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.redactions import Leak, Objection

_WITHIN = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"})
_NEEDED = _WITHIN | {
    *(b"ftyp", b"mdat", b"free", b"mvhd", b"tkhd", b"elst", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref"),
    *(b"stsd", b"stts", b"stss", b"ctts", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp"),
}
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_EMPTY_UDTA = 61  # bytes: a list of titles without any
_LONG = 16  # bytes of a box's head when its length needs 64 bits
_DEEPEST = 8
_VIDEO, _SOUND = b"vide", b"soun"
_HANDLERS = {_VIDEO: b"VideoHandler\0", _SOUND: b"SoundHandler\0"}


class _Broken(Exception):
    """The boxes do not lie in each other as they should."""


@dataclass
class _Told:
    """What the boxes say, gathered on the way through them."""

    names: list[str] = field(default_factory=list)
    handlers: Counter[bytes] = field(default_factory=Counter)
    samples: int = 0  # bytes of pictures and sound that the tables point to
    data: int = 0  # bytes there are


def objections(raw: bytes, *, with_sound: bool) -> list[Objection]:
    """Everything in the film that is neither picture nor, if it was decided so, sound."""
    told = _Told()
    try:
        _walk(raw, 0, len(raw), told, 0)
    except (_Broken, struct.error):
        return [Objection(Leak.UNREADABLE, None, None, "boxes")]
    found = [Objection(Leak.METADATA, None, None, name) for name in dict.fromkeys(told.names)]
    if told.handlers[_VIDEO] != 1 or told.handlers[_SOUND] > int(with_sound):
        found.append(Objection(Leak.STRUCTURE, None, None, "tracks"))
    if told.samples != told.data:
        found.append(Objection(Leak.STRUCTURE, None, None, "bytes that belong to no track"))
    return found


def _walk(raw: bytes, start: int, end: int, told: _Told, depth: int) -> None:
    if depth > _DEEPEST:
        raise _Broken
    for kind, body, after in _boxes(raw, start, end):
        if kind in _WITHIN:
            _walk(raw, body, after, told, depth + 1)
        else:
            _look_into(kind, raw[body:after], told)


def _look_into(kind: bytes, content: bytes, told: _Told) -> None:
    if kind == b"mdat":
        told.data += len(content)
    elif kind == b"stsz":
        same, count = struct.unpack(">II", content[4:12])
        told.samples += same * count if same else sum(struct.unpack(f">{count}I", content[12:]))
    elif kind == b"hdlr":
        handler = content[8:12]
        told.handlers[handler] += 1
        if content[24:] != _HANDLERS.get(handler):
            told.names.append("a track's name or kind")
    elif kind == b"udta":
        if len(content) + 8 != _EMPTY_UDTA or not content.endswith(b"\0\0\0\x08ilst"):
            told.names.append("user data")
    elif kind == b"free":
        if content.strip(b"\0"):
            told.names.append("filled space")
    elif kind in _DATED:
        wide = 8 if content[:1] == b"\x01" else 4
        if content[4 : 4 + 2 * wide].strip(b"\0"):
            told.names.append("dates")
    elif kind not in _NEEDED:
        told.names.append(kind.decode("latin-1") if kind.isalnum() else "a box without a name")


def _boxes(raw: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(kind, where its content begins, where it ends) of each box between two places."""
    while start < end:
        if start + 8 > end:
            raise _Broken
        length, kind = struct.unpack(">I4s", raw[start : start + 8])
        body = start + 8
        if length == 1:
            (length,) = struct.unpack(">Q", raw[body : body + 8])
            body = start + _LONG
        if length < body - start or start + length > end:
            raise _Broken
        yield kind, body, start + length
        start += length
