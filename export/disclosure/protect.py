"""The one door to published counts: hide until the attacker finds nothing, or refuse."""

from collections import deque
from collections.abc import Collection, Mapping

from export.disclosure.attack import Attacker
from export.disclosure.counts import lines, structural, values_of, with_margins
from export.disclosure.figures import rounded
from export.disclosure.ledger import Ledger
from export.disclosure.note import method_note
from export.disclosure.suppress import complementary, order, primary
from export.disclosure.system import System, assemble
from export.disclosure.values import Cell, CellsRecoverable, Counts, Key, Protected, Published, Rule, Status

_MOST_NAMED = 20


def protect(counts: Counts, rule: Rule = Rule(), ledger: Ledger = Ledger()) -> Protected:  # noqa: B008 - frozen
    """Raises CellsRecoverable where hiding the whole table would not do."""
    if len(counts.dimensions) > rule.most_dimensions:
        raise ValueError(f"at most {rule.most_dimensions} crossed dimensions: {counts.dimensions}")
    if not all(values_of(counts)):
        raise ValueError("a table without cells has nothing to protect")
    table, known, sums = with_margins(counts), structural(counts), list(lines(counts))
    everything = frozenset(table) - known
    system, numbers = assemble((*ledger.tables, Published(counts, rule, everything)))
    fixed = known | {
        key for key in everything if system.shown[numbers[key]]
    }  # told before: hiding cannot help
    attacker = Attacker(system, rule.k)
    fixed |= {key for key in everything if attacker.works_out_large(numbers[key])}
    former = _hidden_before(system, numbers, ledger, everything)
    hidden = (primary(table, sums, known, rule.k) | former) - fixed
    hidden = complementary(table, sums, hidden, fixed)
    shown = everything - hidden
    for key in shown:
        _show(system, numbers[key], rule)
    hidden |= _hide_more(system, numbers, table, shown - fixed, rule)
    return _protected(counts, rule, table, hidden, known)


def _hidden_before(
    system: System, numbers: Mapping[Key, int], ledger: Ledger, keys: Collection[Key]
) -> set[Key]:
    """What a former table hid stays hidden while it is the same count."""
    if not ledger.tables:
        return set()
    before = assemble(ledger.tables)[0]
    count = len(before.truth)
    return {key for key in keys if numbers[key] < count and not before.implied[numbers[key]]}


def _show(system: System, number: int, rule: Rule) -> None:
    base = rounded(system.truth[number], rule) - rule.rounding // 2
    system.show(number, max(base, rule.k), base + rule.rounding - 1)


def _hide_more(
    system: System, numbers: Mapping[Key, int], table: Mapping[Key, int], shown: Collection[Key], rule: Rule
) -> set[Key]:
    """Complementary cells until the attacker finds nothing; what was found free stays free."""
    attacker, more = Attacker(system, rule.k), set[Key]()
    keys = {numbers[key]: key for key in sorted(shown)}
    while found := attacker.recoverable():
        new = {key for number in found if (key := _nearest(system, number, keys, table)) is not None}
        if not new:
            names = sorted({system.names[number] for number in found})
            dots = "…" if len(names) > _MOST_NAMED else ""
            raise CellsRecoverable(cells="; ".join(names[:_MOST_NAMED]) + dots)
        for key in new:
            system.hide(numbers[key])
            del keys[numbers[key]]
        more |= new
    return more


def _nearest(system: System, start: int, keys: Mapping[int, Key], table: Mapping[Key, int]) -> Key | None:
    """The cheapest cell to hide among those that the fewest equations part from ``start``."""
    ring, seen = deque([start]), {start}
    while ring:
        reached = [
            other
            for number in ring
            for row in system.rows_of[number]
            for other, _ in system.rows[row]
            if other not in seen
        ]
        seen.update(reached)
        if candidates := [keys[other] for other in reached if other in keys]:
            return min(candidates, key=lambda key: order(table, key))
        ring = deque(dict.fromkeys(reached))
    return None


def _protected(
    counts: Counts, rule: Rule, table: Mapping[Key, int], hidden: Collection[Key], known: Collection[Key]
) -> Protected:
    def cell(key: Key) -> Cell:
        if key in hidden:
            return Cell(key, None, Status.HIDDEN)
        exact = rule.rounding == 1 or key in known
        return Cell(key, rounded(table[key], rule), Status.PUBLISHED if exact else Status.ROUNDED)

    cells = tuple(map(cell, sorted(table)))
    published = Published(counts, rule, frozenset(hidden))
    return Protected(cells, method_note(rule), len(hidden), published)
