"""Every table that was ever published, also those withdrawn: nobody can unread them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from export.disclosure.values import Counts, Published, Rule
from export.values import Period


@dataclass(frozen=True)
class Ledger:
    """In the order of publication.  Internal: it holds the exact counts, and never leaves the archive."""

    tables: tuple[Published, ...] = ()

    def with_table(self, published: Published) -> Self:
        return type(self)((*self.tables, published))

    def as_json(self) -> list[dict[str, Any]]:
        return [table.as_json() for table in self.tables]

    @classmethod
    def from_json(cls, entries: Iterable[dict[str, Any]]) -> Self:
        return cls(tuple(map(_published, entries)))


def _published(entry: dict[str, Any]) -> Published:
    counts = Counts(
        entry["dataset"],
        tuple(entry["dimensions"]),
        {tuple(key): count for *key, count in entry["cells"]},
        frozenset(map(tuple, entry["structural_zeros"])),
        _period(entry["period"]),
        entry["population"],
        {
            dimension: {value: frozenset(members) for value, members in pools.items()}
            for dimension, pools in entry["members"].items()
        },
    )
    k, rounding = entry["rule"]
    return Published(counts, Rule(k, rounding), frozenset(map(tuple, entry["hidden"])))


def _period(bounds: list[str | None] | None) -> Period | None:
    if not bounds or not bounds[0]:
        return None
    return Period(date.fromisoformat(bounds[0]), date.fromisoformat(bounds[1]) if bounds[1] else None)
