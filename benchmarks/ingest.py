"""Born-digital PDFs from file to searchable with previews, beside a bare loop of the same library calls.

python -m benchmarks.ingest [--files 100] [--pages 20] [--smoke]
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pymupdf
from PIL import Image

from archive.db import Database
from archive.handing_in import ReportState, Sent, hand_in
from archive.migrations import upgrade
from archive.resources import open_resources
from archive.search.engine import Request
from archive.search.query import parse
from archive.settings import Settings
from benchmarks.report import at_least, finish
from ingest.options import Options

RATIO = 0.6
_SYLLABLES = (
    "ca",
    "li",
    "ma",
    "es",
    "cue",
    "la",
    "pla",
    "ti",
    "vio",
    "len",
    "cia",
    "di",
    "gi",
    "tal",
    "sa",
    "tud",
)


def make_pdf(path: Path, pages: int, seed: int) -> None:
    """``pages`` pages of about 330 words with a rule and a coloured heading, like an office's report."""
    chance = random.Random(seed)
    document = pymupdf.open()
    for number in range(1, pages + 1):
        page = document.new_page()
        page.draw_rect(pymupdf.Rect(60, 50, 535, 76), color=(0.1, 0.3, 0.5), fill=(0.85, 0.9, 0.95))
        page.insert_text((66, 68), f"Informe {seed}, página {number}", fontsize=14)
        words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(330)]
        page.insert_textbox(pymupdf.Rect(60, 90, 535, 780), " ".join(words), fontsize=10)
    document.save(path, deflate=True)
    document.close()


def bare(path: str) -> int:
    """The library's own work for one file: text, words and a page image, with nothing around it."""
    options = Options()
    zoom = options.preview_dpi / 72
    count = 0
    with pymupdf.open(path) as document:
        for page in document:
            textpage = page.get_textpage()
            page.get_text("text", textpage=textpage)
            page.get_text("words", textpage=textpage)
            pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
            image = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
            image.save(BytesIO(), "WEBP", quality=75, method=0)
            count += 1
    return count


def bare_rate(paths: Sequence[Path]) -> float:
    """Pages per second of the bare loop, one process per core, start-up not counted."""
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        list(pool.map(bare, [str(paths[0])] * cores))
        start = time.perf_counter()
        pages = sum(pool.map(bare, [str(path) for path in paths]))
        return pages / (time.perf_counter() - start)


def archive_rate(paths: Sequence[Path], folder: Path) -> float:
    """Pages per second from file to searchable, with everything an archive does around them."""
    settings = Settings(instance=folder / "instance")
    settings.instance.mkdir()
    database = Database(settings.database_address)
    upgrade(database)
    database.close()
    with open_resources(settings) as resources:
        start = time.perf_counter()
        reports = hand_in(resources, paths, Sent(), lambda _report: None)
        seconds = time.perf_counter() - start
        if {report.state for report in reports} != {ReportState.READY}:
            raise SystemExit("a file of the benchmark was not read")
        found = resources.staff_index.search(Request(parse("informe"))).total
        if found != len(paths):
            raise SystemExit(f"only {found} of {len(paths)} files can be found")
        with resources.database.read() as session:
            pages = session.connection().exec_driver_sql("SELECT count(*) FROM pages").scalar_one()
    return int(pages) / seconds


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--files", type=int, default=100)
    arguments.add_argument("--pages", type=int, default=20)
    arguments.add_argument(
        "--smoke", action="store_true", help="a small, quick run that only shows that it works"
    )
    chosen = arguments.parse_args()
    files, pages = (6, 5) if chosen.smoke else (chosen.files, chosen.pages)
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"informe-{number}.pdf" for number in range(files)]
        for number, path in enumerate(paths):
            make_pdf(path, pages, number)
        bare_pages = bare_rate(paths)
        archive_pages = archive_rate(paths, folder)
    ratio = archive_pages / bare_pages
    rows = [
        at_least("archive, file to searchable", archive_pages, RATIO * bare_pages, "pages/s"),
        at_least("ratio to the bare loop", ratio, RATIO),
    ]
    return finish(
        f"Ingest of {files} born-digital PDFs of {pages} pages (bare loop: {bare_pages:.1f} pages/s)",
        rows,
        smoke=chosen.smoke,
    )


if __name__ == "__main__":
    sys.exit(main())
