"""Run one outside program under time, memory and file-size limits, alone and without network."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from ingest.errors import AbilityMissing, ParserMemory, ParserTimeout
from ingest.isolation import die_with_parent, forbid_new_privileges, kill_group, leave_network, set_limits

_OUTPUT_KEPT = 64 * 1024  # bytes of what a program printed that are read back


@dataclass(frozen=True)
class Outcome:
    """How a program ended and what it printed last."""

    status: int  # exit code; negative: the signal that ended it
    output: str


@dataclass(frozen=True)
class Bounds:
    """How far one program may go."""

    seconds: float
    memory: int
    file_size: int


def find(name: str) -> Path | None:
    """Where a program lies, or None."""
    place = shutil.which(name)
    return Path(place) if place else None


def demand(name: str, tool: str) -> Path:
    """Where a program lies; raises AbilityMissing with the ``tool``'s name for people."""
    place = find(name)
    if place is None:
        raise AbilityMissing(tool=tool)
    return place


@cache
def version(name: str, *arguments: str) -> str | None:
    """The first line a program says of its version, or None where it is not installed."""
    place = find(name)
    if place is None:
        return None
    with tempfile.TemporaryDirectory(prefix="acervo-") as folder:
        bounds = Bounds(seconds=20, memory=3_000_000_000, file_size=1_000_000)
        outcome = run([str(place), *(arguments or ("--version",))], Path(folder), bounds)
    lines = outcome.output.strip().splitlines()
    return lines[0].strip() if lines else ""


def run(
    command: Sequence[str], folder: Path, bounds: Bounds, environment: Mapping[str, str] | None = None
) -> Outcome:
    """Run ``command`` in ``folder``; nothing of it is left when this returns or raises.

    Raises ParserTimeout when it takes longer than it may, ParserMemory when the kernel took its memory.
    A program's own failure is an Outcome: only the caller knows what its exit codes mean.
    """
    with tempfile.TemporaryFile(dir=folder) as printed:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            env=_environment(folder, environment or {}),
            start_new_session=True,
            preexec_fn=partial(_confine, bounds, os.getpid()),  # noqa: PLW1509  limits must hold from its first step
        )
        try:
            status = process.wait(timeout=bounds.seconds)
        except subprocess.TimeoutExpired as error:
            raise ParserTimeout(seconds=round(bounds.seconds)) from error
        finally:
            kill_group(process.pid)
            process.wait()
        if status == -signal.SIGKILL:
            raise ParserMemory
        return Outcome(status, _tail(printed.fileno()))


def _confine(bounds: Bounds, parent: int) -> None:
    die_with_parent(parent)
    leave_network()
    set_limits(
        memory=bounds.memory, memory_ceiling=bounds.memory, seconds=bounds.seconds, file_size=bounds.file_size
    )
    forbid_new_privileges()


def _environment(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Only what a program needs: secrets in our own environment are none of its business."""
    bare = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
    return {**bare, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", **more}


def _tail(handle: int) -> str:
    size = os.fstat(handle).st_size
    kept = os.pread(handle, _OUTPUT_KEPT, max(0, size - _OUTPUT_KEPT))
    return kept.decode("utf-8", "replace")
