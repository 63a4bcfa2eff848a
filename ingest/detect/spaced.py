"""Finds names set letter by letter: «X I M E N A   H E R N Á N D E Z», as diplomas and titles have them."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.detect import names
from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_SURE = 0.7
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ \t]{1,4}[^\W\d_]){7,79}(?!\w)")
_SHORTEST, _LONGEST = 3, 14  # letters of one word of a name
_PARTICLES = ("DE", "LA", "DEL", "LOS", "LAS", "Y")


def find(written: Written) -> Iterator[SpanFinding]:
    """Runs of single letters that are, put together, a given name and a surname and nothing else."""
    for match in _SPACED.finditer(written.folded):
        if _is_name(re.sub(r"[ \t]", "", match.group())):
            yield SpanFinding(match.start(), match.end(), DataType.NAME, Source.NAME_LIST, _SURE)


def _is_name(letters: str) -> bool:
    """Whether the letters can be parted into sure names, one of them given, another a surname."""

    @cache
    def parted(start: int, given: bool, surname: bool) -> bool:
        if start == len(letters):
            return given and surname
        for particle in _PARTICLES:
            if letters.startswith(particle, start) and parted(start + len(particle), given, surname):
                return True
        for end in range(start + _SHORTEST, min(len(letters), start + _LONGEST) + 1):
            role = names.role(letters[start:end])
            if not role.isupper() or role == "N":
                continue
            if "G" in role and not given and parted(end, True, surname):
                return True
            if parted(end, given or "G" in role, surname or "S" in role):
                return True
        return False

    return parted(0, False, False)
