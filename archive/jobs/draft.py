"""Make the public version as it would be, and keep it in the vault, to be looked at beside the original.

May run any number of times: what it keeps replaces what it had kept.
"""

from pathlib import Path
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from archive.jobs.making import Result, Task, make, task_of
from archive.jobs.reading_pages import Progress, add_pages, read_chunks, store_pack
from archive.jobs.workshop import Workshop
from archive.models.base import now
from archive.models.documents import Edition, File, FileRole, Page, Zone
from archive.models.redactions import Draft, Review
from archive.services.boxes import boxes_key
from archive.services.documents import clear_failure, fail, load
from archive.services.reports import report_json
from archive.services.steps import REVIEWABLE
from archive.storage import Stored
from ingest.errors import IngestError
from ingest.values import Page as ReadPage

_ROLES = (FileRole.DRAFT_VERSION, FileRole.DRAFT_PREVIEWS)


def draft(workshop: Workshop, document_id: UUID) -> None:
    """A draft of a document whose review is finished, with the gate's report."""
    with workshop.resources.database.read() as session:
        review = session.get(Review, document_id)
        ready = review is not None and review.finished_at is not None
        if not ready or load(session, document_id).state not in REVIEWABLE:
            return
        task = task_of(session, document_id)
    try:
        with workshop.bench() as bench:
            result = make(workshop, task, bench)
            _keep(workshop, task, result, bench)
    except IngestError as error:
        with workshop.resources.database.write() as session:
            fail(load(session, document_id), "draft", error.code, error.sentence, error.data)


def _keep(workshop: Workshop, task: Task, result: Result, bench: Path) -> None:
    resources = workshop.resources
    options = workshop.options()
    read: list[tuple[tuple[ReadPage, ...], Stored | None]] = []

    def save(pages: tuple[ReadPage, ...], pack: Path) -> None:
        read.append((pages, store_pack(resources.vault, pack)))

    survey = workshop.sandbox.survey(result.path, result.file_type, options, bench)
    read_chunks(
        workshop, result.path, result.file_type, survey, options, bench, Progress(survey.page_count), save
    )
    stored = resources.vault.put_file(result.path)
    with resources.database.write() as session:
        forget_draft(session, task.document_id)
        if boxes_key(session, task.document_id) != task.boxes_key:
            return  # decided anew in the meantime: that review's own draft follows
        session.add(
            File(
                document_id=task.document_id,
                role=FileRole.DRAFT_VERSION,
                zone=Zone.VAULT,
                sha256=stored.sha256,
                size=stored.size,
                media_type=result.file_type.media_type,
                file_type=result.file_type,
            )
        )
        for pages, pack in read:
            add_pages(session, task.document_id, Edition.DRAFT, pages, pack)
        session.add(
            Draft(
                document_id=task.document_id,
                boxes_key=task.boxes_key,
                passed=result.report.passed,
                report=report_json(result.report),
                made_at=now(),
            )
        )
        clear_failure(load(session, task.document_id))


def forget_draft(session: Session, document_id: UUID) -> None:
    session.execute(delete(Draft).where(Draft.document_id == document_id))
    session.execute(delete(Page).where(Page.document_id == document_id, Page.edition == Edition.DRAFT))
    session.execute(delete(File).where(File.document_id == document_id, File.role.in_(_ROLES)))
