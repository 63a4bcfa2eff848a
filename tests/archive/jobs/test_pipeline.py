"""A document's whole way: received, read, proposed, approved, published, withdrawn."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from archive import queue
from archive.errors import DescriptionFixed, Forbidden, MoveNotAllowed, NotPublishable, SecondPersonNeeded
from archive.models.audit import AuditEvent
from archive.models.documents import Document, Edition, File, FileRole, Page, State, Zone
from archive.permissions import Role
from archive.resources import Resources
from archive.search.engine import Request
from archive.search.query import parse
from archive.services import clearance, publishing
from archive.services.audit import Action, SystemActor
from archive.services.checking import check
from archive.services.documents import Description, describe, retry
from archive.services.intake import Outcome, OutcomeState, receive
from archive.storage import sha256_of
from archive.worker import Worker
from ingest.values import DocumentKind, TextSource
from tests.archive.accounts import account
from tests.files import make_pdf, minutes

UPLOADER = SystemActor("sube", role=Role.UPLOADER)


def _work(resources: Resources) -> None:
    """Everything that waits is done."""

    def idle() -> bool:
        with resources.database.read() as session:
            counts = queue.counts(session)
        return counts[queue.JobState.WAITING] + counts[queue.JobState.RUNNING] == 0

    Worker(resources).run(idle)


def _receive(resources: Resources, path: Path) -> Outcome:
    (outcome,) = receive(resources, UPLOADER, path, path.name)
    return outcome


def _document(resources: Resources, document_id: UUID) -> Document:
    with resources.database.read() as session:
        found = session.get(Document, document_id)
        assert found is not None
        return found


def _found(resources: Resources, words: str, *, staff: bool = False) -> set[str]:
    engine = resources.staff_index if staff else resources.public_index
    return {hit.document_id for hit in engine.search(Request(parse(words))).hits}


@pytest.fixture
def ready(resources: Resources, tmp_path: Path) -> UUID:
    """A document that has been read and may be published."""
    outcome = _receive(resources, make_pdf(tmp_path / "minuta.pdf", minutes(7, pages=20)))
    assert outcome.document_id is not None
    _work(resources)
    return outcome.document_id


@pytest.fixture
def published(resources: Resources, ready: UUID) -> UUID:
    publishing.propose(resources, account(resources, "rosa", Role.REVIEWER), ready)
    publishing.approve(resources, account(resources, "pablo", Role.PUBLISHER), ready)
    _work(resources)
    return ready


def test_a_document_is_read_page_by_page_and_found_by_staff_alone(resources: Resources, ready: UUID) -> None:
    document = _document(resources, ready)
    assert (document.state, document.page_count, document.kind) == (State.READY, 20, DocumentKind.MINUTES)
    assert document.language == "es"
    with resources.database.read() as session:
        pages = session.scalars(select(Page).where(Page.document_id == ready).order_by(Page.number)).all()
        packs = {
            file.id: file for file in session.scalars(select(File).where(File.role == FileRole.PREVIEWS))
        }
    assert [page.number for page in pages] == list(range(1, 21))
    assert all(page.source is TextSource.LAYER and page.edition is Edition.ORIGINAL for page in pages)
    for page in pages:
        assert page.preview is not None
        assert page.pack_id is not None
        offset, length, _width, _height = page.preview
        image = resources.vault.read(packs[page.pack_id].sha256, offset, length)
        assert image[:4] == b"RIFF"
    assert _found(resources, "seguimiento", staff=True) == {str(ready)}
    assert _found(resources, "seguimiento") == set()


def test_the_original_is_kept_as_it_came(resources: Resources, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "acta.pdf", minutes(1))
    before = path.read_bytes()
    outcome = _receive(resources, path)
    _work(resources)
    assert path.read_bytes() == before
    assert resources.vault.read(sha256_of((before,)).sha256) == before
    assert outcome.state is OutcomeState.RECEIVED


def test_the_same_file_is_recognised_whatever_its_name(
    resources: Resources, ready: UUID, tmp_path: Path
) -> None:
    copy = tmp_path / "copia de la minuta.pdf"
    copy.write_bytes((tmp_path / "minuta.pdf").read_bytes())
    outcome = _receive(resources, copy)
    assert (outcome.state, outcome.document_id) == (OutcomeState.DUPLICATE, ready)
    assert outcome.data["state"] == State.READY.value


def test_publication_needs_a_second_person(resources: Resources, ready: UUID) -> None:
    boss = account(resources, "jefa", Role.ADMINISTRATOR)
    publishing.propose(resources, boss, ready)
    with pytest.raises(SecondPersonNeeded):
        publishing.approve(resources, boss, ready)
    assert _document(resources, ready).state is State.PROPOSED


def test_a_published_document_is_a_new_file_found_by_everyone(resources: Resources, published: UUID) -> None:
    assert _document(resources, published).state is State.PUBLISHED
    assert _found(resources, "seguimiento convivencia") == {str(published)}
    with resources.database.read() as session:
        files = session.scalars(select(File).where(File.document_id == published)).all()
        public_pages = session.scalars(
            select(Page).where(Page.document_id == published, Page.edition == Edition.PUBLIC)
        ).all()
    original = next(file for file in files if file.role is FileRole.ORIGINAL)
    version = next(file for file in files if file.role is FileRole.PUBLIC_VERSION)
    assert version.sha256 != original.sha256
    assert {file.sha256 for file in files if file.zone is Zone.PUBLIC} == set(resources.public.names())
    assert original.sha256 not in set(resources.public.names())
    assert len(public_pages) == 20
    assert list(check(resources)) == []


def test_a_withdrawn_document_leaves_no_public_trace_before_any_job_runs(
    resources: Resources, published: UUID
) -> None:
    publishing.withdraw(resources, account(resources, "rosa", Role.REVIEWER), published, "Contenía un error")
    assert _document(resources, published).state is State.WITHDRAWN
    assert _found(resources, "seguimiento") == set()
    assert resources.public_index.complete("seguim") == ()
    assert list(resources.public.names()) == []
    with resources.database.read() as session:
        assert session.scalars(select(Page).where(Page.edition == Edition.PUBLIC)).all() == []
    _work(resources)
    assert list(check(resources)) == []
    assert _found(resources, "seguimiento", staff=True) == {str(published)}


def test_a_withdrawal_is_confirmed_by_a_second_person(resources: Resources, published: UUID) -> None:
    rosa, pablo = account(resources, "rosa", Role.REVIEWER), account(resources, "pablo", Role.PUBLISHER)
    publishing.withdraw(resources, rosa, published, "Contenía un error")
    with pytest.raises(SecondPersonNeeded):
        publishing.confirm_withdrawal(resources, rosa, published)
    publishing.confirm_withdrawal(resources, pablo, published)
    with pytest.raises(MoveNotAllowed):
        publishing.confirm_withdrawal(resources, pablo, published)


def test_a_withdrawn_document_can_be_published_again_by_two_people(
    resources: Resources, published: UUID
) -> None:
    rosa, pablo = account(resources, "rosa", Role.REVIEWER), account(resources, "pablo", Role.PUBLISHER)
    publishing.withdraw(resources, rosa, published, "Por revisar")
    publishing.propose(resources, rosa, published)
    publishing.approve(resources, pablo, published)
    _work(resources)
    assert _document(resources, published).state is State.PUBLISHED
    assert _found(resources, "seguimiento") == {str(published)}
    assert list(check(resources)) == []


@pytest.mark.parametrize("kind", sorted(clearance.NEVER_PUBLIC))
def test_attendance_photographs_and_videos_are_never_published_as_they_are(
    resources: Resources, ready: UUID, kind: DocumentKind
) -> None:
    rosa = account(resources, "rosa", Role.REVIEWER)
    describe(resources, rosa, ready, Description("Jornada", "", kind, None, None, None, None, (), "es"))
    with pytest.raises(NotPublishable):
        publishing.propose(resources, rosa, ready)


def test_calling_an_attendance_list_a_report_does_not_publish_it(
    resources: Resources, tmp_path: Path
) -> None:
    rows = "\n".join(f"{number}  Persona Inventada Número {number}  14  H  2°B" for number in range(1, 15))
    text = f"LISTA DE ASISTENCIA\nNo.  Nombre completo  Edad  Sexo  Grado y grupo  Firma\n{rows}"
    outcome = _receive(resources, make_pdf(tmp_path / "informe.pdf", [text]))
    _work(resources)
    assert outcome.document_id is not None
    assert _document(resources, outcome.document_id).state is State.IN_REVIEW
    rosa = account(resources, "rosa", Role.REVIEWER)
    description = Description("Informe", "", DocumentKind.REPORT, None, None, None, None, (), "es")
    describe(resources, rosa, outcome.document_id, description)
    with pytest.raises(NotPublishable):
        publishing.propose(resources, rosa, outcome.document_id)


def test_an_encrypted_file_asks_for_its_password_and_then_opens(resources: Resources, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "cifrado.pdf", minutes(3), password="secreto")
    outcome = _receive(resources, path)
    assert outcome.document_id is not None
    _work(resources)
    failed = _document(resources, outcome.document_id)
    assert (failed.state, failed.failure_code) == (State.FAILED, "encrypted")
    assert resources.vault.exists(sha256_of((path.read_bytes(),)).sha256)
    retry(resources, UPLOADER, outcome.document_id, "equivocada")
    _work(resources)
    assert _document(resources, outcome.document_id).failure_code == "wrong_password"
    retry(resources, UPLOADER, outcome.document_id, "secreto")
    _work(resources)
    opened = _document(resources, outcome.document_id)
    assert (opened.state, opened.password) == (State.READY, None)
    publishing.propose(resources, account(resources, "rosa", Role.REVIEWER), outcome.document_id)
    publishing.approve(resources, account(resources, "pablo", Role.PUBLISHER), outcome.document_id)
    _work(resources)
    assert _document(resources, outcome.document_id).state is State.PUBLISHED


def test_staff_have_the_last_word_on_the_description(resources: Resources, tmp_path: Path) -> None:
    outcome = _receive(resources, make_pdf(tmp_path / "minuta.pdf", minutes(9)))
    assert outcome.document_id is not None
    rosa = account(resources, "rosa", Role.REVIEWER)
    stated = Description(
        "Reunión de arranque", "Notas", DocumentKind.REPORT, None, None, None, None, (), "es"
    )
    describe(resources, rosa, outcome.document_id, stated)
    _work(resources)
    document = _document(resources, outcome.document_id)
    assert (document.title, document.kind) == ("Reunión de arranque", DocumentKind.REPORT)
    assert _found(resources, "titulo:arranque", staff=True) == {str(outcome.document_id)}


def test_what_two_people_decided_on_is_not_changed_by_one(resources: Resources, published: UUID) -> None:
    changed = Description("Otro título", "", DocumentKind.MINUTES, None, None, None, None, (), "es")
    before = _document(resources, published).title
    with pytest.raises(DescriptionFixed):
        describe(resources, UPLOADER, published, changed)
    assert _document(resources, published).title == before
    rosa = account(resources, "rosa", Role.REVIEWER)
    publishing.withdraw(resources, rosa, published, "Corregir el título")
    describe(resources, rosa, published, changed)
    publishing.propose(resources, rosa, published)
    with pytest.raises(DescriptionFixed):
        describe(resources, rosa, published, changed)


def test_every_step_is_in_the_audit_trail(resources: Resources, published: UUID) -> None:
    with resources.database.read() as session:
        trail = session.scalars(
            select(AuditEvent.action).where(AuditEvent.subject_id == str(published)).order_by(AuditEvent.id)
        ).all()
    assert trail == [
        Action.DOCUMENT_RECEIVED,
        Action.DOCUMENT_READ,
        Action.DOCUMENT_EXAMINED,
        Action.DOCUMENT_PROPOSED,
        Action.DOCUMENT_APPROVED,
        Action.DOCUMENT_PUBLISHED,
    ]


@pytest.mark.parametrize(
    "forbidden",
    [
        publishing.propose,
        publishing.approve,
        lambda resources, actor, one: publishing.withdraw(resources, actor, one, "x"),
    ],
)
def test_an_uploader_decides_nothing(
    resources: Resources, ready: UUID, forbidden: Callable[[Resources, SystemActor, UUID], None]
) -> None:
    with pytest.raises(Forbidden):
        forbidden(resources, UPLOADER, ready)
