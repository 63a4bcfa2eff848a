"""What every benchmark prints: one row per measured figure beside its limit, and one verdict."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure; ``limit`` and ``ok`` are None where nothing is promised about it."""

    name: str
    measured: float
    limit: float | None = None
    unit: str = ""
    ok: bool | None = None


def at_least(name: str, measured: float, limit: float, unit: str = "") -> Row:
    """A figure that must reach its limit."""
    return Row(name, measured, limit, unit, measured >= limit)


def at_most(name: str, measured: float, limit: float, unit: str = "") -> Row:
    """A figure that must stay under its limit."""
    return Row(name, measured, limit, unit, measured <= limit)


def table(title: str, rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, ready for docs/benchmarks.md."""
    cells = [("figure", "measured", "limit", "unit", "")]
    cells += [(row.name, _number(row.measured), _number(row.limit), row.unit, _verdict(row)) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=False)) + " |"
        for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return f"### {title}\n\n" + "\n".join(lines)


def finish(title: str, rows: Sequence[Row], *, smoke: bool) -> int:
    """Print the table; the exit code is 1 if a limit was missed, unless this was a smoke run."""
    print(table(title, rows))
    missed = [row.name for row in rows if row.ok is False]
    if missed:
        print("below the limit: " + ", ".join(missed), file=sys.stderr)
    return 1 if missed and not smoke else 0


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if value and abs(value) < 1:
        return f"{value:.3g}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.1f}"


def _verdict(row: Row) -> str:
    return "" if row.ok is None else ("ok" if row.ok else "MISSED")
