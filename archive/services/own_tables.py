"""Datasets of staff's own: describe the columns, send the rows; a job examines them first."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from slugify import slugify
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive import queue
from archive.datasets import DECLARATIONS
from archive.datasets.declaring import place_of, publisher_of
from archive.errors import InvalidInput, NotFound, Unforeseen
from archive.models.base import now
from archive.models.datasets import Dataset, Origin, SentTable, TableState
from archive.permissions import Actor, Permission, demand
from archive.queue import Verb
from archive.resources import Resources
from archive.services import audit
from archive.services.audit import Action
from archive.services.datasets import demand_free
from archive.services.describing import dataset_json, dataset_of
from export.schema import demand_fit
from export.values import LIBRE_USO_MX, Field, Licence, Period, Periodicity, Table
from export.values import Dataset as DatasetValue

MOST_COLUMNS = 1_000  # the refusal names it, too


@dataclass(frozen=True)
class TableDescription:
    """What staff say of a dataset of their own: the whole of it, each time."""

    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    periodicity: Periodicity
    theme: str
    keywords: tuple[str, ...]
    unit: str
    temporal: Period | None = None
    licence: Licence = LIBRE_USO_MX
    method: str = ""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where; ``sentence`` is untranslated and filled from ``data``."""

    code: str
    sentence: str
    data: dict[str, Any]


@dataclass(frozen=True)
class SentTableView:
    """A sent table as staff see it."""

    id: UUID
    slug: str
    source_name: str
    size: int
    state: TableState
    problems: tuple[Problem, ...]
    row_count: int | None
    sent_by: int | None
    sent_at: datetime


def describe(resources: Resources, actor: Actor | None, wanted: TableDescription, slug: str = "") -> str:
    """Add a dataset of staff's own, or (with its ``slug``) describe one anew for its next release; its slug.

    Raises InvalidInput, TableUnfit, ReleaseUnderWay.
    """
    demand(actor, Permission.DATASET_SEND)
    assert actor is not None
    _demand_whole(wanted)
    with resources.database.write() as session:
        if slug:
            row = own_dataset(session, slug)
            demand_free(session, row)
        else:
            row = Dataset(slug=_free_slug(session, wanted.title), origin=Origin.SENT, created_by=actor.id)
            session.add(row)
        row.description = {**dataset_json(_described(resources, wanted, row.slug)), "chart": None}
        audit.record(session, actor, Action.TABLE_DESCRIBED, "dataset", row.slug)
        return row.slug


def send(resources: Resources, actor: Actor | None, slug: str, path: Path, untrusted_name: str) -> UUID:
    """Take a file with the dataset's rows; a job examines it.  Raises NotFound, ReleaseUnderWay."""
    demand(actor, Permission.DATASET_SEND)
    assert actor is not None
    if path.stat().st_size > resources.settings.max_upload_size:
        raise InvalidInput(field="archivo", reason="es demasiado grande")
    stored = resources.vault.put_file(path)
    with resources.database.write() as session:
        dataset = own_dataset(session, slug)
        demand_free(session, dataset)
        row = SentTable(
            dataset_id=dataset.id,
            sha256=stored.sha256,
            size=stored.size,
            source_name=untrusted_name.replace("\\", "/").rsplit("/", 1)[-1][:400],
            sent_by=actor.id,
        )
        session.add(row)
        session.flush()
        queue.put(session, Verb.EXAMINE_TABLE, str(row.id))
        audit.record(session, actor, Action.TABLE_SENT, "dataset", slug, sha256=stored.sha256)
        return row.id


def description_of(resources: Resources, actor: Actor | None, slug: str) -> DatasetValue:
    """How a dataset of staff's own is described now.  Raises NotFound."""
    demand(actor, Permission.DOCUMENT_READ)
    with resources.database.read() as session:
        return dataset_of(own_dataset(session, slug).description or {})


def sent_tables(resources: Resources, actor: Actor | None, slug: str) -> tuple[SentTableView, ...]:
    """What was sent for a dataset, newest first."""
    demand(actor, Permission.DOCUMENT_READ)
    with resources.database.read() as session:
        dataset = own_dataset(session, slug)
        rows = session.scalars(
            select(SentTable).where(SentTable.dataset_id == dataset.id).order_by(SentTable.sent_at.desc())
        )
        return tuple(_view(row, slug) for row in rows)


def give_up(session: Session, table_id: UUID) -> None:
    """Its examination failed again and again for an unforeseen reason."""
    row = session.get(SentTable, table_id)
    if row is not None and row.state is TableState.RECEIVED:
        row.state = TableState.REFUSED
        row.problems = [{"code": Unforeseen.code, "sentence": Unforeseen.sentence, "data": {}}]
        row.examined_at = now()


def own_dataset(session: Session, slug: str) -> Dataset:
    row = session.scalars(
        select(Dataset).where(Dataset.slug == slug, Dataset.origin == Origin.SENT)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def _demand_whole(wanted: TableDescription) -> None:
    for name, value in (
        ("Título", wanted.title),
        ("Descripción", wanted.description),
        ("Tema", wanted.theme),
        ("Unidad", wanted.unit),
    ):
        if not value.strip():
            raise InvalidInput(field=name, reason="no puede quedar vacío")
    if len(wanted.fields) > MOST_COLUMNS:
        raise InvalidInput(field="columnas", reason="son más de 1,000")
    for field in wanted.fields:
        if not field.title.strip() or not field.description.strip():
            raise InvalidInput(field=field.name, reason="diga qué significa la columna")
    demand_fit(Table(wanted.fields, wanted.key))


def _described(resources: Resources, wanted: TableDescription, slug: str) -> DatasetValue:
    settings = resources.settings
    return DatasetValue(
        slug=slug,
        title=" ".join(wanted.title.split()),
        description=wanted.description.strip(),
        table=Table(wanted.fields, wanted.key),
        publisher=publisher_of(settings),
        periodicity=wanted.periodicity,
        theme=wanted.theme.strip(),
        keywords=wanted.keywords,
        spatial=place_of(settings),
        temporal=wanted.temporal,
        licence=wanted.licence,
        unit=wanted.unit.strip(),
        method=wanted.method.strip(),
        landing_page=f"{settings.base_url.rstrip('/')}/datos/{slug}" if settings.base_url else "",
    )


def _free_slug(session: Session, title: str) -> str:
    base = str(slugify(title, max_length=60, word_boundary=True)) or "tabla"
    taken = {*DECLARATIONS, *session.scalars(select(Dataset.slug).where(Dataset.slug.startswith(base)))}
    return next(
        slug
        for slug in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
        if slug not in taken
    )


def _view(row: SentTable, slug: str) -> SentTableView:
    return SentTableView(
        id=row.id,
        slug=slug,
        source_name=row.source_name,
        size=row.size,
        state=row.state,
        problems=tuple(Problem(one["code"], one["sentence"], one["data"]) for one in row.problems),
        row_count=row.row_count,
        sent_by=row.sent_by,
        sent_at=row.sent_at,
    )
