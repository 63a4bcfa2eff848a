"""A reviewer's decisions on what is covered: accept, reject, draw, move, and finish.

Each verb is one step by one person, kept with how everything was before it (see steps.py for undo and redo).
A decision on a value is told to the other documents of the practice by the job «spread».
"""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive import queue
from archive.errors import InvalidInput, NotFound, NotPublishable
from archive.models.base import now
from archive.models.documents import Document, Edition, Page
from archive.models.redactions import (
    Deed,
    Origin,
    PageConfirmation,
    Redaction,
    RedactionState,
    Rejection,
    Review,
)
from archive.permissions import Actor, Permission, demand
from archive.queue import Verb
from archive.resources import Resources
from archive.services.audit import Action, record
from archive.services.boxes import boxes, boxes_key, covered, extent_of, page_words
from archive.services.clearance import MISSING_REASONS, Missing, confidential, has_version_of_these_boxes
from archive.services.documents import load
from archive.services.people import value_key
from archive.services.prints import prints_of
from archive.services.steps import Change, reviewable, take_step
from ingest.redactions import DataType, Source
from ingest.values import Box, Family

REJECTIONS = tuple(Rejection)  # for those who choose one
_SMALLEST = 1.0  # points: less is a slip of the mouse


class Scope(StrEnum):
    """How far a decision on one box reaches."""

    BOX = "box"
    COLUMN = "column"
    TABLE = "table"
    DOCUMENT = "document"  # every box over the same value


def accept(
    resources: Resources,
    actor: Actor | None,
    document_id: UUID,
    redaction_ids: Collection[int],
    scope: Scope = Scope.BOX,
) -> int:
    """Cover these boxes; how many were decided on.  Raises NotFound, ReviewFinished."""

    def cover(one: Redaction) -> None:
        one.state, one.rejection = RedactionState.ACCEPTED, None

    return _decide(resources, actor, document_id, redaction_ids, scope, Deed.ACCEPT, cover)


def reject(
    resources: Resources,
    actor: Actor | None,
    document_id: UUID,
    redaction_ids: Collection[int],
    reason: Rejection,
    scope: Scope = Scope.BOX,
) -> int:
    """Leave what is under these boxes visible, saying why; how many were decided on.

    A list's columns are uncovered one box at a time: InvalidInput for more, as one slip must not show all.
    """

    def uncover(one: Redaction) -> None:
        one.state, one.rejection = RedactionState.REJECTED, reason

    return _decide(resources, actor, document_id, redaction_ids, scope, Deed.REJECT, uncover)


def draw(
    resources: Resources, actor: Actor | None, document_id: UUID, page: int, box: Box, data_type: DataType
) -> int:
    """Cover what no detector found; the new box's id.  Raises InvalidInput for a box outside the page."""
    demand(actor, Permission.REVIEW_DECIDE)
    assert actor is not None
    with resources.database.write() as session:
        document = reviewable(session, document_id)
        if document.file_type.family is Family.SHEET:
            # It would cover nothing: a sheet's columns go by the rules for lists.
            raise InvalidInput(
                field="testado",
                reason="en una hoja de cálculo no se dibuja: sus columnas se cubren completas",
            )
        box = _on_page(session, document_id, page, box)
        words = covered(page_words(session, document_id, page), box)
        extent = extent_of(words)
        text = " ".join(word.text for word in words)
        drawn = Redaction(
            document_id=document_id,
            page=page,
            **box._asdict(),
            data_type=data_type,
            source=Source.PERSON,
            confidence=1.0,
            words=extent.words,
            lines=extent.lines,
            origin=Origin.PERSON,
            value_key=value_key(prints_of(resources.settings), data_type, text),
            state=RedactionState.ACCEPTED,
            removed=True,  # as it was before this step, so that undoing takes it away
        )
        session.add(drawn)
        session.flush()

        def show(one: Redaction) -> None:
            one.removed = False

        take_step(session, actor, document, Deed.DRAW, [Change(drawn, show)])
        _tell_practice(session, document, [drawn])
        return drawn.id


def move(resources: Resources, actor: Actor | None, document_id: UUID, redaction_id: int, box: Box) -> None:
    """Put a box elsewhere on its page, or make it larger or smaller; it is accepted with that."""
    demand(actor, Permission.REVIEW_DECIDE)
    assert actor is not None
    with resources.database.write() as session:
        document = reviewable(session, document_id)
        (redaction,) = _chosen(session, document_id, [redaction_id], Scope.BOX)
        box = _on_page(session, document_id, redaction.page, box)
        extent = extent_of(covered(page_words(session, document_id, redaction.page), box))

        def put(one: Redaction) -> None:
            one.x0, one.y0, one.x1, one.y1 = box
            one.state, one.rejection = RedactionState.ACCEPTED, None
            if extent.words:
                one.words, one.lines = extent.words, extent.lines

        take_step(session, actor, document, Deed.MOVE, [Change(redaction, put)])


def retype(
    resources: Resources, actor: Actor | None, document_id: UUID, redaction_id: int, data_type: DataType
) -> None:
    """Say that a box covers another type of datum."""

    def name(one: Redaction) -> None:
        one.data_type = data_type

    _decide(resources, actor, document_id, [redaction_id], Scope.BOX, Deed.RETYPE, name)


def remove(resources: Resources, actor: Actor | None, document_id: UUID, redaction_id: int) -> None:
    """Take a box away that a person drew; others are rejected, saying why.  Raises InvalidInput."""
    demand(actor, Permission.REVIEW_DECIDE)
    assert actor is not None
    with resources.database.write() as session:
        document = reviewable(session, document_id)
        (redaction,) = _chosen(session, document_id, [redaction_id], Scope.BOX)
        if redaction.origin is not Origin.PERSON:
            raise InvalidInput(field="testado", reason="lo propuso el programa: rechácelo diciendo por qué")

        def take_away(one: Redaction) -> None:
            one.removed = True

        take_step(session, actor, document, Deed.REMOVE, [Change(redaction, take_away)])


def confirm_page(
    resources: Resources, actor: Actor | None, document_id: UUID, page: int, *, beside_result: bool
) -> None:
    """A person has looked at a page: the original alone, as it was in doubt, or beside the result.

    Raises NotPublishable where there is no result of the boxes as they are now to look at.
    """
    demand(actor, Permission.REVIEW_DECIDE)
    assert actor is not None
    with resources.database.write() as session:
        document = load(session, document_id)
        _demand_page(session, document_id, page)
        if beside_result and not has_version_of_these_boxes(session, document_id):
            raise NotPublishable(reason=MISSING_REASONS[Missing.VERSION])
        key = boxes_key(session, document_id, page)
        same = (
            PageConfirmation.document_id == document_id,
            PageConfirmation.page == page,
            PageConfirmation.beside_result.is_(beside_result),
        )
        row = session.scalars(select(PageConfirmation).where(*same)).one_or_none()
        if row is None:
            row = PageConfirmation(document_id=document_id, page=page, beside_result=beside_result)
            session.add(row)
        row.boxes_key = key
        row.confirmed_by, row.confirmed_at = actor.id, now()
        record(
            session, actor, Action.PAGE_CONFIRMED, "document", document.id, page=page, beside=beside_result
        )


def finish(resources: Resources, actor: Actor | None, document_id: UUID) -> None:
    """Every box is decided on and every doubtful page looked at: the version for comparing is made.

    Raises NotPublishable while something is missing.
    """
    demand(actor, Permission.REVIEW_DECIDE)
    assert actor is not None
    with resources.database.write() as session:
        document = reviewable(session, document_id)
        review = session.get(Review, document_id)
        if review is None:
            raise NotPublishable(reason=MISSING_REASONS[Missing.EXAMINATION])
        all_boxes = boxes(session, document_id)
        if any(one.state is RedactionState.PROPOSED for one in all_boxes):
            raise NotPublishable(reason=MISSING_REASONS[Missing.DECISIONS])
        if unseen_pages(session, review):
            raise NotPublishable(reason="hay páginas dudosas que nadie ha confirmado.")
        review.finished_by, review.finished_at = actor.id, now()
        record(session, actor, Action.REVIEW_FINISHED, "document", document_id, boxes=len(all_boxes))
        if all_boxes or confidential(document, review):
            queue.put(session, Verb.DRAFT, str(document_id))


def request_publication(resources: Resources, actor: Actor | None, document_id: UUID) -> None:
    """Ask for a document to be reviewed before others, as somebody waits for it."""
    demand(actor, Permission.DOCUMENT_DESCRIBE)
    assert actor is not None
    with resources.database.write() as session:
        review = session.get(Review, document_id)
        if review is None:
            raise NotPublishable(reason=MISSING_REASONS[Missing.EXAMINATION])
        review.requested_at = review.requested_at or now()
        record(session, actor, Action.PUBLICATION_REQUESTED, "document", document_id)


def unseen_pages(session: Session, review: Review) -> list[int]:
    """Doubtful pages of the original that nobody has confirmed as they are now."""
    looked_at = {
        one.page: one.boxes_key
        for one in session.scalars(
            select(PageConfirmation).where(
                PageConfirmation.document_id == review.document_id,
                PageConfirmation.beside_result.is_(False),
            )
        )
    }
    return [
        page
        for page in review.doubtful_pages
        if looked_at.get(page) != boxes_key(session, review.document_id, page)
    ]


def _decide(
    resources: Resources,
    actor: Actor | None,
    document_id: UUID,
    redaction_ids: Collection[int],
    scope: Scope,
    deed: Deed,
    change: Callable[[Redaction], None],
) -> int:
    demand(actor, Permission.REVIEW_DECIDE)
    assert actor is not None
    with resources.database.write() as session:
        document = reviewable(session, document_id)
        chosen = _chosen(session, document_id, redaction_ids, scope)
        if deed is Deed.REJECT and len(chosen) > 1 and any(one.origin is Origin.COLUMN for one in chosen):
            raise InvalidInput(
                field="testado",
                reason="en una lista de asistencia se descubre de uno en uno, nunca en bloque",
            )
        take_step(session, actor, document, deed, [Change(one, change) for one in chosen])
        _tell_practice(session, document, chosen)
        return len(chosen)


def _chosen(
    session: Session, document_id: UUID, redaction_ids: Collection[int], scope: Scope
) -> Sequence[Redaction]:
    """The boxes meant: those named and, by ``scope``, their kin in the same document."""
    all_boxes = boxes(session, document_id)
    named = [one for one in all_boxes if one.id in set(redaction_ids)]
    if not named or len(named) != len(set(redaction_ids)):
        raise NotFound
    key: Callable[[Redaction], object] = {
        Scope.BOX: lambda one: one.id,
        Scope.COLUMN: lambda one: one.column_key or one.id,
        Scope.TABLE: lambda one: one.table_key or one.id,
        Scope.DOCUMENT: lambda one: one.value_key or one.id,
    }[scope]
    wanted = {key(one) for one in named}
    return [one for one in all_boxes if key(one) in wanted]


def _tell_practice(session: Session, document: Document, chosen: Sequence[Redaction]) -> None:
    if document.practice_id is not None and any(one.value_key for one in chosen):
        queue.put(session, Verb.SPREAD, str(document.id))


def _on_page(session: Session, document_id: UUID, page: int, box: Box) -> Box:
    """The box as far as it lies on the page, its corners in order."""
    row = _demand_page(session, document_id, page)
    across = sorted(min(max(side, 0.0), row.width) for side in (box.x0, box.x1))
    down = sorted(min(max(side, 0.0), row.height) for side in (box.y0, box.y1))
    if across[1] - across[0] < _SMALLEST or down[1] - down[0] < _SMALLEST:
        raise InvalidInput(field="testado", reason="está fuera de la página o es demasiado pequeño")
    return Box(across[0], down[0], across[1], down[1])


def _demand_page(session: Session, document_id: UUID, page: int) -> Page:
    row = session.scalars(
        select(Page).where(
            Page.document_id == document_id, Page.edition == Edition.ORIGINAL, Page.number == page
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return row
