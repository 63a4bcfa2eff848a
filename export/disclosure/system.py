"""All that was ever published as unknowns and equations: what an attacker can write down.

One unknown stands for a cell of a population in a period, in each version that corrections gave it.
Equations are those that hold in truth, so that the attacker here knows even which figures were corrected,
and whether up or down.  What nobody tabled but anybody can subtract (a quarter out of two cumulative tables,
a pool less a school, a correction) is an unknown too, to be protected like a hidden cell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from export.disclosure.counts import lines, structural, with_margins
from export.disclosure.figures import interval, rounded
from export.disclosure.pieces import Piece, cut, overlap
from export.disclosure.values import TOTAL, Counts, Key, Published

FAR = 10**7
Row = tuple[tuple[int, int], ...]  # unknowns and their signs, adding up to nothing
Span = tuple[int, int]  # days, the last one not included
Coordinates = tuple[tuple[str, str | frozenset[str]], ...]
Identity = tuple[str, Span, Coordinates]
_ALWAYS = (0, FAR)


@dataclass
class System:
    """Unknowns by number: their bounds, the true count, and whether anybody was told."""

    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)
    implied: list[bool] = field(default_factory=list)  # never tabled
    names: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    rows_of: list[list[int]] = field(default_factory=list)
    pooled: frozenset[str] = frozenset()  # the dimensions in which any table pools
    _changed: dict[tuple[object, ...], None] = field(default_factory=dict)
    _seen: set[Row] = field(default_factory=set)
    _numbers: dict[tuple[Identity, int], int] = field(default_factory=dict)
    _versions: dict[Identity, list[int]] = field(default_factory=dict)
    _fibres: dict[tuple[object, ...], dict[Piece | Span, int]] = field(default_factory=dict)

    def add_table(self, table: Published) -> dict[Key, int]:
        """The unknowns of its cells."""
        counts = table.counts
        numbers = {key: self._unknown(counts, key, count) for key, count in with_margins(counts).items()}
        known = structural(counts)
        for key, number in numbers.items():
            if key in known:
                self.show(number, 0, 0)
            elif key not in table.hidden:
                self.show(number, *interval(rounded(self.truth[number], table.rule), table.rule))
        for total, parts in lines(counts):
            self.add_row(numbers[total], [numbers[part] for part in parts])
        self._link()
        return numbers

    def show(self, number: int, low: int, high: int) -> None:
        self.low[number] = max(self.low[number], low)
        self.high[number] = min(self.high[number], high)
        self.shown[number] = True

    def hide(self, number: int) -> None:
        self.low[number], self.high[number], self.shown[number] = 0, FAR, False

    def add_row(self, total: int, parts: Iterable[int]) -> None:
        row = ((total, 1), *((part, -1) for part in sorted(parts)))
        if row not in self._seen and row != ((total, 1), (total, -1)):
            self._seen.add(row)
            for number, _ in row:
                self.rows_of[number].append(len(self.rows))
            self.rows.append(row)

    def _new(self, name: str, truth: int, *, low: int = 0, implied: bool = False) -> int:
        self.low.append(low)
        self.high.append(FAR)
        self.truth.append(truth)
        self.shown.append(False)
        self.implied.append(implied)
        self.names.append(name)
        self.rows_of.append([])
        return len(self.truth) - 1

    def _unknown(self, counts: Counts, key: Key, count: int) -> int:
        identity = _identity(counts, key)
        number = self._numbers.get((identity, count))
        if number is None:
            number = self._new(_name(counts, key), count)
            self._numbers[identity, count] = number
            for former in self._versions.setdefault(identity, []):
                self._correct(former, number)
            self._versions[identity].append(number)
        self._place(counts, key, identity, number)
        return number

    def _correct(self, former: int, number: int) -> None:
        """Two versions of one cell differ by those who were added or taken out."""
        less, more = sorted((former, number), key=lambda each: self.truth[each])
        name = f"corrección de {self.names[number]}"
        change = self._new(name, self.truth[more] - self.truth[less], low=1, implied=True)
        self.add_row(more, (less, change))

    def _place(self, counts: Counts, key: Key, identity: Identity, number: int) -> None:
        """Beside the cells that differ from it in period alone, or in one pool alone."""
        population, span, coordinates = identity
        self._put((population, coordinates), span, number)
        for place, (dimension, value) in enumerate(coordinates):
            if dimension in self.pooled:
                rest = (*coordinates[:place], *coordinates[place + 1 :])
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
                sets = _as_sets(cells)
                if overlap([each for each, _ in sets]):
                    self._cut(fibre, sets)
        self._changed.clear()

    def _cut(self, fibre: tuple[object, ...], sets: Sequence[tuple[Piece, int]]) -> None:
        newest = sets[::-1]
        found = cut([(each, self.truth[number]) for each, number in newest])
        own = {each: number for each, number in sets if each not in found.odd}
        pieces = {piece: own.get(piece, -1) for piece in found.sizes}
        for piece in [piece for piece, number in pieces.items() if number < 0]:
            name = f"diferencia dentro de {self.names[newest[0][1]]}"
            pieces[piece] = self._new(name, found.sizes[piece], implied=True)
            where = _as_place(piece)
            if where is not None:  # a later table may cut or table it
                self._fibres[fibre][where] = pieces[piece]
        for each, number in sets:
            parts = [part for piece, part in pieces.items() if piece <= each]
            if each in found.odd:
                change = self.truth[number] - sum(self.truth[part] for part in parts)
                name = f"corrección de {self.names[number]}"
                parts.append(self._new(name, change, low=-FAR, implied=True))
            if parts != [number]:
                self.add_row(number, parts)


def assemble(tables: Sequence[Published]) -> tuple[System, dict[Key, int]]:
    """The system of all tables, and the unknowns of the last one's cells."""
    system = System(pooled=frozenset(name for table in tables for name in table.counts.members))
    numbers: dict[Key, int] = {}
    for table in tables:
        numbers = system.add_table(table)
    return system, numbers


def _identity(counts: Counts, key: Key) -> Identity:
    coordinates = sorted(
        (dimension, counts.members.get(dimension, {}).get(value, value))
        for dimension, value in zip(counts.dimensions, key, strict=True)
        if value != TOTAL
    )
    return counts.population or counts.dataset, _span(counts), tuple(coordinates)


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


def _as_sets(cells: dict[Piece | Span, int]) -> list[tuple[Piece, int]]:
    """Periods as sets of the stretches between all their ends; pools as they are."""
    days = sorted({day for where in cells if isinstance(where, tuple) for day in where})
    stretches = list(pairwise(days))
    return [
        (
            frozenset(each for each in stretches if where[0] <= each[0] and each[1] <= where[1])
            if isinstance(where, tuple)
            else where,
            number,
        )
        for where, number in cells.items()
    ]


def _as_place(piece: Piece) -> Piece | Span | None:
    """Stretches that follow each other as one period; None where there are gaps."""
    stretches = sorted(each for each in piece if isinstance(each, tuple))
    if not stretches:
        return piece
    if any(before[1] != after[0] for before, after in pairwise(stretches)):
        return None
    return stretches[0][0], stretches[-1][1]
