"""A decision on a value, told to the other documents of the practice: as a proposal, also where published."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from archive import queue
from archive.models.base import now
from archive.models.documents import Document, Edition, Page, State
from archive.models.redactions import Origin, Redaction, RedactionState, Review
from archive.queue import Verb
from archive.services.boxes import boxes, covered, extent_of
from archive.services.documents import load, move
from archive.services.pages import unpack_words
from archive.services.prints import Prints
from archive.services.proposals import box_row, line_boxes, suggest
from archive.services.recognising import occurrences
from ingest.redactions import DataType, Source

_READ = frozenset({State.READY, State.IN_REVIEW, State.PROPOSED, State.PUBLISHED, State.WITHDRAWN})
_CONFIDENCE = 0.9


def spread(session: Session, prints: Prints, document_id: UUID) -> int:
    """Suggest in the whole practice what was decided here; how many boxes are new.

    May run again with the same result: a value that has its box in a page gets no other.
    """
    document = load(session, document_id)
    if document.practice_id is None:
        return 0
    types = {one.value_key: one.data_type for one in boxes(session, document_id) if one.value_key}
    verdicts = suggest(session, document.practice_id, set(types))
    _suggest_to_proposed(session, document, set(types), verdicts)
    accepted = {key for key, state in verdicts.items() if state is RedactionState.ACCEPTED}
    new = 0
    if accepted:
        for other in _others(session, document):
            rows = list(_new_boxes(session, prints, other, accepted, types))
            session.add_all(rows)
            new += len(rows)
            session.flush()
            if rows:
                _call_for_review(session, other)
    _flag_published(session, document, accepted)
    return new


def _suggest_to_proposed(
    session: Session, document: Document, keys: set[str], verdicts: dict[str, RedactionState]
) -> None:
    waiting = (
        select(Redaction)
        .join(Document, Document.id == Redaction.document_id)
        .where(
            Document.practice_id == document.practice_id,
            Redaction.value_key.in_(keys),
            Redaction.state == RedactionState.PROPOSED,
        )
    )
    for one in session.scalars(waiting):
        one.suggestion = verdicts.get(one.value_key or "")


def _others(session: Session, document: Document) -> Sequence[Document]:
    return session.scalars(
        select(Document)
        .join(Review, Review.document_id == Document.id)
        .where(
            Document.practice_id == document.practice_id,
            Document.id != document.id,
            Document.state.in_(_READ),
        )
        .order_by(Document.received_at)
    ).all()


def _new_boxes(
    session: Session, prints: Prints, document: Document, keys: set[str], types: dict[str, DataType]
) -> Iterator[Redaction]:
    boxed = {(one.page, one.value_key) for one in boxes(session, document.id)}
    pages = session.scalars(
        select(Page)
        .where(Page.document_id == document.id, Page.edition == Edition.ORIGINAL)
        .order_by(Page.number)
        .options(undefer(Page.words))
    )
    for page in pages:
        words = unpack_words(page.words)
        for match in occurrences(prints, [words], keys):
            if (page.number, match.print) in boxed:
                continue
            run = words[match.first : match.last + 1]
            for box in line_boxes(run):
                row = box_row(
                    document.id,
                    page.number,
                    box,
                    types[match.print],
                    extent_of(covered(run, box)),
                    match.print,
                    Source.FINGERPRINT,
                    _CONFIDENCE,
                    Origin.PROPAGATION,
                )
                row.suggestion = RedactionState.ACCEPTED
                yield row


def _call_for_review(session: Session, document: Document) -> None:
    if document.state is State.READY:
        move(document, State.IN_REVIEW)
        queue.put(session, Verb.INDEX, str(document.id))
    review = session.get_one(Review, document.id)
    review.finished_by = review.finished_at = None


def _flag_published(session: Session, document: Document, accepted: set[str]) -> None:
    """A published document that shows what was now accepted as personal is urgent: it can be withdrawn."""
    shown = (
        select(Review)
        .join(Document, Document.id == Review.document_id)
        .join(Redaction, Redaction.document_id == Review.document_id)
        .where(
            Document.practice_id == document.practice_id,
            Document.state == State.PUBLISHED,
            Redaction.value_key.in_(accepted),
            Redaction.state != RedactionState.ACCEPTED,
            Redaction.removed.is_(False),
            Review.alarmed_at.is_(None),
        )
    )
    for review in session.scalars(shown).unique():
        review.alarmed_at = now()
