"""Which cells of one table must be hidden: small counts, whole groups, and what would give them away."""

from collections.abc import Collection, Mapping, Sequence

from export.disclosure.counts import Line
from export.disclosure.values import TOTAL, Key


def primary(table: Mapping[Key, int], sums: Sequence[Line], known: Collection[Key], k: int) -> set[Key]:
    """Counts under ``k``, zeros too unless anybody knows them beforehand, and 100 % of a group."""
    small = {key for key, count in table.items() if count < k and key not in known}
    whole = {
        part
        for total, parts in sums
        if table[total] and sum(part not in known for part in parts) > 1
        for part in parts
        if table[part] == table[total]
    }
    return small | whole


def complementary(
    table: Mapping[Key, int], sums: Sequence[Line], hidden: Collection[Key], fixed: Collection[Key]
) -> set[Key]:
    """``hidden`` and more, until no line has one hidden cell; ``fixed`` are those that hiding cannot help."""
    result = set(hidden)
    changed = True
    while changed:
        changed = False
        for total, parts in sums:
            line = (total, *parts)
            if sum(key in result for key in line) == 1:
                open_cells = [key for key in line if key not in result and key not in fixed]
                if open_cells:
                    result.add(min(open_cells, key=lambda key: order(table, key)))
                    changed = True
    return result


def order(table: Mapping[Key, int], key: Key) -> tuple[int, int, Key]:
    """The cheapest cell to hide comes first: no total, then the smallest."""
    return key.count(TOTAL), table[key], key
