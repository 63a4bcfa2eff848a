"""Killing the worker or the server at any moment loses nothing and leaves nothing half-written."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from archive import queue
from archive.db import Database
from archive.migrations import upgrade
from archive.models.documents import Document, Edition, File, FileRole, Page, State
from archive.resources import Resources, open_resources
from archive.services.audit import COMMAND_LINE
from archive.services.checking import check
from archive.services.intake import receive
from archive.settings import Settings
from archive.storage import sha256_of
from archive.worker import Worker
from tests.files import make_pdf, minutes

KILLS = 100
FILES = 60
PAGES = 12


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Resources]:
    settings = Settings(instance=tmp_path / "instance")
    settings.instance.mkdir()
    database = Database(settings.database_address)
    upgrade(database)
    database.close()
    with open_resources(settings) as resources:
        yield resources


@contextmanager
def _running(resources: Resources, *command: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of the archive in a group of its own, which is killed whole at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "archive.cli", "--instance", str(resources.settings.instance), *command],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _waiting(resources: Resources) -> int:
    with resources.database.read() as session:
        counts = queue.counts(session)
    return counts[queue.JobState.WAITING] + counts[queue.JobState.RUNNING]


def _finish(resources: Resources) -> None:
    """Let one worker live: what the killed ones held is taken over when their leases run out."""
    Worker(resources).run(lambda: _waiting(resources) == 0)


@pytest.mark.timeout(400)
def test_a_worker_killed_a_hundred_times_loses_nothing(archive: Resources, tmp_path: Path) -> None:
    chance = random.Random(20220427)
    sources = [make_pdf(tmp_path / f"minuta-{number}.pdf", minutes(number, PAGES)) for number in range(FILES)]
    remaining = iter(sources)
    for kill in range(KILLS):
        if kill % 2 == 0 and (source := next(remaining, None)) is not None:
            receive(archive, COMMAND_LINE, source, source.name)
        with _running(archive, "worker") as worker:
            # The moment of death is drawn over start, reading, saving and indexing.
            try:
                worker.wait(timeout=chance.uniform(0.3, 1.6))
            except subprocess.TimeoutExpired:
                os.killpg(worker.pid, signal.SIGKILL)
    for source in remaining:
        receive(archive, COMMAND_LINE, source, source.name)
    _finish(archive)
    _expect_everything_whole(archive, sources)


def _expect_everything_whole(resources: Resources, sources: list[Path]) -> None:
    with resources.database.read() as session:
        states = session.scalars(select(Document.state)).all()
        page_counts = session.execute(
            select(Page.document_id, func.count(), func.min(Page.number), func.max(Page.number))
            .where(Page.edition == Edition.ORIGINAL)
            .group_by(Page.document_id)
        ).all()
        originals = set(session.scalars(select(File.sha256).where(File.role == FileRole.ORIGINAL)))
    assert states == [State.READY] * len(sources)
    assert {tuple(row)[1:] for row in page_counts} == {(PAGES, 1, PAGES)}
    assert originals == {sha256_of((source.read_bytes(),)).sha256 for source in sources}
    # Every stored byte matches its hash, both indexes match the database, nothing lies about half-done.
    assert list(check(resources)) == []
    assert [path.name for path in resources.settings.work_folder.iterdir()] == [".lock"]
    incoming = resources.settings.instance / "store" / "vault" / "incoming"
    assert [path.name for path in incoming.iterdir()] == [".lock"]
