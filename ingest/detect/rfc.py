"""Finds RFCs of natural persons, the key of the tax office: four letters, a birth date, three signs.

Keys of companies and public bodies have three letters and are public; the generic ones name nobody.
Some 1.5 % of the real keys fail their own check digit, so that it never discards.
"""

import re
from collections.abc import Iterator

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_DIGIT = "[0-9OQILSBZ]"
_DATE = rf"{_DIGIT}{{2}}[01OQIL]{_DIGIT}[0-3OQILZS]{_DIGIT}"
_RFC = re.compile(
    rf"(?<![A-Z0-9Ñ&])(?:RFC)?([A-ZÑ&]{{3,4}})([ \t-]?\n?)({_DATE})"
    r"((?<=\d)[A-Z0-9]{3}|[ \t-]?\n?[A-Z0-9]{2}[0-9A])?(?![A-Z0-9Ñ])"
)
_GENERIC = {"XAXX010101000", "XEXX010101000"}
_LABEL = re.compile(r"\bR\.? ?F\.? ?C\b")
# Names of files and of papers that begin like a key.
_WORDS = {
    *(
        "FOTO",
        "ACTA",
        "NOTA",
        "LIST",
        "LISTA",
        "PLAN",
        "CAPA",
        "VIDE",
        "INFO",
        "DOCU",
        "DATA",
        "IMAG",
        "OFIC",
        "FOLI",
    ),
    *(
        "CIRC",
        "ANEX",
        "MINU",
        "ESCA",
        "SCAN",
        "PAGO",
        "REPO",
        "BASE",
        "COPI",
        "CITA",
        "DATE",
        "FILE",
        "CODE",
        "ABRI",
    ),
}
_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"


def find(written: Written) -> Iterator[SpanFinding]:
    """Every key of a natural person; without its last three signs only where they stand as one word."""
    if not written.has_figures:
        return
    for match in _RFC.finditer(written.folded):
        letters, gap, date, last = match.groups()
        key = letters + date + re.sub(r"\W", "", last or "")
        digits = sum(sign.isdigit() for sign in date)
        if key in _GENERIC or digits < 4 or not _can_be_date(date):
            continue
        labelled = _LABEL.search(written.before(match.start(), 40)) is not None
        start = match.start(1)
        if len(letters) == 3:
            if labelled and last and digits == 6:
                yield SpanFinding(start, match.end(), DataType.RFC, Source.CONTEXT, 0.3)  # a company's
        elif last or labelled:
            source = Source.CHECKED if holds(key) else Source.CONTEXT if labelled else Source.PATTERN
            sure = 0.97 if source is Source.CHECKED else 0.9 if labelled or (digits == 6 and not gap) else 0.7
            yield SpanFinding(start, match.end(), DataType.RFC, source, sure)
        elif not gap and digits == 6 and letters[1] in "AEIOUX":
            sure = 0.3 if letters in _WORDS else 0.7
            yield SpanFinding(start, match.end(), DataType.RFC, Source.PATTERN, sure)


def holds(key: str) -> bool:
    """Whether the check digit of a 13-character key is right (modulo 11)."""
    if len(key) != 13 or any(sign not in _ALPHABET for sign in key):
        return False
    total = sum(_ALPHABET.index(sign) * (13 - place) for place, sign in enumerate(key[:12]))
    return "0123456789A0"[11 - total % 11] == key[12] if total % 11 else key[12] == "0"


def _can_be_date(date: str) -> bool:
    figures = date.translate(str.maketrans("OQILSBZ", "0011582"))
    return 1 <= int(figures[2:4]) <= 12 and 1 <= int(figures[4:6]) <= 31
