"""A child that a document has taken over reaches no other document, nor anything else of the archive."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest import landlock, office
from ingest.options import Limits, Options
from ingest.sandbox import Sandbox
from ingest.values import FileType
from tests.ingest import files

pytestmark = pytest.mark.skipif(
    not landlock.version(), reason="this kernel holds no process to its files (no Landlock, or its first)"
)


@dataclass(frozen=True)
class Instance:
    """What lies around a child."""

    database: Path
    original: Path  # what it is to read
    work: Path


@pytest.fixture
def instance(tmp_path: Path) -> Instance:
    found = Instance(tmp_path / "acervo.sqlite", tmp_path / "vault" / "original", tmp_path / "work")
    found.original.parent.mkdir()
    found.work.mkdir()
    for path in (found.database, found.original, found.original.with_name("another")):
        path.write_bytes(b"secret")
    return found


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=60), "tests.ingest.hostile_tasks") as sandbox:
        yield sandbox


def outcome(sandbox: Sandbox, instance: Instance, deed: str, path: Path, **more: object) -> str | None:
    request = {"deed": deed, "path": str(path), **more}
    error: str | None = sandbox.call("touch", request, instance.work, (instance.original,))["error"]
    return error


@pytest.mark.parametrize("deed", ["read", "write", "append", "shorten", "delete", "rename"])
def test_the_database_is_out_of_reach(sandbox: Sandbox, instance: Instance, deed: str) -> None:
    if deed == "shorten" and landlock.version() < 3:
        pytest.skip("this kernel's Landlock does not hold cutting files short")
    assert outcome(sandbox, instance, deed, instance.database) == "PermissionError"
    assert instance.database.read_bytes() == b"secret"


@pytest.mark.parametrize("deed", ["write", "append", "delete", "rename"])
def test_the_original_can_be_read_and_nothing_else(sandbox: Sandbox, instance: Instance, deed: str) -> None:
    assert outcome(sandbox, instance, "read", instance.original) is None
    assert outcome(sandbox, instance, deed, instance.original) == "PermissionError"
    assert instance.original.read_bytes() == b"secret"


def test_other_documents_are_neither_seen_nor_read(sandbox: Sandbox, instance: Instance) -> None:
    vault = instance.original.parent
    assert outcome(sandbox, instance, "list", vault) == "PermissionError"
    assert outcome(sandbox, instance, "read", vault / "another") == "PermissionError"


def test_the_code_s_own_folder_is_out_of_reach(sandbox: Sandbox, instance: Instance) -> None:
    """The tree that holds ``ingest`` may hold the instance, too."""
    tree = Path(__file__).parents[2]
    assert outcome(sandbox, instance, "read", tree / "setup.cfg") == "PermissionError"
    assert outcome(sandbox, instance, "list", tree) == "PermissionError"


def test_it_writes_in_its_work_folder_alone(sandbox: Sandbox, instance: Instance) -> None:
    assert outcome(sandbox, instance, "write", instance.work / "new") is None
    assert outcome(sandbox, instance, "write", instance.work.parent / "new") == "PermissionError"
    assert outcome(sandbox, instance, "write", Path("/tmp/acervo-test-escape")) == "PermissionError"
    assert outcome(sandbox, instance, "write", Path.home() / "acervo-test-escape") == "PermissionError"


def test_no_link_leads_out(sandbox: Sandbox, instance: Instance) -> None:
    (instance.work / "out").symlink_to(instance.database)
    assert outcome(sandbox, instance, "read", instance.work / "out") == "PermissionError"
    linked = outcome(sandbox, instance, "link", instance.work / "hard", to=str(instance.database))
    assert linked in {"PermissionError", "OSError"}  # OSError: said to be another device
    assert not (instance.work / "hard").exists()


def test_what_it_writes_it_cannot_run(sandbox: Sandbox, instance: Instance) -> None:
    program = instance.work / "program"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    assert outcome(sandbox, instance, "run", program) == "PermissionError"


def test_it_signals_no_process_outside(sandbox: Sandbox, instance: Instance) -> None:
    if landlock.version() < 6:
        pytest.skip("this kernel's Landlock does not hold signals")
    assert outcome(sandbox, instance, "signal", instance.work, process=os.getpid()) == "PermissionError"


@pytest.mark.skipif(not office.available(), reason="LibreOffice is not installed")
def test_libreoffice_works_within_and_leaves_no_socket(tmp_path: Path) -> None:
    """It puts a socket where it may remove nothing; found taken, it cannot start, which shows that the
    place is known."""
    letter = files.make_letter(tmp_path / "oficio.docx")
    (tmp_path / "año nuevo").mkdir()
    work = (tmp_path / "año nuevo").resolve()
    sockets = office.sockets(work)
    with Sandbox(Limits(seconds=120)) as sandbox:
        assert sandbox.survey(letter, FileType.DOCX, Options(), work).rendered
        assert not any(socket.exists() for socket in sockets)
        sockets[0].write_bytes(b"")
        assert not sandbox.survey(letter, FileType.DOCX, Options(), work).rendered
        assert not sockets[0].exists()
