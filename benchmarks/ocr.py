"""Scans: our reader with two processes against OCRmyPDF with two jobs, same pages, same run.

python -m benchmarks.ocr [--smoke] [--pages N] [--dpi 300]
"""

import argparse
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
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


def compare(level: Level, pages: int, dpi: int) -> list[Row]:
    """Both readers on the same pages, one after the other."""
    scans = [scan(number, level, dpi) for number in range(pages)]
    our_pace, our_errors = _ours(scans)
    their_pace, their_errors = _ocrmypdf(scans)
    name = level.name
    return [
        Row(f"{name}: Acervo", our_pace, unit="pages/min"),
        Row(f"{name}: OCRmyPDF", their_pace, unit="pages/min"),
        at_least(f"{name}: ratio", our_pace / their_pace, LEAST_RATIO, "x"),
        at_most(f"{name}: character errors (limit: OCRmyPDF's)", our_errors, their_errors, "%"),
    ]


def _ours(scans: list[Scan]) -> tuple[float, float]:
    """Pages a minute and character errors in percent; processes are warm, as a worker's are."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(_read, [scans[0]] * PROCESSES))
        start = time.perf_counter()
        texts = list(pool.map(_read, scans))
        seconds = time.perf_counter() - start
    return 60 * len(scans) / seconds, _errors(scans, texts)


def _read(one: Scan) -> str:
    with Image.open(BytesIO(one.jpeg)) as image:
        return ocr.read_image(image, OPTIONS, one.dpi).text


def _ocrmypdf(scans: list[Scan]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        source, target, sidecar = (Path(folder) / name for name in ("in.pdf", "out.pdf", "out.txt"))
        as_pdf(scans, source)
        command = [sys.executable, "-m", "ocrmypdf", "--jobs", str(PROCESSES), "-l", "spa"]
        command += ["--output-type", "pdf", "--sidecar", str(sidecar), "--quiet", str(source), str(target)]
        start = time.perf_counter()
        subprocess.run(command, check=True)
        seconds = time.perf_counter() - start
        texts = sidecar.read_text(encoding="utf-8").split("\f")[: len(scans)]
    return 60 * len(scans) / seconds, _errors(scans, texts)


def _errors(scans: list[Scan], texts: list[str]) -> float:
    pairs = zip(scans, texts, strict=True)
    return 100 * sum(character_errors(one.text, text) for one, text in pairs) / len(scans)


if __name__ == "__main__":
    sys.exit(main())
