"""Tables published again and again: an attacker given all of them bounds no hidden cell."""

import os
import random
from collections.abc import Iterable
from itertools import product

import numpy as np
import pytest

from export.disclosure.counts import with_margins
from export.disclosure.figures import interval, rounded
from export.disclosure.ledger import Ledger
from export.disclosure.protect import protect
from export.disclosure.values import TOTAL, Cell, CellsRecoverable, Counts, Published, Rule, Status
from tests.export.disclosure.attackers import Figure, bounds, bounds_of
from tests.export.disclosure.histories import corrected, history, joint

HISTORIES = int(os.environ.get("ACERVO_TEST_DISCLOSURE", "8"))  # thousands: a longer look
RULE = Rule()
Told = list[tuple[frozenset[int], tuple[Cell, ...]]]


def naive(counts: Counts) -> tuple[Cell, ...]:
    """Small cells hidden, and nothing else."""
    return tuple(
        Cell(key, None, Status.HIDDEN) if count < RULE.k else Cell(key, rounded(count, RULE), Status.ROUNDED)
        for key, count in with_margins(counts).items()
    )


def bounded(told: Told, values: list[list[str]]) -> list[str]:
    return small(bounds(told, values, RULE.k, RULE.rounding))


def small(found: Iterable[tuple[str, int, int]]) -> list[str]:
    """What could be few people, and is told: that many came may follow from former tables."""
    return [name for name, fewest, ways in found if ways < RULE.k and fewest < RULE.k]


@pytest.mark.parametrize("three_dimensions", [False, True])
@pytest.mark.parametrize("seed", range(HISTORIES))
def test_nobody_bounds_a_hidden_cell_from_all_releases_together(seed: int, three_dimensions: bool) -> None:
    values, tables = history(seed, three_dimensions=three_dimensions)
    ledger, told = Ledger(), []
    for quarters, counts in tables:
        done = protect(counts, RULE, ledger)
        ledger = Ledger.from_json(ledger.with_table(done.published).as_json())
        told.append((quarters, done.cells))
    assert not bounded(told, values)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_tables_of_other_dimensions_and_pools_do_not_tell_either(seed: int) -> None:
    people, tables = joint(seed)
    atoms = {key: place for place, key in enumerate(people)}
    ledger, figures = Ledger(), list[Figure]()
    for counts in tables:
        done = protect(counts, RULE, ledger)
        ledger = ledger.with_table(done.published)
        kept = [("escuela", "sexo", "edad").index(name) for name in counts.dimensions]
        pools = counts.members.get("escuela", {})
        for cell in done.cells:
            places = tuple(
                place
                for key, place in atoms.items()
                if all(
                    told in (TOTAL, key[at]) or key[at] in pools.get(told, ())
                    for told, at in zip(cell.key, kept, strict=True)
                )
            )
            figures.append((places, f"{counts.dimensions} {cell.key}", cell))
    assert not small(bounds_of(len(atoms), figures, RULE.k, RULE.rounding))


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_a_corrected_table_tells_neither_the_hidden_nor_whom_it_corrected(seed: int) -> None:
    ledger, figures, count = Ledger(), list[Figure](), 0
    numbers: dict[tuple[tuple[str, ...], int], int] = {}
    shown: dict[tuple[str, ...], list[Cell]] = {}
    before, after = corrected(seed)
    for counts in (before, after):
        done = protect(counts, RULE, ledger)
        ledger = ledger.with_table(done.published)
        for key, people in counts.cells.items():
            count = len(numbers)
            numbers.setdefault((key, people), count)
        for cell in done.cells:
            places = tuple(
                numbers[key, people]
                for key, people in counts.cells.items()
                if all(told in (TOTAL, own) for told, own in zip(cell.key, key, strict=True))
            )
            figures.append((places, str(cell.key), cell))
            shown.setdefault(cell.key, []).append(cell)
    assert not small(bounds_of(len(numbers), figures, RULE.k, RULE.rounding))
    changes = {key: abs(with_margins(after)[key] - with_margins(before)[key]) for key in shown}
    told = [key for key, cells in shown.items() if all(cell.value is not None for cell in cells)]
    assert not [key for key in told if 0 < changes[key] < RULE.rounding]


@pytest.mark.parametrize("seed", range(4))
def test_whole_numbers_alone_tell_no_more(seed: int) -> None:
    draw = random.Random(seed)
    keys, most = list(product("AB", "HM")), 32
    done = protect(Counts("a", ("escuela", "sexo"), {key: draw.randint(0, 20) for key in keys}))
    people = np.indices((most,) * 4).reshape(4, -1)
    sums = {
        cell.key: people[
            [all(told in (TOTAL, own) for told, own in zip(cell.key, key, strict=True)) for key in keys]
        ].sum(axis=0)
        for cell in done.cells
    }
    possible = np.ones(people.shape[1], dtype=bool)
    for cell in done.cells:
        if cell.value is not None:
            low, high = interval(cell.value, RULE)
            possible &= (sums[cell.key] >= low) & (sums[cell.key] <= high)
    for cell in done.cells:
        if cell.value is None:
            assert np.count_nonzero(np.bincount(sums[cell.key][possible])) >= RULE.k, cell.key


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
