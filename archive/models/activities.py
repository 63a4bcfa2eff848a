"""Activities: talks held at a school on a date, by which units, with what evidence, how many people came."""

from datetime import date as Date
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base, UtcDateTime, now


class Activity(Base):
    __tablename__ = "activities"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str] = mapped_column(String(300))
    date: Mapped[Date]
    practice_id: Mapped[int | None] = mapped_column(ForeignKey("practices.id"), index=True)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)  # answers for it


class ActivityUnit(Base):
    """A unit that took part beside the one that answers for the activity."""

    __tablename__ = "activity_units"

    activity_id: Mapped[UUID] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"), primary_key=True)


class ActivityTalk(Base):
    __tablename__ = "activity_talks"

    activity_id: Mapped[UUID] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True
    )
    talk_id: Mapped[int] = mapped_column(ForeignKey("talks.id", ondelete="CASCADE"), primary_key=True)


class ActivityDocument(Base):
    """Evidence beside the documents that name the activity themselves (Document.activity_id).

    A published document's own description is fixed, and a report may be evidence of many activities.
    """

    __tablename__ = "activity_documents"

    activity_id: Mapped[UUID] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True
    )
    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )


class ActivityCounts(Base):
    """Attendees as staff state them.  They go before those read from lists (models.people.ListCounts).

    Restricted: never shown to the public, which reads protected counts alone.
    """

    __tablename__ = "activity_counts"

    activity_id: Mapped[UUID] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True
    )
    total: Mapped[int]
    minors: Mapped[int] = mapped_column(default=0)
    adults: Mapped[int] = mapped_column(default=0)
    by_sex: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # ingest.redactions.Sex
    by_age: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # ingest.redactions.AgeBand
    stated_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    stated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
