"""The compound files of old Office: which streams are inside, and the first bytes of one.

Just enough of [MS-CFB] to tell a .doc from a .xls from an encrypted .docx without a parser for each;
every chain is walked with a bound, so that a file that points in circles ends.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # sector numbers from here on are marks: end of chain, free, table
_MOST_SECTORS = 100_000
_MOST_ENTRIES = 20_000
_SMALL = 4096  # streams below this size lie in the mini stream


class NotCompound(Exception):
    """The structure is broken or cut."""


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int  # 1 folder, 2 stream, 5 root
    start: int
    size: int


class CompoundFile:
    """A compound file opened for a look; raises NotCompound where it cannot be followed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.seek(0)
        head = file.read(512)
        if len(head) < 512 or not head.startswith(MAGIC):
            raise NotCompound
        shift, mini_shift = struct.unpack_from("<HH", head, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise NotCompound
        self._sector = 1 << shift
        (directory,) = struct.unpack_from("<I", head, 48)
        (self._mini_table,) = struct.unpack_from("<I", head, 60)
        self._table = self._read_table(head)
        self._entries = self._read_entries(directory)

    @property
    def names(self) -> frozenset[str]:
        """Names of the streams and folders."""
        return frozenset(entry.name for entry in self._entries if entry.kind in (1, 2))

    def begin(self, name: str, length: int = 4096) -> bytes:
        """The first bytes of a stream; nothing where there is no such stream."""
        for entry in self._entries:
            if entry.name == name and entry.kind == 2:
                wanted = min(length, entry.size)
                return (self._mini if entry.size < _SMALL else self._big)(entry.start, wanted)
        return b""

    def is_whole(self) -> bool:
        """Whether every stream of size lies within the file."""
        last = (self._file.seek(0, 2) - 1) // self._sector - 1
        for entry in self._entries:
            if entry.kind != 2 or entry.size < _SMALL:
                continue
            if max(self._chain(entry.start, -(-entry.size // self._sector)), default=0) > last:
                return False
        return True

    def _at(self, sector: int) -> bytes:
        self._file.seek((sector + 1) * self._sector)
        return self._file.read(self._sector)

    def _read_table(self, head: bytes) -> list[int]:
        """The sector allocation table, by way of the list of its own sectors."""
        places = list(struct.unpack_from("<109I", head, 76))
        (following,) = struct.unpack_from("<I", head, 68)
        numbers = self._sector // 4
        for _ in range(_MOST_SECTORS // numbers):
            if following >= _END:
                break
            block = self._at(following)
            if len(block) < self._sector:
                raise NotCompound
            *more, following = struct.unpack(f"<{numbers}I", block)
            places += more
        table: list[int] = []
        for place in places:
            if place >= _END or len(table) > _MOST_SECTORS * 10:
                break
            block = self._at(place)
            if len(block) < self._sector:
                raise NotCompound  # the table lies behind the end: the file was cut
            table += struct.unpack(f"<{numbers}I", block)
        return table

    def _chain(self, start: int, most: int) -> list[int]:
        found: list[int] = []
        while start < _END and len(found) < most:
            found.append(start)
            if start >= len(self._table):
                raise NotCompound
            start = self._table[start]
        return found

    def _big(self, start: int, length: int) -> bytes:
        sectors = self._chain(start, -(-length // self._sector))
        return b"".join(self._at(sector) for sector in sectors)[:length]

    def _mini(self, start: int, length: int) -> bytes:
        root = next((entry for entry in self._entries if entry.kind == 5), None)
        if root is None:
            raise NotCompound
        stream = self._big(root.start, min(root.size, _MOST_SECTORS * 64))
        raw = self._big(self._mini_table, 4 * _MOST_SECTORS) if self._mini_table < _END else b""
        table = struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
        parts: list[bytes] = []
        while start < len(table) and len(parts) * 64 < length:
            parts.append(stream[start * 64 : start * 64 + 64])
            start = table[start]
        return b"".join(parts)[:length]

    def _read_entries(self, directory: int) -> list[_Entry]:
        raw = b"".join(
            self._at(sector) for sector in self._chain(directory, _MOST_ENTRIES * 128 // self._sector)
        )
        entries: list[_Entry] = []
        for place in range(0, len(raw) - 127, 128):
            entry = raw[place : place + 128]
            (length,) = struct.unpack_from("<H", entry, 64)
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", entry, 116)
            entries.append(_Entry(name, entry[66], start, size))
        return entries


def opened(path: Path) -> tuple[frozenset[str], dict[str, bytes]]:
    """The names inside, and the beginnings of the streams that tell whether a file is encrypted."""
    with path.open("rb") as file:
        compound = CompoundFile(file)
        if not compound.is_whole():
            raise NotCompound
        told = ("WordDocument", "Workbook", "Book", "Current User", "EncryptionInfo")
        return compound.names, {name: compound.begin(name) for name in told if name in compound.names}
