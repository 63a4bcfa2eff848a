"""Files that are whole or not there: size and checksum of each, moved into place when all are on the disk."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from export.values import Distribution, Format


def described(format: Format, path: Path, media_type: str) -> Distribution:
    """What a release says of one of its files."""
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    return Distribution(format, path.name, media_type, path.stat().st_size, checksum)


def settle(paths: Iterable[Path], folder: Path) -> None:
    """Move files into the folder, each on the disk before it bears its name there."""
    found = list(paths)
    for path in found:
        _sync(path)
    for path in found:
        path.replace(folder / path.name)
    _sync(folder)


def put_on_disk(folder: Path) -> None:
    """Nothing in the folder is lost by a power cut after this."""
    for path in folder.iterdir():
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
