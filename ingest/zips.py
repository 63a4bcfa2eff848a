"""ZIP directories looked at before anything is unpacked: whole, not a bomb."""

import zipfile
import zlib
from pathlib import Path

from ingest.errors import DecompressionBomb, TruncatedFile
from ingest.options import Limits

_TAIL = 66_000  # bytes; the end record and its longest comment
_END_RECORD = b"PK\x05\x06"
_MOST_MEMBERS = 60_000
_MOST_DIRECTORY = 64_000_000  # bytes of names and sizes
_HONEST_RATIO = 3
_SUSPECT_SIZE, _SUSPECT_RATIO = 100_000_000, 300  # of one member: no honest file shrinks so far


def open_zip(path: Path) -> zipfile.ZipFile:
    """The package, its directory read; raises TruncatedFile without one, DecompressionBomb if too long."""
    _check_end_record(path)
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeDecodeError) as error:
        raise TruncatedFile from error
    except OSError as error:
        if error.errno not in (None, 22):  # EINVAL: the directory said to seek before the beginning
            raise
        raise TruncatedFile from error


def check_directory(package: zipfile.ZipFile, limits: Limits) -> None:
    """Raises DecompressionBomb when the members together, or one alone, expand beyond reason.

    Films hardly shrink, so a package of them may be large; what is large and was small may not.
    """
    total = 0
    packed = Path(package.filename).stat().st_size if package.filename else 1
    for info in package.infolist():
        total += info.file_size
        ratio = info.file_size / max(1, info.compress_size)
        swollen = total > limits.expanded_size and total > _HONEST_RATIO * packed
        if swollen or (info.file_size > _SUSPECT_SIZE and ratio > _SUSPECT_RATIO):
            raise DecompressionBomb


def read_part(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A member's content, at most so many bytes of it; nothing where there is none or it is broken."""
    try:
        with package.open(name) as part:
            return part.read(most)
    except (KeyError, RuntimeError, ValueError, EOFError, OSError, zipfile.BadZipFile, zlib.error):
        return b""


def _check_end_record(path: Path) -> None:
    """Members and directory size by the end record, before zipfile makes an object of each."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    place = tail.rfind(_END_RECORD)
    if place < 0 or len(tail) < place + 22:
        raise TruncatedFile
    count = int.from_bytes(tail[place + 10 : place + 12], "little")
    length = int.from_bytes(tail[place + 12 : place + 16], "little")
    if length == 0xFFFFFFFF or count == 0xFFFF:  # ZIP64: the true numbers stand in a record before
        record = tail.rfind(b"PK\x06\x06", 0, place)
        if record < 0 or len(tail) < record + 56:
            raise TruncatedFile
        count = int.from_bytes(tail[record + 32 : record + 40], "little")
        length = int.from_bytes(tail[record + 40 : record + 48], "little")
    if count > _MOST_MEMBERS or length > _MOST_DIRECTORY:
        raise DecompressionBomb
