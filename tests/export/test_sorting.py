"""Sorting on disk gives what sorting in memory gives."""

from random import Random

from export.sorting import Sorter


def test_runs_on_disk_come_back_in_one_order() -> None:
    chance = Random(7)
    records = [chance.randbytes(chance.randrange(40)) for _ in range(3000)]
    with Sorter(run=4000) as sorter:
        for record in records:
            sorter.add(record)
        assert list(sorter) == sorted(records)
