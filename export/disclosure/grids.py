"""A table as an array of unknowns, with the same cells in other periods, and what can move together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from export.disclosure.counts import values_of
from export.disclosure.equations import Moves, Numbers
from export.disclosure.system import System, Tabled
from export.disclosure.values import TOTAL

Way = tuple[tuple[int, int], ...]  # layers and their signs
_MOST_LAYERS = 7  # beside a table's own
_MOST_WAYS = 6
_NOBODY = -1


@dataclass(frozen=True)
class Grid:
    """``layers``: unknowns by place, the total last in each dimension; the first layer is the table's own."""

    shape: tuple[int, ...]
    layers: tuple[Numbers, ...]
    ways: tuple[Way, ...]


class Slacks:
    """Unknowns of one equation alone, which take up what the others in it move by."""

    def __init__(self, system: System) -> None:
        pairs: list[tuple[int, int, int]] = []
        self.rows: set[int] = set()
        for row in system.links:
            numbers = system.rows[row]
            alone = [each for each in numbers if system.implied[each] and len(system.rows_of[each]) == 1]
            if alone:
                slack, self_sign = alone[-1], 1 if alone[-1] == numbers[0] else -1
                self.rows.add(row)
                for place, number in enumerate(numbers):
                    if number != slack:
                        pairs.append((number, slack, self_sign if place else -self_sign))
        table = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 3)
        self._mover, self._slack, self._sign = table[:, 0], table[:, 1], table[:, 2]

    def fold(self, up: Numbers, down: Numbers) -> tuple[Numbers, Numbers]:
        """The room of each unknown, less where its slack has less."""
        up, down = up.copy(), down.copy()
        same = self._sign > 0
        room_up = np.where(same, up[self._slack], down[self._slack])
        room_down = np.where(same, down[self._slack], up[self._slack])
        np.minimum.at(up, self._mover, room_up)
        np.minimum.at(down, self._mover, room_down)
        return up, down

    def carried(self, moves: Moves) -> Moves:
        """What the slacks must take up of these moves."""
        first = np.searchsorted(self._mover, moves.unknown)
        times = np.searchsorted(self._mover, moves.unknown, side="right") - first
        entry = np.repeat(np.arange(len(times)), times)
        within = np.arange(len(entry)) - np.repeat(np.cumsum(times) - times, times)
        place = first[entry] + within
        return Moves(moves.of[entry], self._slack[place], moves.by[entry] * self._sign[place])

    def movers(self, slack: int) -> list[int]:
        return [int(each) for each in self._mover[self._slack == slack]]


def grid_of(system: System, table: Tabled, slacks: Slacks) -> Grid:
    counts, numbers = table
    values = [(*each, TOTAL) for each in values_of(counts)]
    keys = list(product(*values))
    own = np.array([numbers[key] for key in keys], dtype=np.int64)
    others: dict[object, Numbers] = {}
    for place, cells in enumerate(system.in_periods(counts, keys)):
        for span, number in cells.items():
            if number != own[place]:
                if span not in others:
                    others[span] = np.full(len(keys), _NOBODY, dtype=np.int64)
                others[span][place] = number
    fullest = sorted(others.values(), key=lambda layer: -int(np.count_nonzero(layer >= 0)))
    layers = (own, *fullest[:_MOST_LAYERS])
    return Grid(tuple(map(len, values)), layers, tuple(_ways(system, layers, slacks)))


def _ways(system: System, layers: tuple[Numbers, ...], slacks: Slacks) -> Iterator[Way]:
    """Layers that move together so that equations between periods hold, tried on a few cells."""
    samples = [tuple(int(layer[place]) for layer in layers) for place in _samples(len(layers[0]))]
    found = 0
    for size in range(3):
        for others in combinations(range(1, len(layers)), size):
            for signs in product((1, -1), repeat=size):
                way = ((0, 1), *zip(others, signs, strict=True))
                if found < _MOST_WAYS and any(_holds(system, sample, way, slacks) for sample in samples):
                    found += 1
                    yield way


def _samples(cells: int) -> Iterable[int]:
    return sorted({0, cells // 3, cells // 2, cells - 1})


def _holds(system: System, sample: tuple[int, ...], way: Way, slacks: Slacks) -> bool:
    if any(sample[layer] == _NOBODY for layer, _ in way):
        return False
    moved = {sample[layer]: sign for layer, sign in way}
    links = {row for number in moved for row in system.rows_of[number]} & set(system.links) - slacks.rows
    return all(
        moved.get(system.rows[row][0], 0) == sum(moved.get(part, 0) for part in system.rows[row][1:])
        for row in links
    )
