"""A document under a password waits for it, is then read, and keeps neither password nor dead end."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from archive import queue
from archive.handing_in import Report, ReportState, Sent, hand_in
from archive.models.documents import Document, File, FileRole, State
from archive.permissions import Role
from archive.resources import Resources
from archive.services.audit import SystemActor
from archive.services.documents import retry
from archive.services.intake import OutcomeState, receive
from archive.worker import Worker
from ingest.values import FileType
from tests.ingest import files

UPLOADER = SystemActor("sube", role=Role.UPLOADER)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    return files.make_locked(tmp_path / "talleres.xlsx", files.make_book(tmp_path / "plain"), "secreto")


def _work(resources: Resources) -> None:
    def idle() -> bool:
        with resources.database.read() as session:
            counts = queue.counts(session)
        return counts[queue.JobState.WAITING] + counts[queue.JobState.RUNNING] == 0

    Worker(resources).run(idle)


def _receive(resources: Resources, path: Path) -> UUID:
    (outcome,) = receive(resources, UPLOADER, path, path.name)
    assert outcome.state is OutcomeState.RECEIVED
    assert outcome.document_id is not None
    _work(resources)
    return outcome.document_id


def _try(resources: Resources, document_id: UUID, password: str) -> Document:
    retry(resources, UPLOADER, document_id, password)
    _work(resources)
    return _document(resources, document_id)


def _document(resources: Resources, document_id: UUID) -> Document:
    with resources.database.read() as session:
        return session.get_one(Document, document_id)


def test_an_encrypted_workbook_asks_for_its_password_and_then_opens(
    resources: Resources, locked: Path
) -> None:
    document_id = _receive(resources, locked)
    asked = _document(resources, document_id)
    assert (asked.state, asked.failure_code, asked.file_type) == (State.FAILED, "encrypted", FileType.XLSX)
    wrong = _try(resources, document_id, "equivocada")
    assert (wrong.failure_code, wrong.password) == ("wrong_password", None)
    opened = _try(resources, document_id, "secreto")
    assert (opened.state, opened.password, opened.page_count) == (State.READY, None, 1)
    with resources.database.read() as session:
        roles = session.scalars(select(File.role).where(File.document_id == document_id)).all()
    assert {FileRole.ORIGINAL, FileRole.UNLOCKED} < set(roles)


def test_a_wrong_name_is_put_right_once_the_file_is_open(resources: Resources, tmp_path: Path) -> None:
    """Refusing it then would be a dead end: sent again under its true name, it is here already."""
    path = files.make_locked(tmp_path / "oficio.xlsx", files.make_letter(tmp_path / "plain"), "secreto")
    document_id = _receive(resources, path)
    assert _document(resources, document_id).file_type is FileType.XLSX
    opened = _try(resources, document_id, "secreto")
    assert (opened.state, opened.file_type) == (State.READY, FileType.DOCX)


def test_a_workbook_whose_structure_alone_is_protected_asks_for_nothing(
    resources: Resources, tmp_path: Path
) -> None:
    path = files.make_locked(tmp_path / "a.xlsx", files.make_book(tmp_path / "plain"), "VelvetSweatshop")
    assert _document(resources, _receive(resources, path)).state is State.READY


def test_the_command_line_reports_an_encrypted_file_as_refused_with_the_reason(
    resources: Resources, locked: Path
) -> None:
    told: list[Report] = []
    hand_in(resources, [locked], Sent(), told.append)
    (report,) = told
    assert report.state is ReportState.REFUSED
    assert report.sentence is not None
    assert "contraseña" in report.sentence
