"""The transparency committee: sessions, members present, documents decided on, and votes."""

from datetime import date as Date
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base, UtcDateTime, now, stored_enum


class Choice(StrEnum):
    """A member's vote on a classification (LGTAIP art. 40 II)."""

    CONFIRM = "confirm"
    MODIFY = "modify"
    REVOKE = "revoke"
    ABSTAIN = "abstain"


class CommitteeSession(Base):
    __tablename__ = "committee_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[Date]
    number: Mapped[str] = mapped_column(String(60), unique=True)
    minutes_link: Mapped[str] = mapped_column(String(500), default="")
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CommitteeMember(Base):
    """Somebody present at one session; whoever has an account votes with it."""

    __tablename__ = "committee_members"
    __table_args__ = (UniqueConstraint("session_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(
        ForeignKey("committee_sessions.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(200), default="")
    chair: Mapped[bool] = mapped_column(default=False)


class CommitteeItem(Base):
    """A document before the committee; ``outcome`` once the session is closed."""

    __tablename__ = "committee_items"
    __table_args__ = (UniqueConstraint("session_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(
        ForeignKey("committee_sessions.id", ondelete="CASCADE"), index=True
    )
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    boxes_key: Mapped[str] = mapped_column(String(64))  # digest of the boxes the committee saw
    outcome: Mapped[Choice | None] = mapped_column(stored_enum(Choice, 16))
    note: Mapped[str] = mapped_column(default="")


class CommitteeVote(Base):
    __tablename__ = "committee_votes"
    __table_args__ = (UniqueConstraint("item_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("committee_items.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("committee_members.id", ondelete="CASCADE"))
    choice: Mapped[Choice] = mapped_column(stored_enum(Choice, 16))
    cast_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    cast_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
