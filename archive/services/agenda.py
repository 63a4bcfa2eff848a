"""What the committee decides on: documents that wait, what each proposes to cover, and who may not vote.

A committee sees types, numbers and legal bases, and the public version as it would be; never a value.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.models.accounts import Account
from archive.models.base import now
from archive.models.committee import CommitteeItem, CommitteeSession
from archive.models.documents import Document, Edition, File, Page, State, Zone
from archive.models.publications import Publication
from archive.models.redactions import RedactionState, Review
from archive.permissions import GRANTS, Actor, Permission, Role, demand
from archive.resources import Resources
from archive.services.boxes import boxes, boxes_key
from archive.services.clearance import needs_committee
from archive.services.documents import load
from archive.services.legal import Wordings, wordings
from archive.services.lookup import DocumentRow, rows_of
from archive.services.publishing import current_publication, first_people
from ingest.redactions import DataType


@dataclass(frozen=True)
class Covered:
    """One type of datum to be left out; ``basis`` empty where the catalogue holds none in force."""

    data_type: DataType
    boxes: int
    basis: str
    motive: str


@dataclass(frozen=True)
class Matter:
    """A document as the committee is to decide on it."""

    document: DocumentRow
    proposed_by: str
    proposed_at: datetime
    first_people: tuple[str, ...]  # whoever reviewed or proposed it: none of them decides
    own: bool  # the actor is one of them
    covered: tuple[Covered, ...]
    standing: bool  # still proposed, with the boxes that were brought before the committee
    pages: int  # of the public version as it would be


@dataclass(frozen=True)
class DraftPage:
    number: int
    width: int  # pixels
    height: int


@dataclass(frozen=True)
class Draft:
    """The public version as it would be, page by page."""

    matter: Matter
    pages: tuple[DraftPage, ...]


@dataclass(frozen=True)
class Voter:
    """An account that may vote."""

    id: int
    name: str


def waiting(resources: Resources, actor: Actor | None) -> tuple[Matter, ...]:
    """Proposed documents that leave something out and stand in no open session, the longest waiting first."""
    demand(actor, Permission.DOCUMENT_READ)
    assert actor is not None
    in_session = (
        select(CommitteeItem.document_id)
        .join(CommitteeSession, CommitteeSession.id == CommitteeItem.session_id)
        .where(CommitteeSession.closed_at.is_(None))
    )
    proposed = (
        select(Document)
        .where(Document.state == State.PROPOSED, Document.id.not_in(in_session))
        .order_by(Document.changed_at, Document.id)
    )
    with resources.database.read() as session:
        in_force = wordings(session, now().date())
        return tuple(
            _matter(session, actor, document, in_force)
            for document in session.scalars(proposed).all()
            if needs_committee(session, document)
        )


def matters(resources: Resources, actor: Actor | None, session_id: int) -> dict[UUID, Matter]:
    """What each document of a session proposes, by document."""
    demand(actor, Permission.DOCUMENT_READ)
    assert actor is not None
    brought = (
        select(Document, CommitteeItem.boxes_key)
        .join(CommitteeItem, CommitteeItem.document_id == Document.id)
        .where(CommitteeItem.session_id == session_id)
    )
    with resources.database.read() as session:
        held = session.get(CommitteeSession, session_id)
        if held is None:
            raise NotFound
        in_force = wordings(session, _day_of(held))
        return {
            document.id: _matter(session, actor, document, in_force, seen)
            for document, seen in session.execute(brought).all()
        }


def draft(resources: Resources, actor: Actor | None, document_id: UUID) -> Draft:
    """The public version that a proposed document would have.  Raises NotFound."""
    demand(actor, Permission.DOCUMENT_READ)
    assert actor is not None
    wanted = (
        select(Page.number, Page.preview)
        .where(Page.document_id == document_id, Page.edition == Edition.DRAFT)
        .order_by(Page.number)
    )
    with resources.database.read() as session:
        document = load(session, document_id)
        if document.state is not State.PROPOSED:
            raise NotFound
        pages = tuple(
            DraftPage(row.number, row.preview[2], row.preview[3])
            for row in session.execute(wanted)
            if row.preview is not None
        )
        return Draft(_matter(session, actor, document, wordings(session, now().date())), pages)


def draft_image(resources: Resources, actor: Actor | None, document_id: UUID, number: int) -> bytes:
    """A page's image (WebP) of the public version as it would be.  Raises NotFound."""
    demand(actor, Permission.DOCUMENT_READ)
    wanted = (
        select(Page.preview, File.sha256)
        .join(File, File.id == Page.pack_id)
        .where(
            Page.document_id == document_id,
            Page.edition == Edition.DRAFT,
            Page.number == number,
            File.zone == Zone.VAULT,
        )
    )
    with resources.database.read() as session:
        row = session.execute(wanted).first()
    if row is None or row.preview is None:
        raise NotFound
    return resources.vault.read(row.sha256, row.preview[0], row.preview[1])


def voters(resources: Resources, actor: Actor | None) -> tuple[Voter, ...]:
    """Accounts that may vote with their own hand."""
    demand(actor, Permission.COMMITTEE_CONVENE)
    deciding = [role for role in Role if Permission.COMMITTEE_DECIDE in GRANTS[role]]
    wanted = (
        select(Account.id, Account.display_name)
        .where(Account.role.in_(deciding), Account.active.is_(True))
        .order_by(Account.display_name)
    )
    with resources.database.read() as session:
        return tuple(Voter(row.id, row.display_name) for row in session.execute(wanted))


def _matter(
    session: Session, actor: Actor, document: Document, in_force: Wordings, seen: str | None = None
) -> Matter:
    """``seen``: the digest of the boxes that were brought; None: as they are now."""
    round_: Publication = current_publication(session, document.id)
    barred = first_people(session, document.id) - {None}
    named = select(Account.id, Account.display_name).where(Account.id.in_([*barred, round_.proposed_by]))
    names = {row.id: row.display_name for row in session.execute(named.order_by(Account.display_name))}
    pages = session.scalars(
        select(Page.id).where(Page.document_id == document.id, Page.edition == Edition.DRAFT)
    ).all()
    return Matter(
        document=rows_of(session, [document.id])[0],
        proposed_by=names.get(round_.proposed_by, "") if round_.proposed_by is not None else "",
        proposed_at=round_.proposed_at,
        first_people=tuple(name for key, name in names.items() if key in barred),
        own=actor.id in barred,
        covered=_covered(session, document, in_force),
        standing=document.state is State.PROPOSED and seen in (None, boxes_key(session, document.id)),
        pages=len(pages),
    )


def _covered(session: Session, document: Document, in_force: Wordings) -> tuple[Covered, ...]:
    review = session.get(Review, document.id)
    minors = review is None or review.minors
    counted = Counter(
        one.data_type for one in boxes(session, document.id, state=RedactionState.ACCEPTED)
    ).most_common()
    found = ((data_type, count, in_force.of(data_type, minors=minors)) for data_type, count in counted)
    return tuple(
        Covered(data_type, count, said.basis if said else "", said.motive if said else "")
        for data_type, count, said in found
    )


def _day_of(held: CommitteeSession) -> Date:
    """A closed session is shown with the bases of the day it was closed."""
    return (held.closed_at or now()).date()
