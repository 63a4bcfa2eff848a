"""Killing the worker or the server at any moment loses nothing and leaves nothing half-written."""

import base64
import http.client
import random
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from archive import queue
from archive.db import Database
from archive.migrations import upgrade
from archive.models.accounts import Account
from archive.models.documents import Document, Edition, File, FileRole, Page, State
from archive.permissions import Role
from archive.resources import Resources, open_resources
from archive.services import accounts, sign_in
from archive.services.audit import COMMAND_LINE
from archive.services.checking import check
from archive.services.intake import receive
from archive.settings import Settings
from archive.storage import sha256_of
from archive.web.session import COOKIE
from archive.worker import Worker
from tests.files import make_pdf, minutes

WORKER_KILLS = 85
SERVER_KILLS = 15
FILES = 40
PAGES = 12
PIECE = 6_000  # bytes sent at a time: a file takes several requests


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Resources]:
    settings = Settings(instance=tmp_path / "instance")
    settings.instance.mkdir()
    database = Database(settings.database_address)
    upgrade(database)
    database.close()
    with open_resources(settings) as resources:
        yield resources


def _start(resources: Resources, *command: str, **options: Any) -> "subprocess.Popen[str]":
    """A process of the archive, in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "archive.cli", "--instance", str(resources.settings.instance), *command],
        start_new_session=True,
        text=True,
        **options,
    )


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
    for kill in range(WORKER_KILLS):
        if kill % 2 == 0 and (source := next(remaining, None)) is not None:
            receive(archive, COMMAND_LINE, source, source.name)
        worker = _start(archive, "worker", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # The moment of death is drawn over start, reading, saving and indexing.
        _kill_after(worker, chance.uniform(0.3, 1.6))
    for source in remaining:
        receive(archive, COMMAND_LINE, source, source.name)
    _finish(archive)
    _expect_everything_whole(archive, sources)


@pytest.mark.timeout(400)
def test_a_server_killed_while_files_arrive_loses_nothing(archive: Resources, tmp_path: Path) -> None:
    chance = random.Random(20220907)
    sources = [make_pdf(tmp_path / f"minuta-{number}.pdf", minutes(number, PAGES)) for number in range(FILES)]
    browser = _Browser(archive, _free_port())
    for turn in range(SERVER_KILLS + 1):
        server = _start(
            archive, "serve", "--port", str(browser.port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        _await_workers(server)
        last = turn == SERVER_KILLS
        killer = threading.Thread(target=_kill_after, args=(server, 60 if last else chance.uniform(0.1, 1.5)))
        killer.start()
        browser.send(sources)
        if last:
            server.terminate()
        killer.join()
        server.communicate()
    assert browser.unsent(sources) == []
    _finish(archive)
    _expect_everything_whole(archive, sources)


class _Browser:
    """Uploads in pieces, going on where it stood whenever the server is back."""

    def __init__(self, resources: Resources, port: int) -> None:
        self.port = port
        password = accounts.create(resources, COMMAND_LINE, "carga", "Carga", Role.UPLOADER)
        with resources.database.write() as session:
            session.execute(update(Account).values(must_change_password=False))
        token = sign_in.sign_in(resources, "carga", password, "127.0.0.1")
        actor = sign_in.signed_in(resources, token)
        assert actor is not None
        self._headers = {"Cookie": f"{COOKIE}={token}", "X-CSRF-Token": actor.csrf_token}
        self._addresses: dict[Path, str] = {}
        self._done: set[Path] = set()

    def unsent(self, sources: list[Path]) -> list[Path]:
        return [source for source in sources if source not in self._done]

    def send(self, sources: list[Path]) -> None:
        """Send what is not yet sent, until the connection dies."""
        try:
            for source in self.unsent(sources):
                self._send(source)
        except (OSError, http.client.HTTPException):
            return

    def _send(self, source: Path) -> None:
        data = source.read_bytes()
        if source not in self._addresses:
            name = base64.b64encode(source.name.encode()).decode()
            headers = {"Upload-Length": str(len(data)), "Upload-Metadata": f"name {name}"}
            self._addresses[source] = self._ask("POST", "/trabajo/subidas", headers)["Location"]
        offset = int(self._ask("HEAD", self._addresses[source], {})["Upload-Offset"])
        while offset < len(data):
            headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            piece = data[offset : offset + PIECE]
            offset = int(self._ask("PATCH", self._addresses[source], headers, piece)["Upload-Offset"])
        self._done.add(source)

    def _ask(self, method: str, address: str, headers: dict[str, str], body: bytes | None = None) -> Message:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{address}", body, {**self._headers, **headers}, method=method
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()
            return answer.headers


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_workers(server: "subprocess.Popen[str]") -> None:
    """Return once the web processes answer."""
    assert server.stdout is not None
    started = 0
    for line in server.stdout:
        started += "Started worker" in line
        if started == 2:
            return
    raise AssertionError("the server did not start")


def _kill_after(process: "subprocess.Popen[str]", seconds: float) -> None:
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


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
