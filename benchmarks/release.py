"""Releases of open data: rows a second beside the bare libraries on the same rows, and memory.

python -m benchmarks.release [--smoke] [--rows 10000000]

Processor time is compared, of one process, in turns: our side makes formulas harmless, checksums and syncs;
the bare side does nothing of it.  Rows are checked once for all formats, which is a figure of its own.
Memory is that of a child process that makes a whole release.
"""

import argparse
import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from pyarrow import parquet

from benchmarks.release_rows import DATASET, TABLE, rows
from benchmarks.report import Row, at_least, at_most, finish
from export.formats import write
from export.formats.parquet import GROUP
from export.releasing import make_release
from export.schema import check
from export.values import FIRST, Format
from export.values import Row as DataRow

COUNT, FEW = 100_000, 4_000
RELEASED, FEW_RELEASED = 300_000, 10_000
TIMES = 5
CSV_SHARE, LIBRARY_SHARE, MEGABYTES = 0.5, 0.7, 300.0
_TYPES = (
    pa.string(),
    pa.string(),
    pa.string(),
    pa.int64(),
    pa.float64(),
    pa.bool_(),
    pa.date32(),
    pa.string(),
)
_ISSUED = datetime(2026, 4, 1, tzinfo=UTC)

Bare = Callable[[Path, list[DataRow]], None]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="few rows; limits are shown, not enforced")
    parser.add_argument("--rows", type=int, help="of the release whose memory is measured")
    parser.add_argument("--release-alone", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.release_alone is not None:
        _release_alone(asked.release_alone)
        return 0
    data = list(rows(FEW if asked.smoke else COUNT))
    fewer = data[: len(data) // 5]  # the slowest by far
    times = 1 if asked.smoke else TIMES
    measured = [
        _check_alone(data),
        *_against(data, times, Format.CSV, _bare_csv, CSV_SHARE),
        *_against(data, times, Format.PARQUET, _bare_parquet, LIBRARY_SHARE),
        *_against(fewer, times, Format.XLSX, _bare_xlsx, LIBRARY_SHARE),
        *_memory(asked.rows or (FEW_RELEASED if asked.smoke else RELEASED)),
    ]
    return finish("Releases of open data", measured, smoke=asked.smoke)


def _against(data: list[DataRow], times: int, kind: Format, bare: Bare, share: float) -> list[Row]:
    """Rows a second of both sides, and the ratio of their medians."""
    with tempfile.TemporaryDirectory(prefix="acervo-release-") as folder:
        place = Path(folder)

        def ours() -> None:
            for written in write(DATASET, data, place, [kind]):
                (place / written.file_name).unlink()

        def theirs() -> None:
            bare(place / "bare", data)
            (place / "bare").unlink()

        theirs()
        ours()
        seconds: tuple[list[float], list[float]] = ([], [])
        for _ in range(times):
            for work, kept in zip((theirs, ours), seconds, strict=True):
                start = time.process_time()
                work()
                kept.append(time.process_time() - start)
    bare_rate, rate = (len(data) / statistics.median(kept) for kept in seconds)
    name = kind.value.upper()
    return [
        Row(f"{name}: its library alone", bare_rate, unit="rows/s"),
        Row(f"{name}: as a release writes it", rate, unit="rows/s"),
        at_least(f"{name}: ratio", rate / bare_rate, share, "x"),
    ]


def _check_alone(data: list[DataRow]) -> Row:
    start = time.process_time()
    count = sum(1 for _ in check(TABLE, data))
    return Row("check of every cell and key", count / (time.process_time() - start), unit="rows/s")


def _bare_csv(path: Path, data: list[DataRow]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(TABLE.names)
        writer.writerows(data)


def _bare_parquet(path: Path, data: list[DataRow]) -> None:
    schema = pa.schema(list(zip(TABLE.names, _TYPES, strict=True)))
    source = iter(data)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(source, GROUP)):
            columns = zip(*group, strict=True)
            arrays = [pa.array(cells, kind) for cells, kind in zip(columns, _TYPES, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _bare_xlsx(path: Path, data: list[DataRow]) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, name in enumerate(TABLE.names):
            sheet.write_string(0, place, name)
        for row, (folio, place_code, title, count, mean, public, when, state) in enumerate(data, start=1):
            sheet.write_string(row, 0, folio)
            sheet.write_string(row, 1, place_code)
            sheet.write_string(row, 2, title)
            sheet.write_number(row, 3, count)
            sheet.write_number(row, 4, mean)
            sheet.write_boolean(row, 5, public)
            sheet.write_datetime(row, 6, when, day)
            sheet.write_string(row, 7, state)


def _memory(count: int) -> list[Row]:
    """Of a child that makes a whole release and says what it took."""
    command = [sys.executable, "-m", "benchmarks.release", "--release-alone", str(count)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    megabytes, seconds, weight = map(float, told)
    return [
        Row("whole release: rows", count, unit="rows"),
        Row("whole release: rate", count / seconds, unit="rows/s"),
        Row("whole release: files", weight, unit="MB"),
        at_most("whole release: memory", megabytes, MEGABYTES, "MB"),
    ]


def _release_alone(count: int) -> None:
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="acervo-release-") as folder:
        release = make_release(
            DATASET,
            lambda: rows(count),
            Path(folder) / "release",
            version=FIRST,
            issued=_ISSUED,
            change_note="Medida.",
        )
    weight = sum(each.byte_size for each in release.distributions) / 1e6
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(megabytes, time.perf_counter() - start, weight)


if __name__ == "__main__":
    sys.exit(main())
