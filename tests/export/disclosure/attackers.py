"""Attackers of their own making: no equations of ours, only people by cell, and all that was published."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import ceil, floor

import highspy

from export.disclosure.values import TOTAL, Cell, Status

Figure = tuple[tuple[int, ...], str, Cell]  # whom it counts, its name, and what was published


def bounds(
    told: list[tuple[frozenset[int], tuple[Cell, ...]]], values: list[list[str]], k: int, base: int
) -> Iterator[tuple[str, int, int]]:
    """For every hidden cell: the fewest people in it, and how many numbers of them are possible.

    ``told`` is a table with the quarters that it sums; the people of a quarter never change.
    """
    quarters = sorted(frozenset().union(*(each for each, _ in told)))
    atoms = {atom: place for place, atom in enumerate(product(quarters, *values))}
    figures = [
        (
            tuple(
                place
                for (quarter, *key), place in atoms.items()
                if quarter in periods
                and all(told in (TOTAL, own) for told, own in zip(cell.key, key, strict=True))
            ),
            f"{cell.key} {sorted(periods)}",
            cell,
        )
        for periods, cells in told
        for cell in cells
    ]
    return bounds_of(len(atoms), figures, k, base)


def bounds_of(atoms: int, figures: Sequence[Figure], k: int, base: int) -> Iterator[tuple[str, int, int]]:
    """The same for any sums of people."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    for _ in range(atoms):
        solver.addVar(0, highspy.kHighsInf)
    hidden: dict[tuple[int, ...], str] = {}
    for places, name, cell in figures:
        if cell.value is None:
            hidden.setdefault(places, name)
        else:
            low = max(k, cell.value - base // 2)
            high = cell.value - base // 2 + base - 1
            solver.addRow(low, high, len(places), list(places), [1.0] * len(places))
    for *_, cell in figures:
        assert (cell.value is None) == (cell.status is Status.HIDDEN)
    for places, _, cell in figures:
        if cell.value is not None:
            hidden.pop(places, None)
    for places, name in hidden.items():
        ends = []
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            for place in range(atoms):
                solver.changeColCost(place, float(place in places))
            solver.changeObjectiveSense(sense)
            solver.run()
            status = solver.getModelStatus()
            if status == highspy.HighsModelStatus.kOptimal:
                ends.append(solver.getInfo().objective_function_value)
            else:
                assert status != highspy.HighsModelStatus.kInfeasible
                ends.append(float(k * 100))
        fewest = ceil(ends[0] - 1e-6)
        yield name, fewest, floor(ends[1] + 1e-6) - fewest + 1
