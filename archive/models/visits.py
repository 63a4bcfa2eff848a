"""How often a public document was looked at and taken, per day; nothing of who did."""

from datetime import date as Date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base


class DocumentVisits(Base):
    __tablename__ = "document_visits"
    __table_args__ = (Index("ix_document_visits_day", "day"),)

    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[Date] = mapped_column(primary_key=True)  # by the clock of central Mexico
    visits: Mapped[int] = mapped_column(default=0)
    downloads: Mapped[int] = mapped_column(default=0)
