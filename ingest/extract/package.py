"""ZIP packages: their members one by one, names made readable, folders as titles; nothing climbs out.

A package inside a package comes out as what it is; who takes files in refuses it by its type.
"""

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.errors import (
    DamagedFile,
    DecompressionBomb,
    EncryptedForGood,
    NoPages,
    TooLarge,
    TruncatedFile,
    UnsafeMember,
)
from ingest.options import Limits
from ingest.zips import check_directory, open_zip

_BLOCK = 1 << 20
_JUNK_FOLDERS = frozenset({"__MACOSX", ".git", "@eaDir"})
_JUNK_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"})
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_UNICODE_PATH = 0x7075  # Info-ZIP's extra field


@dataclass(frozen=True)
class Member:
    """One file inside a package; ``index`` finds it again, ``name`` and folders are for people."""

    index: int
    name: str  # readable, without folders
    folder_titles: tuple[str, ...]  # outermost first
    size: int  # bytes, as the package declares


def members(path: Path, limits: Limits) -> Iterator[Member]:
    """The files of a package in its order, without what systems add for themselves.

    Raises TruncatedFile, EncryptedForGood, DecompressionBomb, and NoPages when there is none.
    """
    with _opened(path, limits) as package:
        found = 0
        for index, info in enumerate(package.infolist()):
            if info.is_dir() or _is_junk(info.filename):
                continue
            found += 1
            *folders, name = _readable(info).split("/")
            titles = tuple(folder for folder in folders if folder not in ("", ".", ".."))
            yield Member(index, name, titles, info.file_size)
        if not found:
            raise NoPages


def extract_member(path: Path, member: Member, target: Path, limits: Limits) -> None:
    """Write a member's content to ``target``, never more than it declared and the limits allow.

    Raises UnsafeMember for links and paths that climb, EncryptedForGood, TooLarge, DecompressionBomb,
    TruncatedFile; ``target`` is then not there.
    """
    with _opened(path, limits) as package:
        info = package.infolist()[member.index]
        _refuse_unsafe(info, member.name)
        if info.file_size > limits.upload_size:
            raise TooLarge(size=info.file_size, limit=limits.upload_size)
        try:
            _copy(package, info, target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


@contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    with open_zip(path) as package:
        check_directory(package, limits)
        yield package


def _refuse_unsafe(info: zipfile.ZipInfo, name: str) -> None:
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    kind = info.external_attr >> 16
    if ".." in parts or info.filename.startswith(("/", "\\")) or (parts and parts[0].endswith(":")):
        raise UnsafeMember(name=name)
    if stat.S_IFMT(kind) not in (0, stat.S_IFREG):
        raise UnsafeMember(name=name)
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise EncryptedForGood


def _copy(package: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    written = 0
    try:
        with package.open(info) as source, target.open("xb") as copy:
            while block := source.read(_BLOCK):
                written += len(block)
                if written > info.file_size:
                    raise DecompressionBomb
                copy.write(block)
    except NotImplementedError as error:  # a way of packing that the standard library does not know
        raise DamagedFile from error
    except RuntimeError as error:  # zipfile's word for "needs a password"
        raise EncryptedForGood from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError) as error:
        raise TruncatedFile from error
    except OSError as error:
        if error.errno is not None:
            raise  # our own disk, not the package
        raise TruncatedFile from error


def _is_junk(filename: str) -> bool:
    parts = filename.split("/")
    return (
        bool(_JUNK_FOLDERS.intersection(parts[:-1])) or parts[-1] in _JUNK_NAMES or parts[-1].startswith("._")
    )


def _readable(info: zipfile.ZipInfo) -> str:
    """The name as its author wrote it: UTF-8 even where not flagged, else the code pages of old Windows."""
    name = _unicode_extra(info.extra) or info.filename
    if not info.flag_bits & _UTF8_FLAG and name == info.filename:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        name = _decoded(raw) or name
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    return "".join(sign for sign in name if sign.isprintable()) or "sin nombre"


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850", "replace")


def _unicode_extra(extra: bytes) -> str | None:
    """Info-ZIP's UTF-8 name, where the packer added it."""
    while len(extra) >= 4:
        kind, length = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if kind == _UNICODE_PATH and length > 5:
            try:
                return extra[9 : 4 + length].decode("utf-8")
            except UnicodeDecodeError:
                return None
        extra = extra[4 + length :]
    return None
