"""Row files: every row once in every order, forwards and backwards, as Spanish sorts."""

import random
from datetime import date
from pathlib import Path

import pytest

from archive import row_file
from archive.errors import TooMuchAsked
from archive.row_file import Condition, Operator, Order, RowFile, write
from export.values import Field, FieldType, Row, Table

TABLE = Table(
    tuple(
        Field(name, kind, name, name)
        for name, kind in (
            ("numero", FieldType.INTEGER),
            ("nombre", FieldType.TEXT),
            ("dia", FieldType.DATE),
            ("asistentes", FieldType.INTEGER),
            ("vigente", FieldType.BOOLEAN),
        )
    )
)
NAMES = ("Ávila", "avila", "Zapata", "ñandú", "nube", "nácar", None)


def made_rows(count: int = 900) -> list[Row]:
    chance = random.Random(20220427)
    return [
        (
            number,
            chance.choice(NAMES),
            date(2022, 1, 1 + chance.randrange(28)),
            chance.choice((None, 5, 10, 40, "NP")),
            chance.choice((True, False, None)),
        )
        for number in range(count)
    ]


@pytest.fixture
def rows() -> list[Row]:
    return made_rows()


@pytest.fixture
def opened(tmp_path: Path, rows: list[Row]):
    write(TABLE, rows, tmp_path / "rows")
    file = RowFile(tmp_path / "rows", TABLE)
    yield file
    file.close()


def test_what_was_written_is_read_again_exactly(opened: RowFile, rows: list[Row]) -> None:
    assert list(opened.rows()) == rows


@pytest.mark.parametrize("column", [None, 0, 1, 2, 3, 4])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_hold_every_row_once_forwards_and_backwards(
    opened: RowFile, rows: list[Row], column: int | None, descending: bool
) -> None:
    order = Order(column, descending)
    forwards, beyond = [], None
    while True:
        piece = opened.piece((), order, 37, beyond)
        forwards.append(piece.rows)
        if not piece.more:
            break
        beyond = piece.last
    backwards, beyond = [piece.rows], piece.first
    while True:
        piece = opened.piece((), order, 37, beyond, backwards=True)
        backwards.insert(0, piece.rows)
        if not piece.more:
            break
        beyond = piece.first
    in_order = [row for rows_ in forwards for row in rows_]
    assert sorted(row[0] for row in in_order) == [row[0] for row in rows]
    assert [row for rows_ in backwards for row in rows_] == in_order
    if column is not None:
        empty = [row[column] is None for row in in_order]
        assert empty == sorted(empty)  # they stand last, whatever the order


def test_names_stand_as_spanish_sorts_them(opened: RowFile) -> None:
    found = opened.piece((), Order(1), 1_000).rows
    names = list(dict.fromkeys(str(row[1]) for row in found if row[1] is not None))
    assert names == ["avila", "Ávila", "nácar", "nube", "ñandú", "Zapata"]


def test_a_part_of_a_text_is_found_without_accents_and_case(opened: RowFile, rows: list[Row]) -> None:
    wanted = (Condition(1, Operator.CONTAINS, "AVIL"),)
    assert opened.count(wanted) == sum(row[1] in ("Ávila", "avila") for row in rows)


def test_conditions_compare_as_the_column_does(opened: RowFile, rows: list[Row]) -> None:
    both = (Condition(2, Operator.AT_LEAST, date(2022, 1, 10)), Condition(1, Operator.IS, "Ávila"))
    assert list(opened.rows(both)) == [r for r in rows if r[2] >= date(2022, 1, 10) and r[1] == "Ávila"]
    assert opened.count((Condition(3, Operator.IS, "NP"),)) == sum(row[3] == "NP" for row in rows)


def test_hidden_figures_add_nothing_to_a_sum(tmp_path: Path) -> None:
    some: list[Row] = [(1, "a", None, 5, None), (2, "a", None, "NP", None), (3, "b", None, "NP", None)]
    write(TABLE, some, tmp_path / "sums")
    file = RowFile(tmp_path / "sums", TABLE)
    found = {group.value: group.total for group in file.groups(1, 3, (), 10)}
    file.close()
    assert found == {"a": 5, "b": None}


def test_the_same_rows_make_the_same_bytes_and_other_rows_another_key(tmp_path: Path) -> None:
    keys = {
        write(TABLE, made_rows(), tmp_path / "one"),
        write(TABLE, made_rows(), tmp_path / "two"),
    }
    other = write(TABLE, made_rows(899), tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert len(keys) == 1
    assert other not in keys


def test_a_question_that_goes_through_too_much_is_refused(
    opened: RowFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_file, "_MOST_LOOKS", -1)
    opened._connection.set_progress_handler(opened._too_much, 10)
    with pytest.raises(TooMuchAsked):
        opened.count((Condition(1, Operator.CONTAINS, "zz"),))
