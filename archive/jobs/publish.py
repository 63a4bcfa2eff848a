"""Make an approved document's public version: a new file, re-read before anything of it is shown.

Every object put into the public zone has its row first, so that nothing can lie there unknown.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import undefer

from archive import queue
from archive.errors import NotPublishable
from archive.jobs.process import source_file
from archive.jobs.reading_pages import Progress, add_pages, read_chunks
from archive.jobs.workshop import Workshop
from archive.models.base import now
from archive.models.documents import Edition, File, FileRole, State, Zone
from archive.models.documents import Page as PageRow
from archive.queue import Verb
from archive.services import audit
from archive.services.audit import WORKER, Action
from archive.services.documents import clear_failure, fail, load, move
from archive.services.pages import unpack_words
from archive.services.publishing import GROUND_REASONS, obstacles, publication_failed
from archive.storage import Stored, pieces_of, sha256_of
from ingest.errors import IngestError
from ingest.values import FileType, Page


@dataclass(frozen=True)
class _Task:
    document_id: UUID
    file_type: FileType
    name: str
    sha256: str
    pages: tuple[Page, ...]


def publish(workshop: Workshop, document_id: UUID) -> None:
    """Bring a document from PUBLISHING to PUBLISHED, or back to the reviewers with the reason."""
    try:
        task = _begin(workshop, document_id)
        if task is None:
            return
        with workshop.bench() as bench:
            target = bench / "public-version"
            with workshop.resources.vault.local(task.sha256) as path:
                public_type = workshop.sandbox.scrub(
                    path, task.file_type, target, workshop.options(), bench, task.pages
                )
            _read_again(workshop, task, target, public_type, bench)
    except IngestError as error:
        _give_up(workshop, document_id, error.code, error.sentence, error.data)
    except NotPublishable as error:
        _give_up(workshop, document_id, error.code, error.sentence, error.data)


def _begin(workshop: Workshop, document_id: UUID) -> _Task | None:
    _forget(workshop, document_id)
    with workshop.resources.database.read() as session:
        document = load(session, document_id)
        if document.state is not State.PUBLISHING:
            return None
        if found := obstacles(document):
            raise found[0]
        rows = session.scalars(
            select(PageRow)
            .where(PageRow.document_id == document_id, PageRow.edition == Edition.ORIGINAL)
            .order_by(PageRow.number)
            .options(undefer(PageRow.words))
        )
        source = source_file(session, document_id)
        pages = tuple(_page(row) for row in rows)
        return _Task(document_id, document.file_type, document.source_name, source.sha256, pages)


def _page(row: PageRow) -> Page:
    return Page(
        number=row.number,
        width=row.width,
        height=row.height,
        text=row.text,
        words=unpack_words(row.words),
        source=row.source,
        confidence=row.confidence,
        label=row.label,
    )


def _forget(workshop: Workshop, document_id: UUID) -> None:
    """Drop what an earlier, killed attempt left in the public zone."""
    resources = workshop.resources
    public = File.document_id == document_id, File.zone == Zone.PUBLIC
    with resources.database.write() as session:
        if load(session, document_id).state is not State.PUBLISHING:
            return
        hashes = set(session.scalars(select(File.sha256).where(*public)))
        others = select(File.sha256).where(File.sha256.in_(hashes), File.document_id != document_id)
        for sha256 in hashes - set(session.scalars(others.where(File.zone == Zone.PUBLIC))):
            resources.public.remove(sha256)
        session.execute(
            delete(PageRow).where(PageRow.document_id == document_id, PageRow.edition == Edition.PUBLIC)
        )
        session.execute(delete(File).where(*public))


def _read_again(workshop: Workshop, task: _Task, target: Path, public_type: FileType, bench: Path) -> None:
    """Read the new file as any stranger would; what is found in it decides."""
    resources = workshop.resources
    options = workshop.options()
    read: list[str] = []

    def save(pages: tuple[Page, ...], pack: Path) -> None:
        read.extend(page.text for page in pages)
        has_images = pack.exists() and pack.stat().st_size > 0
        stored = _hash(pack) if has_images else None
        with resources.database.write() as session:
            add_pages(session, task.document_id, Edition.PUBLIC, pages, stored)
        if has_images:
            resources.public.put_file(pack)

    survey = workshop.sandbox.survey(target, public_type, options, bench)
    read_chunks(workshop, target, public_type, survey, options, bench, Progress(survey.page_count), save)
    grounds = workshop.sandbox.propose(task.name, survey, read, public_type).grounds
    if grounds:
        raise NotPublishable(reason=GROUND_REASONS[grounds[0]])
    stored = _hash(target)
    with resources.database.write() as session:
        session.add(_public_file(task.document_id, public_type, stored))
    resources.public.put_file(target)
    _finish(workshop, task, stored)


def _public_file(document_id: UUID, public_type: FileType, stored: Stored) -> File:
    return File(
        document_id=document_id,
        role=FileRole.PUBLIC_VERSION,
        zone=Zone.PUBLIC,
        sha256=stored.sha256,
        size=stored.size,
        media_type=public_type.media_type,
        file_type=public_type,
    )


def _finish(workshop: Workshop, task: _Task, stored: Stored) -> None:
    with workshop.resources.database.write() as session:
        document = load(session, task.document_id)
        move(document, State.PUBLISHED)
        document.published_at = now()
        clear_failure(document)
        queue.put(session, Verb.INDEX, str(document.id))
        audit.record(
            session, WORKER, Action.DOCUMENT_PUBLISHED, "document", document.id, sha256=stored.sha256
        )


def _give_up(
    workshop: Workshop, document_id: UUID, code: str, sentence: str, data: dict[str, object]
) -> None:
    with workshop.resources.database.write() as session:
        document = load(session, document_id)
        publication_failed(document)
        fail(document, "publish", code, sentence, data)
        queue.put(session, Verb.INDEX, str(document_id))
        audit.record(
            session, WORKER, Action.DOCUMENT_FAILED, "document", document_id, step="publish", code=code
        )


def _hash(path: Path) -> Stored:
    with path.open("rb") as file:
        return sha256_of(pieces_of(file))
