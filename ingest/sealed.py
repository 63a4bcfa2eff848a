"""Office files under a password: whether a file is one, and whether its lock can be opened here.

Told from the names and first bytes of a compound file's streams, so that the web can look, too.
"""

import struct
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from ingest import ole
from ingest.errors import EncryptedFile

PACKAGE = "EncryptedPackage"
_DESCRIPTION = "EncryptionInfo"
_RIGHTS_MANAGED = "\x09DRMContent"
_WORD_97 = 0xC1  # the first version of Word whose locks are RC4
_PPT_SEALED = b"\xdf\xc4\xd1\xf3"
_FILEPASS = 0x002F
_SHEETS = 0x0085


class Lock(Enum):
    """How a file is closed."""

    OPEN = "open"
    PASSWORD = "password"  # noqa: S105  a kind of lock, not a secret
    FOR_GOOD = "for good"  # rights management, or a cipher from before 1997


def lock_of(names: frozenset[str], begins: Mapping[str, bytes]) -> Lock:
    """The lock of a compound file with these streams, given the beginnings that ``ole.opened`` returns."""
    if _RIGHTS_MANAGED in names:
        return Lock.FOR_GOOD
    if PACKAGE in names:
        return _of_package(begins.get(_DESCRIPTION, b""))
    if "PowerPoint Document" in names:
        return Lock.PASSWORD if begins.get("Current User", b"")[12:16] == _PPT_SEALED else Lock.OPEN
    if "WordDocument" in names:
        return _of_letter(begins["WordDocument"])
    if "Workbook" in names:
        return Lock.PASSWORD if _has_filepass(begins["Workbook"]) else Lock.OPEN
    return Lock.FOR_GOOD if _has_filepass(begins.get("Book", b"")) else Lock.OPEN


def is_sealed(path: Path) -> bool:
    """Whether the file is an Office file under a password; other files are not."""
    with path.open("rb") as file:
        if file.read(len(ole.MAGIC)) != ole.MAGIC:
            return False
    try:
        return lock_of(*ole.opened(path)) is not Lock.OPEN
    except (ole.NotCompound, struct.error):
        return False  # what is wrong with it, its reader says


def demand_open(path: Path) -> None:
    """Raises EncryptedFile for an Office file under a password."""
    if is_sealed(path):
        raise EncryptedFile


def _of_package(description: bytes) -> Lock:
    """[MS-OFFCRYPTO] 2.3.4: standard encryption is n.2, agile 4.4; n.3 is up to a provider of its own."""
    major, minor = struct.unpack("<HH", description[:4]) if len(description) >= 4 else (0, 0)
    return Lock.PASSWORD if (major, minor) == (4, 4) or (major in (2, 3, 4) and minor == 2) else Lock.FOR_GOOD


def _of_letter(begin: bytes) -> Lock:
    """[MS-DOC] 2.5.2: fEncrypted, and fObfuscation where the cipher is but an exclusive or."""
    if len(begin) < 12 or not begin[11] & 0x01:
        return Lock.OPEN
    version = int.from_bytes(begin[2:4], "little")
    return Lock.FOR_GOOD if begin[11] & 0x80 or version < _WORD_97 else Lock.PASSWORD


def _has_filepass(stream: bytes) -> bool:
    """Whether a workbook's first records hold FILEPASS, which says that the rest is encrypted."""
    place = 0
    while place + 4 <= len(stream):
        kind = int.from_bytes(stream[place : place + 2], "little")
        if kind == _FILEPASS:
            return True
        if kind == _SHEETS:  # it would stand before them
            return False
        place += 4 + int.from_bytes(stream[place + 2 : place + 4], "little")
    return False
