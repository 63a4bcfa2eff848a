"""Taking files in: identify, recognise what is already here, store the original, ask for its reading."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from slugify import slugify
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from archive import queue
from archive.errors import AlreadyHere
from archive.models.documents import Document, File, FileRole, Zone
from archive.permissions import Actor, Permission, demand
from archive.queue import Verb
from archive.resources import Resources
from archive.scratch import scratch
from archive.services import audit
from archive.services.audit import Action
from archive.storage import Stored
from ingest.errors import EmptyFile, IngestError, NestedPackage
from ingest.extract.package import extract_member, members
from ingest.identify import identify
from ingest.options import Limits
from ingest.values import DocumentKind, FileType


class OutcomeState(StrEnum):
    RECEIVED = "received"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one file; ``sentence`` is untranslated and filled from ``data``."""

    name: str
    state: OutcomeState
    document_id: UUID | None = None
    title: str | None = None
    code: str = ""
    sentence: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _About:
    """What the sender says of a file."""

    folder_titles: tuple[str, ...]
    practice_id: int | None
    kind: DocumentKind | None
    document_id: UUID | None = None


def receive(
    resources: Resources,
    actor: Actor | None,
    path: Path,
    name: str,
    *,
    folder_titles: tuple[str, ...] = (),
    practice_id: int | None = None,
    kind: DocumentKind | None = None,
    document_id: UUID | None = None,
) -> tuple[Outcome, ...]:
    """Take one file, or each file of a ZIP.  A file that is refused leaves nothing behind and stops no other.

    ``path`` is read, never changed.  ``kind``: what the sender says it is, else the content proposes.
    ``document_id``: the UUID under which the document was known elsewhere.
    """
    demand(actor, Permission.DOCUMENT_UPLOAD)
    assert actor is not None
    limits = limits_of(resources)
    about = _About(folder_titles, practice_id, kind, document_id)
    try:
        file_type = identify(path, limits, name)
    except IngestError as error:
        return (_refused(resources, actor, name, error),)
    if file_type is not FileType.ZIP:
        return (_keep(resources, actor, path, name, file_type, about),)
    return tuple(_unpack(resources, actor, path, name, about, limits))


def limits_of(resources: Resources) -> Limits:
    settings = resources.settings
    return Limits(
        seconds=settings.parser_seconds,
        memory=settings.parser_memory,
        pages=settings.max_pages,
        upload_size=settings.max_upload_size,
    )


def _unpack(
    resources: Resources, actor: Actor, path: Path, name: str, about: _About, limits: Limits
) -> Iterator[Outcome]:
    try:
        inside = tuple(members(path, limits))
        if not inside:
            raise EmptyFile
    except IngestError as error:
        yield _refused(resources, actor, name, error)
        return
    for member in inside:
        with scratch(resources.settings.work_folder) as folder:
            target = folder / "member"
            try:
                extract_member(path, member, target, limits)
                file_type = identify(target, limits, member.name)
                if file_type is FileType.ZIP:
                    raise NestedPackage(name=member.name)
            except IngestError as error:
                yield _refused(resources, actor, member.name, error)
                continue
            inner = _About((*about.folder_titles, *member.folder_titles), about.practice_id, about.kind)
            yield _keep(resources, actor, target, member.name, file_type, inner)


def _keep(
    resources: Resources, actor: Actor, path: Path, name: str, file_type: FileType, about: _About
) -> Outcome:
    stored = resources.vault.put_file(path)
    document = Document(
        id=about.document_id or uuid4(),
        title=title_of_name(name),
        file_type=file_type,
        source_name=Path(name).name[:400],
        folder_titles=list(about.folder_titles),
        practice_id=about.practice_id,
        kind=about.kind or DocumentKind.OTHER,
        kind_stated=about.kind is not None,
        received_by=actor.id,
    )
    try:
        with resources.database.write() as session:
            _raise_if_here(session, stored)
            session.add(document)
            session.flush()
            session.add(_original(document, stored))
            queue.put(session, Verb.PROCESS, str(document.id))
            audit.record(
                session,
                actor,
                Action.DOCUMENT_RECEIVED,
                "document",
                document.id,
                sha256=stored.sha256,
                size=stored.size,
            )
    except AlreadyHere as error:
        return _duplicate(name, error)
    except IntegrityError:
        # Another process stored the same bytes between our look and our insert.
        with resources.database.read() as session:
            try:
                _raise_if_here(session, stored)
            except AlreadyHere as error:
                return _duplicate(name, error)
        raise
    return Outcome(name, OutcomeState.RECEIVED, document.id, document.title)


def _original(document: Document, stored: Stored) -> File:
    return File(
        document_id=document.id,
        role=FileRole.ORIGINAL,
        zone=Zone.VAULT,
        sha256=stored.sha256,
        size=stored.size,
        media_type=document.file_type.media_type,
        file_type=document.file_type,
    )


def _raise_if_here(session: Session, stored: Stored) -> None:
    found = session.execute(
        select(Document.id, Document.title, Document.state)
        .join(File, File.document_id == Document.id)
        .where(File.sha256 == stored.sha256, File.role == FileRole.ORIGINAL)
    ).first()
    if found is not None:
        raise AlreadyHere(document_id=str(found.id), title=found.title, state=found.state.value)


def _duplicate(name: str, error: AlreadyHere) -> Outcome:
    return Outcome(
        name,
        OutcomeState.DUPLICATE,
        UUID(error.data["document_id"]),
        error.data["title"],
        error.code,
        error.sentence,
        error.data,
    )


def _refused(resources: Resources, actor: Actor, name: str, error: IngestError) -> Outcome:
    with resources.database.write() as session:
        audit.record(session, actor, Action.DOCUMENT_REFUSED, "file", "", code=error.code)
    return Outcome(name, OutcomeState.REFUSED, None, None, error.code, error.sentence, error.data)


def title_of_name(name: str) -> str:
    """A first title from a file name; the content proposes a better one later."""
    stem = Path(name).stem
    words = stem.replace("_", " ").strip() or "Documento"
    return words[:300] if slugify(words) else "Documento"
