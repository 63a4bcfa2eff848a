"""Rows against their promise: taken whole, or refused with row and column."""

from dataclasses import replace
from datetime import date

import pytest

from export.problems import (
    NotADate,
    NotAnInteger,
    NotInList,
    NotOfPattern,
    Repeated,
    RowOfOtherWidth,
    RowsRefused,
    TableUnfit,
    TextTooLong,
    TooGreat,
    UnfitCharacter,
    ValueMissing,
)
from export.schema import check
from export.values import Code, Field, FieldType, Row, Table
from tests.export.tables import TABLE, rows

CCT = Field("cct", FieldType.CODE, "CCT", "Clave.", required=True, pattern=r"\d{2}[A-Z]{3}\d{4}[A-Z]")
COUNT = Field("total", FieldType.INTEGER, "Total", "Cuántos.", minimum=0, maximum=500)
DAY = Field("fecha", FieldType.DATE, "Fecha", "Cuándo.", minimum=date(2020, 1, 1))
KIND = Field("turno", FieldType.TEXT, "Turno", "Cuál.", codes=(Code("matutino", ""), Code("vespertino", "")))
SMALL = Table((CCT, COUNT, DAY, KIND), key=("cct", "fecha"))
GOOD: Row = ("15EES0123K", 3, date(2026, 1, 2), "matutino")


def test_rows_that_keep_their_promise_come_through_unchanged() -> None:
    given = list(rows(4500))
    assert list(check(TABLE, given)) == given


@pytest.mark.parametrize(
    ("row", "kind", "column"),
    [
        ((None, 3, None, None), ValueMissing, "cct"),
        (("", 3, None, None), ValueMissing, "cct"),
        (("15EES0123", 3, None, None), NotOfPattern, "cct"),
        ((GOOD[0], "3", None, None), NotAnInteger, "total"),
        ((GOOD[0], True, None, None), NotAnInteger, "total"),
        ((GOOD[0], 3.0, None, None), NotAnInteger, "total"),
        ((GOOD[0], 501, None, None), TooGreat, "total"),
        ((GOOD[0], 3, "2026-01-02", None), NotADate, "fecha"),
        ((GOOD[0], 3, None, "nocturno"), NotInList, "turno"),
        ((GOOD[0], 3, None), RowOfOtherWidth, "turno"),
    ],
)
def test_a_faulty_cell_is_named_by_row_and_column(row: Row, kind: type, column: str) -> None:
    with pytest.raises(RowsRefused) as refused:
        list(check(SMALL, [GOOD, row], first_row=2))
    (problem,) = refused.value.problems
    assert isinstance(problem, kind)
    assert (problem.row, problem.column) == (3, column)
    assert f"Fila 3, columna «{column}»" in str(refused.value)


def test_text_that_no_file_can_hold_is_refused() -> None:
    table = Table((Field("nota", FieldType.TEXT, "Nota", ""),))
    for text, kind in (("a\x00b", UnfitCharacter), ("\ud800", UnfitCharacter), ("x" * 40_000, TextTooLong)):
        with pytest.raises(RowsRefused) as refused:
            list(check(table, [(text,)]))
        assert isinstance(refused.value.problems[0], kind)


def test_numbers_that_are_none_and_numbers_a_spreadsheet_would_round_are_refused() -> None:
    table = Table((Field("valor", FieldType.NUMBER, "Valor", ""),))
    for number in (float("nan"), float("inf"), 10**15):
        with pytest.raises(RowsRefused):
            list(check(table, [(number,)]))


def test_an_empty_text_is_no_value() -> None:
    table = Table((Field("nota", FieldType.TEXT, "Nota", ""), Field("otra", FieldType.TEXT, "Otra", "")))
    assert list(check(table, [("", "b"), ("a", "")])) == [(None, "b"), ("a", None)]


def test_a_word_for_a_value_not_given_is_taken_only_where_it_was_announced() -> None:
    hidden = replace(COUNT, missing=(Code("NP", "No publicable"),))
    assert list(check(Table((hidden,)), [("NP",), (4,)])) == [("NP",), (4,)]
    with pytest.raises(RowsRefused):
        list(check(Table((COUNT,)), [("NP",)]))


def test_a_repeated_key_is_found_however_far_apart() -> None:
    many = [(f"{number:06d}", *row[1:]) for number, row in enumerate(rows(5000))]
    with pytest.raises(RowsRefused) as refused:
        list(check(TABLE, [*many, many[7]]))
    (problem,) = refused.value.problems
    assert isinstance(problem, Repeated)
    assert (problem.row, problem.data["first"], problem.column) == (5001, 8, "folio")


def test_no_more_problems_are_told_than_asked_for() -> None:
    with pytest.raises(RowsRefused) as refused:
        list(check(SMALL, [(None, None, None, None)] * 9000, most=5))
    assert [problem.row for problem in refused.value.problems] == [1, 2, 3, 4, 5]


def test_after_the_first_fault_nothing_more_comes_out() -> None:
    taken: list[Row] = []
    with pytest.raises(RowsRefused):
        taken.extend(check(SMALL, [("x", 1, None, None), *([GOOD] * 10)]))
    assert taken == []


@pytest.mark.parametrize("name", ["Año", "1a", "con espacio", "MAYUS", ""])
def test_a_name_that_portals_break_on_is_refused(name: str) -> None:
    with pytest.raises(TableUnfit):
        list(check(Table((Field(name, FieldType.TEXT, "", ""),)), []))


def test_a_name_twice_or_a_key_of_no_column_is_refused() -> None:
    with pytest.raises(TableUnfit):
        list(check(Table((COUNT, COUNT)), []))
    with pytest.raises(TableUnfit):
        list(check(Table((COUNT,), key=("cct",)), []))
