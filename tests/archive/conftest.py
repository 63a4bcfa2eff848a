"""Real databases and real stores for the tests of the home."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from archive.db import Database
from archive.migrations import upgrade
from archive.resources import Resources, open_resources
from archive.settings import Settings

POSTGRES_URL = os.environ.get("ACERVO_TEST_POSTGRES_URL", "")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty SQLite database of the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "empty.sqlite"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path.read_bytes()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, migrated_sqlite: bytes) -> Iterator[str]:
    """The address of an empty, migrated database: each test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "acervo.sqlite"
        path.write_bytes(migrated_sqlite)
        yield f"sqlite:///{path}"
        return
    if not POSTGRES_URL:
        pytest.skip("ACERVO_TEST_POSTGRES_URL names no PostgreSQL server")
    with postgres_schema() as address:
        database = Database(address)
        upgrade(database)
        database.close()
        yield address


@contextmanager
def postgres_schema() -> Iterator[str]:
    """The address of a schema of its own on the test server, dropped at the end."""
    name = f"acervo_{uuid4().hex}"
    server = Database(POSTGRES_URL)
    with server.engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    joint = "&" if "?" in POSTGRES_URL else "?"
    try:
        yield f"{POSTGRES_URL}{joint}options=-csearch_path%3D{name}"
    finally:
        with server.engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        server.close()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    yield found
    found.close()


@pytest.fixture
def resources(database_url: str, tmp_path: Path) -> Iterator[Resources]:
    """A whole open archive on each database, with tantivy and local storage."""
    settings = Settings(instance=tmp_path / "instance", database_url=database_url, reading_processes=2)
    settings.instance.mkdir()
    with open_resources(settings) as found:
        yield found
