"""CSV (RFC 4180, UTF-8), the same with a mark for Excel, JSON and JSON Lines: bytes after bytes."""

import codecs
from pathlib import Path

from export.formats.batch import Batch, csv_lines
from export.values import Dataset

_BUFFER = 1 << 18


class _Plain:
    """A file that is only ever added to."""

    def __init__(self, path: Path, head: bytes) -> None:
        self._file = path.open("xb", buffering=_BUFFER)
        self._file.write(head)

    def finish(self) -> None:
        self._file.close()

    def abandon(self) -> None:
        self._file.close()


class Csv(_Plain):
    """No byte-order mark: portals take it for a part of the first column's name (CKAN issue 2463)."""

    mark = b""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        super().__init__(path, self.mark + csv_lines([dataset.table.names]))

    def add(self, batch: Batch) -> None:
        self._file.write(batch.as_csv)


class CsvForExcel(Csv):
    """Excel reads UTF-8 only behind its mark."""

    mark = codecs.BOM_UTF8


class JsonLines(_Plain):
    """One record a line."""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        super().__init__(path, b"")

    def add(self, batch: Batch) -> None:
        self._file.write(("\n".join(batch.as_json) + "\n").encode())


class Json(_Plain):
    """One array, a record on each of its lines."""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        super().__init__(path, b"[")
        self._between = "\n"

    def add(self, batch: Batch) -> None:
        self._file.write((self._between + ",\n".join(batch.as_json)).encode())
        self._between = ",\n"

    def finish(self) -> None:
        self._file.write(b"\n]\n")
        super().finish()
