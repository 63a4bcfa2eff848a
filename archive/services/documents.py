"""A document's record: its state's moves, its description by staff, and trying again."""

from dataclasses import dataclass
from datetime import date as Date
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from archive import queue
from archive.errors import DescriptionFixed, InvalidInput, MoveNotAllowed, NotFound, Unforeseen
from archive.models.documents import MOVES, Document, DocumentTopic, Edition, File, FileRole, Page, State
from archive.permissions import Actor, Permission, demand
from archive.queue import Verb
from archive.resources import Resources
from archive.services import audit
from archive.services.audit import Action
from archive.services.clearance import settles_in_review
from ingest.values import DocumentKind

TITLE_LENGTH = 300

# What two people decided on, or decide on now, is not changed by one alone: a title is public, too.
FIXED = frozenset({State.PROPOSED, State.PUBLISHING, State.PUBLISHED})


@dataclass(frozen=True)
class Description:
    """What staff say of a document: the whole of it, each time."""

    title: str
    description: str
    kind: DocumentKind
    date: Date | None
    unit_id: int | None
    practice_id: int | None
    activity_id: UUID | None
    topic_ids: tuple[int, ...]
    language: str | None


def load(session: Session, document_id: UUID) -> Document:
    """The document, whatever its state.  Raises NotFound."""
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound
    return document


def move(document: Document, target: State) -> None:
    """The one way to change a document's state.  Raises MoveNotAllowed."""
    if target not in MOVES[document.state]:
        raise MoveNotAllowed(state=document.state.value, target=target.value)
    document.state = target


def settled_state(session: Session, document: Document) -> State:
    """Where a document rests once read: IN_REVIEW if it holds, or may hold, something personal, on which a
    person must decide."""
    return State.IN_REVIEW if settles_in_review(session, document) else State.READY


def describe(resources: Resources, actor: Actor | None, document_id: UUID, wanted: Description) -> None:
    """Replace the description; the search index follows.  Raises InvalidInput, DescriptionFixed."""
    demand(actor, Permission.DOCUMENT_DESCRIBE)
    assert actor is not None
    title = " ".join(wanted.title.split())
    if not title:
        raise InvalidInput(field="título", reason="no puede quedar vacío")
    if len(title) > TITLE_LENGTH:
        raise InvalidInput(field="título", reason="es demasiado largo")
    with resources.database.write() as session:
        document = load(session, document_id)
        if document.state in FIXED:
            raise DescriptionFixed
        changed = _differences(document, wanted, title)
        document.title = title
        document.description = wanted.description.strip()
        document.kind = wanted.kind
        document.date = wanted.date
        document.unit_id = wanted.unit_id
        document.practice_id = wanted.practice_id
        document.activity_id = wanted.activity_id
        document.language = wanted.language
        document.described = True
        session.execute(delete(DocumentTopic).where(DocumentTopic.document_id == document_id))
        session.add_all(
            DocumentTopic(document_id=document_id, topic_id=topic) for topic in set(wanted.topic_ids)
        )
        queue.put(session, Verb.INDEX, str(document_id))
        audit.record(session, actor, Action.DOCUMENT_DESCRIBED, "document", document_id, changed=changed)


def retry(resources: Resources, actor: Actor | None, document_id: UUID, password: str | None = None) -> None:
    """Read a failed document again from its original, with ``password`` if it is encrypted."""
    demand(actor, Permission.DOCUMENT_UPLOAD)
    assert actor is not None
    with resources.database.write() as session:
        document = load(session, document_id)
        move(document, State.RECEIVED)
        document.password = password or None
        clear_failure(document)
        forget_reading(session, document_id)
        queue.put(session, Verb.PROCESS, str(document_id))
        audit.record(session, actor, Action.DOCUMENT_RETRIED, "document", document_id)


def fail(document: Document, step: str, code: str, sentence: str, data: dict[str, Any]) -> None:
    """Write down why a step failed, for people; the caller decides the state."""
    document.failure_step = step
    document.failure_code = code
    document.failure_sentence = sentence
    document.failure_data = data


def give_up(session: Session, document_id: UUID, verb: Verb) -> None:
    """A job failed again and again for an unforeseen reason: the document says so; its original is kept."""
    document = session.get(Document, document_id)
    if document is None:
        return
    if document.state in (State.RECEIVED, State.READING):
        move(document, State.FAILED)
    elif document.state is State.PUBLISHING:
        move(document, settled_state(session, document))
    else:
        return
    fail(document, verb.value, Unforeseen.code, Unforeseen.sentence, {})
    audit.record(session, audit.WORKER, Action.DOCUMENT_FAILED, "document", document_id, step=verb.value)


def clear_failure(document: Document) -> None:
    document.failure_step = None
    document.failure_code = None
    document.failure_sentence = None
    document.failure_data = None


def forget_reading(session: Session, document_id: UUID) -> None:
    """Drop what was read of the original, so that it is read afresh; the original itself stays."""
    session.execute(delete(Page).where(Page.document_id == document_id, Page.edition == Edition.ORIGINAL))
    session.execute(delete(File).where(File.document_id == document_id, File.role == FileRole.PREVIEWS))


def _differences(document: Document, wanted: Description, title: str) -> list[str]:
    """Names of the fields that change (never their values: a title may hold a person's name)."""
    before = {
        "title": document.title,
        "description": document.description,
        "kind": document.kind,
        "date": document.date,
        "unit": document.unit_id,
        "practice": document.practice_id,
        "activity": document.activity_id,
        "language": document.language,
    }
    after = {
        "title": title,
        "description": wanted.description.strip(),
        "kind": wanted.kind,
        "date": wanted.date,
        "unit": wanted.unit_id,
        "practice": wanted.practice_id,
        "activity": wanted.activity_id,
        "language": wanted.language,
    }
    return [name for name in before if before[name] != after[name]]
