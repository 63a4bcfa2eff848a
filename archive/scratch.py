"""Work in progress on disk that outlives its process only until the next one sweeps.

Each piece of work is locked by the process that does it; the kernel drops the lock when that process dies,
however it dies, so whatever is not locked is left over and can go.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

_LOCK = ".lock"


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A new folder below ``folder`` for one piece of work, gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    with _quiet(folder):
        work = Path(mkdtemp(dir=folder))
        lock = (work / _LOCK).open("wb")
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        lock.close()


def sweep(folder: Path) -> int:
    """Remove what dead processes left below ``folder``; how many pieces that was."""
    if not folder.is_dir():
        return 0
    with _quiet(folder):
        return sum(_swept(path) for path in folder.iterdir() if path.name != _LOCK)


def _swept(path: Path) -> bool:
    held = path / _LOCK if path.is_dir() else path
    with suppress(FileNotFoundError), held.open("rb") as lock:
        if not _lock_now(lock):
            return False
        _remove(path)
        return True
    _remove(path)  # killed between making the folder and locking it
    return True


def _lock_now(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _quiet(folder: Path) -> Iterator[None]:
    """Nobody begins a piece of work while somebody sweeps, so that no new one looks left over."""
    descriptor = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def scratch_file(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new locked file in ``folder``, open for writing; removed afterwards unless it was renamed away."""
    folder.mkdir(parents=True, exist_ok=True)
    with _quiet(folder):
        path = folder / os.urandom(12).hex()
        file = path.open("xb")
        fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield path, file
    finally:
        path.unlink(missing_ok=True)
        file.close()
