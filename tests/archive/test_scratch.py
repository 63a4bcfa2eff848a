"""Scratch folders: gone afterwards, and swept when their process was killed."""

import subprocess
import sys
from pathlib import Path

from archive.scratch import scratch, scratch_file, sweep

KILLED = """
import os, signal, sys
from pathlib import Path
from archive.scratch import scratch, scratch_file
folder = Path(sys.argv[1])
with scratch(folder) as work, scratch_file(folder) as (path, file):
    (work / "half").write_text("half")
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def _left(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name != ".lock"]


def test_work_is_gone_afterwards(tmp_path: Path) -> None:
    with scratch(tmp_path) as work:
        (work / "page.webp").write_bytes(b"x")
    assert _left(tmp_path) == []


def test_a_file_renamed_away_stays(tmp_path: Path) -> None:
    with scratch_file(tmp_path / "incoming") as (path, file):
        file.write(b"whole")
        file.flush()
        path.rename(tmp_path / "kept")
    assert (tmp_path / "kept").read_bytes() == b"whole"


def test_work_under_way_is_not_swept(tmp_path: Path) -> None:
    with scratch(tmp_path) as work, scratch_file(tmp_path) as (path, _file):
        assert sweep(tmp_path) == 0
        assert work.exists()
        assert path.exists()


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert ended.returncode == -9
    assert len(_left(tmp_path)) == 2
    assert sweep(tmp_path) == 2
    assert _left(tmp_path) == []
