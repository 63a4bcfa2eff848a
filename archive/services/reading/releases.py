"""The releases there are, read from the database once and kept until one is added or withdrawn."""

import threading
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Row, select

from archive.db import Database
from archive.models.datasets import Dataset, Distribution, Release
from archive.resources import Resources
from archive.services.describing import dataset_of, difference_of
from archive.services.reading.dataset_values import Chart, PublicDataset, PublicRelease
from archive.services.reading.row_shelf import RowShelf
from export.values import Distribution as File
from export.values import Release as ReleaseValue
from export.values import Version

_STAMP = "SELECT count(*), max(id), count(withdrawn_at) FROM releases"
_RELEASES = (
    select(*Release.__table__.columns, Dataset.slug.label("slug"))
    .join(Dataset, Dataset.id == Release.dataset_id)
    .order_by(Dataset.slug, Release.structure.desc(), Release.rows.desc(), Release.corrections.desc())
)
_FILES = select(*Distribution.__table__.columns).order_by(Distribution.id)


@dataclass(frozen=True)
class Releases:
    """Everything released, by dataset; withdrawn releases too."""

    stamp: tuple[Any, ...]
    shelf: RowShelf
    datasets: dict[str, PublicDataset]  # those with a release in force
    releases: dict[str, tuple[PublicRelease, ...]]  # newest first
    row_files: dict[tuple[str, Version], str]  # sha256, of those in force


_KEPT: WeakKeyDictionary[Database, Releases] = WeakKeyDictionary()
_LOCK = threading.Lock()


def releases_of(resources: Resources) -> Releases:
    """What there is now."""
    with resources.database.engine.connect() as connection:
        stamp = tuple(connection.exec_driver_sql(_STAMP).one())
        with _LOCK:
            kept = _KEPT.get(resources.database)
        if kept is None or kept.stamp != stamp:
            shelf = kept.shelf if kept is not None else RowShelf(resources.public)
            kept = _read(connection, stamp, shelf, resources.settings.base_url.rstrip("/"))
            with _LOCK:
                _KEPT[resources.database] = kept
    return kept


def dataset_path(slug: str) -> str:
    """A dataset's page on the portal."""
    return f"/datos/{slug}"


def file_path(slug: str, version: str, file_name: str) -> str:
    """The address of a release's file, for ever; with NEWEST for its version, the newest release's."""
    return f"/datos/{slug}/{version}/{file_name}"


NEWEST = "actual"


def name_without(version: str, file_name: str) -> str:
    """What a file is called in every release: a ZIP's own name has its version in it."""
    return file_name.replace(f"-{version}.", ".")


def _read(connection: Connection, stamp: tuple[Any, ...], shelf: RowShelf, base: str) -> Releases:
    files: dict[int, list[Row[Any]]] = {}
    for file in connection.execute(_FILES):
        files.setdefault(file.release_id, []).append(file)
    releases: dict[str, list[PublicRelease]] = {}
    row_files: dict[tuple[str, Version], str] = {}
    charts: dict[str, Chart | None] = {}
    for row in connection.execute(_RELEASES):
        shown = _release(row, files.get(row.id, []), base)
        releases.setdefault(row.slug, []).append(shown)
        if shown.withdrawn_at is None:
            row_files[row.slug, shown.release.version] = row.rows_sha256
            charts.setdefault(row.slug, _chart(row.description))
    datasets = {
        slug: _dataset(tuple(all_of_it), charts[slug], base)
        for slug, all_of_it in releases.items()
        if slug in charts
    }
    return Releases(stamp, shelf, datasets, {slug: tuple(one) for slug, one in releases.items()}, row_files)


def _release(row: Row[*tuple[Any, ...]], files: list[Row[Any]], base: str) -> PublicRelease:
    version = Version(row.structure, row.rows, row.corrections)
    in_force = row.withdrawn_at is None
    value = ReleaseValue(
        dataset=replace(dataset_of(row.description), landing_page=base + dataset_path(row.slug)),
        version=version,
        issued=row.issued,
        row_count=row.row_count,
        change_note=row.change_note,
        distributions=tuple(_file(row.slug, str(version), one, base) for one in files if in_force),
        withdrawn=row.withdrawal_reason if not in_force else "",
    )
    difference = difference_of(row.difference) if row.difference is not None else None
    return PublicRelease(value, difference, row.withdrawn_at)


def _file(slug: str, version: str, row: Row[Any], base: str) -> File:
    address = base + file_path(slug, version, row.file_name)
    return File(row.format, row.file_name, row.media_type, row.byte_size, row.sha256, address)


def _dataset(releases: tuple[PublicRelease, ...], chart: Chart | None, base: str) -> PublicDataset:
    newest = next(one for one in releases if one.withdrawn_at is None)
    slug = newest.release.dataset.slug
    version = str(newest.release.version)
    files = tuple(
        replace(one, address=base + file_path(slug, NEWEST, name_without(version, one.file_name)))
        for one in newest.release.distributions
    )
    return PublicDataset(newest.release.dataset, newest, releases, files, chart)


def _chart(description: dict[str, Any]) -> Chart | None:
    stated = description.get("chart")
    return Chart(*stated) if stated else None
