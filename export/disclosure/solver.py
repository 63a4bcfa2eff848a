"""HiGHS: how far one unknown can go up and down while sums hold."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy

FAR = 10**7  # further than any count of people


@dataclass(frozen=True)
class Sums:
    """Rows of ``total = parts``, by the places of the unknowns; left-out unknowns stand still."""

    bounds: Sequence[tuple[int, int]]
    rows: Sequence[Sequence[tuple[int, int]]]  # (unknown, +1 or -1), adding up to nothing


class NotSolved(Exception):
    """The solver gave no answer: the caller must take the cell for recoverable."""


def extremes(sums: Sums, target: int) -> tuple[list[float], list[float]]:
    """Two solutions: ``target`` as low and as high as it goes."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("presolve", "off" if len(sums.bounds) < 200 else "choose")
    solver.passModel(_model(sums, target))
    return _solve(solver), _solve(solver, highspy.ObjSense.kMaximize)


def _model(sums: Sums, target: int) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(sums.bounds), len(sums.rows)
    model.col_cost_ = [float(place == target) for place in range(len(sums.bounds))]
    model.col_lower_ = [float(low) if low > -FAR else -highspy.kHighsInf for low, _ in sums.bounds]
    model.col_upper_ = [float(high) if high < FAR else highspy.kHighsInf for _, high in sums.bounds]
    model.row_lower_ = model.row_upper_ = [0.0] * len(sums.rows)
    starts, places, signs = [0], [], []
    for row in sums.rows:
        places += [place for place, _ in row]
        signs += [float(sign) for _, sign in row]
        starts.append(len(places))
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_, matrix.index_, matrix.value_ = starts, places, signs
    return model


def _solve(solver: highspy.Highs, sense: highspy.ObjSense = highspy.ObjSense.kMinimize) -> list[float]:
    solver.changeObjectiveSense(sense)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise NotSolved
    return list(solver.getSolution().col_value)
