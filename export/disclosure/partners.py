"""Which cells are hidden with one that could be worked out: the cheapest box, else more and more near it."""

from collections.abc import Collection, Iterable, Mapping
from heapq import nsmallest

import numpy as np

from export.disclosure.attack import Attacker
from export.disclosure.boxes import Corners, Room, around, room
from export.disclosure.equations import Numbers
from export.disclosure.grids import Way
from export.disclosure.suppress import order
from export.disclosure.system import FAR
from export.disclosure.values import TOTAL, Key

_TOTAL_COSTS = 100_000
_MOST_TRIES = 8
_SHORT = 40  # in longer lines a hidden cell helps few others


class Partners:
    """``keys``: the newest table's cells that are shown and could be hidden, by their unknowns."""

    def __init__(self, attacker: Attacker, keys: Mapping[int, Key], table: Mapping[Key, int]) -> None:
        self._attacker, self._table = attacker, table
        self._keys = dict(keys)
        self._tries: dict[int, int] = {}
        self._bounds: tuple[list[int], list[int]] = [], []
        self._places: dict[int, tuple[int, int]] = {}
        for layer, numbers in enumerate(attacker.newest.layers):
            for place, number in enumerate(numbers.tolist()):
                if number >= 0:
                    self._places.setdefault(number, (place, layer))

    def allow(self, keys: Mapping[int, Key]) -> None:
        """Hide these too, from here on."""
        self._keys |= keys
        self._tries.clear()

    def tries(self, number: int) -> int:
        return self._tries.get(number, 0)

    def hide_for(self, found: Collection[int]) -> set[Key]:
        """Hide what may help each of them; what has been hidden, nothing where nothing is left to hide."""
        for number in found:
            self._tries[number] = self.tries(number) + 1
        new = [number for number in found if self.tries(number) == 1]
        hidden = self._hide_boxes(new)
        return hidden | self._hide_nearest(found if not hidden else set(found) - set(new))

    def _hide_boxes(self, found: Iterable[int]) -> set[Key]:
        prices = self._prices()
        rooms = self._rooms_if_hidden()
        helped, hidden = set[int](), set[Key]()
        for number in found:
            if number not in helped:
                chosen = self._box(number, prices, rooms)
                helped |= chosen
                for each in chosen & self._keys.keys():
                    hidden.add(self._hide(each))
                    prices[self._places[each][0]] = 0
        return hidden

    def _hide_nearest(self, found: Iterable[int]) -> set[Key]:
        """More at each try; what was hidden for one may do for others of its line."""
        lines, hidden = set[int](), set[Key]()
        low, high = self._attacker.bounds()
        self._bounds = low.tolist(), high.tolist()
        for number in sorted(found):
            here = self._here(number)
            if lines.isdisjoint(self._short_lines(here)):
                for each in self._helpful(number, here):
                    lines.update(self._short_lines(each))
                    hidden.add(self._hide(each))
        return hidden

    def _helpful(self, number: int, here: int) -> Collection[int]:
        """More at every try, at last the whole table."""
        tries = self.tries(number)
        if tries > _MOST_TRIES:
            return list(self._keys)
        return self._nearest(number, 2**tries // 4 or 1) or self._nearest(here, 2**tries // 4 or 1)

    def _hide(self, number: int) -> Key:
        self._attacker.hide(number)
        return self._keys.pop(number)

    def _short_lines(self, number: int) -> list[int]:
        system = self._attacker.system
        return [row for row in system.rows_of[number] if len(system.rows[row]) <= _SHORT]

    def _prices(self) -> Numbers:
        own = self._attacker.newest.layers[0].tolist()
        return np.array([self._price(self._keys.get(number)) for number in own], dtype=np.int64)

    def _price(self, key: Key | None) -> int:
        return 0 if key is None else 1 + self._table[key] + _TOTAL_COSTS * key.count(TOTAL)

    def _rooms_if_hidden(self) -> list[tuple[Way, Room]]:
        grid, witnesses = self._attacker.newest, self._attacker.witnesses
        up, down = witnesses.room()
        hideable = np.array(list(self._keys), dtype=np.int64)
        up[hideable], down[hideable] = FAR, witnesses.truth[hideable]
        up, down = self._attacker.slacks.fold(up, down)
        return [(way, room(grid, way, up, down, self._attacker.k - 1)) for way in grid.ways]

    def _box(self, number: int, prices: Numbers, rooms: list[tuple[Way, Room]]) -> set[int]:
        """The corners of the cheapest box that would set the cell free."""
        attacker, grid = self._attacker, self._attacker.newest
        place, layer = self._place(number)
        if place < 0:
            return set()
        corners = around(grid, np.array([place]))
        cost = prices[corners.places].sum(axis=-1)[0]
        best: tuple[int, int] | None = None
        for way, of_way in rooms:
            if layer >= 0 and all(layer != moved for moved, _ in way):
                continue
            there, back = of_way.of(corners)
            enough = np.flatnonzero(((there + back)[0] >= attacker.k - 1) & (cost > 0))
            if len(enough):
                box = int(enough[np.argmin(cost[enough])])
                best = min(best or (int(cost[box]), box), (int(cost[box]), box))
        return self._numbers(corners, best[1]) if best else set()

    def _place(self, number: int) -> tuple[int, int]:
        """Where the newest table has it, or what it takes up the moves of; and in which layer."""
        if number in self._places:
            return self._places[number]
        movers = [each for each in self._attacker.slacks.movers(number) if each in self._places]
        return (self._places[movers[0]][0], -1) if movers else (-1, -1)

    def _here(self, number: int) -> int:
        """The newest table's own cell instead of the same one in another period."""
        place, _ = self._place(number)
        return number if place < 0 else int(self._attacker.newest.layers[0][place])

    def _numbers(self, corners: Corners, box: int) -> set[int]:
        own = self._attacker.newest.layers[0]
        return {int(own[place]) for place in corners.places[0, box]}

    def _nearest(self, start: int, most: int) -> Collection[int]:
        """The cheapest to hide in the equations that bound ``start``, or stand near it where none does."""
        low, high = self._bounds
        system, rows = self._attacker.system, set[int]()
        ring, seen, candidates = [start], {start}, list[int]()
        while ring and not candidates:
            reached: list[int] = []
            for number in ring:
                bounded = high[number] - low[number] < self._attacker.k - 1
                for row in system.rows_of[number]:
                    if row not in rows and (not bounded or self._tells(row, number)):
                        rows.add(row)
                        reached += [other for other in system.rows[row] if other not in seen]
                        seen.update(reached)
                candidates = [other for other in reached if other in self._keys]
                if len(candidates) >= most:
                    break
            ring = reached
        return nsmallest(most, candidates, key=lambda each: order(self._table, self._keys[each]))

    def _tells(self, row: int, number: int) -> bool:
        """Whether a bound of the number follows from this equation."""
        low, high = self._bounds
        total, *parts = self._attacker.system.rows[row]
        if number == total:
            least, most = sum(low[part] for part in parts), sum(high[part] for part in parts)
        else:
            others = [part for part in parts if part != number]
            least = low[total] - sum(high[other] for other in others)
            most = high[total] - sum(low[other] for other in others)
        return least >= low[number] > 0 or most <= high[number]
