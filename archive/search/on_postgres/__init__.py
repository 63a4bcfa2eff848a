"""The engine for many machines, on PostgreSQL's full text."""

from pathlib import Path

from archive.errors import BadSetting
from archive.search.on_postgres.index import PostgresEngine


def open_index(folder: Path | None, database_url: str | None, name: str) -> PostgresEngine:
    """The index ``name`` in the database, its tables made if they are not there."""
    if not (database_url or "").startswith("postgres"):
        raise BadSetting(name="SEARCH", reason="postgres necesita una base de datos PostgreSQL")
    return PostgresEngine(str(database_url), name)
