"""Finds number plates of vehicles: sure beside a label, else only the shape in use since 2016."""

import re
from collections.abc import Iterator

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_LETTER = "[A-HJ-NPR-Z]"
_NEW = re.compile(rf"(?<![A-Z0-9/-]){_LETTER}{{3}}-\d{{3}}-{_LETTER}(?![A-Z0-9/-])")
_LABELLED = re.compile(
    r"\b(?:PLACAS?|MATRICULA VEHICULAR)\b(?: DE CIRCULACION)?(?: (?:NO|NUM|NUMERO)\b\.?)?[\W_]{0,4}"
    r"((?=[A-Z -]{0,9}\d)[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4}){1,3})(?![A-Z0-9])"
)
_OLD = re.compile(r"(?<![A-Z0-9/-])[A-Z]{3}-\d{2}-\d{2}(?![A-Z0-9/-])")


def find(written: Written) -> Iterator[SpanFinding]:
    """Every plate beside its label, and what has a plate's shape."""
    for match in _LABELLED.finditer(written.folded):
        signs = re.sub(r"[^A-Z0-9]", "", match[1])
        if 5 <= len(signs) <= 8 and any(sign.isdigit() for sign in signs) and not signs.isdigit():
            yield SpanFinding(match.start(1), match.end(1), DataType.PLATE, Source.CONTEXT, 0.9)
    for pattern, sure in ((_NEW, 0.6), (_OLD, 0.4)):
        for match in pattern.finditer(written.folded):
            yield SpanFinding(match.start(), match.end(), DataType.PLATE, Source.PATTERN, sure)
