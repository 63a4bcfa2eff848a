"""Moves by linear programming: of the unknowns near a cell, all else standing at its true count.

What differs there differs in the whole: a small circle proves as much as a large one, if it finds anything.
"""

import random
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from export.disclosure.equations import Moves
from export.disclosure.solver import Model, Sums
from export.disclosure.system import FAR, System
from export.disclosure.witnesses import Witnesses

_ROUNDS = 3


@dataclass(frozen=True)
class Circle:
    """How many unknowns, and how many of one equation."""

    most: int
    of_row: int


SMALL, MIDDLE, LARGE, WHOLE = Circle(200, 4), Circle(500, 30), Circle(2000, FAR), Circle(8000, FAR)


class Nearby:
    def __init__(self, system: System, witnesses: Witnesses, k: int) -> None:
        self._system, self._witnesses, self._k = system, witnesses, k

    def try_many(self, start: int, targets: Iterable[int], circle: Circle = SMALL) -> None:
        """Push all targets near ``start`` to and fro, each in a direction drawn by lot."""
        near = self._around(start, circle)
        wanted = set(targets)
        draw = random.Random(start)
        model, places = (
            Model(self._sums(near, wanted)),
            [at for at, each in enumerate(near) if each in wanted],
        )
        for _ in range(_ROUNDS):
            left = [at for at in places if self._witnesses.reach()[near[at]] < self._k - 1]
            if not left:
                return
            signs = {at: draw.choice((1, -1)) for at in left}
            for turn in (1, -1):
                self._take(near, model.furthest({at: turn * sign for at, sign in signs.items()}))

    def try_one(self, target: int, circle: Circle) -> bool:
        """As far down and up as it goes; whether that is far enough."""
        near = self._around(target, circle)
        sums = self._sums(near, {target})
        models = [Model(sums)] if circle == MIDDLE else [Model(sums), Model(sums).in_whole_numbers()]
        for model in models:
            for turn in (1, -1):
                self._take(near, model.furthest({0: turn}))
                if self._witnesses.reach()[target] >= self._k - 1:
                    return True
        return False

    def reaches_all(self, target: int, circle: Circle) -> bool:
        """Whether a larger circle would be the same."""
        return len(self._around(target, circle)) < circle.most and circle.of_row == FAR

    def _take(self, near: Sequence[int], moved: Sequence[int] | None) -> None:
        if moved is not None:
            by = np.array(moved, dtype=np.int64)
            own = np.flatnonzero(by)
            unknown = np.array(near, dtype=np.int64)[own]
            self._witnesses.take(Moves(np.zeros(len(own), dtype=np.int64), unknown, by[own]))

    def _around(self, start: int, circle: Circle) -> list[int]:
        """Unknowns that can move, nearest first: of each equation the hidden ones before the rounded."""
        system = self._system
        found, queue = {start: None}, deque([start])
        while queue:
            number = queue.popleft()
            for row in system.rows_of[number]:
                for other in self._movable(row, number, circle.of_row):
                    if other not in found:
                        if len(found) >= circle.most:
                            return list(found)
                        found[other] = None
                        queue.append(other)
        return list(found)

    def _movable(self, row: int, start: int, most: int) -> Sequence[int]:
        system = self._system
        numbers = [each for each in system.rows[row] if system.low[each] < system.high[each]]
        if len(numbers) <= most:
            return numbers
        free = [each for each in numbers if not system.shown[each]]
        if len(free) >= most:
            at = free.index(start) if start in free else 0
            first = max(0, min(at - most // 2, len(free) - most))
            return free[first : first + most]
        rounded = [each for each in numbers if system.shown[each]]
        return [*free, *sorted(rounded, key=lambda each: -system.truth[each])[: most - len(free)]]

    def _sums(self, near: Sequence[int], targets: set[int]) -> Sums:
        system, places = self._system, {number: place for place, number in enumerate(near)}
        far = self._k - 1
        bounds = []
        for each in near:
            most = far if each in targets else 20 * far
            low, high = system.low[each] - system.truth[each], system.high[each] - system.truth[each]
            bounds.append((max(low, -most), min(high, most)))
        rows = dict.fromkeys(row for each in near for row in system.rows_of[each])
        kept = [
            [
                (places[other], 1 if at == 0 else -1)
                for at, other in enumerate(system.rows[row])
                if other in places
            ]
            for row in rows
        ]
        return Sums(bounds, kept)
