"""Finds numbers of social security (NSS): eleven figures, the last by Luhn's rule."""

import re
from collections.abc import Iterator

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_NSS = re.compile(r"(?<![\d.,/$-])\d{2}([ -]?)\d{2}\1\d{2}\1\d{4}\1\d(?![\d/]|[.,-]\d)")
_LABEL = re.compile(r"\bN\.? ?S\.? ?S\b|\bIMSS\b|SEGUR(?:O|IDAD) SOCIAL|AFILIACION|ISSEMYM|ISSSTE")
_OTHER_LABEL = re.compile(
    r"(?:OFICIO|FOLIO|EXPEDIENTE|FACTURA|CONTRATO|TEL|CUENTA|PARTIDA)\W{0,4}\w{0,4}\W{0,3}$"
)


def find(written: Written) -> Iterator[SpanFinding]:
    """Every number of eleven figures that a label, its hyphens or its check digit speak for."""
    if not written.has_figures:
        return
    for match in _NSS.finditer(written.folded):
        if written.in_reference(match.start(), match.end()):
            continue
        labelled = _LABEL.search(written.before(match.start(), 45)) is not None
        right = holds(re.sub(r"\D", "", match.group()))
        if labelled:
            source, sure = (Source.CHECKED, 0.98) if right else (Source.CONTEXT, 0.92)
        elif _OTHER_LABEL.search(written.before(match.start(), 25)):
            continue
        elif match[1] == "-":
            source, sure = (Source.CHECKED, 0.85) if right else (Source.PATTERN, 0.7)
        else:
            source, sure = (Source.CHECKED, 0.6) if right else (Source.PATTERN, 0.3)
        yield SpanFinding(match.start(), match.end(), DataType.NSS, source, sure)


def holds(figures: str) -> bool:
    """Whether the last of the figures is right by Luhn's rule."""
    total = 0
    for place, figure in enumerate(reversed(figures)):
        value = int(figure) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
