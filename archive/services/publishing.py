"""From a read document to the public and back: propose, approve by a second person, withdraw at once.

What leaves something out is not approved by one person but confirmed by the committee (see committee.py).
"""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive import queue
from archive.errors import CommitteeNeeded, InvalidInput, MoveNotAllowed, SecondPersonNeeded
from archive.models.base import now
from archive.models.documents import Document, Edition, File, FileRole, Page, State, Zone
from archive.models.publications import Publication
from archive.models.redactions import PageConfirmation, Review, ReviewStep
from archive.permissions import Actor, Permission, demand
from archive.queue import Verb
from archive.resources import Resources
from archive.services import audit
from archive.services.audit import Action
from archive.services.clearance import needs_committee, obstacles
from archive.services.documents import clear_failure, load, move, settled_state
from archive.services.public_objects import needed_by_releases
from archive.services.versions import close_version


def propose(resources: Resources, actor: Actor | None, document_id: UUID) -> None:
    """The first person asks for publication.  Raises NotPublishable, MoveNotAllowed."""
    demand(actor, Permission.DOCUMENT_PROPOSE)
    assert actor is not None
    with resources.database.write() as session:
        document = load(session, document_id)
        _demand_publishable(session, document)
        move(document, State.PROPOSED)
        clear_failure(document)
        session.add(Publication(document_id=document_id, proposed_by=actor.id))
        audit.record(session, actor, Action.DOCUMENT_PROPOSED, "document", document_id)


def return_to_review(resources: Resources, actor: Actor | None, document_id: UUID, reason: str) -> None:
    """Give a proposal back, saying why; the proposer may take it back, too."""
    demand(actor, Permission.DOCUMENT_PROPOSE)
    assert actor is not None
    reason = _stated(reason)
    with resources.database.write() as session:
        document = load(session, document_id)
        if document.state is not State.PROPOSED:
            raise MoveNotAllowed(state=document.state.value, target=State.READY.value)
        give_back(session, actor, document, reason)


def approve(resources: Resources, actor: Actor | None, document_id: UUID) -> None:
    """The second person approves; the public version is then made and checked by a job.

    Raises CommitteeNeeded where the public version leaves something out.
    """
    demand(actor, Permission.DOCUMENT_APPROVE)
    assert actor is not None
    with resources.database.write() as session:
        document = load(session, document_id)
        _demand_publishable(session, document)
        if needs_committee(session, document):
            raise CommitteeNeeded
        confirm(session, actor, document)


def confirm(session: Session, actor: Actor, document: Document) -> None:
    """Let a proposed document be published, in the caller's transaction.  Raises SecondPersonNeeded."""
    _demand_publishable(session, document)
    move(document, State.PUBLISHING)
    if actor.id in first_people(session, document.id):
        raise SecondPersonNeeded
    round_ = current_publication(session, document.id)
    round_.approved_by, round_.approved_at = actor.id, now()
    queue.put(session, Verb.PUBLISH, str(document.id))
    audit.record(session, actor, Action.DOCUMENT_APPROVED, "document", document.id)


def first_people(session: Session, document_id: UUID) -> set[int | None]:
    """Whoever reviewed or proposed a document: none of them can be its second person."""
    steps = select(ReviewStep.actor_id).where(
        ReviewStep.document_id == document_id, ReviewStep.undone_at.is_(None)
    )
    confirmed = select(PageConfirmation.confirmed_by).where(PageConfirmation.document_id == document_id)
    finished = select(Review.finished_by).where(Review.document_id == document_id)
    people = {person for each in (steps, confirmed, finished) for person in session.scalars(each)}
    return people - {None} | {current_publication(session, document_id).proposed_by}


def give_back(session: Session, actor: Actor, document: Document, reason: str) -> None:
    """Return a proposal to its reviewers, in the caller's transaction."""
    _settle_back(session, document)
    round_ = current_publication(session, document.id)
    round_.returned_by, round_.returned_at, round_.reason = actor.id, now(), reason
    audit.record(session, actor, Action.DOCUMENT_RETURNED, "document", document.id)


def withdraw(resources: Resources, actor: Actor | None, document_id: UUID, reason: str) -> None:
    """Take a document from the public at once: index, feeds, public zone.  One person is enough to stop a
    leak; a second one confirms afterwards, and only two people can publish it again."""
    demand(actor, Permission.DOCUMENT_WITHDRAW)
    assert actor is not None
    reason = _stated(reason)
    with resources.database.write() as session:
        document = load(session, document_id)
        move(document, State.WITHDRAWN)
        document.published_at = None
        round_ = current_publication(session, document_id)
        round_.withdrawn_by, round_.withdrawn_at, round_.reason = actor.id, now(), reason
        close_version(session, document_id)
        if (review := session.get(Review, document_id)) is not None:
            review.alarmed_at = None
        # The job is the net under the next line, should this process die before it ends.
        queue.put(session, Verb.INDEX, str(document_id))
        audit.record(session, actor, Action.DOCUMENT_WITHDRAWN, "document", document_id)
    clear_public(resources, document_id)


def confirm_withdrawal(resources: Resources, actor: Actor | None, document_id: UUID) -> None:
    """A second person has looked at a withdrawal and agrees.  Raises SecondPersonNeeded."""
    demand(actor, Permission.DOCUMENT_WITHDRAW)
    assert actor is not None
    with resources.database.write() as session:
        document = load(session, document_id)
        round_ = current_publication(session, document_id)
        if document.state is not State.WITHDRAWN or round_.withdrawal_confirmed_by is not None:
            raise MoveNotAllowed(state=document.state.value, target=State.WITHDRAWN.value)
        if round_.withdrawn_by == actor.id:
            raise SecondPersonNeeded
        round_.withdrawal_confirmed_by, round_.withdrawal_confirmed_at = actor.id, now()
        audit.record(session, actor, Action.DOCUMENT_WITHDRAWAL_CONFIRMED, "document", document_id)


def clear_public(resources: Resources, document_id: UUID) -> None:
    """Drop every public trace of a document that is not published.  May run twice with the same result."""
    resources.public_index.update((), removed=[str(document_id)])
    clear_public_files(resources, document_id)


def clear_public_files(resources: Resources, document_id: UUID) -> None:
    """Drop an unpublished document's objects in the public zone and their rows."""
    public_rows = select(File).where(File.document_id == document_id, File.zone == Zone.PUBLIC)
    with resources.database.write() as session:
        if load(session, document_id).state in (State.PUBLISHED, State.PUBLISHING):
            return
        hashes = {file.sha256 for file in session.scalars(public_rows)}
        shared = select(File.sha256).where(
            File.sha256.in_(hashes), File.zone == Zone.PUBLIC, File.document_id != document_id
        )
        needed = set(session.scalars(shared)) | needed_by_releases(session, hashes)
        for sha256 in hashes - needed:
            resources.public.remove(sha256)
        session.execute(delete(Page).where(Page.document_id == document_id, Page.edition == Edition.PUBLIC))
        session.execute(delete(File).where(File.document_id == document_id, File.zone == Zone.PUBLIC))


def current_publication(session: Session, document_id: UUID) -> Publication:
    """The newest round of a document that was proposed at least once."""
    return session.scalars(
        select(Publication)
        .where(Publication.document_id == document_id)
        .order_by(Publication.id.desc())
        .limit(1)
    ).one()


def publication_failed(session: Session, document: Document) -> None:
    """The public version could not be made: back to the reviewers."""
    _settle_back(session, document)


def public_version(session: Session, document_id: UUID) -> File | None:
    return session.scalars(
        select(File).where(File.document_id == document_id, File.role == FileRole.PUBLIC_VERSION).limit(1)
    ).one_or_none()


def _settle_back(session: Session, document: Document) -> None:
    move(document, settled_state(session, document))


def _demand_publishable(session: Session, document: Document) -> None:
    if found := obstacles(session, document):
        raise found[0]


def _stated(reason: str) -> str:
    stated = reason.strip()
    if not stated:
        raise InvalidInput(field="motivo", reason="diga por qué")
    return stated
