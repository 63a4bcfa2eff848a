"""What disclosure control takes and gives: counts, rule, cells, former tables; frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from export.errors import ExportError
from export.values import Period

TOTAL = "Total"
Key = tuple[str, ...]  # one value for each dimension, or TOTAL

LEAST_K = 5


class Status(StrEnum):
    """The column ``estatus``."""

    PUBLISHED = "publicado"  # exact
    HIDDEN = "NP"
    ROUNDED = "redondeado"


class CellsRecoverable(ExportError):
    code = "cells_recoverable"
    sentence = (
        "No se publica: con lo ya publicado se podrían deducir cantidades ocultas. Celdas: %(cells)s. "
        "Agrupe escuelas, edades o periodos, o use menos columnas."
    )


@dataclass(frozen=True)
class Rule:
    """How counts about people are protected; for minors ``k`` is 10."""

    k: int = 10
    rounding: int = 5  # 1: exact figures
    most_dimensions: int = 3
    percent_base: int = 10  # under it no percentage
    lowest_percent: int = 5
    highest_percent: int = 95

    def __post_init__(self) -> None:
        if self.k < LEAST_K:
            raise ValueError(f"a threshold under {LEAST_K} protects nobody: {self.k}")
        if not 1 <= self.rounding <= self.k:
            raise ValueError(f"rounding goes from 1 to the threshold: {self.rounding}")
        if not 1 <= self.most_dimensions <= 3:
            raise ValueError(f"from one to three dimensions: {self.most_dimensions}")


@dataclass(frozen=True)
class Counts:
    """People counted by crossed dimensions, without margins.

    A combination that is not in ``cells`` counts nobody.  Zeros are hidden like other small counts, but for
    those that anybody could know beforehand (no pupils of primary age in a bachillerato).  Tables with one
    ``population`` count the same people; somebody counted twice in a dimension makes another population.
    """

    dataset: str
    dimensions: tuple[str, ...]
    cells: Mapping[Key, int]
    structural_zeros: frozenset[Key] = frozenset()
    period: Period | None = None
    population: str = ""  # empty: the dataset's name
    # pooled values and what they are made of: {"escuela": {"Agrupadas, Zaragoza": {"15DPR0001A", ...}}}
    members: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        keys = set(self.cells) | self.structural_zeros
        if any(len(key) != len(self.dimensions) or TOTAL in key for key in keys):
            raise ValueError("a key has one value for each dimension, and none is the total")
        if any(count < 0 for count in self.cells.values()):
            raise ValueError("nobody counts fewer than none")
        if any(self.cells.get(key) for key in self.structural_zeros):
            raise ValueError("a structural zero counts nobody")


@dataclass(frozen=True)
class Cell:
    key: Key
    value: int | None
    status: Status


@dataclass(frozen=True)
class Published:
    """A table as it was published, with what it hid: internal, it never leaves the archive."""

    counts: Counts
    rule: Rule
    hidden: frozenset[Key]

    def as_json(self) -> dict[str, Any]:
        counts, rule = self.counts, self.rule
        period = counts.period
        return {
            "dataset": counts.dataset,
            "population": counts.population,
            "dimensions": list(counts.dimensions),
            "period": period and [period.start.isoformat(), period.end and period.end.isoformat()],
            "cells": [[*key, count] for key, count in sorted(counts.cells.items())],
            "structural_zeros": sorted(map(list, counts.structural_zeros)),
            "members": {
                dimension: {value: sorted(members) for value, members in sorted(pools.items())}
                for dimension, pools in sorted(counts.members.items())
            },
            "rule": [rule.k, rule.rounding],
            "hidden": sorted(map(list, self.hidden)),
        }


@dataclass(frozen=True)
class Protected:
    """What may be written, and what the ledger must remember of it."""

    cells: tuple[Cell, ...]
    note: str
    hidden: int
    published: Published
