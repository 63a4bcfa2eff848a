"""Records in the order of their bytes, however many: sorted in runs, spilled to disk, merged again.

What must be compared across a whole table (repeated keys, what changed since the last release) goes this way,
so that it takes a few megabytes of memory for ten rows and for ten million.
"""

import heapq
import struct
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import IO, Self

_RUN = 12 * 1024 * 1024  # bytes of memory before a run goes to disk
_OBJECT = 48  # what Python adds to the bytes of a record
_LENGTH = struct.Struct("<I")


class Sorter:
    """Add records, then read them once in order; the files on disk go with the ``with`` block."""

    def __init__(self, run: int = _RUN) -> None:
        self._most = run
        self._held = 0
        self._records: list[bytes] = []
        self._runs: list[IO[bytes]] = []
        self._files = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def add(self, record: bytes) -> None:
        self._records.append(record)
        self._held += len(record) + _OBJECT
        if self._held > self._most:
            self._spill()

    def __iter__(self) -> Iterator[bytes]:
        self._records.sort()
        return heapq.merge(*map(_records_of, self._runs), self._records)

    def _spill(self) -> None:
        self._records.sort()
        file = tempfile.TemporaryFile(prefix="acervo-")  # noqa: SIM115 - closed with the block
        self._files.callback(file.close)
        for record in self._records:
            file.write(_LENGTH.pack(len(record)))
            file.write(record)
        self._runs.append(file)
        self._records.clear()
        self._held = 0


def _records_of(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while head := file.read(_LENGTH.size):
        yield file.read(_LENGTH.unpack(head)[0])
