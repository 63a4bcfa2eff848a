"""Finds CURPs, the 18-character key that names one person, also as OCR may have misread it.

The pattern is loose and no check digit is asked for: real CURPs exist that break the rules, and a
misread one still names its owner.
"""

import re
from collections.abc import Sequence

_LETTER = "[A-ZÑ0158]"
_DIGIT = "[0-9OQDILZSBG]"
_STATE = (
    "(?:A{0}[S5]|[B8]{0}C|[B8]{0}[S5]|C{0}C|C{0}[LI1]|C{0}M|C{0}[S5]|C{0}H|[D0O]{0}F|[D0O]{0}[G6]|[G6]{0}[T7]|[G6]{0}R|"
    "H{0}[G6]|J{0}C|M{0}C|M{0}N|M{0}[S5]|N{0}[T7]|N{0}[LI1]|[O0]{0}C|P{0}[LI1]|Q{0}[T7]|Q{0}R|[S5]{0}P|[S5]{0}[LI1]|"
    "[S5]{0}R|[T7]{0}C|[T7]{0}[S5]|[T7]{0}[LI1]|V{0}[Z2]|Y{0}N|[Z2]{0}[S5]|N{0}E)"
)
_FOLD = r"\n?"  # narrow cells break a key anywhere
_GAP = r"[ \t.-]{0,2}" + _FOLD


def _several(kind: str, count: int) -> str:
    return _FOLD.join([kind] * count)


_PARTS = (
    _several(_LETTER, 4),
    _several(_DIGIT, 6),
    "[HMXNW]",
    _STATE.replace("{0}", _FOLD),
    _several(_LETTER, 3),
    "[0-9A-Z]",
    _DIGIT,
)
_CURP = re.compile(rf"(?<![A-Z0-9Ñ]){_GAP.join(_PARTS)}(?![A-Z0-9Ñ])")
_LEAST_DIGITS = 3  # of the six of the birth date: words in capitals hold none


def found(texts: Sequence[str]) -> bool:
    """Whether any page holds what can be a CURP."""
    return any(_matches(text.upper()) for text in texts)


def _matches(text: str) -> bool:
    for match in _CURP.finditer(text):
        solid = re.sub(r"[^A-ZÑ0-9]", "", match.group())
        if sum(letter.isdigit() for letter in solid[4:10]) >= _LEAST_DIGITS:
            return True
    return False
