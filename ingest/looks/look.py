"""A file under examination: its first and last bytes, read once."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.charset import SAMPLE
from ingest.options import Limits
from ingest.values import Family

TAIL = 64 * 1024


@dataclass(frozen=True)
class Unknown:
    """Content that is recognised and not taken, or not recognised at all."""

    spanish: str  # with its article, as in «el contenido es ...»
    means_something: bool = False  # it is surely that, and so not what a name may have promised


@dataclass(frozen=True)
class Look:
    """One file, its size and what its name claims to be (a suffix, perhaps empty)."""

    path: Path
    size: int
    limits: Limits
    claimed: str
    claimed_family: Family | None = None

    @cached_property
    def head(self) -> bytes:
        with self.path.open("rb") as file:
            return file.read(SAMPLE)

    @cached_property
    def tail(self) -> bytes:
        with self.path.open("rb") as file:
            file.seek(max(0, self.size - TAIL))
            return file.read(TAIL)
