"""Read a received document: survey, pages, proposals; each result is saved as it comes.

May run any number of times, also after a kill at any moment: pages already saved are not read again, and
nothing counts as read before its transaction has ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive import queue
from archive.jobs.reading_pages import Progress, add_pages, read_chunks, store_pack
from archive.jobs.sources import source_file
from archive.jobs.workshop import Workshop
from archive.models.documents import Document, Edition, File, FileRole, Page, State, Zone
from archive.queue import Verb
from archive.services import audit
from archive.services.audit import WORKER, Action
from archive.services.documents import clear_failure, fail, load, move, settled_state
from archive.storage import Stored
from ingest.errors import IngestError
from ingest.sealed import is_sealed
from ingest.values import FileType, Proposal, Survey
from ingest.values import Page as ReadPage


@dataclass(frozen=True)
class _Task:
    document_id: UUID
    name: str
    file_type: FileType
    sha256: str
    password: str | None
    done: frozenset[int]


class _Step(Exception):
    """An error with the step in which it happened."""

    def __init__(self, step: str, error: IngestError) -> None:
        self.step, self.error = step, error
        super().__init__(step)


def process(workshop: Workshop, document_id: UUID) -> None:
    """Bring a document from RECEIVED to READY, IN_REVIEW or FAILED."""
    task = _begin(workshop, document_id)
    if task is None:
        return
    try:
        with workshop.bench() as bench, workshop.resources.vault.local(task.sha256) as original:
            task, path = _unlocked(workshop, task, original, bench)
            survey = _survey(workshop, task, path, bench)
            _read(workshop, task, path, survey, bench)
        _settle(workshop, task, survey)
    except _Step as failed:
        _give_up(workshop, task, failed.step, failed.error)


def _begin(workshop: Workshop, document_id: UUID) -> _Task | None:
    with workshop.resources.database.write() as session:
        document = load(session, document_id)
        if document.state not in (State.RECEIVED, State.READING):
            return None
        move(document, State.READING)
        source = source_file(session, document_id)
        done = session.scalars(
            select(Page.number).where(Page.document_id == document_id, Page.edition == Edition.ORIGINAL)
        )
        name = document.source_name
        return _Task(document_id, name, document.file_type, source.sha256, document.password, frozenset(done))


def _unlocked(workshop: Workshop, task: _Task, original: Path, bench: Path) -> tuple[_Task, Path]:
    """The file to read: of a locked one an unlocked copy, which is stored so that the password can go.

    Only now is seen what an encrypted package holds: where its name was wrong, its type is put right.
    """
    if task.password is None and not is_sealed(original):
        return task, original
    target = bench / "unlocked"
    try:
        found = workshop.sandbox.unlock(
            original, task.file_type, target, task.password or "", workshop.options(), bench
        )
    except IngestError as error:
        raise _Step("unlock", error) from error
    task = replace(task, file_type=found)
    _keep_unlocked(workshop, task, workshop.resources.vault.put_file(target))
    return task, target


def _keep_unlocked(workshop: Workshop, task: _Task, stored: Stored) -> None:
    with workshop.resources.database.write() as session:
        document = load(session, task.document_id)
        document.password = None
        document.file_type = task.file_type
        session.add(
            File(
                document_id=task.document_id,
                role=FileRole.UNLOCKED,
                zone=Zone.VAULT,
                sha256=stored.sha256,
                size=stored.size,
                media_type=task.file_type.media_type,
                file_type=task.file_type,
            )
        )


def _survey(workshop: Workshop, task: _Task, path: Path, bench: Path) -> Survey:
    try:
        survey = workshop.sandbox.survey(path, task.file_type, workshop.options(), bench)
    except IngestError as error:
        raise _Step("survey", error) from error
    with workshop.resources.database.write() as session:
        document = load(session, task.document_id)
        document.page_count = survey.page_count
        document.width, document.height, document.duration = survey.width, survey.height, survey.duration
        document.missing_abilities = list(survey.missing_abilities)
    return survey


def _read(workshop: Workshop, task: _Task, path: Path, survey: Survey, bench: Path) -> None:
    resources = workshop.resources

    def save(pages: tuple[ReadPage, ...], pack: Path) -> None:
        stored = store_pack(resources.vault, pack)
        with resources.database.write() as session:
            add_pages(session, task.document_id, Edition.ORIGINAL, pages, stored)

    try:
        read_chunks(
            workshop,
            path,
            task.file_type,
            survey,
            workshop.options(),
            bench,
            Progress(survey.page_count, task.done),
            save,
        )
    except IngestError as error:
        raise _Step("read", error) from error


def _settle(workshop: Workshop, task: _Task, survey: Survey) -> None:
    """What the pages propose for the record.  Staff can find the document now; whether it holds something
    personal is examined next, by a job of its own, and nothing is published before."""
    with workshop.resources.database.read() as session:
        texts = session.scalars(
            select(Page.text)
            .where(Page.document_id == task.document_id, Page.edition == Edition.ORIGINAL)
            .order_by(Page.number)
        ).all()
    proposal = _proposal(workshop, task, survey, texts)
    with workshop.resources.database.write() as session:
        document = load(session, task.document_id)
        document.grounds = [ground.value for ground in proposal.grounds]
        if not document.described:
            document.title = proposal.title[:300] or document.title
            document.kind = document.kind if document.kind_stated else proposal.kind
            document.date = proposal.date
            document.language = proposal.language
        move(document, settled_state(session, document))
        clear_failure(document)
        queue.put(session, Verb.DETECT, str(document.id))
        _end(session, document)
        audit.record(session, WORKER, Action.DOCUMENT_READ, "document", document.id, pages=survey.page_count)


def _proposal(workshop: Workshop, task: _Task, survey: Survey, texts: Sequence[str]) -> Proposal:
    try:
        return workshop.sandbox.propose(task.name, survey, texts, task.file_type)
    except IngestError as error:
        raise _Step("propose", error) from error


def _give_up(workshop: Workshop, task: _Task, step: str, error: IngestError) -> None:
    with workshop.resources.database.write() as session:
        document = load(session, task.document_id)
        move(document, State.FAILED)
        document.password = None  # wrong, or of no use: it is asked for again
        fail(document, step, error.code, error.sentence, error.data)
        _end(session, document)
        audit.record(
            session, WORKER, Action.DOCUMENT_FAILED, "document", document.id, step=step, code=error.code
        )


def _end(session: Session, document: Document) -> None:
    queue.put(session, Verb.INDEX, str(document.id))
