"""The list of hidden cells that LibreOffice is given says neither more nor less than what is hidden."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.hidden_cells import Hidden
from ingest.office_orders import hidden_lines

places = st.frozensets(st.integers(0, 60))


@given(st.lists(st.builds(Hidden, places, places), max_size=4))
def test_runs_of_hidden_cells_cover_exactly_them(sheets: list[Hidden]) -> None:
    told: dict[tuple[str, int], set[int]] = {}
    for line in hidden_lines(sheets):
        kind, number, first, last = line.split()
        told.setdefault((kind, int(number)), set()).update(range(int(first), int(last) + 1))
    for number, sheet in enumerate(sheets):
        assert told.get(("rows", number), set()) == sheet.rows
        assert told.get(("columns", number), set()) == sheet.columns
