"""Rows -> a release: every format, what explains them, a ZIP; the folder is whole or not there."""

import json
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from export import dictionary
from export.counting import Counted
from export.csvw import to_csvw
from export.datapackage import to_datapackage
from export.errors import ExportError
from export.files import described, put_on_disk
from export.formats import ALL, write
from export.formats.batch import Batch, csv_lines
from export.metadata_text import to_metadata_text
from export.packing import pack
from export.schema import check
from export.values import Dataset, Distribution, Format, Release, Rows, Version


class FolderTaken(ExportError):
    code = "folder_taken"
    sentence = "La carpeta de la versión ya tiene archivos; una versión publicada no se escribe encima."


def make_release(
    dataset: Dataset,
    rows: Rows,
    folder: Path,
    *,
    version: Version,
    issued: datetime,
    change_note: str,
    formats: Collection[Format] = ALL,
) -> Release:
    """Check the rows, write all files into ``folder``, and tell what was written.

    The folder may not be there or must be empty; it appears whole.  CSV is always written: dictionary,
    datapackage.json and CSVW describe it.  ``issued`` needs its zone.  Raises RowsRefused, TableUnfit or
    FolderTaken, and leaves nothing behind.
    """
    if issued.tzinfo is None:
        raise ValueError("when a release was issued needs its zone")
    with _appearing(folder) as making:
        counted = Counted(check(dataset.table, rows()))
        data = write(dataset, counted, making, {Format.CSV, *formats})
        release = Release(dataset, version, issued, counted.count, change_note, data)
        return _with_explanations(release, making)


def _with_explanations(release: Release, folder: Path) -> Release:
    """The same release with its dictionary, descriptions and ZIP, in the order they depend on each other."""
    slug = release.dataset.slug
    csv_name = next(each.file_name for each in release.distributions if each.format is Format.CSV)
    keep = _Keeper(release, folder)
    dictionary_name = f"{slug}-diccionario.csv"
    keep.add(Format.DICTIONARY, dictionary_name, "text/csv", _dictionary(release.dataset))
    keep.add(
        Format.CSVW,
        f"{csv_name}-metadata.json",
        "application/csvm+json",
        _json(to_csvw(keep.release, csv_name)),
    )
    keep.add(Format.DATAPACKAGE, "datapackage.json", "application/json", _json(to_datapackage(keep.release)))
    card = to_metadata_text(keep.release, dictionary_name)
    keep.add(Format.METADATA, "metadatos.txt", "text/plain", card.encode())
    package = folder / f"{slug}-{release.version}.zip"
    pack([folder / each.file_name for each in keep.release.distributions], package)
    keep.note(described(Format.ZIP, package, "application/zip"))
    return keep.release


class _Keeper:
    """A release that grows by one file at a time."""

    def __init__(self, release: Release, folder: Path) -> None:
        self.release = release
        self._folder = folder

    def add(self, format: Format, name: str, media_type: str, content: bytes) -> None:
        path = self._folder / name
        path.write_bytes(content)
        self.note(described(format, path, media_type))

    def note(self, file: Distribution) -> None:
        self.release = replace(self.release, distributions=(*self.release.distributions, file))


def _dictionary(dataset: Dataset) -> bytes:
    table = dictionary.DICTIONARY
    heading = csv_lines([table.names])
    return heading + Batch(table, list(check(table, dictionary.rows(dataset.table)))).as_csv


def _json(described: object) -> bytes:
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """A folder to work in, whose files are moved to where they belong if all went well."""
    if folder.is_dir() and any(folder.iterdir()):
        raise FolderTaken
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        yield making
        put_on_disk(making)
        making.chmod(0o755)
        making.replace(folder)
    except BaseException:
        shutil.rmtree(making)
        raise
