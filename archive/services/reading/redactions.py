"""The public index of redactions of a published document: what was left out, why, and by which act.

Codes, types, extents and legal bases, as the law asks for them (LGTAIP art. 120); where a box lies on its
page and whatever was under it are not given out.
"""

from dataclasses import dataclass
from datetime import date as Date
from uuid import UUID

from sqlalchemy import bindparam, select

from archive.errors import NotFound
from archive.models.committee import CommitteeItem, CommitteeSession
from archive.models.redactions import PublicVersion
from archive.resources import Resources
from archive.services.reading import published
from archive.services.versions import IndexEntry, index_entries
from ingest.redactions import DataType


@dataclass(frozen=True, slots=True)
class Group:
    """The boxes over one type of datum."""

    data_type: DataType
    boxes: int
    basis: str
    motive: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """What the version in force leaves out."""

    version: int
    entries: tuple[IndexEntry, ...]
    act_date: Date | None
    act_number: str
    minutes_link: str

    @property
    def groups(self) -> tuple[Group, ...]:
        """By type, the most frequent first."""
        found: dict[tuple[DataType, str, str], int] = {}
        for entry in self.entries:
            key = (DataType(entry.data_type), entry.basis, entry.motive)
            found[key] = found.get(key, 0) + 1
        ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
        return tuple(Group(kind, boxes, basis, motive) for (kind, basis, motive), boxes in ordered)


_IN_FORCE = (
    select(
        PublicVersion.number.label("version"),
        PublicVersion.index.label("kept"),
        CommitteeSession.date,
        CommitteeSession.number,
        CommitteeSession.minutes_link,
    )
    .join(published.documents, published.documents.c.id == PublicVersion.document_id)
    .outerjoin(CommitteeItem, CommitteeItem.id == PublicVersion.item_id)
    .outerjoin(CommitteeSession, CommitteeSession.id == CommitteeItem.session_id)
    .where(
        published.IS_PUBLISHED_TOO,
        PublicVersion.document_id == bindparam("id"),
        PublicVersion.withdrawn_at.is_(None),
    )
    .order_by(PublicVersion.number.desc())
    .limit(1)
)


def redacted(resources: Resources, document_id: UUID) -> Redacted | None:
    """None where the version in force leaves nothing out, and for what is not published."""
    with published.connection(resources) as connection:
        row = connection.execute(_IN_FORCE, {"id": document_id}).one_or_none()
    if row is None or not row.kept:
        return None
    return Redacted(
        version=row.version,
        entries=index_entries(row.kept),
        act_date=row.date,
        act_number=row.number or "",
        minutes_link=row.minutes_link or "",
    )


def index_of(resources: Resources, document_id: UUID) -> Redacted:
    """Raises NotFound where there is none, or the document is not published."""
    found = redacted(resources, document_id)
    if found is None:
        raise NotFound
    return found
