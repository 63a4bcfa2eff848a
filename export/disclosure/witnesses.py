"""What was found possible: assignments in whole numbers that agree with everything published.

The proof that a hidden cell is safe are two of them that differ in it by k - 1 or more.  Whoever proposes a
move away from the true counts, it is checked here, exactly, equation by equation and bound by bound.
Hiding more never makes less possible, so what was found stays.
"""

import numpy as np
from numpy.typing import NDArray

from export.disclosure.equations import Equations, Moves, Numbers
from export.disclosure.system import System


class Witnesses:
    """``low`` and ``high`` of each unknown, and how far each was seen to move."""

    def __init__(self, system: System) -> None:
        self.equations = Equations(system)
        self.truth = np.array(system.truth, dtype=np.int64)
        self.low = np.array(system.low, dtype=np.int64)
        self.high = np.array(system.high, dtype=np.int64)
        self._least = np.zeros(len(self.truth), dtype=np.int64)
        self._most = np.zeros(len(self.truth), dtype=np.int64)

    def reach(self) -> Numbers:
        """By how much two of the assignments found so far differ in each unknown."""
        return self._most - self._least

    def room(self) -> tuple[Numbers, Numbers]:
        """How far each unknown can go up and down by its own bounds."""
        return self.high - self.truth, self.truth - self.low

    def take(self, moves: Moves) -> None:
        """Remember the moves that keep every equation and bound; drop the others."""
        moves = moves.added_up(len(self.truth))
        after = self.truth[moves.unknown] + moves.by
        outside = (after < self.low[moves.unknown]) | (after > self.high[moves.unknown])
        bad = np.union1d(moves.of[outside], self.equations.broken_by(moves))
        good: NDArray[np.bool_] = ~np.isin(moves.of, bad)
        np.minimum.at(self._least, moves.unknown[good], moves.by[good])
        np.maximum.at(self._most, moves.unknown[good], moves.by[good])
