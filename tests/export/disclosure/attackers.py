"""An attacker of its own making: no equations of ours, only people by cell, and all that was published."""

from collections.abc import Iterator
from itertools import product
from math import ceil, floor

import highspy

from export.disclosure.values import TOTAL, Cell, Status


def bounds(
    told: list[tuple[frozenset[int], tuple[Cell, ...]]], values: list[list[str]], k: int, base: int
) -> Iterator[tuple[str, int]]:
    """For every hidden cell: the fewest and the most people in it.

    ``told`` is a table with the quarters that it sums; the people of a quarter never change.
    """
    quarters = sorted(frozenset().union(*(each for each, _ in told)))
    atoms = {atom: place for place, atom in enumerate(product(quarters, *values))}
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    for _ in atoms:
        solver.addVar(0, highspy.kHighsInf)
    hidden: dict[tuple[int, ...], str] = {}
    for periods, cells in told:
        for cell in cells:
            places = tuple(
                place
                for (quarter, *key), place in atoms.items()
                if quarter in periods
                and all(told in (TOTAL, own) for told, own in zip(cell.key, key, strict=True))
            )
            if cell.status is Status.HIDDEN:
                hidden[places] = f"{cell.key} {sorted(periods)}"
            else:
                low = max(k, cell.value - base // 2)
                high = cell.value - base // 2 + base - 1
                solver.addRow(low, high, len(places), list(places), [1.0] * len(places))
                hidden.pop(places, None)
    for places, name in hidden.items():
        ends = []
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            for place in atoms.values():
                solver.changeColCost(place, float(place in places))
            solver.changeObjectiveSense(sense)
            solver.run()
            status = solver.getModelStatus()
            if status == highspy.HighsModelStatus.kOptimal:
                ends.append(solver.getInfo().objective_function_value)
            else:
                assert status != highspy.HighsModelStatus.kInfeasible
                ends.append(float(k * 100))
        yield name, floor(ends[1] + 1e-6) - ceil(ends[0] - 1e-6) + 1
