"""Finds CURPs, the 18-character key that names one person, also as OCR may have misread it.

The pattern is loose and a check digit only makes a finding surer: real CURPs exist that break the rules,
and a misread one still names its owner.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import DataType, Source

_LETTER = "[A-ZÑ0158]"
_DIGIT = "[0-9OQDILZSBG]"
_STATE = (
    "(?:A{0}[S5]|[B8]{0}C|[B8]{0}[S5]|C{0}C|C{0}[LI1]|C{0}M|C{0}[S5]|C{0}H|[D0O]{0}F|[D0O]{0}[G6]|"
    "[G6]{0}[T7]|[G6]{0}R|"
    "H{0}[G6]|J{0}C|M{0}C|M{0}N|M{0}[S5]|N{0}[T7]|N{0}[LI1]|[O0]{0}C|P{0}[LI1]|Q{0}[T7]|Q{0}R|[S5]{0}P|"
    "[S5]{0}[LI1]|"
    "[S5]{0}R|[T7]{0}C|[T7]{0}[S5]|[T7]{0}[LI1]|V{0}[Z2]|Y{0}N|[Z2]{0}[S5]|N{0}E)"
)
_FOLD = r"[ ]?-?\n?"  # narrow cells break a key anywhere; forms give each letter a box of its own
_GAP = r"[ \t.-]{0,2}\n?"


def _several(kind: str, count: int) -> str:
    return _FOLD.join([kind] * count)


_PARTS = (
    _several(_LETTER, 4),
    _several(_DIGIT, 6),
    "[HMXNW]",
    _STATE.replace("{0}", _FOLD),
    _several(_LETTER, 3),
)
_TAIL = rf"(?:{_GAP}[0-9A-Z](?:{_FOLD}{_DIGIT})?)?"  # lost where a cell cut the key short
_CURP = re.compile(rf"(?<![A-Z0-9Ñ])(?:CURP)?({_GAP.join(_PARTS)}{_TAIL})(?![A-Z0-9Ñ])")
_GLUED = re.compile(r"[A-ZÑ]{4}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-ZÑ]{3}[0-9A-Z]\d")
_LEAST_DIGITS = 3  # of the six of the birth date: words in capitals hold none
_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
_AS_DIGIT = str.maketrans("OQDILZSBG", "000112586")
_AS_LETTER = str.maketrans("0158", "OISB")


def find(written: Written) -> Iterator[SpanFinding]:
    """Every CURP, whole or cut short by its cell, spaced, broken over lines or misread."""
    if not written.has_figures:
        return
    taken = -1
    for match in _CURP.finditer(written.folded):
        key = _solid(match[1])
        if sum(letter.isdigit() for letter in key[4:10]) < _LEAST_DIGITS:
            continue
        taken = match.end(1)
        yield _finding(match.start(1), match.end(1), key)
    for match in _GLUED.finditer(written.folded):  # run together with the words beside it
        if match.start() >= taken and holds(match.group()):
            yield _finding(match.start(), match.end(), match.group())


def found(texts: Sequence[str]) -> bool:
    """Whether any page holds what can be a CURP."""
    return any(True for text in texts for _ in find(Written(text)))


def holds(key: str) -> bool:
    """Whether the check digit of an 18-character key is right, as written or as OCR may have meant it."""
    if len(key) != 18:
        return False
    meant = (
        key[:4].translate(_AS_LETTER)
        + key[4:10].translate(_AS_DIGIT)
        + key[10]
        + key[11:16].translate(_AS_LETTER)
    )
    last = key[17].translate(_AS_DIGIT)
    return any(_digit(meant + sign) == last for sign in {key[16], key[16].translate(_AS_DIGIT)})


def _digit(first17: str) -> str:
    return str(-sum(_ALPHABET.index(sign) * (18 - place) for place, sign in enumerate(first17)) % 10)


def _finding(start: int, end: int, key: str) -> SpanFinding:
    if holds(key):
        return SpanFinding(start, end, DataType.CURP, Source.CHECKED, 0.99)
    return SpanFinding(start, end, DataType.CURP, Source.PATTERN, 0.9 if len(key) == 18 else 0.8)


def _solid(text: str) -> str:
    return re.sub(r"[^A-ZÑ0-9]", "", text)
