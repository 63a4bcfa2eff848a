"""Scans: our reader with two processes against OCRmyPDF with two jobs, same pages, same run.

python -m benchmarks.ocr [--smoke] [--pages N] [--dpi 300]
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

from benchmarks.report import Row, at_least, at_most, finish
from benchmarks.scans import CLEAN, POOR, WORN, Level, Scan, as_pdf, character_errors, scan
from ingest import ocr
from ingest.options import Options

PROCESSES = 2
LEAST_RATIO = 5.0
OPTIONS = Options()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="few pages; limits are shown, not enforced")
    parser.add_argument("--pages", type=int, default=8, help="of each level")
    parser.add_argument("--dpi", type=int, default=300)
    chosen = parser.parse_args(arguments)
    rows: list[Row] = []
    for level in (WORN,) if chosen.smoke else (CLEAN, WORN, POOR):
        rows += compare(level, 2 if chosen.smoke else chosen.pages, chosen.dpi)
    return finish(f"OCR, {chosen.dpi} dpi, {PROCESSES} processes", rows, smoke=chosen.smoke)


@dataclass(frozen=True)
class Run:
    """What one reader did with the pages."""

    pace: float  # pages a minute, by the clock
    work: float  # processor seconds a page
    errors: float  # percent of characters


def compare(level: Level, pages: int, dpi: int) -> list[Row]:
    """Both readers on the same pages, one after the other."""
    scans = [scan(number, level, dpi) for number in range(pages)]
    ours, theirs = _ours(scans), _ocrmypdf(scans)
    name = level.name
    return [
        Row(f"{name}: Acervo", ours.pace, unit="pages/min"),
        Row(f"{name}: OCRmyPDF", theirs.pace, unit="pages/min"),
        at_least(f"{name}: ratio", ours.pace / theirs.pace, LEAST_RATIO, "x"),
        Row(f"{name}: ratio of processor time", theirs.work / ours.work, unit="x"),
        at_most(f"{name}: character errors (limit: OCRmyPDF's)", ours.errors, theirs.errors, "%"),
    ]


def _ours(scans: list[Scan]) -> Run:
    """Two processes, warm as a worker's are."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(_read, [scans[0]] * PROCESSES))
        start = time.perf_counter()
        results = list(pool.map(_read, scans))
        seconds = time.perf_counter() - start
    work = sum(used for _, used in results) / len(scans)
    return Run(60 * len(scans) / seconds, work, _errors(scans, [text for text, _ in results]))


def _read(one: Scan) -> tuple[str, float]:
    start = time.process_time()
    with Image.open(BytesIO(one.jpeg)) as image:
        text = ocr.read_image(image, OPTIONS, one.dpi).text
    return text, time.process_time() - start


def _ocrmypdf(scans: list[Scan]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        source, target, sidecar = (Path(folder) / name for name in ("in.pdf", "out.pdf", "out.txt"))
        as_pdf(scans, source)
        command = [sys.executable, "-m", "ocrmypdf", "--jobs", str(PROCESSES), "-l", "spa"]
        command += ["--output-type", "pdf", "--sidecar", str(sidecar), "--quiet", str(source), str(target)]
        start, before = time.perf_counter(), _children()
        subprocess.run(command, check=True)
        seconds, work = time.perf_counter() - start, _children() - before
        texts = sidecar.read_text(encoding="utf-8").split("\f")[: len(scans)]
    return Run(60 * len(scans) / seconds, work / len(scans), _errors(scans, texts))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _errors(scans: list[Scan], texts: list[str]) -> float:
    pairs = zip(scans, texts, strict=True)
    return 100 * sum(character_errors(one.text, text) for one, text in pairs) / len(scans)


if __name__ == "__main__":
    sys.exit(main())
