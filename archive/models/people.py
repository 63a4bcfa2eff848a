"""Keyed fingerprints of the people in lists, and the counts read from a list.  Nobody's name is here.

The table of fingerprints is restricted: services.people alone reads it, and no face shows it.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base, UtcDateTime, now, stored_enum


class PrintKind(StrEnum):
    NAME = "name"
    NAME_PAIR = "name_pair"  # two neighbouring words of a name
    CURP = "curp"
    PHONE = "phone"
    EMAIL = "email"


class Fingerprint(Base):
    __tablename__ = "people_fingerprints"
    __table_args__ = (Index("ix_people_fingerprints_fingerprint_kind", "fingerprint", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(32))
    kind: Mapped[PrintKind] = mapped_column(stored_enum(PrintKind, 16))
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    page: Mapped[int | None]
    row: Mapped[int | None]  # of the list, from 1


class ListCounts(Base):
    """Attendees of one list, as numbers (ingest.redactions.Counts), until a person has checked the rows."""

    __tablename__ = "list_counts"

    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    activity_id: Mapped[UUID | None] = mapped_column(ForeignKey("activities.id"), index=True)
    total: Mapped[int]
    minors: Mapped[int] = mapped_column(default=0)
    adults: Mapped[int] = mapped_column(default=0)
    by_sex: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    by_age: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    by_grade: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    confidence: Mapped[float] = mapped_column(default=0.0)
    rows_to_check: Mapped[list[Any]] = mapped_column(JSON, default=list)  # [page, row]
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
