"""Rows of people or sessions to a table of counts, its margins, and the lines that add up."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product

from export.disclosure.values import TOTAL, Counts, Key, Rule
from export.values import Period, Value

Line = tuple[Key, tuple[Key, ...]]  # a total and what it is the sum of


def count(
    dataset: str,
    rows: Iterable[Mapping[str, Value]],
    dimensions: tuple[str, ...],
    *,
    number: str = "",
    rule: Rule = Rule(),  # noqa: B008 - frozen
    period: Period | None = None,
    structural_zeros: Collection[Key] = (),
) -> Counts:
    """Rows added up: one person each, or as many as the column ``number`` says."""
    if not 1 <= len(set(dimensions)) == len(dimensions) <= rule.most_dimensions:
        raise ValueError(f"from one to {rule.most_dimensions} dimensions, each once: {dimensions}")
    cells: dict[Key, int] = {}
    for row in rows:
        key = tuple(str(row[dimension]) for dimension in dimensions)
        cells[key] = cells.get(key, 0) + (int(str(row[number])) if number else 1)
    return Counts(dataset, dimensions, cells, frozenset(structural_zeros) - set(cells), period)


def values_of(counts: Counts) -> tuple[tuple[str, ...], ...]:
    """The values of each dimension, sorted."""
    keys = [*counts.cells, *counts.structural_zeros]
    return tuple(tuple(sorted({key[place] for key in keys})) for place in range(len(counts.dimensions)))


def with_margins(counts: Counts) -> dict[Key, int]:
    """Every cell that the table shows: all combinations, and the totals over each set of dimensions."""
    table = {key: counts.cells.get(key, 0) for key in product(*values_of(counts))}
    for place in range(len(counts.dimensions)):
        margin: dict[Key, int] = {}
        for key, value in table.items():
            total = (*key[:place], TOTAL, *key[place + 1 :])
            margin[total] = margin.get(total, 0) + value
        table |= margin
    return table


def structural(counts: Counts) -> set[Key]:
    """The structural zeros, and the totals of nothing else."""
    known = {key: int(key not in counts.structural_zeros) for key in product(*values_of(counts))}
    possible = with_margins(Counts(counts.dataset, counts.dimensions, known))
    return {key for key, ways in possible.items() if not ways}


def lines(counts: Counts) -> Iterator[Line]:
    """Each total, once for every dimension that it adds up."""
    values = values_of(counts)
    for place, own in enumerate(values):
        others = [(*each, TOTAL) for each in values]
        for key in product(*others[:place], (TOTAL,), *others[place + 1 :]):
            yield key, tuple((*key[:place], value, *key[place + 1 :]) for value in own)
