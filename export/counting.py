"""Rows that are counted as they pass."""

from collections.abc import Iterator
from dataclasses import dataclass

from export.values import Row


@dataclass
class Counted:
    """Iterate once; ``count`` is how many came."""

    source: Iterator[Row]
    count: int = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.source:
            self.count += 1
            yield row
