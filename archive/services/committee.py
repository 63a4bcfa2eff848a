"""The transparency committee: convene, vote on many documents at once, close.

An odd number of members, at least three; the majority of the votes given decides, and the chair's vote where
they are tied (LGTAIP arts. 39 and 40 II).  Whoever reviewed or proposed a document neither votes on it nor
closes the session that confirms it.  A member with an account votes with that account alone.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.errors import InvalidInput, MoveNotAllowed, NotFound, SecondPersonNeeded, VoteRefused
from archive.models.accounts import Account
from archive.models.base import now
from archive.models.committee import Choice as Choice
from archive.models.committee import CommitteeItem, CommitteeMember, CommitteeSession, CommitteeVote
from archive.models.documents import State
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.audit import Action, record
from archive.services.boxes import boxes_key
from archive.services.documents import load
from archive.services.lookup import DocumentRow, rows_of
from archive.services.publishing import confirm, first_people, give_back

_FEWEST_MEMBERS = 3


@dataclass(frozen=True)
class Member:
    """Somebody to be present; ``account_id`` None for who has no account here."""

    name: str
    post: str = ""
    account_id: int | None = None
    chair: bool = False


@dataclass(frozen=True)
class MemberView:
    id: int
    name: str
    post: str
    account_id: int | None
    chair: bool


@dataclass(frozen=True)
class ItemView:
    id: int
    document: DocumentRow
    votes: dict[int, Choice]  # by member
    outcome: Choice | None
    note: str


@dataclass(frozen=True)
class SessionView:
    id: int
    date: Date
    number: str
    minutes_link: str
    closed_at: datetime | None
    members: tuple[MemberView, ...]
    items: tuple[ItemView, ...]


@dataclass(frozen=True)
class SessionRow:
    id: int
    date: Date
    number: str
    closed: bool
    documents: int


def convene(
    resources: Resources,
    actor: Actor | None,
    date: Date,
    number: str,
    minutes_link: str,
    members: Sequence[Member],
) -> int:
    """Open a session.  Raises InvalidInput for members in even number, and none or two chairs."""
    demand(actor, Permission.COMMITTEE_CONVENE)
    assert actor is not None
    number = " ".join(number.split())
    if not number or len(number) > 60:
        raise InvalidInput(field="número de sesión", reason="no puede quedar vacío ni ser demasiado largo")
    if len(members) < _FEWEST_MEMBERS or len(members) % 2 == 0:
        raise InvalidInput(field="integrantes", reason="debe ser un número impar, al menos tres")
    if sum(member.chair for member in members) != 1:
        raise InvalidInput(field="integrantes", reason="una persona, y solo una, preside")
    if not all(member.name.strip() for member in members):
        raise InvalidInput(field="integrantes", reason="a cada persona le hace falta su nombre")
    minutes_link = _link(minutes_link)
    accounts = [member.account_id for member in members if member.account_id is not None]
    with resources.database.write() as session:
        known = set(session.scalars(select(Account.id).where(Account.id.in_(accounts))))
        if len(accounts) != len(known):
            raise InvalidInput(field="integrantes", reason="hay una cuenta repetida o que ya no existe")
        if session.scalar(select(CommitteeSession.id).where(CommitteeSession.number == number)):
            raise InvalidInput(field="número de sesión", reason="ya hay una sesión con ese número")
        held = CommitteeSession(date=date, number=number, minutes_link=minutes_link, opened_by=actor.id)
        session.add(held)
        session.flush()
        session.add_all(
            CommitteeMember(
                session_id=held.id,
                account_id=member.account_id,
                name=" ".join(member.name.split())[:200],
                post=" ".join(member.post.split())[:200],
                chair=member.chair,
            )
            for member in members
        )
        record(session, actor, Action.COMMITTEE_CONVENED, "committee", held.id, members=len(members))
        return held.id


def link_minutes(resources: Resources, actor: Actor | None, session_id: int, minutes_link: str) -> None:
    """Where the signed minutes can be read; known only after the session, as a rule."""
    demand(actor, Permission.COMMITTEE_CONVENE)
    assert actor is not None
    minutes_link = _link(minutes_link)
    with resources.database.write() as session:
        _held(session, session_id, still_open=False).minutes_link = minutes_link
        record(session, actor, Action.COMMITTEE_CONVENED, "committee", session_id, minutes=bool(minutes_link))


def bring(resources: Resources, actor: Actor | None, session_id: int, document_ids: Collection[UUID]) -> int:
    """Put proposed documents before the committee; how many came new.  Raises MoveNotAllowed."""
    demand(actor, Permission.COMMITTEE_CONVENE)
    assert actor is not None
    with resources.database.write() as session:
        _held(session, session_id)
        there = set(
            session.scalars(select(CommitteeItem.document_id).where(CommitteeItem.session_id == session_id))
        )
        new = [one for one in dict.fromkeys(document_ids) if one not in there]
        for document_id in new:
            document = load(session, document_id)
            if document.state is not State.PROPOSED:
                raise MoveNotAllowed(state=document.state.value, target=State.PUBLISHING.value)
            session.add(
                CommitteeItem(
                    session_id=session_id,
                    document_id=document_id,
                    boxes_key=boxes_key(session, document_id),
                )
            )
        record(session, actor, Action.COMMITTEE_CONVENED, "committee", session_id, documents=len(new))
        return len(new)


def vote(
    resources: Resources,
    actor: Actor | None,
    session_id: int,
    member_id: int,
    choice: Choice,
    document_ids: Collection[UUID] | None = None,
) -> int:
    """One member's vote on the documents named, or on all of the session; how many votes.

    Raises VoteRefused for another's vote, SecondPersonNeeded for who reviewed one of them.
    """
    demand(actor, Permission.COMMITTEE_DECIDE)
    assert actor is not None
    with resources.database.write() as session:
        _held(session, session_id)
        member = session.get(CommitteeMember, member_id)
        if member is None or member.session_id != session_id:
            raise NotFound
        if member.account_id is not None and member.account_id != actor.id:
            raise VoteRefused(reason="esa persona vota con su propia cuenta.")
        items = _items(session, session_id, document_ids)
        for item in items:
            barred = first_people(session, item.document_id)
            if choice is not Choice.ABSTAIN and {actor.id, member.account_id} & barred - {None}:
                raise SecondPersonNeeded
            _put_vote(session, actor, item, member_id, choice)
        record(
            session, actor, Action.COMMITTEE_VOTED, "committee", session_id, votes=len(items), choice=choice
        )
        return len(items)


def close(
    resources: Resources, actor: Actor | None, session_id: int, notes: dict[UUID, str] | None = None
) -> dict[UUID, Choice]:
    """Count the votes and let what was decided happen; the outcome by document.

    Confirmed versions are made and published; what is to be modified or was revoked goes back to review.
    Raises VoteRefused while a vote is missing or nothing has a majority.
    """
    demand(actor, Permission.COMMITTEE_CONVENE)
    assert actor is not None
    with resources.database.write() as session:
        held = _held(session, session_id)
        members = session.scalars(
            select(CommitteeMember).where(CommitteeMember.session_id == session_id)
        ).all()
        outcomes: dict[UUID, Choice] = {}
        held.closed_by, held.closed_at = actor.id, now()
        for item in _items(session, session_id, None):
            document = load(session, item.document_id)
            same = item.boxes_key == boxes_key(session, item.document_id)
            if document.state is not State.PROPOSED or not same:
                continue  # taken back in the meantime: nothing was decided on it
            item.outcome = outcomes[item.document_id] = _outcome(session, item, members)
            item.note = (notes or {}).get(item.document_id, "").strip()
            session.flush()
            if item.outcome is Choice.CONFIRM:
                confirm(session, actor, document)
            else:
                give_back(session, actor, document, item.note or _NOTES[item.outcome])
        record(session, actor, Action.COMMITTEE_CLOSED, "committee", session_id, documents=len(outcomes))
        return outcomes


_NOTES = {
    Choice.MODIFY: "El Comité de Transparencia pidió modificar la clasificación.",
    Choice.REVOKE: "El Comité de Transparencia revocó la clasificación.",
}


def sessions(resources: Resources, actor: Actor | None, limit: int = 100) -> tuple[SessionRow, ...]:
    """Newest first."""
    demand(actor, Permission.DOCUMENT_READ)
    wanted = (
        select(CommitteeSession, func.count(CommitteeItem.id))
        .outerjoin(CommitteeItem, CommitteeItem.session_id == CommitteeSession.id)
        .group_by(CommitteeSession.id)
        .order_by(CommitteeSession.date.desc(), CommitteeSession.id.desc())
        .limit(limit)
    )
    with resources.database.read() as session:
        return tuple(
            SessionRow(held.id, held.date, held.number, held.closed_at is not None, documents)
            for held, documents in session.execute(wanted)
        )


def open_session(resources: Resources, actor: Actor | None, session_id: int) -> SessionView:
    """A session with its members, documents and votes.  Raises NotFound."""
    demand(actor, Permission.DOCUMENT_READ)
    with resources.database.read() as session:
        held = _held(session, session_id, still_open=False)
        members = session.scalars(
            select(CommitteeMember)
            .where(CommitteeMember.session_id == session_id)
            .order_by(CommitteeMember.id)
        )
        items = _items(session, session_id, None)
        rows = {row.id: row for row in rows_of(session, [item.document_id for item in items])}
        return SessionView(
            id=held.id,
            date=held.date,
            number=held.number,
            minutes_link=held.minutes_link,
            closed_at=held.closed_at,
            members=tuple(
                MemberView(one.id, one.name, one.post, one.account_id, one.chair) for one in members
            ),
            items=tuple(
                ItemView(item.id, rows[item.document_id], _votes(session, item), item.outcome, item.note)
                for item in items
            ),
        )


def _outcome(session: Session, item: CommitteeItem, members: Sequence[CommitteeMember]) -> Choice:
    votes = _votes(session, item)
    if len(votes) < len(members):
        raise VoteRefused(reason="falta el voto de al menos una persona; quien no decide, se abstiene.")
    given = Counter(choice for choice in votes.values() if choice is not Choice.ABSTAIN)
    for choice, count in given.items():
        if 2 * count > given.total():
            return choice
    chair = next(votes[member.id] for member in members if member.chair)
    if chair is not Choice.ABSTAIN and given[chair] == max(given.values()):
        return chair
    raise VoteRefused(reason="ninguna opción tiene mayoría y quien preside no desempató.")


def _votes(session: Session, item: CommitteeItem) -> dict[int, Choice]:
    rows = session.execute(
        select(CommitteeVote.member_id, CommitteeVote.choice).where(CommitteeVote.item_id == item.id)
    )
    return {row.member_id: row.choice for row in rows}


def _put_vote(session: Session, actor: Actor, item: CommitteeItem, member_id: int, choice: Choice) -> None:
    row = session.scalars(
        select(CommitteeVote).where(CommitteeVote.item_id == item.id, CommitteeVote.member_id == member_id)
    ).one_or_none()
    if row is None:
        row = CommitteeVote(item_id=item.id, member_id=member_id)
        session.add(row)
    row.choice, row.cast_by, row.cast_at = choice, actor.id, now()
    session.flush()


def _held(session: Session, session_id: int, *, still_open: bool = True) -> CommitteeSession:
    held = session.get(CommitteeSession, session_id)
    if held is None:
        raise NotFound
    if still_open and held.closed_at is not None:
        raise VoteRefused(reason="la sesión ya se cerró.")
    return held


def _items(
    session: Session, session_id: int, document_ids: Collection[UUID] | None
) -> Sequence[CommitteeItem]:
    wanted = select(CommitteeItem).where(CommitteeItem.session_id == session_id).order_by(CommitteeItem.id)
    if document_ids is not None:
        wanted = wanted.where(CommitteeItem.document_id.in_(document_ids))
    return session.scalars(wanted).all()


def _link(untrusted_link: str) -> str:
    link = untrusted_link.strip()
    if link and (not link.startswith(("https://", "http://")) or len(link) > 500):
        raise InvalidInput(field="enlace al acta", reason="escriba una dirección que empiece con https://")
    return link
