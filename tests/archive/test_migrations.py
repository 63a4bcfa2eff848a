"""Migrations: up and down with rows, and never behind the models."""

from contextlib import ExitStack
from datetime import UTC, datetime
from datetime import date as Date
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Uuid, bindparam, inspect, text
from sqlalchemy.orm import Session

from archive import queue
from archive.db import Database
from archive.migrations import config, downgrade, upgrade
from archive.models.accounts import Account
from archive.models.activities import Activity, ActivityCounts, ActivityTalk
from archive.models.datasets import (
    Dataset,
    Distribution,
    OrderState,
    PublishedCells,
    Release,
    ReleaseOrder,
)
from archive.models.datasets import Origin as DatasetOrigin
from archive.models.documents import Document, File, FileRole, Zone
from archive.models.redactions import Origin, Redaction, RedactionState
from archive.models.registers import School
from archive.models.talks import Talk, TalkDocument
from archive.models.visits import DocumentVisits
from archive.permissions import Role
from archive.queue import Verb
from export.values import Format
from ingest.redactions import DataType, Source
from ingest.values import FileType
from tests.archive.conftest import POSTGRES_URL, postgres_schema

_DRAFT = {"zone": Zone.VAULT, "sha256": "1" * 64, "size": 1, "media_type": "application/pdf"}


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
        session.add(File(document_id=document.id, role=FileRole.DRAFT_VERSION, **_DRAFT))
        session.add(
            Redaction(
                document_id=document.id,
                page=1,
                **dict.fromkeys(("x0", "y0", "x1", "y1"), 10.0),
                data_type=DataType.NAME,
                source=Source.COLUMN,
                confidence=0.9,
                origin=Origin.COLUMN,
                state=RedactionState.PROPOSED,
            )
        )
        school = School(cct="15EES0001A", name="Secundaria Benito Juárez", locality_code="150180001")
        talk = Talk(slug="violencia-digital", title="Violencia digital", minutes=50)
        session.add_all((school, talk))
        session.flush()
        activity = Activity(title="Plática", date=Date(2022, 5, 18), school_id=school.id)
        session.add(activity)
        session.flush()
        session.add(ActivityTalk(activity_id=activity.id, talk_id=talk.id))
        session.add(ActivityCounts(activity_id=activity.id, total=40))
        session.add(TalkDocument(talk_id=talk.id, document_id=document.id))
        session.add(DocumentVisits(document_id=document.id, day=Date(2022, 5, 19), visits=3))
        _add_a_release(session)
    with empty.engine.connect() as connection:
        revisions = [one.revision for one in ScriptDirectory.from_config(config(connection)).walk_revisions()]
    for revision in [*revisions[1:], "base"]:
        downgrade(empty, revision)
    assert set(inspect(empty.engine).get_table_names()) <= {"alembic_version"}
    upgrade(empty)
    upgrade(empty)
    assert "documents" in inspect(empty.engine).get_table_names()


def _add_a_release(session: Session) -> None:
    dataset = Dataset(slug="escuelas", origin=DatasetOrigin.DECLARED)
    session.add(dataset)
    session.flush()
    digest = "2" * 64
    release = Release(
        dataset_id=dataset.id,
        structure=1,
        rows=0,
        corrections=0,
        row_count=3,
        rows_size=4_000_000_000,
        issued=datetime(2022, 5, 20, tzinfo=UTC),
        change_note="Primera liberación.",
        description={},
        content_key=digest,
        rows_sha256=digest,
    )
    session.add(release)
    session.flush()
    order = ReleaseOrder(dataset_id=dataset.id, state=OrderState.MADE, release_id=release.id)
    session.add_all((order, PublishedCells(release_id=release.id, dataset_id=dataset.id, cells=[])))
    session.add(
        Distribution(
            release_id=release.id,
            format=Format.CSV,
            file_name="escuelas.csv",
            media_type="text/csv",
            byte_size=4_000_000_000,
            sha256=digest,
        )
    )


def test_documents_read_before_are_examined(empty: Database) -> None:
    upgrade(empty, "0001")
    insert = text(
        "INSERT INTO documents (id, title, description, kind, state, file_type, source_name, folder_titles,"
        " grounds, missing_abilities, described, kind_stated, received_at, changed_at)"
        " VALUES (:id, 'Minuta', '', 'minutes', :state, 'pdf', 'minuta.pdf', '[]', '[]', '[]', false, false,"
        " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)"
    ).bindparams(bindparam("id", type_=Uuid()))
    ids = {state: uuid4() for state in ("ready", "published", "failed")}
    with empty.write() as session:
        for state, one in ids.items():
            session.execute(insert, {"id": one, "state": state})
    upgrade(empty)
    with empty.read() as session:
        waiting = {(job.verb, job.subject) for job in queue.look(session)}
    assert waiting == {(Verb.DETECT, str(ids["ready"])), (Verb.DETECT, str(ids["published"]))}
