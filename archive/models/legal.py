"""The dated catalogue of legal bases: what data are covered for, in force from one day to another."""

from datetime import date as Date
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base, UtcDateTime, now, stored_enum
from ingest.redactions import DataType


class LegalBasis(Base):
    """A basis and its motive; laws change, so rows are closed and followed, never deleted once used."""

    __tablename__ = "legal_bases"

    id: Mapped[int] = mapped_column(primary_key=True)
    data_type: Mapped[DataType | None] = mapped_column(stored_enum(DataType))  # None: any
    minors: Mapped[bool] = mapped_column(default=False)  # added where minors are, or may be, concerned
    basis: Mapped[str] = mapped_column(String(500))  # initials of the law, article, fraction, paragraph
    motive: Mapped[str] = mapped_column(String(1000))
    valid_from: Mapped[Date]
    valid_to: Mapped[Date | None]  # the last day
    to_confirm: Mapped[bool] = mapped_column(default=False)  # not read in the law's text: never printed
    used: Mapped[bool] = mapped_column(default=False)  # stands in a published version
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
