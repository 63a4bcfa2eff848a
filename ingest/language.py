"""Spanish, English or undecided, by the little words that every sentence needs."""

import re
from collections.abc import Sequence

_OF_SPANISH = """
de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque
esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni
contra otros ese eso ante ellos e esto mí antes algunos qué unos yo otro otras otra él tanto esa estos
"""
_OF_ENGLISH = """
the of and to in is that it for was on are as with his they at be this have from or had by not but what all
were we when your can said there use an each which she do how their if will up other about out many then
them these so some her would make like him into has
"""
_SPANISH = frozenset(_OF_SPANISH.split())
_ENGLISH = frozenset(_OF_ENGLISH.split())
_WORD = re.compile(r"[a-záéíóúüñ]+")
SAMPLE = 20_000  # characters
LEAST = 3  # little words that decide


def of(texts: Sequence[str]) -> str | None:
    """``es``, ``en``, or None where neither language's little words prevail."""
    words = _WORD.findall("\n".join(texts)[:SAMPLE].lower())
    spanish = sum(word in _SPANISH for word in words)
    english = sum(word in _ENGLISH for word in words)
    if max(spanish, english) < max(LEAST, len(words) // 20) or max(spanish, english) < 2 * min(
        spanish, english
    ):
        return None
    return "es" if spanish > english else "en"
