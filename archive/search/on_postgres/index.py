"""One index in PostgreSQL: any number of machines read it, one at a time writes."""

import queue
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Connection, IsolationLevel

from archive.search import suggest
from archive.search.engine import Entry, Hit, Request, Result
from archive.search.entries import analyse, key_of
from archive.search.on_postgres.tables import Tables
from archive.search.on_postgres.view import View
from archive.search.query import Question


class PostgresEngine:
    """See ``Engine``; connections are opened as threads ask for them and kept for the next one."""

    def __init__(self, database_url: str, name: str) -> None:
        self._address = database_url.replace("+psycopg", "", 1)
        self._tables = Tables(name)
        self._lock = key_of(f"search {name}")
        self._idle: queue.LifoQueue[Connection[Any]] = queue.LifoQueue()
        with self._writing() as connection:
            if not self._tables.exist(connection):
                self._tables.create(connection)

    def update(self, entries: Iterable[Entry], removed: Sequence[str] = ()) -> None:
        with self._writing() as connection:
            self._tables.remove(connection, removed)
            _fill(connection, self._tables, entries)

    def rebuild(self, entries: Iterable[Entry]) -> None:
        fresh = Tables(self._tables.name, fresh=True)
        with self._writing() as connection:
            fresh.drop(connection)
            fresh.create(connection)
            _fill(connection, fresh, entries)
            fresh.take_over(connection)

    def search(self, request: Request) -> Result:
        with self._reading() as view:
            return view.search(request)

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        with self._reading() as view:
            return suggest.complete(view, prefix, limit)

    def did_you_mean(self, question: Question) -> str | None:
        with self._reading() as view:
            return suggest.did_you_mean(view, question)

    def similar(self, document_id: str, limit: int = 5) -> tuple[Hit, ...]:
        with self._reading() as view:
            return view.similar(document_id, limit)

    def document_ids(self) -> Iterator[str]:
        with self._reading() as view:
            return iter(view.document_ids())

    def close(self) -> None:
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return

    @contextmanager
    def _writing(self) -> Iterator[Connection[Any]]:
        """One transaction, alone among all writers of this index."""
        with self._transaction(IsolationLevel.READ_COMMITTED) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [self._lock])
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[View]:
        """One moment of the index: every statement sees the same documents."""
        with self._transaction(IsolationLevel.REPEATABLE_READ) as connection:
            connection.execute(self._tables.sql("LOCK TABLE {documents} IN ACCESS SHARE MODE"))
            yield View(connection, self._tables)

    @contextmanager
    def _transaction(self, isolation: IsolationLevel) -> Iterator[Connection[Any]]:
        connection = self._connection()
        try:
            connection.isolation_level = isolation
            with connection.transaction():
                yield connection
        finally:
            if connection.closed or connection.broken:
                connection.close()
            else:
                self._idle.put(connection)

    def _connection(self) -> Connection[Any]:
        """An idle connection that still answers, or a new one."""
        while True:
            try:
                idle = self._idle.get_nowait()
            except queue.Empty:
                return psycopg.connect(self._address, autocommit=True, prepare_threshold=None)
            try:
                idle.execute("SELECT 1")
            except psycopg.OperationalError:
                idle.close()
            else:
                return idle


def _fill(connection: Connection[Any], tables: Tables, entries: Iterable[Entry]) -> None:
    for entry in entries:
        tables.remove(connection, [entry.document_id])
        tables.add(connection, analyse(entry))
