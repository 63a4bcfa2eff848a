"""The committee confirms, modifies or revokes; who reviewed never approves."""

from datetime import date

import pytest

from archive.errors import CommitteeNeeded, InvalidInput, NotPublishable, SecondPersonNeeded, VoteRefused
from archive.models.committee import Choice
from archive.models.documents import State
from archive.models.publications import Publication
from archive.permissions import Role
from archive.resources import Resources
from archive.services import committee, publishing, review
from archive.services.committee import Member
from ingest.values import DocumentKind
from tests.archive.accounts import account
from tests.archive.deciding import (
    convene,
    cover_everything_and_propose,
    document_of,
    make_reviewed,
    publisher,
    reviewer,
)
from tests.factories import Sketch

LIST = DocumentKind.ATTENDANCE_RECORD
ANA = "Ana Sofía Zaragoza Quiroz"


def _proposed(resources: Resources):
    document_id = make_reviewed(resources, Sketch(kind=LIST, state=State.IN_REVIEW), ANA)
    cover_everything_and_propose(resources, document_id)
    return document_id


def _vote(resources: Resources, session_id: int, members: list[int], *choices: Choice) -> None:
    clerk = account(resources, "comite", Role.COMMITTEE)
    for member, choice in zip(members, choices, strict=True):
        committee.vote(resources, clerk, session_id, member, choice)


def test_one_person_does_not_approve_what_leaves_something_out(resources: Resources) -> None:
    document_id = _proposed(resources)
    with pytest.raises(CommitteeNeeded):
        publishing.approve(resources, publisher(resources), document_id)
    assert document_of(resources, document_id).state is State.PROPOSED


def test_many_documents_are_confirmed_in_one_session(resources: Resources) -> None:
    documents = [_proposed(resources) for _ in range(3)]
    session_id, members = convene(resources)
    pablo = publisher(resources)
    assert committee.bring(resources, pablo, session_id, documents) == 3
    assert committee.bring(resources, pablo, session_id, documents) == 0
    _vote(resources, session_id, members, Choice.CONFIRM, Choice.CONFIRM, Choice.REVOKE)
    assert committee.close(resources, pablo, session_id) == dict.fromkeys(documents, Choice.CONFIRM)
    assert {document_of(resources, one).state for one in documents} == {State.PUBLISHING}
    with resources.database.read() as session:
        assert {one.approved_by for one in session.query(Publication)} == {pablo.id}
    with pytest.raises(VoteRefused):
        _vote(resources, session_id, members, *[Choice.CONFIRM] * 3)


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ((Choice.MODIFY, Choice.MODIFY, Choice.CONFIRM), Choice.MODIFY),
        ((Choice.REVOKE, Choice.ABSTAIN, Choice.CONFIRM), Choice.REVOKE),  # the chair's vote breaks the tie
        ((Choice.ABSTAIN, Choice.ABSTAIN, Choice.CONFIRM), Choice.CONFIRM),
        ((Choice.CONFIRM, Choice.MODIFY, Choice.REVOKE), Choice.CONFIRM),
    ],
)
def test_the_majority_decides_and_the_chair_where_it_is_tied(
    resources: Resources, votes: tuple[Choice, ...], outcome: Choice
) -> None:
    document_id = _proposed(resources)
    session_id, members = convene(resources)
    committee.bring(resources, publisher(resources), session_id, [document_id])
    _vote(resources, session_id, members, *votes)
    assert committee.close(resources, publisher(resources), session_id) == {document_id: outcome}
    expected = State.PUBLISHING if outcome is Choice.CONFIRM else State.IN_REVIEW
    assert document_of(resources, document_id).state is expected


@pytest.mark.parametrize(
    "votes",
    [(Choice.ABSTAIN, Choice.CONFIRM, Choice.REVOKE), (Choice.ABSTAIN,) * 3],
)
def test_without_a_majority_nothing_is_decided(resources: Resources, votes: tuple[Choice, ...]) -> None:
    document_id = _proposed(resources)
    session_id, members = convene(resources)
    committee.bring(resources, publisher(resources), session_id, [document_id])
    _vote(resources, session_id, members, *votes)
    with pytest.raises(VoteRefused):
        committee.close(resources, publisher(resources), session_id)
    assert document_of(resources, document_id).state is State.PROPOSED


def test_a_session_is_not_closed_while_a_vote_is_missing(resources: Resources) -> None:
    document_id = _proposed(resources)
    session_id, members = convene(resources)
    committee.bring(resources, publisher(resources), session_id, [document_id])
    _vote(resources, session_id, members[:2], Choice.CONFIRM, Choice.CONFIRM)
    with pytest.raises(VoteRefused):
        committee.close(resources, publisher(resources), session_id)


def test_who_reviewed_neither_votes_nor_closes_the_session(resources: Resources) -> None:
    boss = account(resources, "jefa", Role.ADMINISTRATOR)
    document_id = make_reviewed(resources, Sketch(kind=LIST, state=State.IN_REVIEW), ANA)
    cover_everything_and_propose(resources, document_id)
    publishing.return_to_review(resources, boss, document_id, "Falta una página")
    review.confirm_page(resources, boss, document_id, 1, beside_result=True)
    publishing.propose(resources, reviewer(resources), document_id)
    session_id, members = convene(resources)
    committee.bring(resources, boss, session_id, [document_id])
    with pytest.raises(SecondPersonNeeded):
        committee.vote(resources, boss, session_id, members[0], Choice.CONFIRM)
    assert committee.vote(resources, boss, session_id, members[0], Choice.ABSTAIN) == 1
    _vote(resources, session_id, members, *[Choice.CONFIRM] * 3)
    with pytest.raises(SecondPersonNeeded):
        committee.close(resources, boss, session_id)
    assert document_of(resources, document_id).state is State.PROPOSED


def test_a_member_with_an_account_votes_with_it_alone(resources: Resources) -> None:
    document_id = _proposed(resources)
    clerk, chair = account(resources, "comite", Role.COMMITTEE), account(resources, "preside", Role.COMMITTEE)
    members = (Member("Preside", account_id=chair.id, chair=True), Member("Dos"), Member("Tres"))
    session_id = committee.convene(resources, clerk, date(2026, 3, 2), "CT/02/2026", "", members)
    committee.bring(resources, clerk, session_id, [document_id])
    first = committee.open_session(resources, clerk, session_id).members[0].id
    with pytest.raises(VoteRefused):
        committee.vote(resources, clerk, session_id, first, Choice.CONFIRM)
    assert committee.vote(resources, chair, session_id, first, Choice.CONFIRM) == 1


@pytest.mark.parametrize(
    "members",
    [
        (Member("Una", chair=True),),
        (Member("Una", chair=True), Member("Dos"), Member("Tres"), Member("Cuatro")),
        (Member("Una"), Member("Dos"), Member("Tres")),
        (Member("Una", chair=True), Member("Dos", chair=True), Member("Tres")),
    ],
)
def test_a_session_needs_an_odd_number_of_people_and_one_chair(
    resources: Resources, members: tuple[Member, ...]
) -> None:
    with pytest.raises(InvalidInput):
        committee.convene(resources, publisher(resources), date(2026, 3, 2), "CT/1", "", members)


def test_a_confidential_original_waits_for_each_step(resources: Resources) -> None:
    document_id = make_reviewed(resources, Sketch(kind=LIST, state=State.IN_REVIEW), ANA)
    with pytest.raises(NotPublishable):
        publishing.propose(resources, reviewer(resources), document_id)
    cover_everything_and_propose(resources, document_id)
    assert document_of(resources, document_id).state is State.PROPOSED
