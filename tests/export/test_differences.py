"""What changed between two releases, and which number follows."""

from dataclasses import replace
from random import Random

import pytest

from export.differences import compare, next_version
from export.values import Difference, Field, FieldType, Row, Table, Version
from tests.export.tables import TABLE, rows

KEY = Field("clave", FieldType.CODE, "Clave", "")
NAME = Field("nombre", FieldType.TEXT, "Nombre", "")
TOTAL = Field("total", FieldType.INTEGER, "Total", "")
KEYED = Table((KEY, NAME, TOTAL), key=("clave",))
KEYLESS = Table((KEY, NAME, TOTAL))
OLD: list[Row] = [("1", "a", 1), ("2", "b", 2), ("3", "c", 3)]


def between(old: list[Row], new: list[Row], table: Table = KEYED) -> Difference:
    return compare(table, lambda: iter(old), table, lambda: iter(new))


def test_rows_are_matched_by_key_whatever_their_order() -> None:
    found = between(OLD, [("4", "d", 4), ("3", "c", -3), ("1", "x", 9)])
    assert (found.rows_added, found.rows_removed, found.rows_changed) == (1, 1, 2)
    assert found.cells_changed == {"nombre": 1, "total": 2}


def test_the_same_rows_in_another_order_are_no_difference() -> None:
    many = list(rows(3000))
    mixed = many.copy()
    Random(3).shuffle(mixed)
    assert compare(TABLE, lambda: iter(many), TABLE, lambda: iter(mixed)) == Difference()


def test_without_a_key_rows_come_and_go_but_do_not_change() -> None:
    found = between([*OLD, OLD[0]], [*OLD, ("2", "b", 20)], KEYLESS)
    assert (found.rows_added, found.rows_removed, found.rows_changed) == (1, 1, 0)


def test_true_one_and_one_point_zero_are_different_values() -> None:
    found = between([("1", "a", 1), ("2", "b", -1)], [("1", "a", True), ("2", "b", -2)])
    assert found.cells_changed == {"total": 2}


def test_columns_that_come_go_or_mean_something_else_are_told() -> None:
    after = Table((KEY, replace(TOTAL, unit="personas"), Field("turno", FieldType.TEXT, "", "")), ("clave",))
    found = compare(
        KEYED, lambda: iter(OLD), after, lambda: iter([("1", 1, "m"), ("2", 2, "m"), ("3", 4, "v")])
    )
    assert found.added_fields == ("turno",)
    assert found.removed_fields == ("nombre",)
    assert found.changed_fields == ("total",)
    assert found.cells_changed == {"total": 1}


def test_columns_in_another_order_are_of_structure() -> None:
    moved = Table((KEY, TOTAL, NAME), key=("clave",))
    found = compare(KEYED, lambda: iter(OLD), moved, lambda: ((key, total, name) for key, name, total in OLD))
    assert set(found.changed_fields) == {"nombre", "total"}
    assert not found.rows_changed


def test_a_new_title_alone_is_no_change_of_meaning() -> None:
    titled = Table((replace(KEY, title="Clave de centro"), NAME, TOTAL), key=("clave",))
    assert compare(KEYED, lambda: iter(OLD), titled, lambda: iter(OLD)) == Difference()


@pytest.mark.parametrize(
    ("difference", "correction", "expected"),
    [
        (Difference(added_fields=("a",), rows_added=3), False, "3.0.0"),
        (Difference(changed_fields=("a",)), True, "3.0.0"),
        (Difference(rows_added=3), False, "2.5.0"),
        (Difference(rows_removed=1), False, "2.5.0"),
        (Difference(rows_changed=1), True, "2.4.8"),
        (Difference(), False, "2.4.8"),
    ],
)
def test_the_next_number_tells_structure_from_rows_from_corrections(
    difference: Difference, correction: bool, expected: str
) -> None:
    assert str(next_version(Version(2, 4, 7), difference, correction=correction)) == expected
