"""What reviewers see: the queue by urgency, and a document with its pages, boxes and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from archive.errors import NotExamined, NotFound
from archive.models.documents import Document, Edition, File, Page, State, Zone
from archive.models.redactions import (
    Draft,
    Origin,
    PageConfirmation,
    Redaction,
    RedactionState,
    Rejection,
    Review,
)
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.boxes import box_of, boxes, digest
from archive.services.clearance import confidential, obstacles, uncovered_without_consent
from archive.services.lookup import DocumentRow, rows_of
from archive.services.reports import GateView, gate_view
from archive.services.review import unseen_pages
from archive.services.steps import REVIEWABLE, next_to_redo, next_to_undo
from ingest.redactions import DataType, Source
from ingest.values import Box

QUEUE_SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """A document in the reviewers' queue, and why it stands where it does."""

    document: DocumentRow
    since: datetime
    alarmed: bool  # published, and now in doubt
    requested: bool
    minors: bool
    to_decide: int  # boxes
    decided: int
    finished: bool  # decided on, and still to be compared and proposed


@dataclass(frozen=True)
class WaitingDocuments:
    documents: tuple[Waiting, ...]
    total: int


@dataclass(frozen=True)
class BoxView:
    id: int
    page: int
    box: Box
    data_type: DataType
    source: Source
    confidence: float
    origin: Origin
    state: RedactionState
    suggestion: RedactionState | None  # what was decided on the same value elsewhere in the practice
    rejection: Rejection | None
    words: int
    lines: int
    in_column: int  # boxes that a decision on the whole column reaches
    in_table: int
    same_value: int  # in this document
    needs_consent: bool  # a face left visible for which no consent holds


@dataclass(frozen=True)
class ReviewPage:
    number: int
    width: float  # points
    height: float
    has_image: bool
    has_draft: bool
    confidence: float | None
    doubtful: bool
    doubt_confirmed: bool
    confirmed: bool  # looked at beside the result, as it is now
    boxes: tuple[BoxView, ...]


@dataclass(frozen=True)
class ReviewView:
    document: DocumentRow
    pages: tuple[ReviewPage, ...]
    list_found: bool
    minors: bool
    confidential: bool
    changeable: bool
    finished: bool
    finished_at: datetime | None
    alarmed_at: datetime | None
    to_decide: int
    can_undo: bool
    can_redo: bool
    draft_ready: bool  # made with the boxes as they are now
    gate: GateView | None  # what the gate said of the draft
    missing: tuple[str, ...]  # sentences, in Spanish: what still stands between it and the public


def queue_of(resources: Resources, actor: Actor | None, page: int = 1) -> WaitingDocuments:
    """Documents to decide on: in doubt though published, asked for, with minors, waiting longest."""
    demand(actor, Permission.REVIEW_DECIDE)
    counted = (
        select(
            Redaction.document_id.label("document_id"),
            func.sum(case((Redaction.state == RedactionState.PROPOSED, 1), else_=0)).label("open"),
            func.count().label("boxes"),
        )
        .where(Redaction.removed.is_(False))
        .group_by(Redaction.document_id)
        .subquery()
    )
    left = func.coalesce(counted.c.open, 0)
    waiting = (
        select(
            Review, Document.received_at, left.label("open"), func.coalesce(counted.c.boxes, 0).label("all")
        )
        .join(Document, Document.id == Review.document_id)
        .outerjoin(counted, counted.c.document_id == Review.document_id)
        .where(
            (Document.state == State.IN_REVIEW)
            | (Review.alarmed_at.is_not(None) & (Document.state == State.PUBLISHED))
            | ((Document.state == State.PUBLISHED) & (left > 0)),
        )
    )
    order = (
        Review.alarmed_at.is_(None),
        Review.requested_at.is_(None),
        Review.minors.is_(False),
        Document.received_at,
    )
    with resources.database.read() as session:
        total = session.scalar(select(func.count()).select_from(waiting.subquery())) or 0
        found = session.execute(
            waiting.order_by(*order).offset((max(1, page) - 1) * QUEUE_SHOWN).limit(QUEUE_SHOWN)
        ).all()
        rows = {row.id: row for row in rows_of(session, [row[0].document_id for row in found])}
        return WaitingDocuments(
            tuple(
                Waiting(
                    document=rows[review.document_id],
                    since=received_at,
                    alarmed=review.alarmed_at is not None,
                    requested=review.requested_at is not None,
                    minors=review.minors,
                    to_decide=open_,
                    decided=all_ - open_,
                    finished=review.finished_at is not None,
                )
                for review, received_at, open_, all_ in found
            ),
            total,
        )


def open_review(resources: Resources, actor: Actor | None, document_id: UUID) -> ReviewView:
    """A document as its reviewers see it.  Raises NotExamined for one that still has to be."""
    demand(actor, Permission.REVIEW_DECIDE)
    assert actor is not None
    with resources.database.read() as session:
        review = session.get(Review, document_id)
        document = session.get(Document, document_id)
        if document is None:
            raise NotFound
        if review is None:
            raise NotExamined
        all_boxes = boxes(session, document_id)
        draft = session.get(Draft, document_id)
        accepted = [one for one in all_boxes if one.state is RedactionState.ACCEPTED]
        return ReviewView(
            document=rows_of(session, [document_id])[0],
            pages=_pages(session, document, review, all_boxes),
            list_found=review.list_found,
            minors=review.minors,
            confidential=confidential(document, review),
            changeable=document.state in REVIEWABLE,
            finished=review.finished_at is not None,
            finished_at=review.finished_at,
            alarmed_at=review.alarmed_at,
            to_decide=sum(one.state is RedactionState.PROPOSED for one in all_boxes),
            can_undo=next_to_undo(session, actor, document_id) is not None,
            can_redo=next_to_redo(session, actor, document_id) is not None,
            draft_ready=draft is not None and draft.boxes_key == digest(accepted),
            gate=gate_view(draft.report) if draft is not None else None,
            missing=tuple(error.data["reason"] for error in obstacles(session, document)),
        )


def draft_preview(resources: Resources, actor: Actor | None, document_id: UUID, number: int) -> bytes:
    """A page's image (WebP) of the public version as it would be.  Raises NotFound."""
    demand(actor, Permission.REVIEW_DECIDE)
    wanted = (
        select(Page.preview, File.sha256)
        .join(File, File.id == Page.pack_id)
        .where(
            Page.document_id == document_id,
            Page.edition == Edition.DRAFT,
            Page.number == number,
            File.zone == Zone.VAULT,
        )
    )
    with resources.database.read() as session:
        row = session.execute(wanted).first()
    if row is None or row.preview is None:
        raise NotFound
    return resources.vault.read(row.sha256, row.preview[0], row.preview[1])


def _pages(
    session: Session, document: Document, review: Review, all_boxes: Sequence[Redaction]
) -> tuple[ReviewPage, ...]:
    rows = session.execute(
        select(Page.number, Page.width, Page.height, Page.confidence, Page.preview)
        .where(Page.document_id == document.id, Page.edition == Edition.ORIGINAL)
        .order_by(Page.number)
    ).all()
    drafted = set(
        session.scalars(
            select(Page.number).where(Page.document_id == document.id, Page.edition == Edition.DRAFT)
        )
    )
    looked_at = {
        one.page: one.boxes_key
        for one in session.scalars(
            select(PageConfirmation).where(
                PageConfirmation.document_id == document.id, PageConfirmation.beside_result.is_(True)
            )
        )
    }
    unseen = set(unseen_pages(session, review))
    views = _box_views(session, document, all_boxes)
    accepted = _accepted_by_page(all_boxes)
    return tuple(
        ReviewPage(
            number=row.number,
            width=row.width,
            height=row.height,
            has_image=row.preview is not None,
            has_draft=row.number in drafted,
            confidence=row.confidence,
            doubtful=row.number in review.doubtful_pages,
            doubt_confirmed=row.number in review.doubtful_pages and row.number not in unseen,
            confirmed=looked_at.get(row.number) == digest(accepted.get(row.number, ())),
            boxes=views.get(row.number, ()),
        )
        for row in rows
    )


def _accepted_by_page(all_boxes: Sequence[Redaction]) -> dict[int, list[Redaction]]:
    found: dict[int, list[Redaction]] = {}
    for one in all_boxes:
        if one.state is RedactionState.ACCEPTED:
            found.setdefault(one.page, []).append(one)
    return found


def _box_views(
    session: Session, document: Document, all_boxes: Sequence[Redaction]
) -> dict[int, tuple[BoxView, ...]]:
    kin: dict[tuple[str, str | None], int] = {}
    for one in all_boxes:
        for name in ("column_key", "table_key", "value_key"):
            kin[(name, getattr(one, name))] = kin.get((name, getattr(one, name)), 0) + 1
    without = set(uncovered_without_consent(session, document))

    def alike(one: Redaction, name: str) -> int:
        key: str | None = getattr(one, name)
        return kin[(name, key)] if key else 1

    views: dict[int, list[BoxView]] = {}
    for one in all_boxes:
        views.setdefault(one.page, []).append(
            BoxView(
                id=one.id,
                page=one.page,
                box=box_of(one),
                data_type=one.data_type,
                source=one.source,
                confidence=one.confidence,
                origin=one.origin,
                state=one.state,
                suggestion=one.suggestion,
                rejection=one.rejection,
                words=one.words,
                lines=one.lines,
                in_column=alike(one, "column_key"),
                in_table=alike(one, "table_key"),
                same_value=alike(one, "value_key"),
                needs_consent=one.id in without,
            )
        )
    return {page: tuple(found) for page, found in views.items()}
