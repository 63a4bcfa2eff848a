"""A document on the reviewer's desk with everything on it that a desk may say."""

from itertools import cycle
from uuid import UUID

from archive.models.documents import State
from archive.models.redactions import Draft, Origin, Redaction, RedactionState, Rejection, Review
from archive.resources import Resources
from archive.services import counting
from archive.services.boxes import boxes_key
from archive.services.documents import load
from archive.services.reports import report_json
from ingest.redactions import AgeBand, Counts, DataType, GateReport, Leak, Objection, Sex, Source
from ingest.values import Box, DocumentKind
from tests.factories import Sketch, make_document

_COUNTS = Counts(
    total=3,
    by_sex=tuple((sex, 1) for sex in Sex),
    by_age=((AgeBand.UNDER_12, 3),),
    by_grade=(("", 1), ("1", 2)),
    minors=3,
    confidence=0.8,
    rows_to_check=((1, 2), (2, 1)),
)


def make_under_review(resources: Resources) -> UUID:
    """A list with a box of every type, source, state and reason, its counts, and a gate that objects."""
    sketch = Sketch(
        title="Zzlista",
        source_name="zz.pdf",
        texts=("zzletra", "zzletra"),
        kind=DocumentKind.ATTENDANCE_RECORD,
        state=State.IN_REVIEW,
    )
    document_id = make_document(resources, sketch)
    objections = tuple(Objection(leak, DataType.NAME, 1, "zzdetalle") for leak in Leak)
    known = Objection(Leak.TEXT, DataType.NAME, None, "fingerprint")
    report = GateReport((*objections, known), secrets=3, required=2, found_again=1)
    with resources.database.write() as session:
        session.add_all(_boxes(document_id))
        review = session.get_one(Review, document_id)
        review.minors = review.list_found = True
        review.doubtful_pages = [1]
        review.requested_at = review.examined_at
        counting.keep_counts(session, load(session, document_id), _COUNTS)
        session.flush()
        key = boxes_key(session, document_id)
        session.add(Draft(document_id=document_id, boxes_key=key, passed=False, report=report_json(report)))
    return document_id


def _boxes(document_id: UUID) -> list[Redaction]:
    sources, states, origins = cycle(Source), cycle(RedactionState), cycle(Origin)
    reasons, suggestions = cycle(Rejection), cycle((None, *RedactionState))
    found = []
    for row, data_type in enumerate(DataType):
        state, reason = next(states), next(reasons)
        found.append(
            Redaction(
                document_id=document_id,
                page=1,
                **Box(50, 20 + 25 * row, 150, 38 + 25 * row)._asdict(),
                data_type=data_type,
                source=next(sources),
                confidence=0.5,
                words=row % 3,
                lines=row % 4,
                origin=next(origins),
                state=state,
                suggestion=next(suggestions),
                rejection=reason if state is RedactionState.REJECTED else None,
            )
        )
    return found
