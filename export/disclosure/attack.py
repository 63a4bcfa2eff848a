"""The attacker: which hidden cells can be bounded to fewer than ``k`` possible values.

A cell counts as safe when two assignments in whole numbers were found that agree with everything published
and differ in it by k - 1 or more: along boxes first, then by linear programming in circles that grow.  A cell
for which none is found is taken for recoverable: refusing is always safe.
"""

import numpy as np

from export.disclosure.boxes import around, batches, best, room
from export.disclosure.equations import Moves, Numbers
from export.disclosure.grids import Grid, Slacks, grid_of
from export.disclosure.nearby import LARGE, MIDDLE, WHOLE, Nearby
from export.disclosure.system import System
from export.disclosure.witnesses import Witnesses

_MANY = 20  # open cells: with more, hiding another comes before a longer search


class Attacker:
    """Remembers what it found possible: hiding more cells never makes less possible."""

    def __init__(self, system: System, k: int) -> None:
        self.system, self.k = system, k
        self.witnesses = Witnesses(system)
        self.slacks = Slacks(system)
        self._nearby = Nearby(system, self.witnesses, k)
        self._grids = [grid_of(system, table, self.slacks) for table in system.tables]
        self._hidden = ~np.array(system.shown, dtype=np.bool_)
        self._implied = np.array(system.implied, dtype=np.bool_)

    @property
    def newest(self) -> Grid:
        return self._grids[-1]

    def hide(self, number: int) -> None:
        self.system.hide(number)
        self._follow(number)

    def show(self, number: int, low: int, high: int) -> None:
        """Only before anything was found possible."""
        self.system.show(number, low, high)
        self._follow(number)

    def _follow(self, number: int) -> None:
        self.witnesses.low[number] = self.system.low[number]
        self.witnesses.high[number] = self.system.high[number]
        self._hidden[number] = not self.system.shown[number]

    def recoverable(self, *, thorough: bool = False) -> list[int]:
        """The hidden and implied unknowns that can be bounded, or could not be shown to be free."""
        bounded = self._told_by_bounds()
        self._along_boxes()
        open_ = [number for number in self._open() if number not in bounded]
        if thorough or len(open_) <= _MANY:
            self._by_programs(open_, thorough=thorough)
        return self._open()

    def bounds(self) -> tuple[Numbers, Numbers]:
        """What follows from the equations one after the other."""
        return self.witnesses.equations.propagate(self.witnesses.low, self.witnesses.high)

    def folded_room(self) -> tuple[Numbers, Numbers]:
        return self.slacks.fold(*self.witnesses.room())

    def _open(self) -> list[int]:
        """In need of proof: a difference that nobody tabled only where it may be a small group."""
        low, high = self.bounds()
        large = self._implied & ((low >= self.k) | (high <= -self.k))
        wanting = self._hidden & ~large & (self.witnesses.reach() < self.k - 1)
        return [int(each) for each in np.flatnonzero(wanting)]

    def _told_by_bounds(self) -> set[int]:
        low, high = self.bounds()
        return {int(each) for each in np.flatnonzero(self._hidden & (high - low < self.k - 1))}

    def _along_boxes(self) -> None:
        up, down = self.folded_room()
        for grid in self._grids:
            own = grid.layers[0]
            rooms = [(way, room(grid, way, up, down, self.k - 1)) for way in grid.ways]
            wanting = np.flatnonzero(self._hidden[own] & (self.witnesses.reach()[own] < self.k - 1))
            for places in batches(grid, wanting):
                places = places[self.witnesses.reach()[own[places]] < self.k - 1]
                corners = around(grid, places)
                for way, of_way in rooms:
                    moves = best(grid, way, of_way, corners)
                    self.witnesses.take(Moves.joined([moves, self.slacks.carried(moves)]))

    def _by_programs(self, numbers: list[int], *, thorough: bool) -> None:
        enough = self.k - 1
        circles = (MIDDLE, LARGE, WHOLE) if thorough else (MIDDLE,)
        for number in numbers:
            if self.witnesses.reach()[number] < enough:
                self._nearby.try_many(number, numbers)
            for circle in circles:
                if self.witnesses.reach()[number] >= enough or self._nearby.try_one(number, circle):
                    break
                if self._nearby.reaches_all(number, circle):
                    break

    def proves(self, number: int) -> bool:
        """Whether this one alone is free, however long it takes."""
        if self.witnesses.reach()[number] < self.k - 1:
            self._along_boxes()
            self._by_programs([number], thorough=True)
        return int(self.witnesses.reach()[number]) >= self.k - 1
