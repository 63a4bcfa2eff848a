"""A list's whole way: found whatever it is called, decided on, confirmed, published without its people."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text

from archive import queue
from archive.errors import NotPublishable
from archive.models.committee import Choice
from archive.models.documents import Document, Edition, File, FileRole, Page, State
from archive.models.people import Fingerprint, ListCounts
from archive.models.practices import Practice
from archive.models.redactions import PublicVersion, RedactionState, Rejection
from archive.permissions import Role
from archive.resources import Resources
from archive.search.engine import Request
from archive.search.query import parse
from archive.services import committee, people, publishing, review, review_view
from archive.services.audit import SystemActor
from archive.services.boxes import box_of
from archive.services.checking import check
from archive.services.documents import load
from archive.services.intake import receive
from archive.services.prints import folded
from archive.services.versions import count_download, index_csv, versions_of
from archive.worker import Worker
from ingest.redactions import DataType
from ingest.values import Box
from tests.archive.accounts import account
from tests.archive.deciding import boxes_of, convene, document_of, publisher, review_of, reviewer
from tests.archive.jobs.lists import NAMES, SCHOOL, TALK, make_list
from tests.files import make_pdf

UPLOADER = SystemActor("sube", role=Role.UPLOADER)


def _work(resources: Resources) -> None:
    def idle() -> bool:
        with resources.database.read() as session:
            counts = queue.counts(session)
        return counts[queue.JobState.WAITING] + counts[queue.JobState.RUNNING] == 0

    Worker(resources).run(idle)


def _receive(resources: Resources, *paths: Path) -> list[UUID]:
    ids = [receive(resources, UPLOADER, path, path.name)[0].document_id for path in paths]
    with resources.database.write() as session:
        practice = Practice(slug="rompe-el-ciclo", name="Rompe el ciclo")
        session.add(practice)
        session.flush()
        for one in ids:
            assert one is not None
            load(session, one).practice_id = practice.id
    _work(resources)
    return [one for one in ids if one is not None]


def _decide_and_propose(resources: Resources, document_id: UUID) -> None:
    rosa = reviewer(resources)
    review.accept(resources, rosa, document_id, [one.id for one in boxes_of(resources, document_id)])
    for page in review_of(resources, document_id).doubtful_pages:
        review.confirm_page(resources, rosa, document_id, page, beside_result=False)
    review.finish(resources, rosa, document_id)
    _work(resources)
    for page in review_view.open_review(resources, rosa, document_id).pages:
        review.confirm_page(resources, rosa, document_id, page.number, beside_result=True)
    publishing.propose(resources, rosa, document_id)


def _confirm(resources: Resources, document_id: UUID) -> None:
    session_id, members = convene(resources)
    pablo = publisher(resources)
    committee.bring(resources, pablo, session_id, [document_id])
    for member in members:
        committee.vote(
            resources, account(resources, "comite", Role.COMMITTEE), session_id, member, Choice.CONFIRM
        )
    committee.close(resources, pablo, session_id)
    _work(resources)


def _found(resources: Resources, words: str) -> set[str]:
    return {hit.document_id for hit in resources.public_index.search(Request(parse(words))).hits}


@pytest.mark.timeout(120)
def test_a_list_goes_in_two_people_decide_and_its_public_version_names_nobody(
    resources: Resources, tmp_path: Path
) -> None:
    (document_id,) = _receive(resources, make_list(tmp_path / "informe.pdf"))
    assert document_of(resources, document_id).state is State.IN_REVIEW
    with pytest.raises(NotPublishable):
        publishing.propose(resources, reviewer(resources), document_id)
    _nobody_is_named_in_rows(resources)
    with resources.database.read() as session:
        assert session.get_one(ListCounts, document_id).total == len(NAMES)
    _decide_and_propose(resources, document_id)
    _confirm(resources, document_id)
    published = document_of(resources, document_id)
    assert (published.state, published.failure_code) == (State.PUBLISHED, None)
    assert _found(resources, f'"{SCHOOL}"') == _found(resources, f'"{TALK}"') == {str(document_id)}
    for name in NAMES:
        assert not _found(resources, name.split()[0])
    _nobody_is_named_in_rows(resources)
    assert list(check(resources)) == []
    (version,) = versions_of(resources, publisher(resources), document_id)
    assert version.gate is not None
    assert version.gate.passed
    assert version.act is not None
    assert (version.number, version.act.number) == (1, "CT/01/2026")
    assert any(entry.data_type == DataType.NAME for entry in version.index)
    assert all("art. 115" in entry.basis and "LGDNNA" in entry.basis for entry in version.index)
    assert index_csv(version.index).count("\n") == len(version.index) + 1
    _withdrawn_with_its_downloads(resources, document_id)


def _withdrawn_with_its_downloads(resources: Resources, document_id: UUID) -> None:
    for _ in range(3):
        count_download(resources, document_id)
    publishing.withdraw(resources, reviewer(resources), document_id, "Por revisar")
    count_download(resources, document_id)
    (version,) = versions_of(resources, publisher(resources), document_id)
    assert version.withdrawn_at is not None
    assert (version.downloads, version.downloads_at_withdrawal) == (3, 3)
    assert list(resources.public.names()) == []


def _nobody_is_named_in_rows(resources: Resources) -> None:
    """No table but the restricted one, which holds no words, knows of anybody."""
    with resources.database.read() as session:
        assert session.scalars(select(Fingerprint.id).limit(1)).first() is not None
        kept = [
            *session.scalars(select(Page.text)),
            *session.scalars(select(Document.title)),
            *map(str, session.execute(text("SELECT details FROM audit_events")).scalars()),
            *map(str, session.execute(text("SELECT failure_data FROM documents")).scalars()),
        ]
    everything = folded("\n".join(kept))
    for name in NAMES:
        assert not [word for word in folded(name).split() if word in everything.split()]


@pytest.mark.timeout(120)
def test_who_stands_in_a_list_is_found_in_another_document(resources: Resources, tmp_path: Path) -> None:
    line = "Se reconoció a Ana Sofía Zaragoza Quiroz por su participación en el taller de lectura."
    (_list,) = _receive(resources, make_list(tmp_path / "lista.pdf"))
    path = make_pdf(tmp_path / "nota.pdf", [line])
    (outcome,) = receive(resources, UPLOADER, path, path.name)
    assert outcome.document_id is not None
    _work(resources)
    assert document_of(resources, outcome.document_id).state is State.IN_REVIEW
    found = boxes_of(resources, outcome.document_id)
    assert {one.data_type for one in found} == {DataType.NAME}
    pablo = publisher(resources)
    assert people.search(resources, pablo, "Ana Sofía Zaragoza Quiroz")


@pytest.mark.timeout(120)
def test_deciding_once_proposes_the_same_in_the_practice_also_where_published(
    resources: Resources, tmp_path: Path
) -> None:
    texts = [
        "Se entregó el reconocimiento a Delfina Oropeza Balcázar en la biblioteca municipal.",
        "En la biblioteca municipal participó Delfina Oropeza Balcázar con su familia.",
    ]
    first, second = _receive(
        resources, *(make_pdf(tmp_path / f"nota-{number}.pdf", [one]) for number, one in enumerate(texts))
    )
    rosa, pablo = reviewer(resources), publisher(resources)
    for one in boxes_of(resources, second):
        review.reject(resources, rosa, second, [one.id], Rejection.PUBLIC_SERVANT)
    review.finish(resources, rosa, second)
    publishing.propose(resources, rosa, second)
    publishing.approve(resources, pablo, second)
    _work(resources)
    assert document_of(resources, second).state is State.PUBLISHED
    named = [one for one in boxes_of(resources, first) if one.data_type is DataType.NAME]
    assert {one.suggestion for one in named} == {RedactionState.REJECTED}
    review.accept(resources, rosa, first, [one.id for one in named])
    _work(resources)
    assert review_of(resources, second).alarmed_at is not None
    publishing.withdraw(resources, rosa, second, "Nombra a una persona particular")
    assert _found(resources, "biblioteca") == set()


@pytest.mark.timeout(120)
def test_a_list_whose_names_were_rejected_is_not_even_drafted(resources: Resources, tmp_path: Path) -> None:
    (document_id,) = _receive(resources, make_list(tmp_path / "lista.pdf"))
    rosa = reviewer(resources)
    for one in boxes_of(resources, document_id):
        if one.data_type is DataType.NAME:
            review.reject(resources, rosa, document_id, [one.id], Rejection.NOT_PERSONAL)
        else:
            review.accept(resources, rosa, document_id, [one.id])
    review.finish(resources, rosa, document_id)
    _work(resources)
    view = review_view.open_review(resources, rosa, document_id)
    assert view.gate is None
    assert view.document.failure is not None
    assert view.document.failure.code == "list_uncovered"
    with pytest.raises(NotPublishable):
        publishing.propose(resources, rosa, document_id)


@pytest.mark.timeout(120)
def test_what_the_gate_holds_back_goes_to_the_reviewers_with_what_and_where(
    resources: Resources, tmp_path: Path
) -> None:
    (document_id,) = _receive(resources, make_list(tmp_path / "lista.pdf"))
    rosa = reviewer(resources)
    found = boxes_of(resources, document_id)
    review.accept(resources, rosa, document_id, [one.id for one in found])
    names = [one for one in found if one.data_type is DataType.NAME]
    assert names
    for one in names:
        x0, y0, x1, y1 = box_of(one)
        first_row_open = Box(x0, y0 + (y1 - y0) / one.lines, x1, y1)
        review.move(resources, rosa, document_id, one.id, first_row_open)
    review.finish(resources, rosa, document_id)
    _work(resources)
    view = review_view.open_review(resources, rosa, document_id)
    assert view.gate is not None
    assert not view.gate.passed
    assert view.gate.objections
    assert not [name for name in NAMES if name.split()[0] in repr(view.gate)]
    with pytest.raises(NotPublishable):
        publishing.propose(resources, rosa, document_id)
    with resources.database.read() as session:
        roles = set(session.scalars(select(File.role).where(File.document_id == document_id)))
        assert not session.scalars(select(PublicVersion.id)).all()
        assert session.scalars(select(Page).where(Page.edition == Edition.DRAFT)).all()
    assert FileRole.PUBLIC_VERSION not in roles
    assert list(resources.public.names()) == []
