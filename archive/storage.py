"""Objects by content hash in two zones; what is stored is never changed.

Local files are written so that a power cut loses nothing: temporary file, fsync, rename, fsync of the folder
(neither fsspec nor obstore does that).  S3 goes through obstore.
"""

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.exceptions import NotFoundError as ObjectNotFound
from obstore.store import S3Store

from archive.errors import NotFound, StorageDamaged
from archive.scratch import scratch_file, sweep

_PIECE = 1 << 20


@dataclass(frozen=True)
class Stored:
    """What an object is called and how long it is."""

    sha256: str
    size: int


class Storage(Protocol):
    """One zone.  Objects are named by the SHA-256 of their bytes: the same bytes twice are one object."""

    def put_bytes(self, data: bytes) -> Stored: ...

    def put_file(self, source: Path) -> Stored:
        """Store a copy of ``source``; durable when it returns."""

    def open(self, sha256: str) -> BinaryIO:
        """A seekable reader.  Raises NotFound."""

    def read(self, sha256: str, offset: int = 0, length: int | None = None) -> bytes:
        """Bytes from ``offset``.  Raises NotFound."""

    def local(self, sha256: str) -> AbstractContextManager[Path]:
        """A context manager giving a local path for programs that need one.  Raises NotFound."""

    def exists(self, sha256: str) -> bool: ...

    def remove(self, sha256: str) -> None:
        """Drop the object; no error if it is not there."""

    def names(self) -> Iterator[str]:
        """Every object's hash."""

    def sweep(self) -> int:
        """Remove what killed processes had begun to write; how many pieces that was."""


def open_storage(address: str, *, s3_endpoint: str = "", s3_region: str = "us-east-1") -> Storage:
    """The zone at ``address``: a folder, or ``s3://bucket/prefix``."""
    if address.startswith("s3://"):
        return S3Storage(address, endpoint=s3_endpoint, region=s3_region)
    return LocalStorage(Path(address))


def sha256_of(pieces: Iterable[bytes]) -> Stored:
    """Hash and size of a stream of bytes."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
    return Stored(digest.hexdigest(), size)


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def verify(storage: Storage, sha256: str) -> None:
    """Read an object whole.  Raises NotFound, or StorageDamaged where its bytes are not those of its name."""
    with storage.open(sha256) as file:
        if sha256_of(pieces_of(file)).sha256 != sha256:
            raise StorageDamaged(sha256=sha256)


class LocalStorage:
    """A folder: ``ab/cd/<sha256>``, files readable by their owner only and never rewritten."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._incoming = root / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)

    def put_bytes(self, data: bytes) -> Stored:
        return self._put(iter((data,)))

    def put_file(self, source: Path) -> Stored:
        with source.open("rb") as file:
            return self._put(pieces_of(file))

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise NotFound from None

    def read(self, sha256: str, offset: int = 0, length: int | None = None) -> bytes:
        with self.open(sha256) as file:
            file.seek(offset)
            return file.read(-1 if length is None else length)

    @contextmanager
    def local(self, sha256: str) -> Iterator[Path]:
        path = self._path(sha256)
        if not path.exists():
            raise NotFound
        yield path

    def exists(self, sha256: str) -> bool:
        return self._path(sha256).exists()

    def remove(self, sha256: str) -> None:
        path = self._path(sha256)
        path.unlink(missing_ok=True)
        if path.parent.exists():
            _sync_folder(path.parent)

    def names(self) -> Iterator[str]:
        for path in sorted(self.root.glob("??/??/*")):
            yield path.name

    def _path(self, sha256: str) -> Path:
        _demand_name(sha256)
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def sweep(self) -> int:
        """Remove what killed processes had begun to write; how many files that was."""
        return sweep(self._incoming)

    def _put(self, pieces: Iterator[bytes]) -> Stored:
        with scratch_file(self._incoming) as (temporary, file):
            digest, size = hashlib.sha256(), 0
            for piece in pieces:
                digest.update(piece)
                size += file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            stored = Stored(digest.hexdigest(), size)
            self._settle(temporary, self._path(stored.sha256))
        return stored

    def _settle(self, temporary: Path, target: Path) -> None:
        if target.exists():
            return
        for folder in (target.parent.parent, target.parent):
            if not folder.exists():
                folder.mkdir(exist_ok=True)
                _sync_folder(folder.parent)
        temporary.chmod(0o400)
        temporary.rename(target)
        _sync_folder(target.parent)


def _demand_name(untrusted_name: str) -> None:
    """Only a SHA-256 in lower-case hex can name an object: no path gets through."""
    if len(untrusted_name) != 64 or not all(letter in "0123456789abcdef" for letter in untrusted_name):
        raise NotFound


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class S3Storage:
    """A bucket, or a prefix of one; credentials come from the usual AWS_* environment variables."""

    def __init__(self, address: str, *, endpoint: str, region: str) -> None:
        bucket, _, prefix = address.removeprefix("s3://").partition("/")
        plain_http = endpoint.startswith("http://")
        self._store = S3Store(
            bucket,
            prefix=prefix or None,
            region=region,
            endpoint=endpoint or None,
            client_options={"allow_http": plain_http},
        )

    def put_bytes(self, data: bytes) -> Stored:
        stored = sha256_of((data,))
        self._create(stored.sha256, data)
        return stored

    def put_file(self, source: Path) -> Stored:
        with source.open("rb") as file:
            stored = sha256_of(pieces_of(file))
        if not self.exists(stored.sha256):
            # Written whole under its hash: S3 shows an object only once all of it has arrived.
            obstore.put(self._store, stored.sha256, source)
        return stored

    def open(self, sha256: str) -> BinaryIO:
        _demand_name(sha256)
        try:
            return io.BufferedReader(_ObjectReader(self._store, sha256), _PIECE)
        except (ObjectNotFound, FileNotFoundError):
            raise NotFound from None

    def read(self, sha256: str, offset: int = 0, length: int | None = None) -> bytes:
        with self.open(sha256) as file:
            file.seek(offset)
            return file.read(-1 if length is None else length)

    @contextmanager
    def local(self, sha256: str) -> Iterator[Path]:
        with tempfile.NamedTemporaryFile(prefix="acervo-") as copy:
            with self.open(sha256) as source:
                for piece in pieces_of(source):
                    copy.write(piece)
            copy.flush()
            yield Path(copy.name)

    def exists(self, sha256: str) -> bool:
        _demand_name(sha256)
        try:
            obstore.head(self._store, sha256)
        except (ObjectNotFound, FileNotFoundError):
            return False
        return True

    def remove(self, sha256: str) -> None:
        if self.exists(sha256):
            obstore.delete(self._store, sha256)

    def names(self) -> Iterator[str]:
        for batch in obstore.list(self._store):
            for item in batch:
                yield str(item["path"]).rsplit("/", 1)[-1]

    def sweep(self) -> int:
        return 0  # S3 itself shows nothing of a put that did not end

    def _create(self, sha256: str, data: bytes) -> None:
        try:
            obstore.put(self._store, sha256, data, mode="create")
        except AlreadyExistsError:
            return


class _ObjectReader(io.RawIOBase):
    """An object as a file: each read asks for its own range."""

    def __init__(self, store: S3Store, name: str) -> None:
        self._store, self._name = store, name
        self._size = int(obstore.head(store, name)["size"])
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), self._size - self._at)
        if wanted <= 0:
            return 0
        buffer[:wanted] = bytes(obstore.get_range(self._store, self._name, start=self._at, length=wanted))
        self._at += wanted
        return int(wanted)
