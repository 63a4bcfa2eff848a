"""Finds numbers of passports: a letter and eight figures, near the word that says so."""

import re
from collections.abc import Iterator

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_NUMBER = re.compile(r"(?<![A-Z0-9])[A-Z][ -]?\d{8}(?![A-Z0-9])|(?<![A-Z0-9])[A-Z]{2}\d{7}(?![A-Z0-9])")
_MACHINE_LINE = re.compile(r"P<MEX[A-Z<]{10,}")
_LABEL = re.compile(r"PASAPORTE|PASSPORT")


def find(written: Written) -> Iterator[SpanFinding]:
    """Every number of a passport's shape; without the word near it only a question, and only for "
    "Mexico's."""
    if not written.has_figures:
        return
    for match in _NUMBER.finditer(written.folded):
        if written.in_reference(match.start(), match.end()):
            continue
        if _LABEL.search(written.before(match.start(), 60)):
            yield SpanFinding(match.start(), match.end(), DataType.PASSPORT, Source.CONTEXT, 0.95)
        elif match.group()[0] in "GN" and match.group()[1:].isdigit():
            yield SpanFinding(match.start(), match.end(), DataType.PASSPORT, Source.PATTERN, 0.4)
    if "P<MEX" in written.folded:
        for match in _MACHINE_LINE.finditer(written.folded):
            yield SpanFinding(match.start(), match.end(), DataType.PASSPORT, Source.PATTERN, 0.95)
