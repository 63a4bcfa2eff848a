"""The counts read from attendance lists: kept as numbers, checked by a person."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from archive.errors import InvalidInput
from archive.models.base import now
from archive.models.documents import Document
from archive.models.people import ListCounts
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.audit import Action, record
from archive.services.documents import load
from ingest.redactions import AgeBand, Counts, Sex


@dataclass(frozen=True)
class CountsView:
    counts: Counts
    document_id: UUID
    activity_id: UUID | None
    checked: bool


def keep_counts(session: Session, document: Document, counts: Counts | None) -> None:
    """Replace a document's counts by what was read now; what a person had checked is to be checked again."""
    session.execute(delete(ListCounts).where(ListCounts.document_id == document.id))
    if counts is None:
        return
    session.add(
        ListCounts(
            document_id=document.id,
            activity_id=document.activity_id,
            total=counts.total,
            minors=counts.minors,
            adults=counts.adults,
            by_sex={key.value: number for key, number in counts.by_sex},
            by_age={key.value: number for key, number in counts.by_age},
            by_grade=dict(counts.by_grade),
            confidence=counts.confidence,
            rows_to_check=[list(place) for place in counts.rows_to_check],
        )
    )


def counts_of(resources: Resources, actor: Actor | None, document_id: UUID) -> CountsView | None:
    demand(actor, Permission.DOCUMENT_READ)
    with resources.database.read() as session:
        row = session.get(ListCounts, document_id)
        return _counts_view(row) if row is not None else None


def check_counts(resources: Resources, actor: Actor | None, document_id: UUID, counts: Counts) -> None:
    """A person has looked at the rows and states the counts.  Raises InvalidInput if they do not add up."""
    demand(actor, Permission.REVIEW_DECIDE)
    assert actor is not None
    sums = (
        sum(number for _, number in counts.by_sex),
        sum(number for _, number in counts.by_age),
        counts.minors + counts.adults,
    )
    if min(counts.total, *sums) < 0 or any(one not in (0, counts.total) for one in sums):
        raise InvalidInput(field="asistentes", reason="las partes no suman el total")
    with resources.database.write() as session:
        document = load(session, document_id)
        keep_counts(session, document, counts)
        session.flush()
        row = session.get_one(ListCounts, document_id)
        row.checked_by, row.checked_at = actor.id, now()
        record(session, actor, Action.COUNTS_CHECKED, "document", document_id)


def _counts_view(row: ListCounts) -> CountsView:
    counts = Counts(
        total=row.total,
        by_sex=tuple((Sex(key), number) for key, number in row.by_sex.items()),
        by_age=tuple((AgeBand(key), number) for key, number in row.by_age.items()),
        by_grade=tuple(row.by_grade.items()),
        minors=row.minors,
        adults=row.adults,
        confidence=row.confidence,
        rows_to_check=tuple((page, number) for page, number in row.rows_to_check),
    )
    return CountsView(counts, row.document_id, row.activity_id, row.checked_at is not None)
