"""LibreOffice: an office file -> rendered.pdf, without macros, network, links or leftovers."""

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

from ingest import office_orders
from ingest.extract.hidden_cells import hidden_cells
from ingest.office_orders import Orders
from ingest.options import Limits
from ingest.places import SOCKETS
from ingest.tools import Bounds, find, run, version
from ingest.values import FileType

RENDERED = "rendered.pdf"
_HOME = "office"
ABILITY = "libreoffice"
NAME = "LibreOffice"
_MEMORY = 3_000_000_000  # bytes of address space; it does not start with two
_RESTART = 81  # its exit code where it does not know its profile for its own: it asks to be started again
_PROFILES = ("profile", "profile-again")  # one folder; it is renamed for a second start, see sockets


def available() -> bool:
    return find("soffice") is not None


def office_version() -> str | None:
    """The installed version's own words, or None."""
    return version("soffice", "--version")


def render(path: Path, file_type: FileType, work: Path, limits: Limits) -> Path | None:
    """Make ``work/rendered.pdf``; None where LibreOffice could make nothing of the file.

    Raises ParserTimeout and ParserMemory.  LibreOffice must be ``available``.
    """
    home = work / _HOME  # its profile, caches, temporary files and output: all goes when it is done
    source, made = home / f"source.{file_type.value}", home / "made.pdf"
    bounds = Bounds(max(1.0, limits.seconds - 3), _MEMORY, limits.file_size)
    first, second = (home / name for name in _PROFILES)
    try:
        home.mkdir()
        shutil.copyfile(path, source)  # a copy of its own: what is for reading only, it would not edit
        hidden = hidden_cells(path) if file_type is FileType.XLSX else {}
        office_orders.lay_out(first, _program(), Orders(source, made, hidden))
        if run(_command(first), home, bounds).status == _RESTART:
            first.rename(second)
            run(_command(second), home, bounds)
        if not made.is_file() or made.stat().st_size == 0:
            return None
        return made.rename(work / RENDERED)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _command(profile: Path) -> list[str]:
    options = ("--headless", "--norestore", "--nolockcheck")
    return [str(_program()), f"-env:UserInstallation={profile.as_uri()}", *options, office_orders.ENTRY]


def _program() -> Path:
    """The program itself where it can be found, rather than its starter: one process is surely ended."""
    starter = find("soffice") or Path("soffice")
    itself = starter.resolve().with_name("soffice.bin")
    return itself if itself.is_file() else starter


def sockets(work: Path) -> tuple[Path, ...]:
    """Where LibreOffice puts the sockets by which a second start would find the first.

    The place does not follow TMPDIR, and the name is the profile's address digested, each byte in
    hexadecimal without leading zeros.  A program that is killed leaves its socket, and so does one that may
    remove nothing outside its work folder (an absolute path without links).
    """
    home = (work / _HOME).as_uri()
    return tuple(_socket(f"{home}/{profile}") for profile in _PROFILES)


def remove_sockets(work: Path) -> None:
    """Remove what was left there of every start with this work folder."""
    for socket in sockets(work):
        with suppress(OSError):
            socket.unlink()


def _socket(profile: str) -> Path:
    digest = hashlib.md5(profile.encode("utf-16-le"), usedforsecurity=False).digest()
    return SOCKETS / f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
