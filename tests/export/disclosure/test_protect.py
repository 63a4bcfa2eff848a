"""Tables published again and again: an attacker given all of them bounds no hidden cell."""

import os
import random
from datetime import date
from itertools import product

import pytest

from export.disclosure.counts import with_margins
from export.disclosure.figures import rounded
from export.disclosure.ledger import Ledger
from export.disclosure.protect import protect
from export.disclosure.values import Cell, CellsRecoverable, Counts, Published, Rule, Status
from export.values import Period
from tests.export.disclosure.attackers import bounds

HISTORIES = int(os.environ.get("ACERVO_TEST_DISCLOSURE", "40"))  # thousands: a longer look
RULE = Rule()
SIZES = (0, 1, 3, 6, 9, 10, 14, 23, 38, 60)
ENDS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))
STARTS = (date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1))
Told = list[tuple[frozenset[int], tuple[Cell, ...]]]


def history(seed: int) -> tuple[list[list[str]], list[tuple[frozenset[int], Counts]]]:
    """Tables of quarters, and cumulative ones, in an order of their own."""
    draw = random.Random(seed)
    values = [["A", "B", "C"][: draw.randint(2, 3)], ["H", "M"]]
    people = {(quarter, *key): draw.choice(SIZES) for quarter in range(3) for key in product(*values)}
    spans = [(0, 0), (1, 1), (0, 1), (2, 2), (0, 2)]
    draw.shuffle(spans)
    tables = []
    for first, last in spans[: draw.randint(2, 4)]:
        quarters = frozenset(range(first, last + 1))
        cells = {key: sum(people[quarter, *key] for quarter in quarters) for key in product(*values)}
        period = Period(STARTS[first], ENDS[last])
        tables.append((quarters, Counts("asistencia", ("escuela", "sexo"), cells, period=period)))
    return values, tables


def naive(counts: Counts) -> tuple[Cell, ...]:
    """Small cells hidden, and nothing else."""
    return tuple(
        Cell(key, None, Status.HIDDEN) if count < RULE.k else Cell(key, rounded(count, RULE), Status.ROUNDED)
        for key, count in with_margins(counts).items()
    )


def bounded(told: Told, values: list[list[str]]) -> list[str]:
    return [name for name, ways in bounds(told, values, RULE.k, RULE.rounding) if ways < RULE.k]


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_nobody_bounds_a_hidden_cell_from_all_releases_together(seed: int) -> None:
    values, tables = history(seed)
    ledger, told = Ledger(), []
    for quarters, counts in tables:
        done = protect(counts, RULE, ledger)
        ledger = Ledger.from_json(ledger.with_table(done.published).as_json())
        told.append((quarters, done.cells))
    assert not bounded(told, values)


def test_the_same_attacker_catches_who_hides_small_cells_alone() -> None:
    caught = 0
    for seed in range(20):
        values, tables = history(seed)
        caught += bool(bounded([(quarters, naive(counts)) for quarters, counts in tables], values))
    assert caught >= 15


def test_the_same_counts_are_protected_the_same_way_twice() -> None:
    _, tables = history(7)
    assert protect(tables[0][1]) == protect(tables[0][1])


def test_a_leak_of_a_former_release_is_named_and_nothing_new_goes_out() -> None:
    cells = {("A", "H"): 3, ("A", "M"): 20, ("B", "H"): 30, ("B", "M"): 40}
    counts = Counts("asistencia", ("escuela", "sexo"), cells)
    leaky = Ledger((Published(counts, RULE, frozenset({("A", "H")})),))
    with pytest.raises(CellsRecoverable, match="escuela=A, sexo=H"):
        protect(counts, RULE, leaky)


def test_a_whole_group_is_not_shown_as_such() -> None:
    cells = {("A", "H"): 40, ("A", "M"): 0, ("B", "H"): 50, ("B", "M"): 60, ("C", "H"): 50, ("C", "M"): 60}
    shown = {cell.key: cell.status for cell in protect(Counts("a", ("escuela", "sexo"), cells)).cells}
    assert shown["A", "H"] is shown["A", "M"] is Status.HIDDEN


def test_a_small_correction_hides_the_corrected_cell() -> None:
    first = protect(Counts("a", ("escuela",), {("A",): 22, ("B",): 60, ("C",): 70}))
    ledger = Ledger().with_table(first.published)
    again = protect(Counts("a", ("escuela",), {("A",): 24, ("B",): 60, ("C",): 70}), RULE, ledger)
    assert {cell.key: cell.status for cell in again.cells}["A",] is Status.HIDDEN


def test_a_threshold_under_five_is_refused() -> None:
    with pytest.raises(ValueError, match="protects nobody"):
        Rule(k=4)
