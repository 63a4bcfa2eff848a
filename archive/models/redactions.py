"""Redactions with their state and every decision on them, reviews, drafts, and the public versions made.

No column here holds a personal value: a redaction knows where it lies and of what kind it is; that two of
them cover the same value is told by a keyed fingerprint (see services.people).
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base, UtcDateTime, now, stored_enum
from ingest.redactions import DataType, Source
from ingest.values import FileType


class RedactionState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Origin(StrEnum):
    """Who put the box there."""

    DETECTOR = "detector"
    COLUMN = "column"  # the geometry of an attendance list
    PERSON = "person"  # drawn by a reviewer
    PROPAGATION = "propagation"  # the same value was decided on in another document of the practice


class Rejection(StrEnum):
    """Why something stays visible; a face that stays visible without a reason counts as a minor's."""

    NOT_PERSONAL = "not_personal"
    PUBLIC_SERVANT = "public_servant"  # acting in office: public by law
    CONSENT = "consent"  # a valid consent is needed, see models.consents


class Deed(StrEnum):
    """What a reviewer did in one step."""

    ACCEPT = "accept"
    REJECT = "reject"
    DRAW = "draw"
    MOVE = "move"  # also a resizing
    RETYPE = "retype"
    REMOVE = "remove"  # a box drawn by a person goes again


class Redaction(Base):
    """One box on a page of the original, proposed, accepted or rejected."""

    __tablename__ = "redactions"
    __table_args__ = (
        Index("ix_redactions_document_page", "document_id", "page"),
        Index("ix_redactions_value_key", "value_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    page: Mapped[int]
    x0: Mapped[float]
    y0: Mapped[float]
    x1: Mapped[float]
    y1: Mapped[float]
    data_type: Mapped[DataType] = mapped_column(stored_enum(DataType))
    source: Mapped[Source] = mapped_column(stored_enum(Source))
    confidence: Mapped[float]
    words: Mapped[int] = mapped_column(default=0)  # the extent, as the index of redactions says it
    lines: Mapped[int] = mapped_column(default=0)
    paragraphs: Mapped[int] = mapped_column(default=0)
    origin: Mapped[Origin] = mapped_column(stored_enum(Origin))
    table_key: Mapped[str | None] = mapped_column(String(40))  # boxes of one table share it
    column_key: Mapped[str | None] = mapped_column(String(40))  # boxes of one column share it
    value_key: Mapped[str | None] = mapped_column(String(32))  # keyed fingerprint of what it covers
    state: Mapped[RedactionState] = mapped_column(stored_enum(RedactionState, 16))
    # What was decided on the same value elsewhere in the practice; a person here still decides.
    suggestion: Mapped[RedactionState | None] = mapped_column(stored_enum(RedactionState, 16))
    rejection: Mapped[Rejection | None] = mapped_column(stored_enum(Rejection))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed: Mapped[bool] = mapped_column(default=False)  # drawn, then taken away: kept for undo
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class ReviewStep(Base):
    """One deed of one reviewer; what it changed stands in its changes.  Undoing marks it, nothing is lost."""

    __tablename__ = "review_steps"
    __table_args__ = (Index("ix_review_steps_document_actor", "document_id", "actor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    deed: Mapped[Deed] = mapped_column(stored_enum(Deed))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    superseded: Mapped[bool] = mapped_column(default=False)  # undone, and then something else was done


class RedactionChange(Base):
    """How a step left one redaction, and how it had been before."""

    __tablename__ = "redaction_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("review_steps.id", ondelete="CASCADE"), index=True)
    redaction_id: Mapped[int] = mapped_column(ForeignKey("redactions.id", ondelete="CASCADE"), index=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)


class Review(Base):
    """A document's examination and review; there is one from the moment it was examined."""

    __tablename__ = "reviews"

    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    examined_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    list_found: Mapped[bool] = mapped_column(default=False)
    minors: Mapped[bool] = mapped_column(default=False)  # minors are, or may be, in it
    doubtful_pages: Mapped[list[int]] = mapped_column(JSON, default=list)  # geometry not sure
    requested_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # publication was asked for
    alarmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # published, and now in doubt
    finished_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PageConfirmation(Base):
    """A person looked at a page; it holds as long as what is covered there stays as it was."""

    __tablename__ = "page_confirmations"
    __table_args__ = (UniqueConstraint("document_id", "page", "beside_result"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    page: Mapped[int]
    beside_result: Mapped[bool]  # True: original and result side by side; False: the original's doubtful page
    boxes_key: Mapped[str] = mapped_column(String(64))  # digest of the page's boxes as they were looked at
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    confirmed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Draft(Base):
    """The public version as it would be, kept in the vault to be looked at beside the original."""

    __tablename__ = "drafts"

    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    boxes_key: Mapped[str] = mapped_column(String(64))  # digest of all boxes it was made with
    passed: Mapped[bool]
    report: Mapped[dict[str, Any]] = mapped_column(JSON)  # the gate's, without values
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class PublicVersion(Base):
    """One published file of a document: what was covered and why, what the gate said, how it ended."""

    __tablename__ = "public_versions"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    number: Mapped[int]
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id", ondelete="CASCADE"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("committee_items.id"))  # the act that confirmed
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    file_type: Mapped[FileType] = mapped_column(stored_enum(FileType))
    index: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # services.versions.IndexEntry
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # the gate's, without values
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    downloads: Mapped[int] = mapped_column(default=0)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    downloads_at_withdrawal: Mapped[int | None]
