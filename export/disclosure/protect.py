"""The one door to published counts: hide until the attacker finds nothing, or refuse."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from export.disclosure.attack import Attacker
from export.disclosure.counts import Line, lines, structural, values_of, with_margins
from export.disclosure.figures import interval, rounded
from export.disclosure.ledger import Ledger
from export.disclosure.note import method_note
from export.disclosure.partners import Partners
from export.disclosure.suppress import complementary, primary
from export.disclosure.system import assemble
from export.disclosure.values import Cell, CellsRecoverable, Counts, Key, Protected, Published, Rule, Status

_MOST_NAMED = 20
_TRIES = 3  # before asking whether hiding can help at all


def protect(counts: Counts, rule: Rule = Rule(), ledger: Ledger = Ledger()) -> Protected:  # noqa: B008 - frozen
    """Raises CellsRecoverable where hiding the whole table would not do."""
    if len(counts.dimensions) > rule.most_dimensions:
        raise ValueError(f"at most {rule.most_dimensions} crossed dimensions: {counts.dimensions}")
    if not all(values_of(counts)):
        raise ValueError("a table without cells has nothing to protect")
    return _Protection(counts, rule, ledger).result()


class _Lost(Exception):
    """Hiding the whole table would not help these: they are known without it."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self.numbers = frozenset(numbers)


class _Protection:
    """One table on its way out, beside all that went before."""

    def __init__(self, counts: Counts, rule: Rule, ledger: Ledger) -> None:
        self._counts, self._rule, self._ledger = counts, rule, ledger
        self._table = with_margins(counts)
        self._sums: list[Line] = list(lines(counts))
        self._known = structural(counts)
        self._everything = frozenset(self._table) - self._known
        self._lost: frozenset[int] = frozenset()  # large, and known without this table

    def result(self) -> Protected:
        hidden = None
        while hidden is None:
            try:
                hidden = self._hidden()
            except _Lost as lost:
                self._refuse_small(lost.numbers)
                self._lost |= lost.numbers
        return self._protected(hidden)

    def _hidden(self) -> set[Key]:
        """The cells to hide, for what is lost already.  Raises _Lost where more turns out to be."""
        attacker, numbers, before = self._blank()
        system = attacker.system
        told = {key for key in self._everything if system.shown[numbers[key]]}
        self._lost |= self._given(attacker)
        fixed = self._known | told
        fixed |= {key for key in self._everything if numbers[key] in self._lost}
        hidden = (primary(self._table, self._sums, self._known, self._rule.k) | before) - fixed
        hidden = complementary(self._table, self._sums, hidden, fixed)
        shown = self._everything - hidden
        for key in shown:
            attacker.show(numbers[key], *interval(rounded(self._table[key], self._rule), self._rule))
        keys = {numbers[key]: key for key in sorted(shown - fixed)}
        spare = {numbers[key]: key for key in sorted((shown & fixed) - told - self._known)}
        return hidden | self._hide_more(attacker, keys, spare)

    def _hide_more(self, attacker: Attacker, keys: Mapping[int, Key], spare: Mapping[int, Key]) -> set[Key]:
        """Other cells until the attacker finds nothing; at last what is known anyway but for the rounding."""
        partners, more = Partners(attacker, keys, self._table), set[Key]()
        while found := self._found(attacker):
            stubborn = [each for each in found if partners.tries(each) >= _TRIES]
            if lost := [each for each in stubborn if not self._unseen.proves(each)]:
                raise _Lost(lost)
            new = set() if stubborn and spare else partners.hide_for(found)
            if not new and spare:
                partners.allow(spare)
                spare = {}
            elif not new and (left := self._found(attacker, thorough=True)):
                raise _Lost(left)
            more |= new
        return more

    def _found(self, attacker: Attacker, *, thorough: bool = False) -> list[int]:
        return [each for each in attacker.recoverable(thorough=thorough) if each not in self._lost]

    def _blank(self) -> tuple[Attacker, dict[Key, int], set[Key]]:
        """All tables, this one wholly hidden; its unknowns; which of its counts a former one hid."""
        system = assemble(self._ledger.tables, self._counts.members)
        former = {each for each, implied in enumerate(system.implied) if not implied}
        numbers = system.add_table(Published(self._counts, self._rule, self._everything))
        before = {key for key in self._everything if numbers[key] in former}
        return Attacker(system, self._rule.k), numbers, before

    @cached_property
    def _unseen(self) -> Attacker:
        """What an attacker knows without a single figure of this table."""
        return self._blank()[0]

    def _given(self, blank: Attacker) -> frozenset[int]:
        """Large counts that follow from former tables: hiding them cannot help."""
        if not self._ledger.tables:
            return frozenset()
        low, high = blank.bounds()
        k = self._rule.k
        return frozenset(((low >= k) & (high - low < k - 1)).nonzero()[0].tolist())

    def _refuse_small(self, numbers: Collection[int]) -> None:
        """Raises CellsRecoverable where a small count is known."""
        system = self._unseen.system
        if small := [each for each in numbers if abs(system.truth[each]) < self._rule.k]:
            names = sorted({system.name(each) for each in small})
            dots = "…" if len(names) > _MOST_NAMED else ""
            raise CellsRecoverable(cells="; ".join(names[:_MOST_NAMED]) + dots)

    def _protected(self, hidden: Collection[Key]) -> Protected:
        cells = tuple(self._cell(key, hidden) for key in sorted(self._table))
        published = Published(self._counts, self._rule, frozenset(hidden))
        return Protected(cells, method_note(self._rule), len(hidden), published)

    def _cell(self, key: Key, hidden: Collection[Key]) -> Cell:
        if key in hidden:
            return Cell(key, None, Status.HIDDEN)
        exact = self._rule.rounding == 1 or key in self._known
        value = rounded(self._table[key], self._rule)
        return Cell(key, value, Status.PUBLISHED if exact else Status.ROUNDED)
