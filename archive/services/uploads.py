"""Uploads in pieces that survive a lost connection: begun, continued from where they stand, finished once.

A piece counts up to where it was written, also when the connection died in its middle.  The part file is
locked only while bytes are written, never while waiting for the network: when a browser comes back, its new
request goes on at once and the old one, still waiting on a dead connection, finds itself overtaken.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from sqlalchemy import delete, select

from archive.errors import InvalidInput, NotFound, UploadConflict
from archive.models.base import now
from archive.models.uploads import Upload
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.intake import Outcome, OutcomeState, receive
from ingest.errors import EmptyFile, TooLarge

PIECE = 256 * 1024  # what is read from the network before it is written


@dataclass(frozen=True)
class UploadView:
    id: UUID
    name: str
    size: int
    offset: int  # bytes that are safe on disk
    outcomes: tuple[Outcome, ...] | None  # None until all bytes are here and were looked at


def begin(
    resources: Resources,
    actor: Actor | None,
    untrusted_name: str,
    size: int,
    *,
    folder_titles: tuple[str, ...] = (),
    practice_id: int | None = None,
) -> UploadView:
    """Promise a file of ``size`` bytes.  Raises EmptyFile, TooLarge, InvalidInput before a byte is sent."""
    demand(actor, Permission.DOCUMENT_UPLOAD)
    assert actor is not None
    if actor.id is None:
        raise InvalidInput(field="cuenta", reason="las subidas son de una persona")
    name = clean_name(untrusted_name)
    most = resources.settings.max_upload_size
    if size < 0:
        raise InvalidInput(field="Upload-Length", reason="debe ser un número de bytes")
    if size == 0:
        raise EmptyFile
    if size > most:
        raise TooLarge(size=_megabytes(size), limit=_megabytes(most))
    upload = Upload(
        account_id=actor.id, name=name, size=size, folder_titles=list(folder_titles), practice_id=practice_id
    )
    with resources.database.write() as session:
        session.add(upload)
        session.flush()
        _make_part(_part(resources, upload.id))
    return _view(upload, 0)


def look(resources: Resources, actor: Actor | None, upload_id: UUID) -> UploadView:
    """How much of it has arrived.  A file that is whole but was never handed on is handed on now."""
    upload = _own(resources, actor, upload_id)
    if upload.finished_at is not None:
        return _view(upload, upload.size)
    try:
        with _part_open(resources, upload_id) as descriptor:
            offset = os.fstat(descriptor).st_size
            os.fsync(descriptor)
        return _finish(resources, actor, upload_id) if offset == upload.size else _view(upload, offset)
    except FileNotFoundError:
        return _finished_meanwhile(resources, actor, upload_id)


def append(
    resources: Resources, actor: Actor | None, upload_id: UUID, offset: int, stream: IO[bytes]
) -> UploadView:
    """Write what ``stream`` brings from ``offset`` on; with the last byte the file becomes a document.

    Raises UploadConflict (``offset``: where to go on) when the piece does not begin, or no longer continues,
    where the file ends.  A piece that comes again after the end gives the same outcome again.
    """
    upload = _own(resources, actor, upload_id)
    if upload.finished_at is not None:
        return _view(upload, upload.size)
    try:
        with _part_open(resources, upload_id) as descriptor:
            try:
                at = _append_piece(descriptor, offset, b"", upload.size)
                while piece := stream.read(PIECE):
                    at = _append_piece(descriptor, at, piece, upload.size)
            finally:
                os.fsync(descriptor)
        return _finish(resources, actor, upload_id) if at == upload.size else _view(upload, at)
    except FileNotFoundError:
        return _finished_meanwhile(resources, actor, upload_id)


def abandon(resources: Resources, actor: Actor | None, upload_id: UUID) -> None:
    """Forget an upload and what arrived of it; documents already made stay."""
    _own(resources, actor, upload_id)
    with resources.database.write() as session:
        session.execute(delete(Upload).where(Upload.id == upload_id))
    _part(resources, upload_id).unlink(missing_ok=True)


def receive_whole(
    resources: Resources,
    actor: Actor | None,
    path: Path,
    untrusted_name: str,
    practice_id: int | None = None,
) -> tuple[Outcome, ...]:
    """A file that came in one form, without pieces."""
    return receive(resources, actor, path, clean_name(untrusted_name), practice_id=practice_id)


def purge(resources: Resources, older_than: timedelta) -> int:
    """Drop uploads not continued for ``older_than``, parts without a row, old outcomes; how many parts."""
    oldest = now() - older_than
    with resources.database.read() as session:
        living = set(session.scalars(select(Upload.id).where(Upload.finished_at.is_(None))))
    purged = 0
    for path in resources.settings.uploads_folder.glob("*.part"):
        purged += _purge_part(resources, path, living, oldest.timestamp())
    with resources.database.write() as session:
        session.execute(delete(Upload).where(Upload.finished_at < oldest))
        stale = select(Upload).where(Upload.finished_at.is_(None), Upload.created_at < oldest)
        for upload in session.scalars(stale).all():
            if not _part(resources, upload.id).exists():
                session.delete(upload)
    return purged


def clean_name(untrusted_name: str) -> str:
    """The last part of a name from outside, without control characters.  Raises InvalidInput."""
    last = untrusted_name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in last if letter.isprintable()).strip()
    if not name or name in {".", ".."}:
        raise InvalidInput(field="nombre", reason="el archivo no tiene nombre")
    return name[-400:]


def clean_folders(untrusted_folder: str) -> tuple[str, ...]:
    """The folders a file lay in, outermost first, as titles."""
    parts = untrusted_folder.replace("\\", "/").split("/")
    cleaned = ("".join(letter for letter in part if letter.isprintable()).strip()[:200] for part in parts)
    return tuple(part for part in cleaned if part and part not in {".", ".."})[:20]


def _finish(resources: Resources, actor: Actor | None, upload_id: UUID) -> UploadView:
    """Hand the whole file on, once: whoever comes second waits for the lock and finds the outcome.

    The document gets the upload's own id, so that a death between the document's commit and ours is seen the
    next time: the "duplicate" found is then this very upload.
    """
    part = _part(resources, upload_id)
    with _part_open(resources, upload_id) as descriptor, _locked(descriptor):
        upload = _own(resources, actor, upload_id)
        if upload.finished_at is not None:
            return _view(upload, upload.size)
        outcomes = receive(
            resources,
            actor,
            part,
            upload.name,
            folder_titles=tuple(upload.folder_titles),
            practice_id=upload.practice_id,
            document_id=upload_id,
        )
        outcomes = tuple(_own_document(outcome, upload_id) for outcome in outcomes)
        with resources.database.write() as session:
            upload = session.get_one(Upload, upload_id)
            upload.finished_at = now()
            upload.outcome = [_as_json(outcome) for outcome in outcomes]
        part.unlink(missing_ok=True)
    return _view(upload, upload.size)


def _finished_meanwhile(resources: Resources, actor: Actor | None, upload_id: UUID) -> UploadView:
    """The part file is gone: another request finished it, or the upload was given up (NotFound)."""
    upload = _own(resources, actor, upload_id)
    if upload.finished_at is None:
        raise NotFound
    return _view(upload, upload.size)


def _own_document(outcome: Outcome, upload_id: UUID) -> Outcome:
    if outcome.state is OutcomeState.DUPLICATE and outcome.document_id == upload_id:
        return replace(outcome, state=OutcomeState.RECEIVED, code="", sentence="", data={})
    return outcome


def _append_piece(descriptor: int, at: int, piece: bytes, size: int) -> int:
    """Write one piece exactly at the end of the file; the new end."""
    with _locked(descriptor):
        end = os.fstat(descriptor).st_size
        if end != at or at + len(piece) > size:
            raise UploadConflict(offset=end)
        written = 0
        while written < len(piece):
            written += os.pwrite(descriptor, piece[written:], at + written)
    return at + len(piece)


def _purge_part(resources: Resources, path: Path, living: set[UUID], oldest: float) -> int:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return 0
    try:
        with _locked(descriptor):
            if os.fstat(descriptor).st_mtime >= oldest:
                return 0
            if (upload_id := _id_of(path)) in living:
                with resources.database.write() as session:
                    session.execute(delete(Upload).where(Upload.id == upload_id))
            path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)
    return 1


def _id_of(path: Path) -> UUID | None:
    try:
        return UUID(path.stem)
    except ValueError:
        return None


def _own(resources: Resources, actor: Actor | None, upload_id: UUID) -> Upload:
    """The actor's own upload.  Raises NotFound for anyone else's."""
    demand(actor, Permission.DOCUMENT_UPLOAD)
    assert actor is not None
    with resources.database.read() as session:
        upload = session.get(Upload, upload_id)
    if upload is None or upload.account_id != actor.id:
        raise NotFound
    return upload


def _part(resources: Resources, upload_id: UUID) -> Path:
    return resources.settings.uploads_folder / f"{upload_id}.part"


def _make_part(part: Path) -> None:
    part.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_RDWR, 0o600))
    folder = os.open(part.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _part_open(resources: Resources, upload_id: UUID) -> Iterator[int]:
    descriptor = os.open(_part(resources, upload_id), os.O_RDWR)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _locked(descriptor: int) -> Iterator[None]:
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _view(upload: Upload, offset: int) -> UploadView:
    outcomes = None if upload.outcome is None else tuple(_from_json(item) for item in upload.outcome)
    return UploadView(upload.id, upload.name, upload.size, offset, outcomes)


def _as_json(outcome: Outcome) -> dict[str, Any]:
    document_id = str(outcome.document_id) if outcome.document_id else None
    return {**asdict(outcome), "document_id": document_id}


def _from_json(item: dict[str, Any]) -> Outcome:
    document_id = UUID(item["document_id"]) if item["document_id"] else None
    return Outcome(**{**item, "state": OutcomeState(item["state"]), "document_id": document_id})


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"
