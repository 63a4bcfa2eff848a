"""The equations of a system as arrays: bounds that follow from them, and moves that keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from export.disclosure.system import FAR, System

Numbers = NDArray[np.int64]
_MOST_PASSES = 60


@dataclass(frozen=True)
class Moves:
    """Many moves at once: move ``of[i]`` changes the unknown ``unknown[i]`` by ``by[i]``."""

    of: Numbers
    unknown: Numbers
    by: Numbers

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        return cls(
            np.concatenate([part.of for part in parts]),
            np.concatenate([part.unknown for part in parts]),
            np.concatenate([part.by for part in parts]),
        )

    def added_up(self, unknowns: int) -> Self:
        """Each unknown once in each move."""
        places, where = np.unique(self.of * unknowns + self.unknown, return_inverse=True)
        by = np.zeros(len(places), dtype=np.int64)
        np.add.at(by, where, self.by)
        return type(self)(places // unknowns, places % unknowns, by)


class Equations:
    """Rows of signed unknowns that add up to nothing, by row and by unknown."""

    def __init__(self, system: System) -> None:
        self._unknowns = len(system.truth)
        lengths = np.array([len(row) for row in system.rows], dtype=np.int64)
        self._column = np.array([number for row in system.rows for number in row], dtype=np.int64)
        self._row = np.repeat(np.arange(len(lengths)), lengths)
        self._starts = np.concatenate(([0], np.cumsum(lengths)))[:-1].astype(np.int64)
        self._sign = np.full(len(self._column), -1, dtype=np.int64)
        self._sign[self._starts] = 1
        self._by_unknown = np.argsort(self._column, kind="stable")
        self._of_unknown = np.bincount(self._column, minlength=self._unknowns)
        self._first = np.concatenate(([0], np.cumsum(self._of_unknown)))[:-1]

    def propagate(self, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
        """Bounds that follow from one equation after the other until nothing changes."""
        low, high = low.copy(), high.copy()
        if not len(self._starts):
            return low, high
        for _ in range(_MOST_PASSES):
            before = low.copy(), high.copy()
            self._tighten(low, high)
            if np.array_equal(before[0], low) and np.array_equal(before[1], high):
                break
        return low, high

    def _tighten(self, low: Numbers, high: Numbers) -> None:
        """Where all others of an equation stand at their ends, one unknown stands at its own."""
        positive = self._sign > 0
        least = np.where(positive, low[self._column], -high[self._column])
        most = np.where(positive, high[self._column], -low[self._column])
        own_least = most - np.add.reduceat(most, self._starts)[self._row]
        own_most = least - np.add.reduceat(least, self._starts)[self._row]
        np.maximum.at(low, self._column, np.where(positive, own_least, -own_most))
        np.minimum.at(high, self._column, np.where(positive, own_most, -own_least))
        np.clip(low, -FAR, FAR, out=low)
        np.clip(high, -FAR, FAR, out=high)

    def broken_by(self, moves: Moves) -> Numbers:
        """The moves after which some equation would no longer hold."""
        times = self._of_unknown[moves.unknown]
        entry = np.repeat(np.arange(len(times)), times)
        within = np.arange(len(entry)) - np.repeat(np.cumsum(times) - times, times)
        place = self._by_unknown[self._first[moves.unknown][entry] + within]
        rows, where = np.unique(
            moves.of[entry] * (len(self._starts) + 1) + self._row[place], return_inverse=True
        )
        change = np.zeros(len(rows), dtype=np.int64)
        np.add.at(change, where, moves.by[entry] * self._sign[place])
        return np.unique(rows[change != 0] // (len(self._starts) + 1))
