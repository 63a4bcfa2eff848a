"""Examine for personal data a document that was just read, or once more.

May run any number of times: what people decided on stays.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from archive import queue
from archive.jobs.examining import examine, people_of
from archive.jobs.sources import pages_read, source_file
from archive.jobs.workshop import Workshop
from archive.models.base import now
from archive.models.documents import Document, State
from archive.models.redactions import RedactionState, Review
from archive.queue import Verb
from archive.services.audit import WORKER, Action, record
from archive.services.boxes import boxes
from archive.services.documents import fail, load, move, settled_state
from archive.services.prints import prints_of
from archive.services.proposals import Seen, keep
from ingest.errors import IngestError
from ingest.values import Page

_EXAMINABLE = frozenset({State.READY, State.IN_REVIEW, State.PUBLISHED, State.WITHDRAWN})


def detect(workshop: Workshop, document_id: UUID) -> None:
    """Propose what is to be covered in a document; READY becomes IN_REVIEW where something is."""
    with workshop.resources.database.read() as session:
        document = load(session, document_id)
        if document.state not in _EXAMINABLE:
            return
        source = source_file(session, document_id)
        pages = pages_read(session, document_id)
    try:
        with workshop.bench() as bench, workshop.resources.vault.local(source.sha256) as path:
            seen = examine(workshop, path, document.file_type, document.kind, pages, bench)
    except IngestError as error:
        _give_up(workshop, document_id, error)
        return
    with workshop.resources.database.write() as session:
        document = load(session, document_id)
        if document.state not in _EXAMINABLE:
            return
        keep_seen(workshop, session, document, seen, pages)
        if document.state is State.READY and settled_state(session, document) is State.IN_REVIEW:
            move(document, State.IN_REVIEW)
        if document.state is State.PUBLISHED and boxes(session, document_id, state=RedactionState.PROPOSED):
            session.get_one(Review, document_id).alarmed_at = now()
        queue.put(session, Verb.INDEX, str(document_id))


def _give_up(workshop: Workshop, document_id: UUID, error: IngestError) -> None:
    """It stays unexamined, and so unpublished; people read why."""
    with workshop.resources.database.write() as session:
        fail(load(session, document_id), "detect", error.code, error.sentence, error.data)


def keep_seen(
    workshop: Workshop, session: Session, document: Document, seen: Seen, pages: tuple[Page, ...]
) -> None:
    """Keep an examination in the caller's transaction."""
    boxes = keep(
        session,
        prints_of(workshop.resources.settings),
        document,
        seen,
        {page.number: page.words for page in pages},
        people_of(seen.examination),
    )
    record(session, WORKER, Action.DOCUMENT_EXAMINED, "document", document.id, boxes=boxes)
