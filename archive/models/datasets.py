"""Open data: datasets, tables sent by staff, orders to release, releases with their files, published cells.

A release never changes: its row is written once, whole, with its files, and only ever gains a withdrawal.
What a dataset is called and what its columns mean stands in each release, as it was then.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base, UtcDateTime, now, stored_enum
from export.values import Format


class Origin(StrEnum):
    DECLARED = "declared"  # archive/datasets: made from what the archive knows
    SENT = "sent"  # a table of staff's own


class TableState(StrEnum):
    """Where a table sent by staff stands."""

    RECEIVED = "received"
    CLEAN = "clean"  # keeps what its columns promise, and nothing personal was found in it
    REFUSED = "refused"


class OrderState(StrEnum):
    """Where an order to release stands."""

    PROPOSED = "proposed"  # waits for a second person
    RETURNED = "returned"
    ORDERED = "ordered"  # a job makes it
    MADE = "made"
    UNCHANGED = "unchanged"  # the newest release says the same: there is no new one
    REFUSED = "refused"


ORDER_MOVES: dict[OrderState, frozenset[OrderState]] = {
    OrderState.PROPOSED: frozenset({OrderState.ORDERED, OrderState.RETURNED}),
    OrderState.RETURNED: frozenset(),
    OrderState.ORDERED: frozenset({OrderState.MADE, OrderState.UNCHANGED, OrderState.REFUSED}),
    OrderState.MADE: frozenset(),
    OrderState.UNCHANGED: frozenset(),
    OrderState.REFUSED: frozenset(),
}


class Dataset(Base):
    __tablename__ = "datasets"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    origin: Mapped[Origin] = mapped_column(stored_enum(Origin, 16))
    description: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # of a sent one: services.describing
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class SentTable(Base):
    """A file with the rows of a dataset of staff's own, in the vault; ``problems`` name row and column."""

    __tablename__ = "sent_tables"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    source_name: Mapped[str] = mapped_column(String(400))
    state: Mapped[TableState] = mapped_column(stored_enum(TableState, 16), default=TableState.RECEIVED)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # never a cell's value
    row_count: Mapped[int | None]
    rows_sha256: Mapped[str | None] = mapped_column(String(64))  # its checked rows (archive.row_file), vault
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    examined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReleaseOrder(Base):
    """Somebody wants a release; what came of it."""

    __tablename__ = "release_orders"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"), index=True)
    table_id: Mapped[UUID | None] = mapped_column(ForeignKey("sent_tables.id"))
    change_note: Mapped[str] = mapped_column(default="")
    correction: Mapped[bool] = mapped_column(default=False)
    state: Mapped[OrderState] = mapped_column(stored_enum(OrderState, 16))
    ordered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    ordered_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))  # the second person
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(default="")  # of a return
    release_id: Mapped[int | None] = mapped_column(ForeignKey("releases.id"))
    failure_code: Mapped[str | None] = mapped_column(String(60))
    failure_sentence: Mapped[str | None]  # untranslated, with %(name)s places
    failure_data: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class OrderObject(Base):
    """An object that a release under way puts into the public zone: nothing lies there unknown."""

    __tablename__ = "order_objects"

    order_id: Mapped[UUID] = mapped_column(
        ForeignKey("release_orders.id", ondelete="CASCADE"), primary_key=True
    )
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)


class Release(Base):
    __tablename__ = "releases"
    __table_args__ = (
        UniqueConstraint("dataset_id", "structure", "rows", "corrections"),
        Index("ix_releases_issued", "issued"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("datasets.id"), index=True)
    structure: Mapped[int]  # the three parts of its number (export.values.Version)
    rows: Mapped[int]
    corrections: Mapped[int]
    issued: Mapped[datetime] = mapped_column(UtcDateTime)
    row_count: Mapped[int]
    change_note: Mapped[str]
    description: Mapped[dict[str, Any]] = mapped_column(JSON)  # the dataset as it was then
    difference: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # from the one before; None: the first
    content_key: Mapped[str] = mapped_column(String(64))  # digest of columns and rows
    rows_sha256: Mapped[str] = mapped_column(String(64), index=True)  # its rows (archive.row_file), public
    rows_size: Mapped[int] = mapped_column(BigInteger)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawal_reason: Mapped[str] = mapped_column(default="")


class Distribution(Base):
    """One file of a release, in the public zone until the release is withdrawn."""

    __tablename__ = "distributions"
    __table_args__ = (UniqueConstraint("release_id", "format"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    format: Mapped[Format] = mapped_column(stored_enum(Format, 16))
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(120))
    byte_size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), index=True)


class PublishedCells(Base):
    """What a release said of people, as the ledger keeps it (export.disclosure); stays for withdrawn ones."""

    __tablename__ = "published_cells"

    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("datasets.id"), index=True)
    cells: Mapped[Any] = mapped_column(JSON)
