"""An outside program runs bounded and alone, and nothing of it is left."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from ingest.errors import AbilityMissing, ParserTimeout
from ingest.tools import Bounds, demand, find, run, version
from tests.ingest.test_sandbox import gone

BOUNDS = Bounds(seconds=20, memory=500_000_000, file_size=1_000_000)


def test_output_and_exit_code_come_back(tmp_path: Path) -> None:
    outcome = run(["sh", "-c", "echo hola; echo mal >&2; exit 3"], tmp_path, BOUNDS)
    assert (outcome.status, outcome.output) == (3, "hola\nmal\n")


def test_a_slow_program_is_ended_with_its_children(tmp_path: Path) -> None:
    script = "sleep 1000 & echo $! > child; sleep 1000"
    with pytest.raises(ParserTimeout):
        run(["sh", "-c", script], tmp_path, Bounds(0.3, 500_000_000, 1_000_000))
    assert gone(int((tmp_path / "child").read_text()))


def test_what_a_program_leaves_running_is_ended(tmp_path: Path) -> None:
    run(["sh", "-c", "sleep 1000 & echo $! > child"], tmp_path, BOUNDS)
    assert gone(int((tmp_path / "child").read_text()))


def test_memory_is_bounded(tmp_path: Path) -> None:
    outcome = run([sys.executable, "-S", "-c", "bytearray(2_000_000_000)"], tmp_path, BOUNDS)
    assert "MemoryError" in outcome.output


def test_written_files_are_bounded(tmp_path: Path) -> None:
    outcome = run(["sh", "-c", "head -c 5000000 /dev/zero > big"], tmp_path, BOUNDS)
    assert outcome.status != 0
    assert (tmp_path / "big").stat().st_size <= 1_000_000


def test_a_program_sees_no_secrets_and_writes_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACERVO_SECRET_KEY", "x")
    outcome = run(["env"], tmp_path, BOUNDS, {"MORE": "1"})
    told = dict(line.split("=", 1) for line in outcome.output.splitlines())
    assert "ACERVO_SECRET_KEY" not in told
    assert (told["HOME"], told["TMPDIR"], told["MORE"]) == (str(tmp_path), str(tmp_path), "1")


def test_only_the_end_of_endless_output_is_kept(tmp_path: Path) -> None:
    outcome = run(["sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x; echo fin"], tmp_path, BOUNDS)
    assert len(outcome.output) == 64 * 1024
    assert outcome.output.endswith("fin\n")


def test_a_missing_program_is_a_missing_ability() -> None:
    assert find("no-such-program") is None
    assert version("no-such-program") is None
    with pytest.raises(AbilityMissing, match="Un Programa"):
        demand("no-such-program", "Un Programa")


def test_a_programs_version_is_its_first_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "an-old-program"
    program.write_text('#!/bin/sh\necho "an-old-program 1.2 ($1)"\necho more\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert shutil.which("an-old-program")
    assert version("an-old-program") == "an-old-program 1.2 (--version)"
