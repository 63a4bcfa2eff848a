"""Random tables of the same people, published again and again: what an exporter meets in years."""

import random
from datetime import date
from itertools import product

from export.disclosure.values import Counts, Key
from export.values import Period

ENDS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))
STARTS = (date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1))
SIZES = (0, 1, 3, 6, 9, 10, 14, 23, 38, 60)
History = tuple[list[list[str]], list[tuple[frozenset[int], Counts]]]


def history(seed: int, *, three_dimensions: bool = False) -> History:
    """Tables of quarters, and cumulative ones, in an order of their own."""
    draw = random.Random(seed)
    values = [["A", "B", "C"][: draw.randint(2, 3)], ["H", "M"]]
    names: tuple[str, ...] = ("escuela", "sexo")
    if three_dimensions:
        values.append(["12-14", "15-17"])
        names = (*names, "edad")
    people = {(quarter, *key): draw.choice(SIZES) for quarter in range(3) for key in product(*values)}
    spans = [(0, 0), (1, 1), (0, 1), (2, 2), (0, 2)]
    draw.shuffle(spans)
    tables = []
    for first, last in spans[: draw.randint(2, 4)]:
        quarters = frozenset(range(first, last + 1))
        cells = {key: sum(people[quarter, *key] for quarter in quarters) for key in product(*values)}
        tables.append(
            (quarters, Counts("asistencia", names, cells, period=Period(STARTS[first], ENDS[last])))
        )
    return values, tables


def joint(seed: int) -> tuple[dict[Key, int], list[Counts]]:
    """People by school, sex and age; tables of different dimensions, and one with two schools pooled."""
    draw = random.Random(seed)
    values = (["A", "B", "C"], ["H", "M"], ["12-14", "15-17"])
    people = {key: draw.choice(SIZES) for key in product(*values)}
    pooled = {(("A y B" if key[0] != "C" else "C"), *key[1:]): 0 for key in people}
    for key, count in people.items():
        pooled["A y B" if key[0] != "C" else "C", *key[1:]] += count
    members = {"escuela": {"A y B": frozenset("AB")}}
    tables = [
        _table(people, (0, 1), {}),
        _table(people, (0, 2), {}),
        _table(pooled, (0, 1), members),
        _table(pooled, (0, 2), members),
    ]
    draw.shuffle(tables)
    return people, tables[: draw.randint(2, 4)]


def corrected(seed: int) -> tuple[Counts, Counts]:
    """A table, and the same one after a few people were added or taken out."""
    draw = random.Random(seed)
    keys = list(product(["A", "B", "C"], ["H", "M"]))
    first = {key: draw.choice(SIZES) for key in keys}
    second = dict(first)
    for key in draw.sample(keys, draw.randint(1, 2)):
        second[key] = max(0, second[key] + draw.choice((-12, -3, 2, 5, 25)))
    return Counts("a", ("escuela", "sexo"), first), Counts("a", ("escuela", "sexo"), second)


def _table(
    people: dict[Key, int], kept: tuple[int, ...], members: dict[str, dict[str, frozenset[str]]]
) -> Counts:
    cells: dict[Key, int] = {}
    for key, count in people.items():
        short = tuple(key[place] for place in kept)
        cells[short] = cells.get(short, 0) + count
    names = tuple(("escuela", "sexo", "edad")[place] for place in kept)
    return Counts("asistencia", names, cells, members=members)
