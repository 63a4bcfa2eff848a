"""A file opened with its password and written again without protection."""

import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any
from xml.parsers.expat import ExpatError

import msoffcrypto
import pymupdf
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from ingest import sealed
from ingest.errors import DamagedFile, EncryptedFile, EncryptedForGood, WrongPassword
from ingest.identify import identify
from ingest.options import Limits
from ingest.values import Family, FileType

# Office's own passwords ([MS-XLS] 2.2.10, [MS-PPT] 2.3.7): what Excel seals a workbook with whose structure
# alone is protected, and PowerPoint a show that may only be read.  Office opens such files without asking.
_NOBODYS = ("VelvetSweatshop", "/01Hannes Ruescher/01")
_OFFICE = frozenset({Family.WORD, Family.SHEET, Family.PRESENTATION})
_BROKEN = (
    *(ParseError, ExpatError, struct.error, OSError, ValueError, KeyError, IndexError, TypeError),
    *(AttributeError, AssertionError),
)


def unlock(source: Path, file_type: FileType, target: Path, password: str, limits: Limits) -> FileType:
    """Write an unprotected copy of ``source`` to ``target`` and say what type it turned out to be.

    Without a password those are tried that Office itself uses.  Raises WrongPassword, EncryptedFile where
    one is needed, EncryptedForGood, DamagedFile, and whatever identifying the copy raises.
    """
    open_with = _UNLOCKERS.get(file_type.family)
    if open_with is None:
        shutil.copyfile(source, target)  # no other format has a lock that is known here
        return file_type
    open_with(source, target, password)
    found = identify(target, limits)
    if found is not file_type and found.family not in _OFFICE:
        raise DamagedFile
    return found


def _pdf(source: Path, target: Path, password: str) -> None:
    try:
        with pymupdf.open(source, filetype="pdf") as document:
            if document.needs_pass and not document.authenticate(password):
                raise WrongPassword if password else EncryptedFile
            document.save(target, encryption=pymupdf.mupdf.PDF_ENCRYPT_NONE)
    except (pymupdf.FileDataError, pymupdf.mupdf.FzErrorBase) as error:
        raise DamagedFile from error


def _office(source: Path, target: Path, password: str) -> None:
    if not sealed.is_sealed(source):
        shutil.copyfile(source, target)
        return
    for candidate in (password,) if password else _NOBODYS:
        with source.open("rb") as locked, target.open("wb") as opened:
            if _opens(locked, opened, candidate):
                return
    raise WrongPassword if password else EncryptedFile


def _opens(locked: IO[bytes], opened: IO[bytes], password: str) -> bool:
    """Write what is inside; False where the password is another."""
    try:
        file: Any = msoffcrypto.OfficeFile(locked)
        # Old formats check the password always, and know no such argument.
        asked = {"verify_password": True} if file.format == "ooxml" else {}
        file.load_key(password=password, **asked)
        file.decrypt(opened)
    except InvalidKeyError:
        return False
    except (DecryptionError, FileFormatError) as error:
        raise EncryptedForGood from error
    except _BROKEN as error:
        raise DamagedFile from error
    return True


_UNLOCKERS: dict[Family, Callable[[Path, Path, str], None]] = {
    Family.PDF: _pdf,
    **dict.fromkeys(_OFFICE, _office),
}
