"""Finds dates of birth: a date that a word of birth leads to, or the one a CURP on the same page tells.

Any other date is an event's, a paper's or a law's, and stays.
"""

import re
from collections.abc import Iterator

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_MONTHS = ("ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC")
_MONTH = (
    r"(?:ENE(?:RO)?|FEB(?:RERO)?|MAR(?:ZO)?|ABR(?:IL)?|MAY(?:O)?|JUN(?:IO)?|JUL(?:IO)?|AGO(?:STO)?|"
    r"SEPT?(?:IEMBRE)?"
    r"|OCT(?:UBRE)?|NOV(?:IEMBRE)?|DIC(?:IEMBRE)?)"
)
_WRITTEN = (
    rf"\d{{1,2}}[°º]?(?: DE |[ ./-]{{1,3}}){_MONTH}(?: DEL? (?:ANO )?|[ ./-]{{1,3}})(?:\d{{4}}|\d{{2}})"
)
_FIGURES = (
    r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{1,2} \d{1,2} \d{4}"
)
_DATE = re.compile(rf"(?<![\d/])(?:{_WRITTEN}|{_FIGURES})(?![\d/])")
_BIRTH = re.compile(
    r"\b(?:FECHA (?:DE )?NAC(?:IMIENTO)?|F\. ?(?:DE )?NAC(?:IMIENTO|\.)?|FEC\. ?(?:DE )?NAC\.?|"
    r"NACIMIENTO|NACI(?:DO|DA|O)?"
    r"|CUMPLEANOS|F\.?N\.|DOB|NAC\.)(?![A-Z])"
)
_REACH = 45  # signs between the word and its date: «nacida en Toluca, México, el »
_CURP = re.compile(r"[A-Z]{4}(\d{2})(\d{2})(\d{2})[HMX][A-Z]{5}[0-9A-Z]\d")


def find(written: Written) -> Iterator[SpanFinding]:
    """Every date of birth."""
    if not written.has_figures:
        return
    folded = written.folded
    births = [match.end() for match in _BIRTH.finditer(folded)]
    column = next((end for end in births if not _DATE.search(folded, end, end + _REACH)), None)
    told = {match.groups() for match in _CURP.finditer(folded)}
    if not births and not told:
        return
    for match in _DATE.finditer(folded):
        if any(0 <= match.start() - end <= _REACH for end in births):
            yield SpanFinding(match.start(), match.end(), DataType.BIRTH_DATE, Source.CONTEXT, 0.93)
        elif column is not None and match.start() > column and "\t" in written.line_around(*match.span()):
            yield SpanFinding(match.start(), match.end(), DataType.BIRTH_DATE, Source.COLUMN, 0.85)
        elif told and _parts(match.group()) & told:
            yield SpanFinding(match.start(), match.end(), DataType.BIRTH_DATE, Source.CHECKED, 0.95)


def _parts(date: str) -> set[tuple[str, ...]]:
    """The date as a CURP writes it: year, month and day of two figures each, in either reading."""
    month = re.search(_MONTH, date)
    numbers = re.findall(r"\d+", date)
    if month is not None and len(numbers) == 2:
        figure = f"{_MONTHS.index(month.group()[:3]) + 1:02d}"
        return {(numbers[1][-2:], figure, numbers[0].zfill(2))}
    if len(numbers) != 3:
        return set()
    if len(numbers[0]) == 4:
        return {(numbers[0][-2:], numbers[1].zfill(2), numbers[2].zfill(2))}
    return {(numbers[2][-2:], numbers[1].zfill(2), numbers[0].zfill(2))}
