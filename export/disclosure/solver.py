"""HiGHS: moves of a few unknowns that keep their equations, as far as wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import highspy
import numpy as np

_NEARLY = 1e-6
_MOST_NODES = 200


@dataclass(frozen=True)
class Sums:
    """``bounds`` of each unknown's move; rows of (unknown, +1 or -1) that must add up to nothing."""

    bounds: Sequence[tuple[int, int]]
    rows: Sequence[Sequence[tuple[int, int]]]


class Model:
    """Solved again and again, only what is wanted changing."""

    def __init__(self, sums: Sums) -> None:
        self._unknowns = np.arange(len(sums.bounds), dtype=np.int32)
        self._solver = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("presolve", "off"),
            ("simplex_iteration_limit", 20_000),
        ):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(_model(sums))

    def in_whole_numbers(self) -> Self:
        """Slower: for where fractions came out."""
        kinds = np.full(len(self._unknowns), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._solver.changeColsIntegrality(len(self._unknowns), self._unknowns, kinds)
        self._solver.setOptionValue("mip_max_nodes", _MOST_NODES)
        return self

    def furthest(self, wanted: dict[int, int]) -> list[int] | None:
        """The move with the greatest sum of what is wanted; None where none in whole numbers came out."""
        costs = np.zeros(len(self._unknowns))
        for place, weight in wanted.items():
            costs[place] = -weight
        self._solver.changeColsCost(len(self._unknowns), self._unknowns, costs)
        self._solver.run()
        if self._solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        moved = np.array(self._solver.getSolution().col_value)
        whole = np.rint(moved)
        return [int(each) for each in whole] if np.abs(moved - whole).max(initial=0) < _NEARLY else None


def _model(sums: Sums) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(sums.bounds), len(sums.rows)
    model.col_cost_ = np.zeros(len(sums.bounds))
    model.col_lower_ = np.array([low for low, _ in sums.bounds], dtype=float)
    model.col_upper_ = np.array([high for _, high in sums.bounds], dtype=float)
    model.row_lower_ = model.row_upper_ = np.zeros(len(sums.rows))
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *map(len, sums.rows)])
    matrix.index_ = np.array([place for row in sums.rows for place, _ in row], dtype=np.int32)
    matrix.value_ = np.array([sign for row in sums.rows for _, sign in row], dtype=float)
    return model
