"""A bar chart as numbers: where each bar and word stands; the template draws it as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.services.reading.dataset_values import Bar
from archive.web.portal.cells import cell_text

WIDTH = 640
_LABELS = 220  # for the words at the left
_AMOUNTS = 80  # for the numbers at the right
_STEP = 30
_THICK = 20
_LONGEST = 30  # signs of a word in the drawing; the table below has it whole


@dataclass(frozen=True)
class DrawnBar:
    label: str
    short: str
    amount: int | float | None
    y: int
    width: float
    missing: bool  # every cell of it is protected


@dataclass(frozen=True)
class DrawnChart:
    bars: tuple[DrawnBar, ...]
    width: int
    height: int
    left: int
    thickness: int
    by: str
    measured: str


def draw(bars: Sequence[Bar], by: str, measured: str) -> DrawnChart | None:
    """Lengths by the largest amount; None where there is nothing to compare."""
    if len(bars) < 2:
        return None
    largest = max((bar.amount or 0 for bar in bars), default=0)
    room = WIDTH - _LABELS - _AMOUNTS
    drawn = []
    for place, bar in enumerate(bars):
        label = cell_text(bar.value)
        length = room * (bar.amount or 0) / largest if largest > 0 else 0
        drawn.append(
            DrawnBar(
                label=label,
                short=label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…",
                amount=bar.amount,
                y=place * _STEP,
                width=round(max(length, 0), 1),
                missing=bar.amount is None,
            )
        )
    return DrawnChart(tuple(drawn), WIDTH, len(drawn) * _STEP, _LABELS, _THICK, by, measured)
