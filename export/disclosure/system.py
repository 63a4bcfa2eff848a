"""All that was ever published as unknowns and equations: what an attacker can write down.

One unknown stands for a cell of a population in a period, in each version that corrections gave it.
Equations are those that hold in truth, so that the attacker here knows even which figures were corrected,
and whether up or down.  What nobody tabled but anybody can subtract (a quarter out of two cumulative tables,
a pool less a school, a correction) is an unknown too, to be protected like a hidden cell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from export.disclosure.counts import lines, structural, with_margins
from export.disclosure.figures import interval, rounded
from export.disclosure.pieces import Piece, cut, overlap
from export.disclosure.values import TOTAL, Counts, Key, Published

FAR = 10**7
Row = tuple[int, ...]  # a total, and the unknowns that it is the sum of
Span = tuple[int, int]  # days, the last one not included
Coordinates = tuple[tuple[str, str | frozenset[str]], ...]
Place = tuple[str, Coordinates]  # a cell of a population, in whatever period
Tabled = tuple[Counts, Mapping[Key, int]]
_ALWAYS = (0, FAR)


@dataclass
class System:
    """Unknowns by number: their bounds, the true count, and whether anybody was told."""

    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)
    implied: list[bool] = field(default_factory=list)  # never tabled
    rows: list[Row] = field(default_factory=list)
    rows_of: list[list[int]] = field(default_factory=list)
    links: list[int] = field(default_factory=list)  # the rows that no single table has
    tables: list[Tabled] = field(default_factory=list)
    pooled: frozenset[str] = frozenset()  # the dimensions in which any table pools
    _changed: dict[tuple[object, ...], None] = field(default_factory=dict)
    _seen: set[Row] = field(default_factory=set)
    _names: list[tuple[str, Counts, Key]] = field(default_factory=list)
    _places: dict[Place, int] = field(default_factory=dict)
    _versions: dict[tuple[int, Span], dict[int, int]] = field(default_factory=dict)  # by the true count
    _fibres: dict[tuple[object, ...], dict[Piece | Span, int]] = field(default_factory=dict)

    def add_table(self, table: Published) -> dict[Key, int]:
        """The unknowns of its cells."""
        counts = table.counts
        coordinates, span = _Coordinates(counts), _span(counts)
        numbers = {
            key: self._unknown(counts, key, count, span, coordinates.of(key))
            for key, count in with_margins(counts).items()
        }
        self.tables.append((counts, numbers))
        known = structural(counts)
        for key, number in numbers.items():
            if key in known:
                self.show(number, 0, 0)
            elif key not in table.hidden:
                self.show(number, *interval(rounded(self.truth[number], table.rule), table.rule))
        for total, parts in lines(counts):
            self._add_row(numbers[total], [numbers[part] for part in parts])
        self._link()
        return numbers

    def name(self, number: int) -> str:
        kind, counts, key = self._names[number]
        return kind + _name(counts, key)

    def in_periods(self, counts: Counts, keys: Iterable[Key]) -> Iterator[dict[Span, int]]:
        """The newest unknowns of each cell, in all periods that were tabled or follow."""
        population, coordinates = counts.population or counts.dataset, _Coordinates(counts)
        for key in keys:
            cells = self._fibres.get((self._places.get((population, coordinates.of(key)), -1),), {})
            yield {where: number for where, number in cells.items() if isinstance(where, tuple)}

    def show(self, number: int, low: int, high: int) -> None:
        self.low[number] = max(self.low[number], low)
        self.high[number] = min(self.high[number], high)
        self.shown[number] = True

    def hide(self, number: int) -> None:
        self.low[number], self.high[number], self.shown[number] = 0, FAR, False

    def _add_row(self, total: int, parts: Iterable[int]) -> int | None:
        """Its place, or None where it is there already."""
        row = (total, *sorted(parts))
        if row in self._seen or row == (total, total):
            return None
        self._seen.add(row)
        place = len(self.rows)
        for number in row:
            self.rows_of[number].append(place)
        self.rows.append(row)
        return place

    def _add_link(self, total: int, parts: Iterable[int]) -> None:
        place = self._add_row(total, parts)
        if place is not None:
            self.links.append(place)

    def _new(self, name: tuple[str, Counts, Key], truth: int, *, low: int = 0, implied: bool = False) -> int:
        self.low.append(low)
        self.high.append(FAR)
        self.truth.append(truth)
        self.shown.append(False)
        self.implied.append(implied)
        self._names.append(name)
        self.rows_of.append([])
        return len(self.truth) - 1

    def _unknown(self, counts: Counts, key: Key, count: int, span: Span, coordinates: Coordinates) -> int:
        place = (counts.population or counts.dataset, coordinates)
        fibre = self._places.setdefault(place, len(self._places))
        versions = self._versions.setdefault((fibre, span), {})
        number = versions.get(count)
        if number is None:
            number = self._new(("", counts, key), count)
            for former in versions.values():
                self._correct(former, number)
            versions[count] = number
        self._put((fibre,), span, number)
        if self.pooled:
            self._place_in_pools(place, span, number)
        return number

    def _correct(self, former: int, number: int) -> None:
        """Two versions of one cell differ by those who were added or taken out."""
        less, more = sorted((former, number), key=lambda each: self.truth[each])
        name = ("corrección de ", *self._names[number][1:])
        change = self._new(name, self.truth[more] - self.truth[less], low=1, implied=True)
        self._add_link(more, (less, change))

    def _place_in_pools(self, place: Place, span: Span, number: int) -> None:
        """Beside the cells that differ from it in one pool alone."""
        population, coordinates = place
        for at, (dimension, value) in enumerate(coordinates):
            if dimension in self.pooled:
                rest = (*coordinates[:at], *coordinates[at + 1 :])
                members = value if isinstance(value, frozenset) else frozenset({value})
                self._put((population, span, rest, dimension), frozenset(members), number)

    def _put(self, fibre: tuple[object, ...], where: Piece | Span, number: int) -> None:
        cells = self._fibres.setdefault(fibre, {})
        if cells.get(where) != number:
            cells.pop(where, None)
            cells[where] = number  # the newest stand last
            self._changed[fibre] = None

    def _link(self) -> None:
        for fibre in self._changed:
            cells = self._fibres[fibre]
            if len(cells) > 1:
                sets = _as_sets(tuple(cells))
                if overlap(sets):
                    self._cut(fibre, list(zip(sets, cells.values(), strict=True)))
        self._changed.clear()

    def _cut(self, fibre: tuple[object, ...], sets: Sequence[tuple[Piece, int]]) -> None:
        newest = sets[::-1]
        found = cut([(each, self.truth[number]) for each, number in newest])
        own = {each: number for each, number in sets if each not in found.odd}
        pieces = {piece: own.get(piece, -1) for piece in found.sizes}
        for piece in [piece for piece, number in pieces.items() if number < 0]:
            name = ("diferencia dentro de ", *self._names[newest[0][1]][1:])
            pieces[piece] = self._new(name, found.sizes[piece], implied=True)
            where = _as_place(piece)
            if where is not None:  # a later table may cut or table it
                self._fibres[fibre][where] = pieces[piece]
        for each, number in sets:
            parts = [part for piece, part in pieces.items() if piece <= each]
            if each in found.odd:
                change = self.truth[number] - sum(self.truth[part] for part in parts)
                name = ("corrección de ", *self._names[number][1:])
                parts.append(self._new(name, change, low=-FAR, implied=True))
            if parts != [number]:
                self._add_link(number, parts)


def assemble(tables: Sequence[Published], pools: Iterable[str] = ()) -> System:
    """The system of all tables; ``pools``: in which dimensions later ones pool."""
    system = System(pooled=frozenset(pools).union(*(table.counts.members for table in tables)))
    for table in tables:
        system.add_table(table)
    return system


class _Coordinates:
    """What a key means, whatever the order of a table's dimensions and the name of its pools."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        named = sorted((dimension, place) for place, dimension in enumerate(counts.dimensions))
        self._order = [(place, counts.members.get(dimension, {}), dimension) for dimension, place in named]

    def of(self, key: Key) -> Coordinates:
        return tuple(
            (dimension, members.get(key[place], key[place]))
            for place, members, dimension in self._order
            if key[place] != TOTAL
        )


def _span(counts: Counts) -> Span:
    if counts.period is None:
        return _ALWAYS
    end = counts.period.end
    return counts.period.start.toordinal(), end.toordinal() + 1 if end else FAR


def _name(counts: Counts, key: Key) -> str:
    where = ", ".join(f"{name}={value}" for name, value in zip(counts.dimensions, key, strict=True))
    period = counts.period
    when = f" ({period.start} a {period.end or 'la fecha'})" if period else ""
    return f"{counts.dataset}: {where}{when}"


@lru_cache(maxsize=1024)
def _as_sets(cells: tuple[Piece | Span, ...]) -> tuple[Piece, ...]:
    """Periods as sets of the stretches between all their ends; pools as they are."""
    days = sorted({day for where in cells if isinstance(where, tuple) for day in where})
    stretches = list(pairwise(days))
    return tuple(
        frozenset(each for each in stretches if where[0] <= each[0] and each[1] <= where[1])
        if isinstance(where, tuple)
        else where
        for where in cells
    )


def _as_place(piece: Piece) -> Piece | Span | None:
    """Stretches that follow each other as one period; None where there are gaps."""
    stretches = sorted(each for each in piece if isinstance(each, tuple))
    if not stretches:
        return piece
    if any(before[1] != after[0] for before, after in pairwise(stretches)):
        return None
    return stretches[0][0], stretches[-1][1]
