"""Documents with boxes to decide on, made without reading a file, and what people do with them."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from archive.models.documents import Document, State
from archive.models.redactions import Draft, Origin, Redaction, RedactionState, Review
from archive.permissions import Role
from archive.resources import Resources
from archive.services import committee, publishing, review
from archive.services.audit import SystemActor
from archive.services.boxes import boxes_key
from archive.services.committee import Member
from archive.services.people import value_key
from archive.services.prints import prints_of
from ingest.redactions import DataType, Source
from ingest.values import Box
from tests.archive.accounts import account
from tests.factories import Sketch, make_document

PASSED = {
    "passed": True,
    "objections": [],
    "means": ["text"],
    "pages": 1,
    "secrets": 1,
    "required": 1,
    "found_again": 1,
}


def reviewer(resources: Resources) -> SystemActor:
    return account(resources, "rosa", Role.REVIEWER)


def publisher(resources: Resources) -> SystemActor:
    return account(resources, "pablo", Role.PUBLISHER)


def make_reviewed(resources: Resources, sketch: Sketch | None = None, *texts: str) -> UUID:
    """A document in review with one proposed box for each of ``texts``, all names in one column."""
    sketch = sketch or Sketch(state=State.IN_REVIEW)
    document_id = make_document(resources, sketch)
    prints = prints_of(resources.settings)
    with resources.database.write() as session:
        session.add_all(
            Redaction(
                document_id=document_id,
                page=1,
                **Box(60, 100 + 20 * row, 200, 114 + 20 * row)._asdict(),
                data_type=DataType.NAME,
                source=Source.COLUMN,
                confidence=0.9,
                words=len(text.split()),
                lines=1,
                origin=Origin.COLUMN,
                table_key="1",
                column_key="1:name:1",
                value_key=value_key(prints, DataType.NAME, text),
                state=RedactionState.PROPOSED,
            )
            for row, text in enumerate(texts)
        )
    return document_id


def boxes_of(resources: Resources, document_id: UUID) -> list[Redaction]:
    with resources.database.read() as session:
        return list(
            session.scalars(
                select(Redaction)
                .where(Redaction.document_id == document_id, Redaction.removed.is_(False))
                .order_by(Redaction.id)
            )
        )


def document_of(resources: Resources, document_id: UUID) -> Document:
    with resources.database.read() as session:
        return session.get_one(Document, document_id)


def review_of(resources: Resources, document_id: UUID) -> Review:
    with resources.database.read() as session:
        return session.get_one(Review, document_id)


def keep_draft(resources: Resources, document_id: UUID) -> None:
    """A draft that passed the gate, as the job would have kept it."""
    with resources.database.write() as session:
        key = boxes_key(session, document_id)
        session.merge(Draft(document_id=document_id, boxes_key=key, passed=True, report=PASSED))


def cover_everything_and_propose(resources: Resources, document_id: UUID) -> None:
    rosa = reviewer(resources)
    if found := boxes_of(resources, document_id):
        review.accept(resources, rosa, document_id, [one.id for one in found])
    review.finish(resources, rosa, document_id)
    keep_draft(resources, document_id)
    review.confirm_page(resources, rosa, document_id, 1, beside_result=True)
    publishing.propose(resources, rosa, document_id)


def convene(resources: Resources, number: str = "CT/01/2026") -> tuple[int, list[int]]:
    """A session of three people without accounts; its id and theirs, the chair first."""
    members = (Member("Titular", chair=True), Member("Contraloría"), Member("Archivo"))
    session_id = committee.convene(
        resources, publisher(resources), date(2026, 3, 2), number, "https://example.org/acta.pdf", members
    )
    view = committee.open_session(resources, publisher(resources), session_id)
    return session_id, [member.id for member in view.members]
