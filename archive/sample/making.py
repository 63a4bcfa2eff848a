"""The sample documents, made by a process of their own.

Their makers stand on the libraries of a dozen formats; none of those belongs in the process that serves the
archive, nor should every command wait for them to load.
"""

import subprocess
import sys
from pathlib import Path

from archive.sample.values import SampleDocument, from_line


def make_apart(folder: Path) -> tuple[SampleDocument, ...]:
    """Make every document in ``folder``; raises CalledProcessError if one could not be made."""
    command = [sys.executable, "-m", "archive.sample", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return tuple(from_line(line) for line in done.stdout.splitlines())
