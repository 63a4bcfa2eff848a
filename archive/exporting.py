"""``acervo export``: datasets as files in a folder, made like a release but not kept and not shown.

Counts of people are protected against everything ever published; what is handed out this way is not in the
ledger, so what leaves the house is a release.
"""

from collections.abc import Collection
from pathlib import Path

from archive.datasets import DECLARATIONS
from archive.errors import NotFound
from archive.jobs.making_release import freeze, make, task_of
from archive.models.base import now
from archive.resources import Resources
from archive.scratch import scratch
from archive.services.reading import datasets as reading
from export.values import Format, Release


def export(resources: Resources, slug: str, folder: Path, formats: Collection[Format]) -> Release:
    """One dataset, into the new folder ``folder``: a declared one as it is now, another as last released.

    Raises NotFound, RowsRefused, CellsRecoverable, FolderTaken.
    """
    if slug not in DECLARATIONS:
        return _released(resources, slug, folder, formats)
    with resources.database.read() as session:
        task = task_of(session, resources, slug, issued=now().replace(microsecond=0))
    with scratch(resources.settings.work_folder) as bench:
        frozen = freeze(resources, task, bench / "rows.sqlite")
        return make(resources, task, frozen, folder, formats).release


def known(resources: Resources) -> tuple[str, ...]:
    """What can be exported: declared datasets, and those of staff's own that were released."""
    others = (one.dataset.slug for one in reading.all_datasets(resources))
    return tuple(dict.fromkeys((*DECLARATIONS, *others)))


def _released(resources: Resources, slug: str, folder: Path, formats: Collection[Format]) -> Release:
    release = reading.dataset(resources, slug).newest.release
    wanted = [one for one in release.distributions if one.format in formats or one.format not in _DATA]
    if not wanted:
        raise NotFound
    folder.mkdir(parents=True, exist_ok=True)
    for one in wanted:
        with resources.public.open(one.sha256) as source, (folder / one.file_name).open("xb") as target:
            while piece := source.read(1 << 20):
                target.write(piece)
    return release


_DATA = frozenset({Format.CSV, Format.CSV_EXCEL, Format.JSON, Format.JSON_LINES, Format.XLSX, Format.PARQUET})
