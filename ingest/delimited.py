"""Which sign parts the cells of a delimited text, and whether a text is delimited at all."""

import csv
from collections import Counter
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")
_LINES_LOOKED_AT = 100


def delimiter_of(text: str, *, least_rows: int = 2) -> str | None:
    """The sign under which most lines have the same number (over one) of cells; None: no table by looks."""
    best, best_score = None, 0.0
    for sign in DELIMITERS:
        score = _score(text, sign, least_rows)
        if score > best_score:
            best, best_score = sign, score
    return best


def _score(text: str, sign: str, least_rows: int) -> float:
    if sign not in text:
        return 0.0
    try:
        rows = [row for row in islice(csv.reader(text.splitlines(), delimiter=sign), _LINES_LOOKED_AT) if row]
    except csv.Error:
        return 0.0
    if len(rows) < least_rows:
        return 0.0
    width, count = Counter(len(row) for row in rows).most_common(1)[0]
    share = count / len(rows)
    if width < 2 or share < 0.7 or _is_prose(rows):
        return 0.0
    return share * (1 + width / 100)


def _is_prose(rows: list[list[str]]) -> bool:
    """Commas of sentences: the cells after the first begin with a blank and run on for many words."""
    later = [cell for row in rows for cell in row[1:] if cell.strip()]
    if not later:
        return False
    spaced = sum(cell.startswith(" ") for cell in later) / len(later)
    words = sum(len(cell.split()) for cell in later) / len(later)
    return spaced > 0.8 and words > 4
