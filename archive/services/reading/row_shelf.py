"""Row files of releases kept open: opening one anew for each question would cost more than the answer."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from archive.row_file import RowFile
from archive.storage import Storage
from export.values import Table

_MOST_FILES = 64
_MOST_IDLE = 8  # open connections of one file that nobody uses just now


class RowShelf:
    """The row files of one public zone; any number of threads may ask."""

    def __init__(self, zone: Storage) -> None:
        self._zone = zone
        self._lock = threading.Lock()
        self._local: OrderedDict[str, tuple[ExitStack, Path]] = OrderedDict()
        self._idle: dict[str, list[RowFile]] = {}

    @contextmanager
    def open(self, sha256: str, table: Table) -> Iterator[RowFile]:
        """The row file of that name, for the caller alone.  Raises NotFound."""
        with self._lock:
            idle = self._idle.get(sha256)
            file = idle.pop() if idle else RowFile(self._path(sha256), table)
        try:
            yield file
        except BaseException:
            file.close()  # somebody may have left it in the middle of an answer
            raise
        with self._lock:
            idle = self._idle.setdefault(sha256, [])
            if sha256 in self._local and len(idle) < _MOST_IDLE:
                idle.append(file)
                return
        file.close()

    def _path(self, sha256: str) -> Path:
        """Where the object lies on this machine; a copy from afar is kept as long as it stands here."""
        if sha256 not in self._local:
            stack = ExitStack()
            self._local[sha256] = stack, stack.enter_context(self._zone.local(sha256))
        self._local.move_to_end(sha256)
        while len(self._local) > _MOST_FILES:
            old, (stack, _) = self._local.popitem(last=False)
            for idle in self._idle.pop(old, ()):
                idle.close()
            stack.close()
        return self._local[sha256][1]
