"""Page images, one after another in one file, each known by its offset and length."""

from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from ingest.values import Preview


class PackWriter:
    """Appends images to a pack file; several calls may add to the same file one after another."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("ab")
        self._offset = self._file.tell()

    def add(self, image_bytes: bytes, width: int, height: int) -> Preview:
        """Append one encoded image of the given size in pixels and say where it lies."""
        preview = Preview(self._offset, len(image_bytes), width, height)
        self._file.write(image_bytes)
        self._offset += len(image_bytes)
        return preview

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
