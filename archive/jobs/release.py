"""Make an ordered release: its rows frozen in one file, protected, compared, written in every format, stored.

Everything is made in a work folder.  Each object that goes into the public zone is written down beforehand,
and the release appears in one transaction at the end: killed at any moment, nothing half-made can be seen,
and the next try makes the same bytes, for all it takes its time from is the order.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select

from archive.errors import ArchiveError, ReleaseUnderWay
from archive.jobs.making_release import (
    Frozen,
    Made,
    Task,
    description_of,
    freeze,
    make,
    says_the_same,
    task_of,
)
from archive.jobs.workshop import Workshop
from archive.models.datasets import Dataset as DatasetRow
from archive.models.datasets import (
    Distribution,
    OrderObject,
    OrderState,
    PublishedCells,
    Release,
    SentTable,
)
from archive.services import audit
from archive.services.audit import WORKER, Action
from archive.services.datasets import highest_version, load_order, move, refuse
from archive.services.describing import difference_json
from archive.services.public_objects import drop_unneeded
from archive.storage import Stored, pieces_of, sha256_of
from export.errors import ExportError


@dataclass(frozen=True)
class _Round:
    """One order and what it comes to."""

    order_id: UUID
    dataset_id: int
    task: Task


def release(workshop: Workshop, order_id: UUID) -> None:
    """Bring an order from ORDERED to MADE, UNCHANGED or REFUSED."""
    try:
        round_ = _begin(workshop, order_id)
        if round_ is None:
            return
        with workshop.bench() as bench:
            frozen = freeze(workshop.resources, round_.task, bench / "rows.sqlite")
            if says_the_same(round_.task, frozen):
                _unchanged(workshop, round_)
                return
            made = make(workshop.resources, round_.task, frozen, bench / "release")
            rows = _store(workshop, round_, frozen, made)
        _finish(workshop, round_, frozen, made, rows)
    except (ExportError, ArchiveError) as error:
        _refuse(workshop, order_id, error)


def _begin(workshop: Workshop, order_id: UUID) -> _Round | None:
    _forget(workshop, order_id)
    with workshop.resources.database.read() as session:
        order = load_order(session, order_id)
        if order.state is not OrderState.ORDERED:
            return None
        table = session.get(SentTable, order.table_id) if order.table_id is not None else None
        task = task_of(
            session,
            workshop.resources,
            session.get_one(DatasetRow, order.dataset_id).slug,
            issued=order.decided_at or order.ordered_at,
            note=order.change_note,
            correction=order.correction,
            table_rows=(table.rows_sha256 or "") if table is not None else "",
        )
        return _Round(order_id, order.dataset_id, task)


def _forget(workshop: Workshop, order_id: UUID) -> None:
    """Drop what an earlier, killed try left in the public zone."""
    with workshop.resources.database.write() as session:
        held = set(session.scalars(select(OrderObject.sha256).where(OrderObject.order_id == order_id)))
        session.execute(delete(OrderObject).where(OrderObject.order_id == order_id))
        drop_unneeded(session, workshop.resources.public, held)


def _store(workshop: Workshop, round_: _Round, frozen: Frozen, made: Made) -> Stored:
    """Put every file into the public zone, each written down first."""
    rows = _hash(frozen.path)
    hashes = {rows.sha256, *(file.sha256 for file in made.release.distributions)}
    with workshop.resources.database.write() as session:
        session.add_all(OrderObject(order_id=round_.order_id, sha256=sha256) for sha256 in sorted(hashes))
    public = workshop.resources.public
    public.put_file(frozen.path)
    for file in made.release.distributions:
        stored = public.put_file(made.folder / file.file_name)
        assert stored.sha256 == file.sha256, file.file_name
    return rows


def _finish(workshop: Workshop, round_: _Round, frozen: Frozen, made: Made, rows: Stored) -> None:
    """The release is there from here on.  Raises ReleaseUnderWay where another came in between."""
    version = made.release.version
    with workshop.resources.database.write() as session:
        session.execute(select(DatasetRow.id).where(DatasetRow.id == round_.dataset_id).with_for_update())
        if highest_version(session, round_.dataset_id) != round_.task.highest:
            raise ReleaseUnderWay(dataset=round_.task.dataset.slug)
        order = load_order(session, round_.order_id)
        move(order, OrderState.MADE)
        row = Release(
            dataset_id=round_.dataset_id,
            structure=version.structure,
            rows=version.rows,
            corrections=version.corrections,
            issued=round_.task.issued,
            row_count=made.release.row_count,
            change_note=made.release.change_note,
            description=description_of(round_.task, frozen),
            difference=difference_json(made.difference) if made.difference is not None else None,
            content_key=frozen.written.content_key,
            rows_sha256=rows.sha256,
            rows_size=rows.size,
        )
        session.add(row)
        session.flush()
        order.release_id = row.id
        session.add_all(
            Distribution(
                release_id=row.id,
                format=file.format,
                file_name=file.file_name,
                media_type=file.media_type,
                byte_size=file.byte_size,
                sha256=file.sha256,
            )
            for file in made.release.distributions
        )
        if frozen.guarded is not None:
            session.add(
                PublishedCells(release_id=row.id, dataset_id=round_.dataset_id, cells=frozen.guarded.ledger)
            )
        session.execute(delete(OrderObject).where(OrderObject.order_id == round_.order_id))
        audit.record(
            session, WORKER, Action.RELEASE_MADE, "dataset", round_.task.dataset.slug, version=str(version)
        )


def _unchanged(workshop: Workshop, round_: _Round) -> None:
    assert round_.task.former is not None
    with workshop.resources.database.write() as session:
        order = load_order(session, round_.order_id)
        move(order, OrderState.UNCHANGED)
        order.release_id = round_.task.former.id


def _refuse(workshop: Workshop, order_id: UUID, error: ExportError | ArchiveError) -> None:
    _forget(workshop, order_id)
    with workshop.resources.database.write() as session:
        refuse(session, load_order(session, order_id), error.code, error.sentence, _told(error.data))


def _told(data: dict[str, object]) -> dict[str, object]:
    """What JSON can hold of an error's data."""
    return {
        name: value if isinstance(value, str | int | float | None) else str(value)
        for name, value in data.items()
    }


def _hash(path: Path) -> Stored:
    with path.open("rb") as file:
        return sha256_of(pieces_of(file))
