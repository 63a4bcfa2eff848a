"""Documents with their state, files (originals and renditions), pages, and topics."""

from datetime import date as Date
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base, UtcDateTime, now, stored_enum
from ingest.values import DocumentKind, FileType, TextSource


class State(StrEnum):
    """Where a document stands."""

    RECEIVED = "received"
    READING = "reading"
    READY = "ready"
    IN_REVIEW = "in_review"  # read, and may hold personal data: a person must look
    FAILED = "failed"
    PROPOSED = "proposed"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


MOVES: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.READING, State.FAILED}),
    State.READING: frozenset({State.READING, State.READY, State.IN_REVIEW, State.FAILED}),
    State.READY: frozenset({State.PROPOSED, State.RECEIVED, State.IN_REVIEW}),
    State.IN_REVIEW: frozenset({State.PROPOSED, State.RECEIVED}),
    State.FAILED: frozenset({State.RECEIVED}),
    State.PROPOSED: frozenset({State.READY, State.IN_REVIEW, State.PUBLISHING}),
    State.PUBLISHING: frozenset({State.PUBLISHED, State.READY, State.IN_REVIEW}),
    State.PUBLISHED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.PROPOSED}),
}


class Zone(StrEnum):
    VAULT = "vault"
    PUBLIC = "public"


class FileRole(StrEnum):
    ORIGINAL = "original"
    PREVIEWS = "previews"  # a pack of page images of the original
    UNLOCKED = "unlocked"  # an encrypted original, opened with the password staff gave
    PUBLIC_VERSION = "public_version"
    PUBLIC_PREVIEWS = "public_previews"  # a pack of page images of the public version
    DRAFT_VERSION = (
        "draft_version"  # the public version as it would be, in the vault for reviewers to look at
    )
    DRAFT_PREVIEWS = "draft_previews"


class Edition(StrEnum):
    """Which file a page was read from."""

    ORIGINAL = "original"
    PUBLIC = "public"
    DRAFT = "draft"


class Document(Base):
    __tablename__ = "documents"
    __table_args__ = (
        Index("ix_documents_state_date", "state", "date"),
        Index("ix_documents_state_published", "state", "published_at"),
        Index("ix_documents_received", "received_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(default="")
    kind: Mapped[DocumentKind] = mapped_column(stored_enum(DocumentKind), default=DocumentKind.OTHER)
    state: Mapped[State] = mapped_column(stored_enum(State), default=State.RECEIVED)
    file_type: Mapped[FileType] = mapped_column(stored_enum(FileType))
    source_name: Mapped[str] = mapped_column(String(400))
    folder_titles: Mapped[list[str]] = mapped_column(JSON, default=list)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    practice_id: Mapped[int | None] = mapped_column(ForeignKey("practices.id"), index=True)
    activity_id: Mapped[UUID | None] = mapped_column(ForeignKey("activities.id"), index=True)
    date: Mapped[Date | None]
    language: Mapped[str | None] = mapped_column(String(8))
    # A third party's work keeps its own licence: whose it is and which; empty: the public body's own.
    rights: Mapped[str] = mapped_column(String(300), default="")
    page_count: Mapped[int | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    duration: Mapped[float | None]
    grounds: Mapped[list[str]] = mapped_column(JSON, default=list)  # ingest.values.Ground values
    missing_abilities: Mapped[list[str]] = mapped_column(JSON, default=list)
    described: Mapped[bool] = mapped_column(default=False)  # staff had the last word: proposals stay away
    kind_stated: Mapped[bool] = mapped_column(default=False)  # the uploader said what it is
    password: Mapped[str | None] = mapped_column(String(200))  # only until the unlocked copy is stored
    failure_step: Mapped[str | None] = mapped_column(String(40))
    failure_code: Mapped[str | None] = mapped_column(String(60))
    failure_sentence: Mapped[str | None]  # untranslated, with %(name)s places
    failure_data: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    received_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # of the publication in force


class File(Base):
    """One stored object of a document: its original or a rendition."""

    __tablename__ = "files"
    __table_args__ = (
        Index(
            "uq_files_original_sha256",
            "sha256",
            unique=True,
            sqlite_where=text("role = 'original'"),
            postgresql_where=text("role = 'original'"),
        ),
        Index("ix_files_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    role: Mapped[FileRole] = mapped_column(stored_enum(FileRole))
    zone: Mapped[Zone] = mapped_column(stored_enum(Zone))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(120))
    file_type: Mapped[FileType | None] = mapped_column(stored_enum(FileType))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Page(Base):
    __tablename__ = "pages"
    __table_args__ = (UniqueConstraint("document_id", "edition", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    edition: Mapped[Edition] = mapped_column(stored_enum(Edition, 16))
    number: Mapped[int]
    label: Mapped[str | None] = mapped_column(String(200))
    width: Mapped[float]
    height: Mapped[float]
    source: Mapped[TextSource] = mapped_column(stored_enum(TextSource, 16))
    confidence: Mapped[float | None]
    pack_id: Mapped[int | None] = mapped_column(ForeignKey("files.id", ondelete="SET NULL"), index=True)
    preview: Mapped[list[int] | None] = mapped_column(JSON)  # offset, length, width, height in the pack
    thumbnail: Mapped[list[int] | None] = mapped_column(JSON)
    text: Mapped[str]
    notes: Mapped[str | None]  # speaker notes: staff only
    words: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)  # see services.pages


class DocumentTopic(Base):
    __tablename__ = "document_topics"

    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True)
