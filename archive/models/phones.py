"""The phone list: where people find help; offices and lines, never a person's own number."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base


class Phone(Base):
    __tablename__ = "phones"
    __table_args__ = (UniqueConstraint("name", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(60))  # as it is written for people: «722 555 0123 ext. 4»
    hours: Mapped[str] = mapped_column(String(200), default="")
    purpose: Mapped[str] = mapped_column(String(500), default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    emergency: Mapped[bool] = mapped_column(default=False)  # stands first
    public: Mapped[bool] = mapped_column(default=True)
