"""What changed from one release to the next, by row and cell, whatever their size; and the next number.

Both tables are sorted by key on disk and read side by side, so memory stays flat.
"""

import pickle
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from export.repeats import DIGEST, digest
from export.sorting import Sorter
from export.values import Difference, Field, Row, Rows, Table, Version


def compare(before_table: Table, before_rows: Rows, after_table: Table, after_rows: Rows) -> Difference:
    """Rows are matched by the later table's key, where the earlier one has its columns; else whole rows are.

    Without a key nothing can be called a changed row: one goes and another comes.  Cells are compared in
    the columns that both have.
    """
    shared = _Shared(before_table, after_table)
    with ExitStack() as files:
        before, after = files.enter_context(Sorter()), files.enter_context(Sorter())
        shared.sort(before_table, before_rows, before)
        shared.sort(after_table, after_rows, after)
        return _counted(_structure(before_table, after_table), shared.names, before, after)


def next_version(before: Version, difference: Difference, *, correction: bool = False) -> Version:
    """Structure before rows before corrections; what changes nothing in the table counts as a correction."""
    if difference.of_structure:
        return Version(before.structure + 1, 0, 0)
    moved = difference.rows_added or difference.rows_removed or difference.rows_changed
    if moved and not correction:
        return Version(before.structure, before.rows + 1, 0)
    return Version(before.structure, before.rows, before.corrections + 1)


class _Record(NamedTuple):
    key: bytes
    cells: Row


class _Shared:
    """The columns that both tables have, and which of them tell rows apart."""

    def __init__(self, before: Table, after: Table) -> None:
        known = set(before.names)
        self.names = tuple(name for name in after.names if name in known)
        keyed = bool(after.key) and known.issuperset(after.key)
        self._key = after.key if keyed else self.names

    def sort(self, table: Table, rows: Rows, sorter: Sorter) -> None:
        places = {name: place for place, name in enumerate(table.names)}
        keys = [places[name] for name in self._key]
        columns = [places[name] for name in self.names]
        for row in rows():
            key = tuple([None if row[place] == "" else row[place] for place in keys])
            cells = tuple([None if row[place] == "" else row[place] for place in columns])
            sorter.add(digest(key) + pickle.dumps(cells, protocol=5))


def _structure(before: Table, after: Table) -> Difference:
    old = {field.name: field for field in before.fields}
    new = {field.name: field for field in after.fields}
    kept_before = [name for name in old if name in new]
    kept_after = [name for name in new if name in old]
    moved = {one for one, other in zip(kept_after, kept_before, strict=True) if one != other}
    rekeyed = set(before.key) ^ set(after.key)
    changed = (
        name
        for name in kept_after
        if name in moved or name in rekeyed or _meaning(old[name]) != _meaning(new[name])
    )
    return Difference(
        added_fields=tuple(name for name in new if name not in old),
        removed_fields=tuple(name for name in old if name not in new),
        changed_fields=tuple(changed),
    )


def _meaning(field: Field) -> tuple[object, ...]:
    return (
        field.type,
        field.description,
        frozenset(field.codes),
        field.codes_address,
        field.unit,
        frozenset(field.missing),
    )


def _counted(structure: Difference, names: tuple[str, ...], before: Sorter, after: Sorter) -> Difference:
    added = removed = changed = 0
    cells: Counter[str] = Counter()
    for old, new in _side_by_side(before, after):
        paired = min(len(old), len(new))
        removed += len(old) - paired
        added += len(new) - paired
        for one, other in zip(old, new, strict=False):
            differing = [name for name, was, now in zip(names, one, other, strict=True) if _differ(was, now)]
            changed += bool(differing)
            cells.update(differing)
    told = {name: cells[name] for name in names if cells[name]}
    return replace(
        structure, rows_added=added, rows_removed=removed, rows_changed=changed, cells_changed=told
    )


def _side_by_side(before: Sorter, after: Sorter) -> Iterator[tuple[list[Row], list[Row]]]:
    """The rows of each key, of both sides; rows that repeat a key come together."""
    olds, news = _groups(before), _groups(after)
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old[0] < new[0]):
            assert old is not None
            yield old[1], []
            old = next(olds, None)
        elif old is None or new[0] < old[0]:
            yield [], new[1]
            new = next(news, None)
        else:
            yield old[1], new[1]
            old, new = next(olds, None), next(news, None)


def _groups(sorter: Sorter) -> Iterator[tuple[bytes, list[Row]]]:
    records = (_Record(each[:DIGEST], pickle.loads(each[DIGEST:])) for each in sorter)  # noqa: S301 - our own
    for key, found in groupby(records, key=attrgetter("key")):
        yield key, sorted((record.cells for record in found), key=repr)


def _differ(was: object, now: object) -> bool:
    return was != now or type(was) is not type(now)
