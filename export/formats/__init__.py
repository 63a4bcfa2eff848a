"""Rows -> the files of a dataset, all in one pass: the table of formats, and the verb that writes them."""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from export.files import described, settle
from export.formats.batch import Batch
from export.formats.parquet import Parquet
from export.formats.plain import Csv, CsvForExcel, Json, JsonLines
from export.formats.sink import Sink, TooLargeForFormat
from export.formats.xlsx import Xlsx
from export.values import Dataset, Distribution, Format, Row

BATCH = 2000


@dataclass(frozen=True)
class Kind:
    """How a format's files are called and opened."""

    ending: str  # after the dataset's slug
    media_type: str
    open: Callable[[Path, Dataset], Sink]


KINDS: dict[Format, Kind] = {
    Format.CSV: Kind(".csv", "text/csv", Csv),
    Format.CSV_EXCEL: Kind("-excel.csv", "text/csv", CsvForExcel),
    Format.JSON: Kind(".json", "application/json", Json),
    Format.JSON_LINES: Kind(".jsonl", "application/jsonl", JsonLines),
    Format.XLSX: Kind(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Xlsx),
    Format.PARQUET: Kind(".parquet", "application/vnd.apache.parquet", Parquet),
}
ALL = tuple(KINDS)


def write(
    dataset: Dataset, rows: Iterable[Row], folder: Path, formats: Collection[Format] = ALL
) -> tuple[Distribution, ...]:
    """Write the rows once in every format; a file appears in ``folder`` when all of them are whole.

    A format that cannot hold so many rows or columns (XLSX) is left out of what is returned.  Whatever is
    raised while rows come (RowsRefused among others), nothing is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _workshop(folder) as making:
        paths = _write_all(dataset, rows, making, [each for each in ALL if each in formats])
        files = [described(each, path, KINDS[each].media_type) for each, path in paths.items()]
        settle(paths.values(), folder)
    return tuple(files)


def file_name(dataset: Dataset, kind: Format) -> str:
    return dataset.slug + KINDS[kind].ending


def _write_all(
    dataset: Dataset, rows: Iterable[Row], folder: Path, formats: list[Format]
) -> dict[Format, Path]:
    sinks = _Sinks(dataset, folder)
    try:
        for each in formats:
            sinks.open(each)
        source = iter(rows)
        while batch := list(islice(source, BATCH)):
            sinks.add(Batch(dataset.table, batch))
        return sinks.finish()
    finally:
        sinks.abandon()


class _Sinks:
    """The files that are being written; one that turns out too large for its format is let go."""

    def __init__(self, dataset: Dataset, folder: Path) -> None:
        self._dataset = dataset
        self._folder = folder
        self._open: dict[Format, Sink] = {}

    def open(self, format: Format) -> None:
        with suppress(TooLargeForFormat):
            self._open[format] = KINDS[format].open(self._path(format), self._dataset)

    def add(self, batch: Batch) -> None:
        for kind, sink in tuple(self._open.items()):
            try:
                sink.add(batch)
            except TooLargeForFormat:
                self._open.pop(kind).abandon()

    def finish(self) -> dict[Format, Path]:
        paths = {kind: self._path(kind) for kind in self._open}
        for kind in paths:
            self._open[kind].finish()
            del self._open[kind]
        return paths

    def abandon(self) -> None:
        for sink in self._open.values():
            sink.abandon()

    def _path(self, format: Format) -> Path:
        return self._folder / file_name(self._dataset, format)


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    try:
        yield making
    finally:
        shutil.rmtree(making)
