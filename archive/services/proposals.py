"""What an examination found, kept as boxes for people to decide on, and without the names it read.

May run again: what people decided or drew stays, what nobody had decided on is replaced.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models.base import now
from archive.models.documents import Document, Edition, Page
from archive.models.people import PrintKind
from archive.models.redactions import Origin, Redaction, RedactionState, Review
from archive.services.boxes import box_of, boxes, covered, extent_of
from archive.services.clearance import confidential
from archive.services.counting import keep_counts
from archive.services.pages import pack_words
from archive.services.people import Person, forget, remember, value_key
from archive.services.prints import Prints
from archive.services.recognising import Match, recognise
from ingest.redactions import DataType, Examination, Extent, Finding, PagePlan, Route, Source
from ingest.redactions import Redaction as Asked
from ingest.values import Box, Word

_SAME = 0.6  # share of the smaller of two boxes that lies in the other, from which they are the same
_APART = 6.0  # points between the left sides of two columns
_BY_KIND: dict[PrintKind, tuple[DataType, float]] = {
    PrintKind.NAME: (DataType.NAME, 0.9),
    PrintKind.NAME_PAIR: (DataType.NAME, 0.6),
    PrintKind.CURP: (DataType.CURP, 0.95),
    PrintKind.PHONE: (DataType.PHONE, 0.9),
    PrintKind.EMAIL: (DataType.EMAIL, 0.95),
}


@dataclass(frozen=True)
class Seen:
    """An examination, and how far it can be relied on."""

    examination: Examination | None  # None: nothing could be told of this file by machine
    doubtful_pages: tuple[int, ...] = ()  # beside those that the examination itself is unsure of
    list_suspected: bool = False  # a list, of which nothing is certain


def keep(
    session: Session,
    prints: Prints,
    document: Document,
    seen: Seen,
    words: Mapping[int, Sequence[Word]],
    people: Sequence[Person],
) -> int:
    """Replace a document's proposals, counts and fingerprints; how many boxes wait for a decision.

    ``words``: the pages as read; ``people``: whom a list names.
    """
    examined = seen.examination
    found_list = seen.list_suspected or (examined is not None and examined.route is Route.ATTENDANCE)
    _keep_review(session, document, seen, found_list)
    known = recognise(session, prints, list(words.values()), examined.required if examined else ())
    decided = _forget_undecided(session, document.id)
    rows = [
        *(_proposed(prints, document.id, examined, words) if examined else ()),
        *_recognised(document.id, known, words),
    ]
    kept: list[Redaction] = []
    for row in rows:
        if not any(_same(row, other) for other in (*decided, *kept)):
            kept.append(row)
    _suggest(session, document, kept)
    session.add_all(kept)
    session.flush()
    if found_list:
        remember(session, prints, document.id, people)
        _forget_words(session, document.id, examined)
    else:
        forget(session, document.id)
    keep_counts(session, document, examined.counts if examined and found_list else None)
    return len(kept)


def suggest(session: Session, practice_id: int, keys: set[str]) -> dict[str, RedactionState]:
    """What was decided last, anywhere in the practice, on the values with these keys."""
    rows = session.execute(
        select(Redaction.value_key, Redaction.state)
        .join(Document, Document.id == Redaction.document_id)
        .where(
            Document.practice_id == practice_id,
            Redaction.value_key.in_(keys),
            Redaction.state != RedactionState.PROPOSED,
            Redaction.removed.is_(False),
        )
        .order_by(Redaction.decided_at, Redaction.id)
    )
    return {key: state for key, state in rows if key}


def _keep_review(session: Session, document: Document, seen: Seen, found_list: bool) -> None:
    review = session.get(Review, document.id)
    if review is None:
        review = Review(document_id=document.id)
        session.add(review)
    examined = seen.examination
    unsure = examined.unsure_pages if examined else ()
    review.examined_at = now()
    review.list_found = found_list
    review.doubtful_pages = sorted({*unsure, *seen.doubtful_pages})
    review.finished_at = review.finished_by = None
    counts = examined.counts if examined else None
    # In doubt whether somebody is of age, an adolescent is presumed (LGDNNA art. 5).
    review.minors = bool(counts and counts.minors) or (counts is None and confidential(document, review))


def _forget_undecided(session: Session, document_id: UUID) -> list[Redaction]:
    """Drop proposals that nobody decided on; the boxes that stay."""
    stays = []
    for one in boxes(session, document_id):
        if one.state is RedactionState.PROPOSED:
            session.delete(one)
        else:
            stays.append(one)
    session.flush()
    return stays


def _proposed(
    prints: Prints, document_id: UUID, examined: Examination, words: Mapping[int, Sequence[Word]]
) -> Iterator[Redaction]:
    for plan in examined.pages:
        on_page = words.get(plan.number, ())
        found = [finding for finding in examined.findings if finding.page == plan.number]
        columns = _Columns(plan)
        for box in plan.redactions:
            finding = next((one for one in found if _is_of(box, one)), None)
            yield _row(prints, document_id, box, finding, columns, on_page, examined)
        for finding in found:
            for place in finding.boxes:
                if not any(_overlap(place, box.box) >= _SAME for box in plan.redactions):
                    extent = extent_of(covered(on_page, place))
                    asked = Asked(plan.number, place, finding.data_type, extent)
                    yield _row(prints, document_id, asked, finding, columns, on_page, examined)


def _row(
    prints: Prints,
    document_id: UUID,
    box: Asked,
    finding: Finding | None,
    columns: "_Columns",
    on_page: Sequence[Word],
    examined: Examination,
) -> Redaction:
    of_list = finding is None and examined.route is Route.ATTENDANCE
    text = finding.text if finding else " ".join(word.text for word in covered(on_page, box.box))
    certain = examined.counts.confidence if examined.counts else 0.5
    return Redaction(
        document_id=document_id,
        page=box.page,
        **box.box._asdict(),
        data_type=box.data_type,
        source=finding.source if finding else Source.COLUMN,
        confidence=finding.confidence if finding else certain,
        words=box.extent.words,
        lines=box.extent.lines,
        paragraphs=box.extent.paragraphs,
        origin=Origin.COLUMN if of_list else Origin.DETECTOR,
        table_key=f"{box.page}" if of_list else None,
        column_key=columns.key(box) if of_list else None,
        value_key=value_key(prints, box.data_type, text),
        state=RedactionState.PROPOSED,
    )


class _Columns:
    """Names the columns of a page's list: boxes of one type whose left sides stand one above the other."""

    def __init__(self, plan: PagePlan) -> None:
        self._page = plan.number
        self._starts: dict[DataType, list[float]] = {}
        for box in sorted(plan.redactions, key=lambda one: one.box.x0):
            starts = self._starts.setdefault(box.data_type, [])
            if not starts or box.box.x0 - starts[-1] > _APART:
                starts.append(box.box.x0)

    def key(self, box: Asked) -> str:
        starts = self._starts.get(box.data_type, [])
        place = sum(start <= box.box.x0 for start in starts)
        return f"{self._page}:{box.data_type.value}:{place}"


def _recognised(
    document_id: UUID, known: Sequence[Match], words: Mapping[int, Sequence[Word]]
) -> Iterator[Redaction]:
    """Boxes over people whom this archive knows from a list."""
    numbers = list(words)
    for match in sorted(known, key=lambda one: one.first - one.last):  # the longest first
        page = numbers[match.text]
        run = words[page][match.first : match.last + 1]
        data_type, confidence = _BY_KIND[match.kind]
        for box in line_boxes(run):
            extent = extent_of(covered(run, box))
            yield box_row(
                document_id, page, box, data_type, extent, match.print, Source.FINGERPRINT, confidence
            )


def box_row(
    document_id: UUID,
    page: int,
    box: Box,
    data_type: DataType,
    extent: Extent,
    key: str,
    source: Source,
    confidence: float,
    origin: Origin = Origin.DETECTOR,
) -> Redaction:
    """A proposed box over a value that is known by its key."""
    return Redaction(
        document_id=document_id,
        page=page,
        **box._asdict(),
        data_type=data_type,
        source=source,
        confidence=confidence,
        words=extent.words,
        lines=extent.lines,
        origin=origin,
        value_key=key,
        state=RedactionState.PROPOSED,
    )


def line_boxes(run: Sequence[Word]) -> list[Box]:
    """One box for each line that the words stand on."""
    lines: list[list[Box]] = []
    for word in run:
        middle = (word.box.y0 + word.box.y1) / 2
        if lines and lines[-1][-1].y0 <= middle <= lines[-1][-1].y1:
            lines[-1].append(word.box)
        else:
            lines.append([word.box])
    return [
        Box(
            min(box.x0 for box in line),
            min(box.y0 for box in line),
            max(box.x1 for box in line),
            max(box.y1 for box in line),
        )
        for line in lines
    ]


def _suggest(session: Session, document: Document, rows: Sequence[Redaction]) -> None:
    keys = {row.value_key for row in rows if row.value_key}
    if document.practice_id is None or not keys:
        return
    verdicts = suggest(session, document.practice_id, keys)
    for row in rows:
        row.suggestion = verdicts.get(row.value_key or "")


def _forget_words(session: Session, document_id: UUID, examined: Examination | None) -> None:
    """Of a list's pages keep the words that may stay: whose names stand there is in the original alone."""
    plans = {plan.number: plan for plan in examined.pages} if examined else {}
    stated = "\n".join(examined.required) if examined and not plans else ""
    for page in session.scalars(
        select(Page).where(Page.document_id == document_id, Page.edition == Edition.ORIGINAL)
    ):
        plan = plans.get(page.number)
        page.text = _as_text(plan.kept) if plan else stated
        page.words = pack_words(plan.kept) if plan else None
        page.notes = None


def _as_text(words: Sequence[Word]) -> str:
    lines: list[list[Word]] = []
    for word in words:
        middle = (word.box.y0 + word.box.y1) / 2
        if lines and lines[-1][-1].box.y0 <= middle <= lines[-1][-1].box.y1:
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join(" ".join(word.text for word in line) for line in lines)


def _is_of(box: Asked, finding: Finding) -> bool:
    return box.data_type is finding.data_type and any(
        _overlap(box.box, place) >= _SAME for place in finding.boxes
    )


def _same(one: Redaction, other: Redaction) -> bool:
    return (
        one.page == other.page
        and _overlap(box_of(one), box_of(other)) >= _SAME
        and (one.data_type is other.data_type or one.source is Source.FINGERPRINT)
    )


def _overlap(one: Box, other: Box) -> float:
    """Share of the smaller box that lies in the other."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    if across <= 0 or down <= 0:
        return 0.0
    smaller = min((box.x1 - box.x0) * (box.y1 - box.y0) for box in (one, other))
    return across * down / smaller if smaller > 0 else 1.0
