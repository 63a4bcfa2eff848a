"""What the law wants said beside a version: basis and motive for each type of datum, as in force today."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from archive.errors import NotPublishable
from archive.models.base import now
from archive.models.redactions import Review
from archive.models.registers import Unit
from archive.services.documents import load
from archive.services.legal import wordings
from archive.services.versions import Act, IndexEntry
from archive.settings import Settings
from ingest import box_codes, legal
from ingest.legal import Ground, Legal
from ingest.redactions import DataType, Redaction

_ALL_OTHERS = "*"


@dataclass(frozen=True)
class Said:
    """The cover sheet's facts, and the rows of the catalogue they come from."""

    legal: Legal
    basis_ids: dict[DataType, tuple[int, ...]]


@dataclass(frozen=True)
class Head:
    """Whose decision a classification is: heads of areas classify (LGTAIP art. 102)."""

    name: str = ""
    post: str = ""


def said_of(session: Session, document_id: UUID, act: Act, settings: Settings) -> Said:
    """Raises NotPublishable where the catalogue holds nothing in force."""
    document = load(session, document_id)
    review = session.get(Review, document_id)
    unit = session.get(Unit, document.unit_id) if document.unit_id is not None else None
    head = head_of(unit.slug if unit is not None else "", settings.unit_heads)
    today = now().date()
    in_force = wordings(session, today)
    grounds: dict[DataType, Ground] = {}
    basis_ids: dict[DataType, tuple[int, ...]] = {}
    for data_type in DataType:
        found = in_force.of(data_type, minors=review is None or review.minors)
        if found is None:
            raise NotPublishable(reason="no hay un fundamento legal vigente para lo que se eliminó.")
        grounds[data_type] = Ground(found.basis, found.motive)
        basis_ids[data_type] = found.basis_ids
    facts = Legal(
        document=document.title,
        general=grounds[DataType.OTHER],
        identifier=str(document_id),
        area=unit.name if unit is not None else "",
        authority=settings.authority,
        classified_on=today,
        grounds=grounds,
        classifier=head.name,
        post=head.post,
        act=legal.Act(act.number, act.date, act.minutes_link),
    )
    return Said(facts, basis_ids)


def head_of(unit: str, heads: str) -> Head:
    """Who heads a unit by the settings; nobody where they are silent, and then the cover sheet says so."""
    named = {slug.strip(): rest for slug, _, rest in (line.partition("=") for line in heads.splitlines())}
    name, _, post = named.get(unit, named.get(_ALL_OTHERS, "")).partition(",")
    return Head(name.strip(), post.strip())


def index_of(redactions: tuple[Redaction, ...], said: Said) -> tuple[IndexEntry, ...]:
    """One entry per box, by the codes burned into them."""
    entries = []
    for coded in box_codes.of_redactions(redactions).boxes:
        box = coded.redaction
        ground = said.legal.ground(box.data_type)
        entries.append(
            IndexEntry(
                code=coded.code,
                page=box.page,
                data_type=box.data_type.value,
                label=box_codes.LABELS[box.data_type],
                extent=box_codes.extent_in_words(box.extent),
                basis=ground.basis,
                motive=ground.motive,
                box=(box.box.x0, box.box.y0, box.box.x1, box.box.y1),
            )
        )
    return tuple(entries)


def used_in(entries: tuple[IndexEntry, ...], said: Said) -> list[int]:
    """The rows of the catalogue that an index quotes."""
    return sorted({one for entry in entries for one in said.basis_ids[DataType(entry.data_type)]})
