"""A form with files as HTTP carries it (RFC 7578), streamed, its length known beforehand."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

PIECE = 1 << 16


@dataclass(frozen=True)
class FilePart:
    """A file of the form."""

    field: str
    file_name: str
    media_type: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Form:
    """Fields and files; ``boundary`` is random, so that no content holds it."""

    fields: tuple[tuple[str, str], ...]
    files: tuple[FilePart, ...]
    boundary: str = field(default_factory=lambda: secrets.token_hex(24))

    @property
    def content_type(self) -> str:
        return f"multipart/form-data; boundary={self.boundary}"

    @property
    def length(self) -> int:
        heads = sum(len(self._field(*each)) for each in self.fields)
        parts = sum(len(self._head(each)) + each.size + 2 for each in self.files)
        return heads + parts + len(self._end())

    def __iter__(self) -> Iterator[bytes]:
        for name, value in self.fields:
            yield self._field(name, value)
        for part in self.files:
            yield self._head(part)
            with part.open() as file:
                while piece := file.read(PIECE):
                    yield piece
            yield b"\r\n"
        yield self._end()

    def _field(self, name: str, value: str) -> bytes:
        head = f'--{self.boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n'
        return head.encode() + value.encode() + b"\r\n"

    def _head(self, part: FilePart) -> bytes:
        names = f'name="{_quoted(part.field)}"; filename="{_quoted(part.file_name)}"'
        return (
            f"--{self.boundary}\r\nContent-Disposition: form-data; {names}\r\n"
            f"Content-Type: {part.media_type}\r\n\r\n"
        ).encode()

    def _end(self) -> bytes:
        return f"--{self.boundary}--\r\n".encode()


def _quoted(name: str) -> str:
    """As browsers do: what would end the header is escaped."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
