"""Make an approved document's public version: a new file, re-read before anything of it is shown.

Where nothing personal was found the file is written anew without its hidden channels (ingest.scrub).  What
leaves something out is redacted by what people decided and passes the gate.  Every object put into the public
zone has its row first, so that nothing can lie there unknown.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select

from archive import queue
from archive.errors import ArchiveError, CommitteeNeeded, NotPublishable
from archive.jobs.making import Result, Task, known_people, make, task_of
from archive.jobs.reading_pages import Progress, add_pages, read_chunks
from archive.jobs.sources import pages_read
from archive.jobs.wording import Said, index_of, said_of, used_in
from archive.jobs.workshop import Workshop
from archive.models.base import now
from archive.models.documents import Edition, File, FileRole, State, Zone
from archive.models.documents import Page as PageRow
from archive.models.redactions import Draft
from archive.queue import Verb
from archive.services import audit
from archive.services.audit import WORKER, Action
from archive.services.clearance import GROUND_REASONS, MISSING_REASONS, Missing, needs_committee, obstacles
from archive.services.documents import clear_failure, fail, load, move
from archive.services.legal import mark_used
from archive.services.public_objects import needed_by_releases
from archive.services.publishing import current_publication, publication_failed
from archive.services.reports import report_json
from archive.services.versions import Act, act_for, open_version
from archive.storage import Stored, pieces_of, sha256_of
from ingest.errors import IngestError
from ingest.redactions import GateReport
from ingest.values import FileType, Ground, Page


@dataclass(frozen=True)
class _Round:
    """One publication: what to make, and by which act; ``pages`` of what is not redacted."""

    task: Task
    act: Act | None
    said: Said | None
    pages: tuple[Page, ...]
    words: tuple[str, ...]  # title and description: public, too
    curp_decided: bool


def publish(workshop: Workshop, document_id: UUID) -> None:
    """Bring a document from PUBLISHING to PUBLISHED, or back to the reviewers with the reason."""
    try:
        round_ = _begin(workshop, document_id)
        if round_ is None:
            return
        with workshop.bench() as bench:
            result = _made(workshop, round_, bench)
            _demand_passed(workshop, round_, result.report)
            stored = _read_again(workshop, round_, result, bench)
            _finish(workshop, round_, result, stored)
    except (IngestError, ArchiveError) as error:
        _give_up(workshop, document_id, error)


def _begin(workshop: Workshop, document_id: UUID) -> _Round | None:
    _forget(workshop, document_id)
    with workshop.resources.database.read() as session:
        document = load(session, document_id)
        if document.state is not State.PUBLISHING:
            return None
        if found := obstacles(session, document):
            raise found[0]
        task = task_of(session, document_id)
        words = (document.title, document.description)
        curp_decided = Ground.CURP.value in document.grounds
        if not needs_committee(session, document):
            return _Round(task, None, None, pages_read(session, document_id), words, curp_decided)
        act = act_for(session, document_id, task.boxes_key)
        if act is None:
            raise CommitteeNeeded
        said = said_of(session, document_id, act, workshop.resources.settings)
        return _Round(task, act, said, (), words, curp_decided)


def _made(workshop: Workshop, round_: _Round, bench: Path) -> Result:
    task = round_.task
    if round_.said is not None:
        return make(workshop, replace(task, order=replace(task.order, legal=round_.said.legal)), bench)
    target = bench / "public-version"
    with workshop.resources.vault.local(task.sha256) as path:
        public_type = workshop.sandbox.scrub(
            path, task.file_type, target, workshop.options(), bench, round_.pages
        )
    return Result(target, public_type, (), GateReport())


def _demand_passed(workshop: Workshop, round_: _Round, report: GateReport) -> None:
    """What the gate objected to is kept for the reviewers; nothing of the file goes on."""
    task = round_.task
    known = known_people(workshop, task, round_.words, ())
    if report.passed and not known:
        return
    with workshop.resources.database.write() as session:
        if (draft := session.get(Draft, task.document_id)) is not None and not report.passed:
            draft.passed, draft.report, draft.made_at = False, report_json(report), now()
    if not report.passed:
        raise NotPublishable(reason=MISSING_REASONS[Missing.GATE])
    raise NotPublishable(reason="su título o descripción nombran a una persona de una lista de asistencia.")


def _forget(workshop: Workshop, document_id: UUID) -> None:
    """Drop what an earlier, killed attempt left in the public zone."""
    resources = workshop.resources
    public = File.document_id == document_id, File.zone == Zone.PUBLIC
    with resources.database.write() as session:
        if load(session, document_id).state is not State.PUBLISHING:
            return
        hashes = set(session.scalars(select(File.sha256).where(*public)))
        others = select(File.sha256).where(File.sha256.in_(hashes), File.document_id != document_id)
        needed = set(session.scalars(others.where(File.zone == Zone.PUBLIC)))
        for sha256 in hashes - needed - needed_by_releases(session, hashes):
            resources.public.remove(sha256)
        session.execute(
            delete(PageRow).where(PageRow.document_id == document_id, PageRow.edition == Edition.PUBLIC)
        )
        session.execute(delete(File).where(*public))


def _read_again(workshop: Workshop, round_: _Round, result: Result, bench: Path) -> Stored:
    """Read the new file as any stranger would; what is found in it decides."""
    resources = workshop.resources
    options = workshop.options()
    read: list[str] = []

    def save(pages: tuple[Page, ...], pack: Path) -> None:
        read.extend(page.text for page in pages)
        has_images = pack.exists() and pack.stat().st_size > 0
        stored = _hash(pack) if has_images else None
        with resources.database.write() as session:
            add_pages(session, round_.task.document_id, Edition.PUBLIC, pages, stored)
        if has_images:
            resources.public.put_file(pack)

    survey = workshop.sandbox.survey(result.path, result.file_type, options, bench)
    read_chunks(
        workshop, result.path, result.file_type, survey, options, bench, Progress(survey.page_count), save
    )
    grounds = workshop.sandbox.propose(round_.task.name, survey, read, result.file_type).grounds
    if doubts := set(grounds) - _expected(round_):
        raise NotPublishable(reason=GROUND_REASONS[min(doubts)])
    if round_.act is None and known_people(workshop, round_.task, tuple(read), ()):
        raise NotPublishable(reason="nombra a una persona de una lista de asistencia de este archivo.")
    stored = _hash(result.path)
    with resources.database.write() as session:
        session.add(_public_file(round_.task.document_id, result.file_type, stored))
    resources.public.put_file(result.path)
    return stored


def _expected(round_: _Round) -> set[Ground]:
    """What may be found again: a list without its names still looks like one, a photograph like itself."""
    expected = {Ground.CURP} if round_.curp_decided else set()
    return expected if round_.act is None else expected | {Ground.ATTENDANCE_LIST, Ground.PHOTOGRAPH}


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


def _finish(workshop: Workshop, round_: _Round, result: Result, stored: Stored) -> None:
    index = index_of(result.redactions, round_.said) if round_.said is not None else ()
    with workshop.resources.database.write() as session:
        document = load(session, round_.task.document_id)
        move(document, State.PUBLISHED)
        document.published_at = now()
        clear_failure(document)
        if round_.said is not None:
            mark_used(session, used_in(index, round_.said))
        number = open_version(
            session,
            document.id,
            publication_id=current_publication(session, document.id).id,
            act=round_.act,
            sha256=stored.sha256,
            size=stored.size,
            file_type=result.file_type,
            index=index,
            report=report_json(result.report) if round_.act is not None else {},
        )
        queue.put(session, Verb.INDEX, str(document.id))
        audit.record(
            session,
            WORKER,
            Action.DOCUMENT_PUBLISHED,
            "document",
            document.id,
            sha256=stored.sha256,
            version=number,
        )


def _give_up(workshop: Workshop, document_id: UUID, error: IngestError | ArchiveError) -> None:
    with workshop.resources.database.write() as session:
        document = load(session, document_id)
        publication_failed(session, document)
        fail(document, "publish", error.code, error.sentence, error.data)
        queue.put(session, Verb.INDEX, str(document_id))
        audit.record(
            session, WORKER, Action.DOCUMENT_FAILED, "document", document_id, step="publish", code=error.code
        )


def _hash(path: Path) -> Stored:
    with path.open("rb") as file:
        return sha256_of(pieces_of(file))
