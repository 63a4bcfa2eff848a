"""The public versions of a document: numbered, with their index of redactions, gate, act and end."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date as Date
from datetime import datetime
from io import StringIO
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from archive.models.base import now
from archive.models.committee import Choice, CommitteeItem, CommitteeSession
from archive.models.redactions import PublicVersion
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.reports import GateView, gate_view
from archive.services.visits import Seen, add_visits, today
from ingest.redactions import DataType
from ingest.values import FileType

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class IndexEntry:
    """One line of the index of redactions, as the law asks for it (LGTAIP 120); no value is in it."""

    code: str
    page: int
    data_type: str  # a DataType's value
    label: str
    extent: str
    basis: str
    motive: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Act:
    """The committee's act that confirmed a version."""

    item_id: int
    date: Date
    number: str
    minutes_link: str


@dataclass(frozen=True)
class VersionView:
    number: int
    sha256: str
    size: int
    file_type: FileType
    index: tuple[IndexEntry, ...]
    gate: GateView | None
    act: Act | None
    made_at: datetime
    downloads: int
    withdrawn_at: datetime | None
    downloads_at_withdrawal: int | None


def versions_of(resources: Resources, actor: Actor | None, document_id: UUID) -> tuple[VersionView, ...]:
    """Every version there ever was, newest first."""
    demand(actor, Permission.DOCUMENT_READ)
    wanted = (
        select(PublicVersion, CommitteeItem, CommitteeSession)
        .outerjoin(CommitteeItem, CommitteeItem.id == PublicVersion.item_id)
        .outerjoin(CommitteeSession, CommitteeSession.id == CommitteeItem.session_id)
        .where(PublicVersion.document_id == document_id)
        .order_by(PublicVersion.number.desc())
    )
    with resources.database.read() as session:
        return tuple(_view(*row) for row in session.execute(wanted))


def open_version(
    session: Session,
    document_id: UUID,
    *,
    publication_id: int,
    act: Act | None,
    sha256: str,
    size: int,
    file_type: FileType,
    index: Sequence[IndexEntry],
    report: dict[str, Any],
) -> int:
    """A new version of a document; its number."""
    last = session.scalar(
        select(func.max(PublicVersion.number)).where(PublicVersion.document_id == document_id)
    )
    number = (last or 0) + 1
    session.add(
        PublicVersion(
            document_id=document_id,
            number=number,
            publication_id=publication_id,
            item_id=act.item_id if act is not None else None,
            sha256=sha256,
            size=size,
            file_type=file_type,
            index=[asdict(entry) for entry in index],
            report=report,
        )
    )
    return number


def close_version(session: Session, document_id: UUID) -> None:
    """The version in force is withdrawn: since when, and how often it had been downloaded by then."""
    session.execute(
        update(PublicVersion)
        .where(PublicVersion.document_id == document_id, PublicVersion.withdrawn_at.is_(None))
        .values(withdrawn_at=now(), downloads_at_withdrawal=PublicVersion.downloads)
    )


def count_download(resources: Resources, document_id: UUID) -> None:
    """Somebody took the public file; who is not kept."""
    with resources.database.write() as session:
        session.execute(
            update(PublicVersion)
            .where(PublicVersion.document_id == document_id, PublicVersion.withdrawn_at.is_(None))
            .values(downloads=PublicVersion.downloads + 1)
        )
        add_visits(session, {(document_id, today()): Seen(downloads=1)})


def act_for(session: Session, document_id: UUID, boxes_key: str) -> Act | None:
    """The newest act by which the committee confirmed the boxes as they are now."""
    row = session.execute(
        select(CommitteeItem, CommitteeSession)
        .join(CommitteeSession, CommitteeSession.id == CommitteeItem.session_id)
        .where(
            CommitteeItem.document_id == document_id,
            CommitteeItem.outcome == Choice.CONFIRM,
            CommitteeItem.boxes_key == boxes_key,
            CommitteeSession.closed_at.is_not(None),
        )
        .order_by(CommitteeItem.id.desc())
        .limit(1)
    ).first()
    return _act(row[0], row[1]) if row is not None else None


def index_csv(entries: Sequence[IndexEntry]) -> str:
    """The index as a table for people: Spanish headings, one line per box."""
    written = StringIO()
    table = csv.writer(written)
    table.writerow(("Número", "Página", "Dato eliminado", "Extensión", "Fundamento legal", "Motivo"))
    for entry in entries:
        cells = (entry.code, entry.page, entry.label, entry.extent, entry.basis, entry.motive)
        table.writerow(_cell(value) for value in cells)
    return written.getvalue()


def _cell(value: str | int) -> str | int:
    """A basis is typed by people, and a spreadsheet would work out a cell that begins like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def index_entries(kept: Sequence[dict[str, Any]]) -> tuple[IndexEntry, ...]:
    """The index of a version, read back from its row."""
    return tuple(
        IndexEntry(
            **{
                **entry,
                "data_type": DataType(entry["data_type"]).value,
                "box": tuple(float(side) for side in entry["box"]),
            }
        )
        for entry in kept
    )


def _act(item: CommitteeItem | None, held: CommitteeSession | None) -> Act | None:
    return Act(item.id, held.date, held.number, held.minutes_link) if item and held else None


def _view(row: PublicVersion, item: CommitteeItem | None, held: CommitteeSession | None) -> VersionView:
    return VersionView(
        number=row.number,
        sha256=row.sha256,
        size=row.size,
        file_type=row.file_type,
        index=index_entries(row.index),
        gate=gate_view(row.report),
        act=_act(item, held),
        made_at=row.made_at,
        downloads=row.downloads,
        withdrawn_at=row.withdrawn_at,
        downloads_at_withdrawal=row.downloads_at_withdrawal,
    )
