"""Counts protected across releases: 100,000 cells with ledger and attacker.

python -m benchmarks.disclosure [--smoke] [--cells N]
"""

import argparse
import random
import sys
import time
from datetime import date

from benchmarks.report import Row, at_most, finish
from export.disclosure.ledger import Ledger
from export.disclosure.protect import protect
from export.disclosure.values import Counts
from export.values import Period

MOST_SECONDS = 60.0
_TALKS, _BANDS = 5, 3
_BY_SCHOOL = (_TALKS + 1) * (_BANDS + 1)  # cells of a school, totals included
_QUARTERS = (
    Period(date(2026, 1, 1), date(2026, 3, 31)),
    Period(date(2026, 4, 1), date(2026, 6, 30)),
)
_YEAR = Period(date(2026, 1, 1), date(2026, 6, 30))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--smoke", action="store_true")
    arguments.add_argument("--cells", type=int, default=100_000, help="of all three releases together")
    chosen = arguments.parse_args()
    schools = max((600 if chosen.smoke else chosen.cells) // (3 * _BY_SCHOOL), 2)
    return finish("Disclosure control", _measure(schools), smoke=chosen.smoke)


def _measure(schools: int) -> list[Row]:
    quarters = [_cells(schools, seed) for seed in (1, 2)]
    both = {key: count + quarters[1][key] for key, count in quarters[0].items()}
    ledger, cells, hidden, start = Ledger(), 0, 0, time.perf_counter()
    for counted, period in zip((*quarters, both), (*_QUARTERS, _YEAR), strict=True):
        counts = Counts("asistencia", ("escuela", "platica", "edad"), counted, period=period)
        done = protect(counts, ledger=ledger)
        ledger = ledger.with_table(done.published)
        cells, hidden = cells + len(done.cells), hidden + done.hidden
    seconds = time.perf_counter() - start
    return [
        Row("cells of two quarters and their sum", cells),
        Row("cells hidden", hidden),
        at_most("protected, with ledger and attacker", seconds, MOST_SECONDS, "s"),
    ]


def _cells(schools: int, seed: int) -> dict[tuple[str, ...], int]:
    draw = random.Random(seed)
    return {
        (f"escuela {school}", f"platica {talk}", f"edad {band}"): draw.choice((0, 4, 8, 15, 25, 40, 70, 120))
        for school in range(schools)
        for talk in range(_TALKS)
        for band in range(_BANDS)
    }


if __name__ == "__main__":
    sys.exit(main())
