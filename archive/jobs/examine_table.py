"""Examine a table that staff sent: do its rows keep what the columns promise, and is nobody in it?

A child process reads it (archive.jobs.table_tasks).  What passed is kept as a row file in the vault: what is
released later is what was looked at.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from archive.jobs.workshop import Workshop
from archive.models.base import now
from archive.models.datasets import Dataset, SentTable, TableState
from archive.services import audit
from archive.services.audit import WORKER, Action
from archive.services.intake import limits_of
from ingest.errors import IngestError
from ingest.sandbox import Sandbox

_TASKS = "archive.jobs.table_tasks"
_SECONDS = 3_600.0  # a gigabyte of rows is searched cell by cell


def examine_table(workshop: Workshop, table_id: UUID) -> None:
    """Bring a table from RECEIVED to CLEAN or REFUSED."""
    found = _begin(workshop, table_id)
    if found is None:
        return
    sha256, described = found
    with workshop.bench() as bench:
        target = bench / "rows.sqlite"
        answer = _asked(workshop, sha256, described, target, bench)
        rows = None if answer["problems"] else workshop.resources.vault.put_file(target).sha256
    with workshop.resources.database.write() as session:
        row = session.get_one(SentTable, table_id)
        if row.state is not TableState.RECEIVED:
            return
        row.state = TableState.REFUSED if rows is None else TableState.CLEAN
        row.problems, row.row_count, row.rows_sha256 = answer["problems"], answer.get("row_count"), rows
        row.examined_at = now()
        slug = session.get_one(Dataset, row.dataset_id).slug
        audit.record(session, WORKER, Action.TABLE_EXAMINED, "dataset", slug, state=row.state.value)


def _begin(workshop: Workshop, table_id: UUID) -> tuple[str, dict[str, Any]] | None:
    with workshop.resources.database.read() as session:
        row = session.get(SentTable, table_id)
        if row is None or row.state is not TableState.RECEIVED:
            return None
        return row.sha256, session.get_one(Dataset, row.dataset_id).description or {}


def _asked(
    workshop: Workshop, sha256: str, described: dict[str, Any], target: Path, bench: Path
) -> dict[str, Any]:
    limits = replace(limits_of(workshop.resources), seconds=_SECONDS)
    with workshop.resources.vault.local(sha256) as path, Sandbox(limits, _TASKS) as sandbox:
        request = {"dataset": described, "path": str(path.resolve()), "target": str(target.resolve())}
        try:
            return sandbox.call("examine_table", request, bench, (path,))
        except IngestError as error:
            return {"problems": [{"code": error.code, "sentence": error.sentence, "data": _plain(error)}]}


def _plain(error: IngestError) -> dict[str, str]:
    return {name: str(value) for name, value in error.data.items()}
