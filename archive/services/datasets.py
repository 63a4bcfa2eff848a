"""Releasing open data: order, let a second person approve, return, withdraw.

What is made from rows that are public already one person may release, and so may what disclosure control
protects before anything is written.  A table of staff's own (services.own_tables) takes a second person.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive import queue
from archive.datasets import DECLARATIONS
from archive.errors import (
    InvalidInput,
    MoveNotAllowed,
    NotFound,
    ReleaseUnderWay,
    SecondPersonNeeded,
    TableNotReleasable,
    Unforeseen,
)
from archive.models.base import now
from archive.models.datasets import (
    ORDER_MOVES,
    Dataset,
    Distribution,
    OrderState,
    Origin,
    Release,
    ReleaseOrder,
    SentTable,
    TableState,
)
from archive.permissions import Actor, Permission, demand
from archive.queue import Verb
from archive.resources import Resources
from archive.services import audit
from archive.services.audit import Action
from archive.services.public_objects import drop_unneeded
from export.values import Version

UNDER_WAY = frozenset({OrderState.PROPOSED, OrderState.ORDERED})


@dataclass(frozen=True)
class OrderView:
    """An order as staff see it; ``sentence`` is untranslated."""

    id: UUID
    slug: str
    state: OrderState
    change_note: str
    ordered_by: int | None
    ordered_at: datetime
    table_id: UUID | None
    version: Version | None  # of the release it made
    code: str | None
    sentence: str | None
    data: dict[str, Any]
    reason: str


@dataclass(frozen=True)
class DatasetStanding:
    """A dataset as those who release it see it."""

    slug: str
    title: str
    origin: Origin
    newest: Version | None  # in force
    issued: datetime | None
    order: OrderView | None  # the last one


def order(
    resources: Resources,
    actor: Actor | None,
    slug: str,
    *,
    change_note: str = "",
    correction: bool = False,
) -> UUID:
    """Have a declared dataset released as it is now; the order's id.  Raises NotFound, ReleaseUnderWay."""
    demand(actor, Permission.DATASET_RELEASE)
    assert actor is not None
    if slug not in DECLARATIONS:
        raise NotFound
    with resources.database.write() as session:
        dataset = _declared(session, actor, slug)
        demand_free(session, dataset)
        row = ReleaseOrder(
            dataset_id=dataset.id,
            change_note=change_note.strip(),
            correction=correction,
            state=OrderState.ORDERED,
            ordered_by=actor.id,
        )
        session.add(row)
        session.flush()
        queue.put(session, Verb.RELEASE, str(row.id))
        audit.record(session, actor, Action.RELEASE_ORDERED, "dataset", slug)
        return row.id


def propose(
    resources: Resources,
    actor: Actor | None,
    table_id: UUID,
    *,
    change_note: str = "",
    correction: bool = False,
) -> UUID:
    """The first person asks that a clean table be released.  Raises TableNotReleasable, ReleaseUnderWay."""
    demand(actor, Permission.DATASET_SEND)
    assert actor is not None
    with resources.database.write() as session:
        table = session.get(SentTable, table_id)
        if table is None:
            raise NotFound
        if table.state is not TableState.CLEAN:
            raise TableNotReleasable(reason="no ha pasado la revisión de sus columnas y datos personales.")
        dataset = session.get_one(Dataset, table.dataset_id)
        demand_free(session, dataset)
        row = ReleaseOrder(
            dataset_id=dataset.id,
            table_id=table_id,
            change_note=change_note.strip(),
            correction=correction,
            state=OrderState.PROPOSED,
            ordered_by=actor.id,
        )
        session.add(row)
        session.flush()
        audit.record(session, actor, Action.RELEASE_PROPOSED, "dataset", dataset.slug)
        return row.id


def approve(resources: Resources, actor: Actor | None, order_id: UUID) -> None:
    """The second person approves: neither who sent the table nor who proposed it.

    Raises SecondPersonNeeded, MoveNotAllowed.
    """
    demand(actor, Permission.DATASET_RELEASE)
    assert actor is not None
    with resources.database.write() as session:
        row = load_order(session, order_id)
        move(row, OrderState.ORDERED)
        table = session.get(SentTable, row.table_id) if row.table_id is not None else None
        if actor.id in {row.ordered_by, table.sent_by if table is not None else None}:
            raise SecondPersonNeeded
        row.decided_by, row.decided_at = actor.id, now()
        queue.put(session, Verb.RELEASE, str(order_id))
        audit.record(session, actor, Action.RELEASE_APPROVED, "dataset", _slug(session, row.dataset_id))


def give_back(resources: Resources, actor: Actor | None, order_id: UUID, reason: str) -> None:
    """Return a proposal, saying why; who proposed it may take it back, too."""
    demand(actor, Permission.DATASET_SEND)
    assert actor is not None
    with resources.database.write() as session:
        row = load_order(session, order_id)
        move(row, OrderState.RETURNED)
        row.reason = _stated(reason)
        row.decided_by, row.decided_at = actor.id, now()
        audit.record(session, actor, Action.RELEASE_RETURNED, "dataset", _slug(session, row.dataset_id))


def withdraw(
    resources: Resources, actor: Actor | None, slug: str, untrusted_version: str, reason: str
) -> None:
    """Take a release from the public at once; its address then says since when and why.

    The files go to the vault.  What it said of people stays in the ledger: it has been read.
    """
    demand(actor, Permission.DATASET_WITHDRAW)
    assert actor is not None
    reason = _stated(reason)
    with resources.database.write() as session:
        row = _release(session, slug, untrusted_version)
        if row.withdrawn_at is not None:
            raise MoveNotAllowed(state="withdrawn", target="withdrawn")
        files = select(Distribution.sha256).where(Distribution.release_id == row.id)
        hashes = {row.rows_sha256, *session.scalars(files)}
        for sha256 in sorted(hashes):
            with resources.public.local(sha256) as path:
                resources.vault.put_file(path)
        row.withdrawn_by, row.withdrawn_at, row.withdrawal_reason = actor.id, now(), reason
        audit.record(session, actor, Action.RELEASE_WITHDRAWN, "dataset", slug, version=str(version_of(row)))
    with resources.database.write() as session:
        drop_unneeded(session, resources.public, hashes)


def standings(resources: Resources, actor: Actor | None) -> tuple[DatasetStanding, ...]:
    """Every dataset that is declared or was sent, with its newest release and its last order."""
    demand(actor, Permission.DOCUMENT_READ)
    with resources.database.read() as session:
        rows = {row.slug: row for row in session.scalars(select(Dataset).order_by(Dataset.slug))}
        return tuple(_standing(session, slug, rows.get(slug)) for slug in {**DECLARATIONS, **rows})


def order_view(resources: Resources, actor: Actor | None, order_id: UUID) -> OrderView:
    demand(actor, Permission.DOCUMENT_READ)
    with resources.database.read() as session:
        return _order_view(session, load_order(session, order_id))


def load_order(session: Session, order_id: UUID) -> ReleaseOrder:
    row = session.get(ReleaseOrder, order_id)
    if row is None:
        raise NotFound
    return row


def move(row: ReleaseOrder, target: OrderState) -> None:
    """The one way to change an order's state.  Raises MoveNotAllowed."""
    if target not in ORDER_MOVES[row.state]:
        raise MoveNotAllowed(state=row.state.value, target=target.value)
    row.state = target


def refuse(session: Session, row: ReleaseOrder, code: str, sentence: str, data: dict[str, Any]) -> None:
    """An ordered release could not be made; what its tries had stored goes."""
    move(row, OrderState.REFUSED)
    row.failure_code, row.failure_sentence, row.failure_data = code, sentence, data
    audit.record(
        session, audit.WORKER, Action.RELEASE_REFUSED, "dataset", _slug(session, row.dataset_id), code=code
    )


def give_up(session: Session, order_id: UUID) -> None:
    """Its job failed again and again for an unforeseen reason."""
    row = session.get(ReleaseOrder, order_id)
    if row is not None and row.state is OrderState.ORDERED:
        refuse(session, row, Unforeseen.code, Unforeseen.sentence, {})


def newest_release(session: Session, dataset_id: int) -> Release | None:
    """The release in force with the highest number."""
    return session.scalars(_numbered(dataset_id).where(Release.withdrawn_at.is_(None)).limit(1)).first()


def highest_version(session: Session, dataset_id: int) -> Version | None:
    """Of all there ever were: a number is never given twice."""
    row = session.scalars(_numbered(dataset_id).limit(1)).first()
    return version_of(row) if row is not None else None


def version_of(row: Release) -> Version:
    return Version(row.structure, row.rows, row.corrections)


def demand_free(session: Session, dataset: Dataset) -> None:
    """Raises ReleaseUnderWay where an order for the dataset is open."""
    session.execute(select(Dataset.id).where(Dataset.id == dataset.id).with_for_update())
    open_orders = select(ReleaseOrder.id).where(
        ReleaseOrder.dataset_id == dataset.id, ReleaseOrder.state.in_(UNDER_WAY)
    )
    if session.execute(open_orders.limit(1)).first() is not None:
        raise ReleaseUnderWay(dataset=dataset.slug)


def _numbered(dataset_id: int) -> Any:
    return (
        select(Release)
        .where(Release.dataset_id == dataset_id)
        .order_by(Release.structure.desc(), Release.rows.desc(), Release.corrections.desc())
    )


def _declared(session: Session, actor: Actor, slug: str) -> Dataset:
    row = session.scalars(select(Dataset).where(Dataset.slug == slug)).one_or_none()
    if row is None:
        row = Dataset(slug=slug, origin=Origin.DECLARED, created_by=actor.id)
        session.add(row)
        session.flush()
    return row


def _slug(session: Session, dataset_id: int) -> str:
    return session.get_one(Dataset, dataset_id).slug


def _release(session: Session, slug: str, untrusted_version: str) -> Release:
    try:
        version = Version.parse(untrusted_version)
    except ValueError:
        raise NotFound from None
    found = session.scalars(
        select(Release)
        .join(Dataset, Dataset.id == Release.dataset_id)
        .where(
            Dataset.slug == slug,
            Release.structure == version.structure,
            Release.rows == version.rows,
            Release.corrections == version.corrections,
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def _standing(session: Session, slug: str, row: Dataset | None) -> DatasetStanding:
    declared = DECLARATIONS.get(slug)
    if row is None:
        assert declared is not None
        return DatasetStanding(slug, declared.title, Origin.DECLARED, None, None, None)
    title = declared.title if declared is not None else str((row.description or {}).get("title", slug))
    newest = newest_release(session, row.id)
    last = session.scalars(
        select(ReleaseOrder)
        .where(ReleaseOrder.dataset_id == row.id)
        .order_by(ReleaseOrder.ordered_at.desc(), ReleaseOrder.id)
        .limit(1)
    ).first()
    return DatasetStanding(
        slug=slug,
        title=title,
        origin=row.origin,
        newest=version_of(newest) if newest is not None else None,
        issued=newest.issued.astimezone(UTC) if newest is not None else None,
        order=_order_view(session, last) if last is not None else None,
    )


def _order_view(session: Session, row: ReleaseOrder) -> OrderView:
    made = session.get(Release, row.release_id) if row.release_id is not None else None
    return OrderView(
        id=row.id,
        slug=_slug(session, row.dataset_id),
        state=row.state,
        change_note=row.change_note,
        ordered_by=row.ordered_by,
        ordered_at=row.ordered_at,
        table_id=row.table_id,
        version=version_of(made) if made is not None else None,
        code=row.failure_code,
        sentence=row.failure_sentence,
        data=row.failure_data or {},
        reason=row.reason,
    )


def _stated(reason: str) -> str:
    stated = reason.strip()
    if not stated:
        raise InvalidInput(field="motivo", reason="diga por qué")
    return stated
