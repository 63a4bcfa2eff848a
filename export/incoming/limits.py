"""How far a table that staff send may go."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    file_size: int = 2_000 * MEGABYTE
    unpacked: int = 300 * MEGABYTE  # of a workbook, which is read whole
    rows: int = 20_000_000
    columns: int = 5_000
    cell: int = 131_072  # characters
    problems: int = 20  # told at most


LIMITS = Limits()
