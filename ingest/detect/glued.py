"""Finds names written as one word: «XimenaHernández», «ximena.hernandez», «HERNANDEZCOLINXIMENA»."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ingest.detect import names
from ingest.detect.around import Standing, standing
from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_SURE = 0.7
_GLUED = re.compile(r"(?<![^\W\d])(?<![@./-])@?(?:[^\W\d_]+[._-])*[^\W\d_]{3,40}(?![^\W\d_])")
_SEAM = re.compile(r"(?<=[a-záéíóúüñ])(?=[A-ZÁÉÍÓÚÜÑ])|[._-]")
_PARTICLES = frozenset({"DE", "LA", "DEL", "LOS", "LAS", "Y"})
_ENDINGS = frozenset({"PDF", "DOC", "DOCX", "XLS", "XLSX", "JPG", "JPEG", "PNG", "CSV", "MP", "PPTX"})
_LEAST = 12  # letters without any seam: shorter ones are words
_SHORTEST, _LONGEST = 4, 14  # letters of one name in them


def find(written: Written) -> Iterator[SpanFinding]:
    """Words that are, taken apart, a given name and a surname and nothing else."""
    for match in _GLUED.finditer(written.text):
        start, end = match.span()
        pieces = _pieces(written, start + match.group().startswith("@"), end)
        if not pieces or names.is_namesake(" ".join(pieces)) or written.in_reference(start, end):
            continue
        if standing(written, start, end) in (Standing.PERSON, Standing.UNKNOWN):
            yield SpanFinding(start, end, DataType.NAME, Source.NAME_LIST, _SURE)


def _pieces(written: Written, start: int, end: int) -> Sequence[str]:
    """The names a word is glued of; empty where it is another word."""
    text, folded = written.text[start:end], written.folded[start:end]
    seams = [0, *(seam.start() for seam in _SEAM.finditer(text)), len(text)]
    pieces = [folded[one:other].strip("._-") for one, other in pairwise(seams)]
    if pieces[-1] in _ENDINGS:
        return _pieces(written, start, start + seams[-2]) if len(pieces) > 1 else ()
    if len(pieces) > 1:
        return pieces if _are_names(pieces) else ()
    return _parted(folded) if len(folded) >= _LEAST and not names.role(folded) else ()


def _are_names(pieces: Sequence[str]) -> bool:
    roles = [names.role(piece) for piece in pieces if piece not in _PARTICLES]
    sure = all(role.isupper() and role != "N" for role in roles) and len(roles) > 1
    given, surnames = sum("G" in role for role in roles), sum("S" in role for role in roles)
    return sure and bool(given and surnames) and given + surnames > 1 + (len(set(pieces)) == 1)


def _parted(letters: str) -> tuple[str, ...]:
    """Letters without a seam as sure names; of the longer ones, one is only given, one only a surname."""

    @cache
    def from_(start: int) -> tuple[tuple[str, ...], ...]:
        if start == len(letters):
            return ((),)
        ends = range(start + _SHORTEST, min(len(letters), start + _LONGEST) + 1)
        return tuple(
            (letters[start:end], *rest)
            for end in ends
            if names.role(letters[start:end]) in ("G", "S", "GS")
            for rest in from_(end)
        )

    for pieces in from_(0):
        if {"G", "S"} <= {names.role(piece) for piece in pieces if len(piece) > _SHORTEST}:
            return pieces
    return ()
