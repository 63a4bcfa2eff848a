"""What people may uncover of a list: a row at a time, never a column that says who was there.

A column over many rows is one box, and rejecting it would show every child in it.  Whoever decided so by
slip or in haste is told before anything is made; a single row is uncovered by boxes around it.
"""

from collections.abc import Sequence

import numpy as np

from ingest.errors import ListUncovered
from ingest.redactions import DataType, Examination, Redaction, Route
from ingest.values import Box

# The rest of a row (age, grade, marks) may be shown by decision; these say who stands in it.
_WHO = frozenset(
    {
        *(DataType.NAME, DataType.CURP, DataType.RFC, DataType.NSS, DataType.VOTER_KEY, DataType.CLABE),
        *(DataType.PHONE, DataType.EMAIL, DataType.ADDRESS, DataType.BIRTH_DATE, DataType.ENROLMENT),
        *(DataType.PASSPORT, DataType.SIGNATURE, DataType.HANDWRITING, DataType.OTHER),
    }
)
_ROWS_AT_ONCE = 1.0
_SLACK = 0.05  # of the column: what moving and rounding a box loses


def demand_covered(proposed: Examination, decided: Sequence[Redaction]) -> None:
    """Raises ListUncovered with the page on which more than one row of such a column would be seen."""
    if proposed.route is not Route.ATTENDANCE:
        return
    for plan in proposed.pages:
        boxes = [each.box for each in decided if each.page == plan.number]
        for column in plan.redactions:
            rows = column.extent.lines
            if column.data_type in _WHO and rows > 1:
                share = _uncovered(column.box, boxes)
                if share > _ROWS_AT_ONCE / rows + _SLACK:
                    raise ListUncovered(page=plan.number)


def _uncovered(column: Box, boxes: Sequence[Box]) -> float:
    """The share of a column that no box covers, looked at in points."""
    x0, y0 = round(column.x0), round(column.y0)
    seen = np.ones((max(1, round(column.y1) - y0), max(1, round(column.x1) - x0)), dtype=bool)
    for box in boxes:
        left, top = max(0, round(box.x0) - x0), max(0, round(box.y0) - y0)
        right, bottom = max(0, round(box.x1) - x0), max(0, round(box.y1) - y0)
        seen[top:bottom, left:right] = False
    return float(seen.mean())
