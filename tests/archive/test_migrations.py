"""Migrations: up and down with rows, and never behind the models."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from archive.db import Database
from archive.migrations import config, downgrade, upgrade
from archive.models.accounts import Account
from archive.models.documents import Document, File, FileRole, Zone
from archive.permissions import Role
from ingest.values import FileType
from tests.archive.conftest import POSTGRES_URL, postgres_schema


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path):
    with ExitStack() as stack:
        if request.param == "sqlite":
            address = f"sqlite:///{tmp_path / 'empty.sqlite'}"
        elif POSTGRES_URL:
            address = stack.enter_context(postgres_schema())
        else:
            pytest.skip("ACERVO_TEST_POSTGRES_URL names no PostgreSQL server")
        database = Database(address)
        stack.callback(database.close)
        yield database


def test_the_newest_revision_is_what_the_models_say(empty: Database) -> None:
    upgrade(empty)
    with empty.engine.connect() as connection:
        command.check(config(connection))


def test_every_revision_goes_up_and_down_with_rows(empty: Database) -> None:
    upgrade(empty)
    with empty.write() as session:
        session.add(Account(username="ana", display_name="Ana", password_hash="x", role=Role.REVIEWER))
        document = Document(title="Minuta", file_type=FileType.PDF, source_name="minuta.pdf")
        session.add(document)
        session.flush()
        session.add(
            File(
                document_id=document.id,
                role=FileRole.ORIGINAL,
                zone=Zone.VAULT,
                sha256="0" * 64,
                size=3_000_000_000,
                media_type="application/pdf",
            )
        )
    with empty.engine.connect() as connection:
        revisions = [one.revision for one in ScriptDirectory.from_config(config(connection)).walk_revisions()]
    for revision in [*revisions[1:], "base"]:
        downgrade(empty, revision)
    assert set(inspect(empty.engine).get_table_names()) <= {"alembic_version"}
    upgrade(empty)
    upgrade(empty)
    assert "documents" in inspect(empty.engine).get_table_names()
