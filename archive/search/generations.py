"""An index's folder: one live generation named by a pointer file, one writer among all processes."""

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_POINTER = "current"


class Generations:
    """``folder`` holds generations of an index; ``form`` names their shape, and others are not read."""

    def __init__(self, folder: Path, form: str) -> None:
        self._folder = folder
        self._form = form
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def pointer(self) -> Path:
        return self._folder / _POINTER

    def current(self) -> Path | None:
        """The live generation; None before the first one or when it has another shape."""
        try:
            name = self.pointer.read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        live = self._folder / name
        return live if name.startswith(self._form + "-") and live.is_dir() else None

    def live(self) -> Path:
        """The live generation; raises FileNotFoundError where there is none of our shape."""
        live = self.current()
        if live is None:
            raise FileNotFoundError(self.pointer)
        return live

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Waits until no other process writes; a killed writer's lock is free at once."""
        with (self._folder / "writing.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                self._sweep()
                yield
            finally:
                fcntl.flock(lock, fcntl.LOCK_UN)

    def begin(self) -> Path:
        """A new, empty generation nobody reads yet; only while writing."""
        fresh = self._folder / f"{self._form}-{uuid.uuid4().hex}"
        fresh.mkdir()
        return fresh

    def switch(self, fresh: Path) -> None:
        """Make ``fresh`` the live generation in one step and remove every other; only while writing."""
        draft = self._folder / f"{_POINTER}.new"
        with draft.open("w", encoding="utf-8") as out:
            out.write(fresh.name)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(self.pointer)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._sweep()

    def _sweep(self) -> None:
        """What a rebuild, or a process killed while rebuilding, left behind."""
        live = self.current()
        for child in self._folder.iterdir():
            if child.is_dir() and child != live:
                shutil.rmtree(child)


def signature(path: Path) -> tuple[int, int, int] | None:
    """Changes whenever the file is replaced; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
