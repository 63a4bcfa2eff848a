"""Finds bank accounts: CLABEs of eighteen figures, and numbers of cards and accounts beside their label."""

import re
from collections.abc import Iterator

from ingest.detect.nss import holds as luhn_holds
from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_CLABE = re.compile(r"(?<![\d.,/$-])(?<!\d )\d(?:[ -]?\n?\d){17}(?![\d/]|[ .,-]\d)")
_CARD = re.compile(r"(?<![\d.,/$-])[3-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\d/]|[.,-]\d)")
_ACCOUNT = re.compile(
    r"(?:(?:NO|NUM|NUMERO)\b\W{0,3}(?:DE )?CUENTA|CUENTA(?: BANCARIA| DE (?:CHEQUES|NOMINA|DEBITO|"
    r"AHORRO))|\bCTA)\b"
    r"\W{0,4}(?:NO\.? ?|NUM\.? ?|BANCARIA:? ?)?(\d(?:[ -]?\d){6,15})(?!\d)"
)
_LABEL = re.compile(r"CLABE|INTERBANCARIA|CUENTA|DEPOSIT|TRANSFER|BANC|TARJETA")
_GROUPS = {
    "18",
    "3,3,11,1",
    "4,4,4,4,2",
    "3,15",
    "6,12",
    "6,11,1",
    "3,3,3,3,3,3",
    "6,6,6",
    "17,1",
}


def find(written: Written) -> Iterator[SpanFinding]:
    """Every CLABE, every card's number that keeps Luhn's rule, every account beside its label."""
    if not written.has_figures:
        return
    for match in _CLABE.finditer(written.folded):
        source, sure = _clabe(written, match)
        if sure:
            yield SpanFinding(match.start(), match.end(), DataType.CLABE, source, sure)
    for match in _CARD.finditer(written.folded):
        right = luhn_holds(re.sub(r"\D", "", match.group()))
        if (right or _is_labelled(written, match.start())) and not written.in_reference(*match.span()):
            source = Source.CHECKED if right else Source.CONTEXT
            yield SpanFinding(match.start(), match.end(), DataType.CLABE, source, 0.85)
    if "CUENTA" in written.folded or "CTA" in written.folded:
        for match in _ACCOUNT.finditer(written.folded):
            yield SpanFinding(match.start(1), match.end(1), DataType.CLABE, Source.CONTEXT, 0.75)


def _clabe(written: Written, match: re.Match[str]) -> tuple[Source, float]:
    """By what eighteen figures are known for a CLABE, and how surely; 0 where nothing speaks for it."""
    if match.group().count("\n") > 1 or written.in_reference(*match.span()):
        return Source.PATTERN, 0.0
    labelled = _is_labelled(written, match.start())
    grouped = ",".join(str(len(group)) for group in re.findall(r"\d+", match.group())) in _GROUPS
    if (labelled or grouped) and holds(re.sub(r"\D", "", match.group())):
        return Source.CHECKED, 0.97
    if labelled:
        return Source.CONTEXT, 0.9
    return Source.PATTERN, 0.7 if grouped else 0.0


def _is_labelled(written: Written, start: int) -> bool:
    return _LABEL.search(written.before(start)) is not None


def holds(figures: str) -> bool:
    """Whether the last of eighteen figures is right (weights 3, 7, 1, each product modulo 10)."""
    total = sum(int(figure) * (3, 7, 1)[place % 3] % 10 for place, figure in enumerate(figures[:17]))
    return figures[17:] == str(-total % 10)
