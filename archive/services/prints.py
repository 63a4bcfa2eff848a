"""Keyed fingerprints of personal values: the same value gives the same print, and nobody without the key
can work the value out.

The key is derived from the installation's secret key under a label of its own, so that a signed cookie tells
nothing about it.  Names are compared without case, accents, order of words, particles and short words, as
they stand differently from one list to another.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from archive.models.people import PrintKind
from archive.settings import Settings, ensure_secret_key

_LABEL = b"acervo: fingerprints of people, 1"
_LENGTH = 32  # hexadecimal digits: 128 bits
_WORD = re.compile(r"[a-z0-9]+")
_SHORTEST = 3  # letters: initials and particles tell nobody apart
_PARTICLES = frozenset({"del", "las", "los", "von", "van"})
_CURP = re.compile(r"[a-z]{4}\d{6}[hmx][a-z]{5}[a-z0-9]\d")
_PHONE_DIGITS = 10  # since 2019; what stands before is the country's code


class Prints:
    """Makes fingerprints with one installation's key."""

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), _LABEL, "sha256")

    def of(self, kind: PrintKind, normalised: str) -> str:
        # Two words of a name give the same print as a name of two words.
        space = PrintKind.NAME if kind is PrintKind.NAME_PAIR else kind
        return hmac.digest(self._key, f"{space.value}\0{normalised}".encode(), "sha256").hex()[:_LENGTH]

    def of_text(self, kind: PrintKind, text: str) -> str | None:
        """The print of one value as it stands in a text; None where nothing of it can be compared."""
        normalised = normal(kind, text)
        return self.of(kind, normalised) if normalised else None

    def of_words(self, words: list[str]) -> str:
        """The print of a whole name, given as folded words."""
        return self.of(PrintKind.NAME, " ".join(sorted(words)))

    def of_pair(self, one: str, other: str) -> str:
        return self.of(PrintKind.NAME_PAIR, " ".join(sorted((one, other))))


def prints_of(settings: Settings) -> Prints:
    return Prints(ensure_secret_key(settings))


def folded(text: str) -> str:
    """Without case and accents; ñ becomes n, for who writes a name elsewhere may not have the letter."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def name_words(text: str) -> list[str]:
    """The words of a name, or of a text, that tell people apart."""
    return [word for word in _WORD.findall(folded(text)) if tells_apart(word)]


def tells_apart(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and word not in _PARTICLES


def pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    """Every two neighbouring words that differ."""
    return ((one, other) for one, other in pairwise(words) if one != other)


def normal(kind: PrintKind, text: str) -> str:
    """A value as it is compared; empty where it holds nothing to compare."""
    match kind:
        case PrintKind.NAME | PrintKind.NAME_PAIR:
            return " ".join(sorted(name_words(text)))
        case PrintKind.CURP:
            signs = "".join(_WORD.findall(folded(text)))
            return signs if _CURP.fullmatch(signs) else ""
        case PrintKind.PHONE:
            digits = re.sub(r"\D", "", text)
            return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else ""
        case PrintKind.EMAIL:
            stripped = "".join(text.split()).casefold().strip(".,;:<>()")
            return stripped if "@" in stripped else ""
