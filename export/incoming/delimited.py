"""CSV in any encoding and with any usual separator -> numbered lines of texts, one at a time."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from export.incoming.charset import charset_of
from export.incoming.limits import Limits
from export.incoming.refusals import CharactersUnreadable, NotATable, QuotesBroken

SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 50_000  # characters
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"GIF8")
Line = tuple[int, list[str]]


def lines(path: Path, limits: Limits) -> Iterator[Line]:
    """Every row that holds anything, with its number as a spreadsheet shows it.

    Raises CharactersUnreadable or QuotesBroken where it meets them, NotATable for a file of another kind.
    """
    with path.open("rb") as raw:
        if raw.read(8).startswith(_BINARY):
            raise NotATable
    charset = charset_of(path)
    # The module knows one bound for all readers; a cell that never closes would fill the memory.
    csv.field_size_limit(limits.cell)
    number = 0
    with path.open(encoding=charset, newline="") as file:
        try:
            separator, skipped = _separator(file.read(_LOOKED_AT))
            file.seek(0)
            for number, cells in enumerate(csv.reader(file, delimiter=separator, strict=True), start=1):
                if number > skipped and any(cells):
                    yield number, cells
        except UnicodeError as error:
            raise CharactersUnreadable(row=number + 1, charset=charset) from error
        except csv.Error as error:
            raise QuotesBroken(row=number + 1) from error


def _separator(head: str) -> tuple[str, int]:
    """The separator, and how many first rows are not of the table (Excel's «sep=;»)."""
    first = head[:10].splitlines()[:1]
    if first and first[0].lower().startswith("sep=") and len(first[0]) == 5:
        return first[0][4], 1
    return max(SEPARATORS, key=lambda each: _score(head, each)), 0


def _score(head: str, separator: str) -> float:
    """How evenly it parts the first rows; the last may be cut."""
    try:
        rows = list(islice(csv.reader(StringIO(head, newline=""), delimiter=separator), 100))
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in (rows[:-1] or rows) if row)
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    return 0.0 if width < 2 else count / widths.total() + width / 100_000
