"""An archive of made-up published documents, and the server that shows it, for the benchmarks of the web."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Table, insert

from archive.db import Database
from archive.migrations import upgrade
from archive.models.documents import Document, DocumentTopic, Edition, File, FileRole, Page, State, Zone
from archive.models.practices import Practice
from archive.models.registers import Topic, Unit
from archive.search import open_engine
from archive.search.engine import Entry
from archive.settings import Settings
from benchmarks import corpus
from ingest.values import DocumentKind, FileType, TextSource

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_BATCH = 500
_STARTING_SECONDS = 60.0


@dataclass(frozen=True)
class Registers:
    """Ids by slug."""

    units: dict[str, int]
    topics: dict[str, int]
    practices: dict[str, int]


def fill(instance: Path, pages: int) -> Settings:
    """A new archive of ``pages`` published pages: rows and public index, as the pipeline would leave them."""
    instance.mkdir(parents=True)
    settings = Settings(instance=instance)
    database = Database(settings.database_address)
    upgrade(database)
    with database.engine.begin() as connection:
        registers = _registers(connection)
    entries = corpus.entries(pages)
    while batch := list(islice(entries, _BATCH)):
        with database.engine.begin() as connection:
            _insert(connection, batch, registers)
    database.close()
    engine = open_engine("tantivy", folder=settings.index_folder / "public", database_url=None, name="public")
    engine.rebuild(corpus.entries(pages))
    engine.close()
    return settings


def _registers(connection: Connection) -> Registers:
    wanted = [corpus.entry(place) for place in range(60)]

    def add(model: type, slugs: set[str | None]) -> dict[str, int]:
        known = {slug: number for number, slug in enumerate(sorted(filter(None, slugs)), 1)}
        rows = [
            {"id": number, "slug": slug, "name": slug.replace("-", " ").capitalize()}
            | ({"description": ""} if model is Unit else {})
            | ({"summary": "", "current": True} if model is Practice else {})
            for slug, number in known.items()
        ]
        connection.execute(insert(_table(model)), rows)
        return known

    return Registers(
        units=add(Unit, {entry.unit for entry in wanted}),
        topics=add(Topic, {topic for entry in wanted for topic in entry.topics}),
        practices=add(Practice, {entry.practice for entry in wanted}),
    )


def _insert(connection: Connection, entries: Sequence[Entry], registers: Registers) -> None:
    ids = [UUID(entry.document_id) for entry in entries]
    connection.execute(insert(_table(Document)), [_document(entry, registers) for entry in entries])
    connection.execute(
        insert(_table(DocumentTopic)),
        [
            {"document_id": one, "topic_id": registers.topics[topic]}
            for one, entry in zip(ids, entries, strict=True)
            for topic in entry.topics
        ],
    )
    packs = {one: one.int & 0xFFFFFFFF for one in ids}
    files = [
        file
        for one, entry in zip(ids, entries, strict=True)
        for file in (
            _file(one, 2 * packs[one] + 1, FileRole.PUBLIC_PREVIEWS, entry),
            _file(one, 2 * packs[one] + 2, FileRole.PUBLIC_VERSION, entry),
        )
    ]
    connection.execute(insert(_table(File)), files)
    connection.execute(
        insert(_table(Page)),
        [
            _page(one, page.number, page.text, 2 * packs[one] + 1)
            for one, entry in zip(ids, entries, strict=True)
            for page in entry.pages
        ],
    )


def _document(entry: Entry, registers: Registers) -> dict[str, object]:
    place = corpus.document_place(entry.document_id)
    at = _EPOCH + timedelta(seconds=place)
    return {
        "id": UUID(entry.document_id),
        "title": entry.title,
        "description": "",
        "kind": DocumentKind(entry.kind),
        "state": State.PUBLISHED,
        "file_type": FileType.PDF,
        "source_name": f"{place}.pdf",
        "folder_titles": [],
        "unit_id": registers.units[entry.unit] if entry.unit else None,
        "practice_id": registers.practices[entry.practice] if entry.practice else None,
        "date": entry.date,
        "page_count": len(entry.pages),
        "grounds": [],
        "missing_abilities": [],
        "described": False,
        "received_at": at,
        "changed_at": at,
        "published_at": at,
    }


def _file(document_id: UUID, number: int, role: FileRole, entry: Entry) -> dict[str, object]:
    is_version = role is FileRole.PUBLIC_VERSION
    return {
        "id": number,
        "document_id": document_id,
        "role": role,
        "zone": Zone.PUBLIC,
        "sha256": sha256(f"{role} {entry.document_id}".encode()).hexdigest(),
        "size": 250_000,
        "media_type": "application/pdf",
        "file_type": FileType.PDF if is_version else None,
        "created_at": _EPOCH,
    }


def _page(document_id: UUID, number: int, text: str, pack_id: int) -> dict[str, object]:
    return {
        "document_id": document_id,
        "edition": Edition.PUBLIC,
        "number": number,
        "width": 595.0,
        "height": 842.0,
        "source": TextSource.LAYER,
        "pack_id": pack_id,
        "preview": [number * 40_000, 40_000, 900, 1274],
        "thumbnail": [0, 4_000, 170, 240] if number == 1 else None,
        "text": text,
    }


def _table(model: type) -> Table:
    return model.__table__  # type: ignore[attr-defined, no-any-return]


@contextmanager
def serve(factory: str, environment: dict[str, str], *, processes: int) -> Iterator["Server"]:
    """granian with ``factory``, as ``acervo serve`` starts it, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", factory]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(processes)]
    command += ["--blocking-threads", "1", "--no-access-log", "--log-level", "warning"]
    process = subprocess.Popen(command, env={**os.environ, **environment}, start_new_session=True)
    server = Server(process.pid, port)
    try:
        server.wait(process)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@dataclass(frozen=True)
class Server:
    pid: int
    port: int

    def wait(self, process: "subprocess.Popen[bytes]") -> None:
        """Until it answers."""
        end = time.monotonic() + _STARTING_SECONDS
        while time.monotonic() < end and process.poll() is None:
            try:
                if self.get("/ayuda")[0] < 500:
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def get(self, address: str) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def memory(self) -> "Memory":
        """Of the server and its processes, what they share counted once."""
        used = [_memory(pid) for pid in _family(self.pid)]
        return Memory(sum(one.own for one in used), sum(one.mapped for one in used))


@dataclass(frozen=True)
class Memory:
    """Megabytes."""

    own: float  # its heap and its programs: what the machine cannot have back
    mapped: float  # pages of the index's files, which the system keeps only while it has room for them


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [pid, *(one for child in children.read_text().split() for one in _family(int(child)))]


def _memory(pid: int) -> Memory:
    own = mapped = 0
    is_index = False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        name, _, rest = line.partition(":")
        if "-" in name.split(" ", 1)[0]:  # the first line of a mapping: addresses ... path
            is_index = "/index/" in line
        elif name == "Pss":
            size = int(rest.split()[0])
            own, mapped = (own, mapped + size) if is_index else (own + size, mapped)
    return Memory(own / 1000, mapped / 1000)
