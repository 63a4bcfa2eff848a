"""A release made in a work folder: rows frozen in one file, protected, compared, written in every format.

Nothing here is seen by anybody: jobs.release stores it, archive.exporting hands it to whoever asked.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.datasets import DECLARATIONS
from archive.datasets.declaring import LOCAL_TIME, Declaration, Surroundings
from archive.jobs.protecting import Guarded, guard
from archive.models.datasets import Dataset as DatasetRow
from archive.resources import Resources
from archive.row_file import RowFile, Written, write
from archive.services.datasets import highest_version, newest_release, version_of
from archive.services.describing import dataset_json, dataset_of
from export.differences import compare, next_version
from export.formats import ALL
from export.releasing import make_release
from export.schema import check
from export.values import FIRST, Dataset, Difference, Format, Row, Version
from export.values import Release as ReleaseValue


@dataclass(frozen=True)
class Former:
    """The release in force."""

    id: int
    version: Version
    dataset: Dataset
    description: dict[str, object]
    content_key: str
    rows_sha256: str


@dataclass(frozen=True)
class Task:
    """What is to be released, after what."""

    dataset_id: int | None  # None: there is no row of it yet
    dataset: Dataset
    description: dict[str, object]
    declaration: Declaration | None
    table_rows: str  # sha256 in the vault, of a table that staff sent
    issued: datetime
    note: str
    correction: bool
    former: Former | None
    highest: Version | None


@dataclass(frozen=True)
class Frozen:
    """The rows as they are released, whatever changes meanwhile."""

    path: Path
    written: Written
    guarded: Guarded | None


@dataclass(frozen=True)
class Made:
    release: ReleaseValue
    difference: Difference | None
    folder: Path


def task_of(
    session: Session,
    resources: Resources,
    slug: str,
    *,
    issued: datetime,
    note: str = "",
    correction: bool = False,
    table_rows: str = "",
) -> Task:
    """What a release of a dataset is to hold, as the dataset is described now."""
    row = session.scalars(select(DatasetRow).where(DatasetRow.slug == slug)).one_or_none()
    declaration = DECLARATIONS.get(slug)
    if declaration is not None:
        dataset = declaration.describe(_surroundings(resources, issued))
        described = {**dataset_json(dataset), "chart": list(declaration.chart) if declaration.chart else None}
    else:
        described = dict(row.description or {}) if row is not None else {}
        dataset = dataset_of(described)
    return Task(
        dataset_id=row.id if row is not None else None,
        dataset=dataset,
        description=described,
        declaration=declaration,
        table_rows=table_rows,
        issued=issued,
        note=note,
        correction=correction,
        former=_former(session, row.id) if row is not None else None,
        highest=highest_version(session, row.id) if row is not None else None,
    )


def _former(session: Session, dataset_id: int) -> Former | None:
    row = newest_release(session, dataset_id)
    if row is None:
        return None
    return Former(
        row.id,
        version_of(row),
        dataset_of(row.description),
        row.description,
        row.content_key,
        row.rows_sha256,
    )


def _surroundings(resources: Resources, issued: datetime) -> Surroundings:
    return Surroundings(resources.settings, issued.astimezone(LOCAL_TIME).date())


def freeze(resources: Resources, task: Task, path: Path) -> Frozen:
    """Write the rows down as they are at this moment, checked against what their columns promise."""
    guarded: Guarded | None = None
    table = task.dataset.table
    with ExitStack() as stack:
        if task.declaration is None:
            rows = stack.enter_context(_sent_rows(resources, task))
        else:
            session = stack.enter_context(_snapshot(resources))
            around = _surroundings(resources, task.issued)
            if task.declaration.people is not None:
                guarded = guard(session, task.declaration.people, around)
                rows = iter(guarded.rows)
            else:
                assert task.declaration.rows is not None
                rows = task.declaration.rows(session, around)
        return Frozen(path, write(table, check(table, rows), path), guarded)


@contextmanager
def _snapshot(resources: Resources) -> Iterator[Session]:
    """One moment of the database, for however many statements; SQLite gives that anyway."""
    database = resources.database
    with database.read() as session:
        if not database.is_sqlite:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield session


@contextmanager
def _sent_rows(resources: Resources, task: Task) -> Iterator[Iterator[Row]]:
    with resources.vault.local(task.table_rows) as path:
        file = RowFile(path, task.dataset.table)
        try:
            yield file.rows()
        finally:
            file.close()


def says_the_same(task: Task, frozen: Frozen) -> bool:
    """Whether the release in force has the very same columns, rows and description."""
    former = task.former
    return (
        former is not None
        and former.content_key == frozen.written.content_key
        and former.description == description_of(task, frozen)
    )


def description_of(task: Task, frozen: Frozen) -> dict[str, object]:
    """As the release keeps it: with how its figures were protected."""
    method = frozen.guarded.method if frozen.guarded is not None else task.dataset.method
    return {**task.description, "method": method}


def make(
    resources: Resources, task: Task, frozen: Frozen, folder: Path, formats: Collection[Format] = ALL
) -> Made:
    """Write it into the new ``folder``."""
    dataset = dataset_of(description_of(task, frozen))
    rows = RowFile(frozen.path, dataset.table)
    try:
        difference = _difference(resources, task, rows.rows)
        version = _version(task, difference)
        note = task.note or _note(difference)
        release_ = make_release(
            dataset, rows.rows, folder, version=version, issued=task.issued, change_note=note, formats=formats
        )
    finally:
        rows.close()
    return Made(release_, difference, folder)


def _difference(resources: Resources, task: Task, rows: Callable[[], Iterator[Row]]) -> Difference | None:
    former = task.former
    if former is None:
        return None
    with resources.public.local(former.rows_sha256) as path:
        before = RowFile(path, former.dataset.table)
        try:
            return compare(former.dataset.table, before.rows, task.dataset.table, rows)
        finally:
            before.close()


def _version(task: Task, difference: Difference | None) -> Version:
    """After the highest number there ever was, also of withdrawn releases."""
    if task.highest is None:
        return FIRST
    return next_version(task.highest, difference or Difference(), correction=task.correction)


def _note(difference: Difference | None) -> str:
    if difference is None:
        return "Primera liberación."
    parts = [
        (
            "columnas cambiadas",
            len(difference.added_fields + difference.removed_fields + difference.changed_fields),
        ),
        ("filas nuevas", difference.rows_added),
        ("filas modificadas", difference.rows_changed),
        ("filas retiradas", difference.rows_removed),
    ]
    said = ", ".join(f"{name}: {count}" for name, count in parts if count)
    return f"{said.capitalize()}." if said else "Cambios en la descripción."
