"""Bring a database to the newest (or any) revision of the schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from archive.db import Database


def config(connection: Connection) -> Config:
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent))
    found.attributes["connection"] = connection
    return found


def upgrade(database: Database, revision: str = "head") -> None:
    """Create or upgrade the schema; nothing happens where it is already there."""
    with database.engine.connect() as connection:
        command.upgrade(config(connection), revision)
        connection.commit()


def downgrade(database: Database, revision: str) -> None:
    with database.engine.connect() as connection:
        command.downgrade(config(connection), revision)
        connection.commit()
