"""The attacker: which hidden cells can be bounded to fewer than ``k`` possible values.

A cell is safe when two tables that agree with everything published differ in it by k - 1 or more.  Bounds
that follow from one equation come first; then linear programming on the unknowns near the cell, with all else
standing at its true count: what differs there differs in the whole.  Only where that finds nothing the circle
grows, at last to all that hangs together.  A cell for which nothing is found is taken for recoverable:
refusing is always safe.
"""

from collections import deque
from collections.abc import Iterable
from math import ceil, floor

from export.disclosure.solver import NotSolved, Sums, extremes
from export.disclosure.system import FAR, System

_CIRCLES = ((60, 5), (400, 30), (4000, FAR), (40_000, FAR))  # unknowns, and of one equation
_NEARLY = 1e-6


class Attacker:
    """Remembers what it found possible: hiding more cells never makes less possible."""

    def __init__(self, system: System, k: int, circles: Iterable[tuple[int, int]] = _CIRCLES) -> None:
        self._system, self._k = system, k
        self._circles = tuple(circles)
        self._least = list(system.truth)
        self._most = list(system.truth)

    def recoverable(self) -> list[int]:
        """The hidden and implied unknowns that can be bounded, or could not be shown to be free."""
        system = self._system
        return [
            number for number in range(len(system.truth)) if self._hidden(number) and self._bounded(number)
        ]

    def works_out_large(self, number: int) -> bool:
        """Whether one equation alone already tells it, and it is no small group: hiding it would not help."""
        low, high = self._from_one_equation(number)
        return low >= self._k and high - low + 1 < self._k

    def _hidden(self, number: int) -> bool:
        return not self._system.shown[number]

    def _bounded(self, number: int) -> bool:
        if self._free(number) or self._known_large(number):
            return False
        low, high = self._from_one_equation(number)
        if high - low + 1 < self._k:
            return True
        size = 0
        for most, of_row in self._circles:
            circle = self._circle(number, most, of_row)
            if of_row == FAR and len(circle) == size:
                break  # nothing is left to move
            size = len(circle)
            self._try(number, circle)
            if self._free(number):
                return False
        return True

    def _free(self, number: int) -> bool:
        return self._most[number] - self._least[number] + 1 >= self._k

    def _known_large(self, number: int) -> bool:
        """What nobody tabled may be worked out where it is no small group."""
        if not self._system.implied[number]:
            return False
        low, high = self._from_one_equation(number)
        return low >= self._k or high <= -self._k

    def _from_one_equation(self, number: int) -> tuple[int, int]:
        system = self._system
        low, high = system.low[number], system.high[number]
        for row in system.rows_of[number]:
            least = most = own = 0
            for other, sign in system.rows[row]:
                if other == number:
                    own = sign
                else:
                    least += sign * (system.low[other] if sign > 0 else system.high[other])
                    most += sign * (system.high[other] if sign > 0 else system.low[other])
            low = max(low, -most if own > 0 else least)
            high = min(high, -least if own > 0 else most)
        return low, high

    def _circle(self, start: int, most: int, of_row: int) -> list[int]:
        """Unknowns that can move, nearest first: of each equation the hidden ones before the rounded."""
        system = self._system
        found, queue = {start: None}, deque([start])
        while queue:
            for row in system.rows_of[queue.popleft()]:
                movable = [other for other, _ in system.rows[row] if system.low[other] < system.high[other]]
                if len(movable) > of_row:
                    movable = sorted(movable, key=lambda other: (system.shown[other], -system.truth[other]))
                for other in movable[:of_row]:
                    if other not in found:
                        if len(found) >= most:
                            return list(found)
                        found[other] = None
                        queue.append(other)
        return list(found)

    def _try(self, target: int, circle: list[int]) -> None:
        """Move the target down and up, the circle giving way; keep what every unknown reached."""
        system, places = self._system, {number: place for place, number in enumerate(circle)}
        bounds = [
            (_away(system.low[each], system.truth[each]), _away(system.high[each], system.truth[each]))
            for each in circle
        ]
        bounds[0] = (max(bounds[0][0], 1 - self._k), min(bounds[0][1], self._k - 1))
        rows = {row: None for each in circle for row in system.rows_of[each]}
        kept = [
            [(places[other], sign) for other, sign in system.rows[row] if other in places] for row in rows
        ]
        try:
            solutions = extremes(Sums(bounds, kept), places[target])
        except NotSolved:
            return
        for solution in solutions:
            for number, moved in zip(circle, solution, strict=True):
                self._least[number] = min(self._least[number], system.truth[number] + ceil(moved - _NEARLY))
                self._most[number] = max(self._most[number], system.truth[number] + floor(moved + _NEARLY))


def _away(bound: int, truth: int) -> int:
    return bound if abs(bound) >= FAR else bound - truth
