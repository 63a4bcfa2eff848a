"""The boxes of a document as they stand: which are accepted, a digest of them, what a box covers."""

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from archive.models.documents import Edition, Page
from archive.models.redactions import Redaction, RedactionState
from archive.services.pages import unpack_words
from ingest.redactions import Extent
from ingest.values import Box, Word


def box_of(redaction: Redaction) -> Box:
    return Box(redaction.x0, redaction.y0, redaction.x1, redaction.y1)


def boxes(
    session: Session, document_id: UUID, *, page: int | None = None, state: RedactionState | None = None
) -> Sequence[Redaction]:
    """In reading order, without those that were drawn and taken away again."""
    wanted = (
        select(Redaction)
        .where(Redaction.document_id == document_id, Redaction.removed.is_(False))
        .order_by(Redaction.page, Redaction.y0, Redaction.x0, Redaction.id)
    )
    if page is not None:
        wanted = wanted.where(Redaction.page == page)
    if state is not None:
        wanted = wanted.where(Redaction.state == state)
    return session.scalars(wanted).all()


def boxes_key(session: Session, document_id: UUID, page: int | None = None) -> str:
    """A digest of what is accepted, of a page or of all: as long as it is the same, nothing has changed."""
    return digest(boxes(session, document_id, page=page, state=RedactionState.ACCEPTED))


def digest(accepted: Sequence[Redaction]) -> str:
    sides = (
        f"{one.page} {one.data_type.value} " + " ".join(f"{side:.1f}" for side in box_of(one))
        for one in accepted
    )
    return sha256("\n".join(sorted(sides)).encode()).hexdigest()


def page_words(session: Session, document_id: UUID, page: int) -> tuple[Word, ...]:
    row = session.scalars(
        select(Page)
        .where(Page.document_id == document_id, Page.edition == Edition.ORIGINAL, Page.number == page)
        .options(undefer(Page.words))
    ).one_or_none()
    return unpack_words(row.words) if row is not None else ()


def covered(words: Sequence[Word], box: Box) -> tuple[Word, ...]:
    """The words that lie, by their middle, under a box."""
    return tuple(word for word in words if _within(word.box, box))


def extent_of(words: Sequence[Word]) -> Extent:
    """How many words on how many lines; a word begins a line when its middle lies below the one before."""
    lines = 0
    bottom = float("-inf")
    for word in sorted(words, key=lambda one: one.box.y0):
        if (word.box.y0 + word.box.y1) / 2 > bottom:
            lines += 1
            bottom = word.box.y1
    return Extent(words=len(words), lines=lines)


def _within(inner: Box, outer: Box) -> bool:
    across, down = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 <= across <= outer.x1 and outer.y0 <= down <= outer.y1
