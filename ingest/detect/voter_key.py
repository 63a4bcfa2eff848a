"""Finds keys of electors (clave de elector), as they stand on a voter's card; only adults have one."""

import re
from collections.abc import Iterator

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_DIGIT = "[0-9OQILSBZ]"
_GAP = r"[ \t-]?\n?"
_KEY = re.compile(
    rf"(?<![A-Z0-9Ñ])(?:[B-DF-HJ-NP-TV-ZÑ]{_GAP}){{6}}(?:{_DIGIT}{_GAP}){{8}}[HM](?:{_GAP}{_DIGIT}){{3}}(?![A-Z0-9Ñ])"
)
_LABELLED = re.compile(r"CLAVE DE ELECTOR[A-Z]*\W{0,4}([A-ZÑ0-9](?:[ -]?[A-ZÑ0-9]){15,18})(?![A-Z0-9])")
_MACHINE_LINE = re.compile(r"\bIDMEX\d{9,10}(?:<<?\d{9,13})?")
_LEAST_DIGITS = 6  # of eleven: words in capitals hold none


def find(written: Written) -> Iterator[SpanFinding]:
    """Every key, and what stands where a label says that one stands, however it was misread."""
    if not written.has_figures:
        return
    folded = written.folded
    for match in _KEY.finditer(folded):
        if sum(sign.isdigit() for sign in match.group()) >= _LEAST_DIGITS:
            yield SpanFinding(match.start(), match.end(), DataType.VOTER_KEY, Source.PATTERN, 0.95)
    if "ELECTOR" in folded:
        for match in _LABELLED.finditer(folded):
            if sum(sign.isdigit() for sign in match[1]) >= _LEAST_DIGITS:
                yield SpanFinding(match.start(1), match.end(1), DataType.VOTER_KEY, Source.CONTEXT, 0.9)
    if "IDMEX" in folded:
        for match in _MACHINE_LINE.finditer(folded):
            yield SpanFinding(match.start(), match.end(), DataType.VOTER_KEY, Source.PATTERN, 0.9)
