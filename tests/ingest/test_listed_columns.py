"""No column that says who was there is uncovered as a whole, whatever people decided."""

from dataclasses import replace

import pytest

from ingest import listed_columns
from ingest.errors import ListUncovered
from ingest.redactions import DataType, Examination, Extent, PagePlan, Redaction, Route, Why
from ingest.values import Box

NAMES = Redaction(1, Box(80, 200, 300, 400), DataType.NAME, Extent(lines=10))
AGES = Redaction(1, Box(300, 200, 340, 400), DataType.AGE, Extent(lines=10))
SPEAKER = Redaction(1, Box(80, 100, 200, 112), DataType.NAME, Extent(words=3, lines=1))
LIST = Examination(Route.ATTENDANCE, Why.LIST_FOUND, (PagePlan(1, 612, 792, (NAMES, AGES, SPEAKER)),))


def test_a_rejected_column_of_names_is_refused() -> None:
    with pytest.raises(ListUncovered):
        listed_columns.demand_covered(LIST, (AGES, SPEAKER))


def test_half_a_column_is_refused() -> None:
    half = replace(NAMES, box=Box(80, 200, 300, 300))
    with pytest.raises(ListUncovered):
        listed_columns.demand_covered(LIST, (half, AGES))


def test_one_row_may_be_shown_and_so_may_ages_and_a_speaker() -> None:
    above = replace(NAMES, box=Box(80, 200, 300, 260))
    below = replace(NAMES, box=Box(80, 280, 300, 400))
    listed_columns.demand_covered(LIST, (above, below))


def test_boxes_of_another_page_cover_nothing_here() -> None:
    with pytest.raises(ListUncovered):
        listed_columns.demand_covered(LIST, (replace(NAMES, page=2),))


def test_other_documents_are_decided_box_by_box() -> None:
    listed_columns.demand_covered(replace(LIST, route=Route.DOCUMENT), ())
