"""Fresh lists made, redacted by the command and judged, two at a time."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

FORMATS = ("pdf", "scan", "docx", "xlsx", "csv", "jpg")
PUBLIC_SUFFIX = {"xlsx": ".xlsx", "csv": ".csv"}  # of all others a PDF is made
AT_ONCE = 2
COMMAND = (sys.executable, "-m", "archive.cli", "redact")


class KitMissing(Exception):
    """The kit that makes and judges lists is not here."""


@dataclass(frozen=True)
class Kit:
    """Where the kit lies and with which interpreter it runs."""

    folder: Path
    python: str

    @classmethod
    def found(cls, folder: Path, python: str) -> Self:
        """Raises KitMissing where the kit, or a library it needs, is not there."""
        if not (folder / "make_lists.py").is_file():
            raise KitMissing(f"no make_lists.py in {folder}: name its folder with --kit")
        libraries = "import cv2, docx, faker, img2pdf, openpyxl, pdfminer, pikepdf, reportlab"
        if subprocess.run([python, "-c", libraries], capture_output=True, check=False).returncode:
            raise KitMissing(f"{python} lacks the kit's libraries: name another with --kit-python")
        return cls(folder, python)

    def make(self, into: Path, seed: int, count: int, formats: Sequence[str]) -> list[Path]:
        command = [self.python, str(self.folder / "make_lists.py"), "--out", str(into)]
        command += ["--seed", str(seed), "--count", str(count), "--formats", ",".join(formats)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return sorted(
            path
            for path in into.iterdir()
            if path.name.startswith(f"lista_{seed:03d}_") and path.suffix != ".json"
        )

    def judge(self, public: Path, truth: Path) -> dict[str, Any]:
        command = [self.python, str(self.folder / "leakcheck.py"), str(public), str(truth), "--ocr", "--json"]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        found: dict[str, Any] = json.loads(ended.stdout)
        return found


@dataclass(frozen=True)
class Outcome:
    """What became of one list."""

    name: str
    format: str
    seconds: float
    truth: dict[str, Any] = field(repr=False)
    report: dict[str, Any] = field(repr=False)
    verdict: dict[str, Any] | None = field(default=None, repr=False)  # None: refused

    @property
    def published(self) -> bool:
        return self.verdict is not None


def measure(kit: Kit, folder: Path, seed: int, count: int, formats: Sequence[str]) -> list[Outcome]:
    """Every list's outcome, in the order they were made."""
    originals, made = folder / "originals", folder / "public"
    for each in (originals, made):
        each.mkdir(parents=True, exist_ok=True)
    files = kit.make(originals, seed, count, formats)
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for outcome in pool.map(lambda path: _one(kit, path, made), files):
            outcomes.append(outcome)
            print(f"\r{len(outcomes)}/{len(files)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return outcomes


def _one(kit: Kit, path: Path, made: Path) -> Outcome:
    truth_path = path.with_name(path.name + ".truth.json")
    truth = json.loads(truth_path.read_text("utf-8"))
    public = made / (path.stem + PUBLIC_SUFFIX.get(truth["format"], ".pdf"))
    report_path = made / (path.stem + ".report.json")
    start = time.perf_counter()
    ended = subprocess.run(
        [*COMMAND, str(path), str(public), "--report", str(report_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    report = json.loads(report_path.read_text("utf-8")) if report_path.is_file() else {"refused": "crash"}
    verdict = kit.judge(public, truth_path) if ended.returncode == 0 else None
    if verdict is not None:
        (made / (path.stem + ".verdict.json")).write_text(json.dumps(verdict, ensure_ascii=False, indent=1))
    return Outcome(path.name, truth["format"], seconds, truth, report, verdict)
