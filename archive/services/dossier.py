"""One document as staff see it: all that is known, its pages, who decided what, and its original file."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.errors import NotFound, NotPublishable
from archive.models.accounts import Account
from archive.models.documents import Document, DocumentTopic, Edition, File, FileRole, Page, State, Zone
from archive.models.publications import Publication
from archive.models.redactions import Review
from archive.permissions import Actor, Permission, allows, demand
from archive.resources import Resources
from archive.services.audit import Action, record
from archive.services.backlog import LOW_CONFIDENCE
from archive.services.clearance import needs_committee, obstacles
from archive.services.documents import FIXED, Description, load
from archive.services.lookup import DocumentRow, pages_read, rows_of
from ingest.values import TextSource

PAGES_SHOWN = 20


@dataclass(frozen=True)
class PageView:
    number: int
    label: str | None
    width: int  # pixels of the preview; 0 where there is none
    height: int
    source: TextSource
    confidence: float | None
    unsure: bool
    text: str
    notes: str | None


@dataclass(frozen=True)
class RoundView:
    """The newest round towards the public: names and moments."""

    proposed_by: str
    proposed_at: datetime
    returned_by: str
    returned_at: datetime | None
    approved_by: str
    approved_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    confirmed_by: str
    confirmed_at: datetime | None
    reason: str


@dataclass(frozen=True)
class Steps:
    """What the actor may do with the document now; ``own_*``: only because of being the first person, not."""

    describe: bool
    retry: bool
    propose: bool
    send_back: bool
    approve: bool
    committee: bool  # it is not approved by one person but confirmed by the committee
    withdraw: bool
    confirm: bool
    own_proposal: bool
    own_withdrawal: bool


@dataclass(frozen=True)
class Dossier:
    row: DocumentRow
    description: Description
    folder_titles: tuple[str, ...]
    missing_abilities: tuple[str, ...]
    size: int
    sha256: str
    pages_read: int
    unsure_pages: int
    first_page: int
    pages: tuple[PageView, ...]
    obstacles: tuple[NotPublishable, ...]
    examined: bool  # for personal data, which is done after the reading
    round: RoundView | None
    steps: Steps
    published_at: datetime | None


@dataclass(frozen=True)
class Original:
    """The file as it was received: its name, and where in the vault it is."""

    name: str
    suffix: str
    media_type: str
    size: int
    sha256: str


def open_dossier(
    resources: Resources, actor: Actor | None, document_id: UUID, first_page: int = 1
) -> Dossier:
    """Everything about a document, with the pages from ``first_page`` on.  Raises NotFound."""
    demand(actor, Permission.DOCUMENT_READ)
    assert actor is not None
    first_page = max(1, first_page)
    with resources.database.read() as session:
        document = load(session, document_id)
        original = _original_file(session, document_id)
        round_ = session.scalars(
            select(Publication)
            .where(Publication.document_id == document_id)
            .order_by(Publication.id.desc())
            .limit(1)
        ).first()
        found = obstacles(session, document)
        return Dossier(
            row=rows_of(session, [document_id])[0],
            description=_description(session, document),
            folder_titles=tuple(document.folder_titles),
            missing_abilities=tuple(document.missing_abilities),
            size=original.size,
            sha256=original.sha256,
            pages_read=pages_read(session, [document_id]).get(document_id, 0),
            unsure_pages=_unsure(session, document_id),
            first_page=first_page,
            pages=_pages(session, document_id, first_page),
            obstacles=found,
            examined=session.get(Review, document_id) is not None,
            round=_round(session, round_) if round_ is not None else None,
            steps=_steps(
                actor, document, round_, publishable=not found, committee=needs_committee(session, document)
            ),
            published_at=document.published_at,
        )


def preview(
    resources: Resources, actor: Actor | None, document_id: UUID, number: int, *, small: bool = False
) -> bytes:
    """A page's image (WebP) of the original; ``small``: its thumbnail, where it has one.  Raises NotFound."""
    demand(actor, Permission.DOCUMENT_READ)
    wanted = (
        select(Page.preview, Page.thumbnail, File.sha256)
        .join(File, File.id == Page.pack_id)
        .where(
            Page.document_id == document_id,
            Page.edition == Edition.ORIGINAL,
            Page.number == number,
            File.zone == Zone.VAULT,
        )
    )
    with resources.database.read() as session:
        row = session.execute(wanted).first()
    place = (row.thumbnail if small and row.thumbnail else row.preview) if row is not None else None
    if row is None or place is None:
        raise NotFound
    return resources.vault.read(row.sha256, place[0], place[1])


def original(resources: Resources, actor: Actor | None, document_id: UUID) -> Original:
    """The original file; who took it is in the audit trail.  Raises NotFound."""
    demand(actor, Permission.DOCUMENT_READ)
    assert actor is not None
    with resources.database.write() as session:
        document = load(session, document_id)
        file = _original_file(session, document_id)
        record(session, actor, Action.FILE_DOWNLOADED, "document", document_id, role=file.role.value)
    return Original(document.source_name, document.file_type.value, file.media_type, file.size, file.sha256)


def _original_file(session: Session, document_id: UUID) -> File:
    return session.scalars(
        select(File).where(File.document_id == document_id, File.role == FileRole.ORIGINAL)
    ).one()


def _description(session: Session, document: Document) -> Description:
    topics = select(DocumentTopic.topic_id).where(DocumentTopic.document_id == document.id)
    return Description(
        title=document.title,
        description=document.description,
        kind=document.kind,
        date=document.date,
        unit_id=document.unit_id,
        practice_id=document.practice_id,
        activity_id=document.activity_id,
        topic_ids=tuple(session.scalars(topics)),
        language=document.language,
    )


def _pages(session: Session, document_id: UUID, first_page: int) -> tuple[PageView, ...]:
    wanted = (
        select(Page)
        .where(Page.document_id == document_id, Page.edition == Edition.ORIGINAL, Page.number >= first_page)
        .order_by(Page.number)
        .limit(PAGES_SHOWN)
    )
    return tuple(
        PageView(
            number=page.number,
            label=page.label,
            width=page.preview[2] if page.preview else 0,
            height=page.preview[3] if page.preview else 0,
            source=page.source,
            confidence=page.confidence,
            unsure=page.confidence is not None and page.confidence < LOW_CONFIDENCE,
            text=page.text,
            notes=page.notes,
        )
        for page in session.scalars(wanted)
    )


def _unsure(session: Session, document_id: UUID) -> int:
    counted = select(func.count()).where(
        Page.document_id == document_id, Page.edition == Edition.ORIGINAL, Page.confidence < LOW_CONFIDENCE
    )
    return session.scalar(counted) or 0


def _round(session: Session, row: Publication) -> RoundView:
    people = (
        row.proposed_by,
        row.returned_by,
        row.approved_by,
        row.withdrawn_by,
        row.withdrawal_confirmed_by,
    )
    known = select(Account.id, Account.display_name).where(Account.id.in_([key for key in people if key]))
    names: dict[int | None, str] = {found.id: found.display_name for found in session.execute(known)}
    return RoundView(
        proposed_by=names.get(row.proposed_by, ""),
        proposed_at=row.proposed_at,
        returned_by=names.get(row.returned_by, ""),
        returned_at=row.returned_at,
        approved_by=names.get(row.approved_by, ""),
        approved_at=row.approved_at,
        withdrawn_by=names.get(row.withdrawn_by, ""),
        withdrawn_at=row.withdrawn_at,
        confirmed_by=names.get(row.withdrawal_confirmed_by, ""),
        confirmed_at=row.withdrawal_confirmed_at,
        reason=row.reason,
    )


def _steps(
    actor: Actor, document: Document, round_: Publication | None, *, publishable: bool, committee: bool
) -> Steps:
    state = document.state
    proposes, withdraws = (
        allows(actor, Permission.DOCUMENT_PROPOSE),
        allows(actor, Permission.DOCUMENT_WITHDRAW),
    )
    own_proposal = round_ is not None and round_.proposed_by == actor.id
    own_withdrawal = round_ is not None and round_.withdrawn_by == actor.id
    to_confirm = (
        withdraws
        and state is State.WITHDRAWN
        and round_ is not None
        and round_.withdrawal_confirmed_by is None
    )
    proposed = state is State.PROPOSED and publishable
    to_approve = allows(actor, Permission.DOCUMENT_APPROVE) and proposed and not committee
    may_propose = state in {State.READY, State.IN_REVIEW, State.WITHDRAWN} and publishable
    return Steps(
        describe=allows(actor, Permission.DOCUMENT_DESCRIBE) and state not in FIXED,
        retry=allows(actor, Permission.DOCUMENT_UPLOAD) and state is State.FAILED,
        propose=proposes and may_propose,
        send_back=proposes and state is State.PROPOSED,
        approve=to_approve and not own_proposal,
        committee=proposed and committee,
        withdraw=withdraws and state is State.PUBLISHED,
        confirm=to_confirm and not own_withdrawal,
        own_proposal=to_approve and own_proposal,
        own_withdrawal=to_confirm and own_withdrawal,
    )
