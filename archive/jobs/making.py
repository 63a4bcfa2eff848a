"""A public version made and judged: redacted as people decided, read by the gate and for known people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from archive.jobs.sources import source_file
from archive.jobs.workshop import Workshop
from archive.models.documents import Document
from archive.models.people import PrintKind
from archive.models.redactions import Origin, RedactionState, Review
from archive.models.redactions import Redaction as RedactionRow
from archive.services.boxes import box_of, boxes, digest
from archive.services.documents import load
from archive.services.prints import prints_of
from archive.services.recognising import matches
from ingest.orders import Order
from ingest.redactions import (
    DataType,
    Extent,
    GateReport,
    Leak,
    Objection,
    Redaction,
)
from ingest.values import DocumentKind, Family, FileType, Ground

_KINDS: dict[PrintKind, DataType] = {
    PrintKind.NAME: DataType.NAME,
    PrintKind.NAME_PAIR: DataType.NAME,
    PrintKind.CURP: DataType.CURP,
    PrintKind.PHONE: DataType.PHONE,
    PrintKind.EMAIL: DataType.EMAIL,
}
_AS_PNG = frozenset({FileType.PNG, FileType.GIF})


@dataclass(frozen=True)
class Task:
    """What is to be made: from which file, with which boxes."""

    document_id: UUID
    name: str
    file_type: FileType
    sha256: str
    order: Order
    boxes_key: str
    cleared: frozenset[str]  # fingerprints of what people left visible


@dataclass(frozen=True)
class Result:
    """A file that may be published only if its report passed."""

    path: Path
    file_type: FileType
    redactions: tuple[Redaction, ...]  # as on the pages of the original
    report: GateReport


def task_of(session: Session, document_id: UUID) -> Task:
    """What the decisions on a document come to."""
    document = load(session, document_id)
    all_boxes = boxes(session, document_id)
    accepted = [one for one in all_boxes if one.state is RedactionState.ACCEPTED]
    decided = tuple(
        Redaction(one.page, box_of(one), one.data_type, Extent(one.words, one.lines, one.paragraphs))
        for one in accepted
    )
    # Columns of a sheet are covered whole, by the rules for lists: there are no boxes to decide on.
    in_sheets = document.file_type.family is Family.SHEET
    return Task(
        document_id=document_id,
        name=document.source_name,
        file_type=document.file_type,
        sha256=source_file(session, document_id).sha256,
        order=Order(
            wanted=_wanted(document, session.get(Review, document_id)),
            decided=None if in_sheets else decided,
            left_open=_left_open(all_boxes),
        ),
        boxes_key=digest(accepted),
        cleared=cleared(session, document_id),
    )


def _left_open(all_boxes: Sequence[RedactionRow]) -> tuple[Redaction, ...]:
    """What people decided to leave visible; that a face has its consent is for the clearance to demand."""
    return tuple(
        Redaction(one.page, box_of(one), one.data_type)
        for one in all_boxes
        if one.state is RedactionState.REJECTED and one.rejection is not None
    )


def cleared(session: Session, document_id: UUID) -> frozenset[str]:
    """Fingerprints of the values that people decided to leave visible in this document.

    What stands in a list's own columns is not among them: whoever is in a list is never named by it, even
    if a slip of the hand rejected the whole column.
    """
    return frozenset(
        one.value_key
        for one in boxes(session, document_id, state=RedactionState.REJECTED)
        if one.value_key is not None and one.origin is not Origin.COLUMN
    )


def make(workshop: Workshop, task: Task, bench: Path) -> Result:
    """The new file with what the gate says of it.  Raises IngestError where none can be made."""
    target = bench / "public-version"
    with workshop.resources.vault.local(task.sha256) as path:
        done = workshop.sandbox.redact(path, task.file_type, task.order, target, workshop.options(), bench)
    known = known_people(workshop, task, done.gate.texts, done.made.required)
    report = replace(done.gate, objections=(*done.gate.objections, *known))
    burned = tuple(box for page in done.made.examination.pages for box in page.redactions)
    return Result(target, done.made.file_type, burned, report)


def known_people(
    workshop: Workshop, task: Task, texts: tuple[str, ...], public: tuple[str, ...]
) -> tuple[Objection, ...]:
    """Objections for every person of this archive's lists who stands in a finished file."""
    prints = prints_of(workshop.resources.settings)
    with workshop.resources.database.read() as session:
        found = matches(session, prints, texts, public, task.cleared)
    kinds = dict.fromkeys(_KINDS[match.kind] for match in found)
    return tuple(Objection(Leak.TEXT, data_type, None, "fingerprint") for data_type in kinds)


def _wanted(document: Document, review: Review | None) -> FileType:
    """A photograph stays a picture, a film a film, a table a table; everything else becomes a PDF."""
    family = document.file_type.family
    if family is Family.SHEET:
        return FileType.CSV if document.file_type is FileType.CSV else FileType.XLSX
    if family is Family.MEDIA:
        return FileType.MP4
    shows_people = document.kind is DocumentKind.PHOTOGRAPH or Ground.PHOTOGRAPH.value in document.grounds
    if family is Family.IMAGE and shows_people and not (review is not None and review.list_found):
        return FileType.PNG if document.file_type in _AS_PNG else FileType.JPEG
    return FileType.PDF
