"""The one analyser: text and questions become the same words in every engine.

A word is an unbroken run of letters and digits; everything else separates, so ``COESPO/INFOEM`` is two words
and ``CAL/UT/045/2022`` four (a question keeps such words together as a phrase).  Case and accents are folded,
``ü`` becomes ``u``, **ñ stays apart from n** also when it arrives as n + U+0303, and a Spanish plural meets
its singular.  No word is left out, so phrases stay exact.
"""

import re
import unicodedata
from collections.abc import Callable

from archive.search.plurals import singular

# Characters that must go before folding: marks that combine, soft hyphens, invisible spaces, ligatures.
_UNCLEAN = re.compile("[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufb00-\ufb06\ufeff]")
_INVISIBLE = re.compile("[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# Beyond Latin-1, these blocks hold punctuation, symbols and private bullets: never letters to us.
_NO_LETTERS = "\u2000-\u2bff\ue000-\uf8ff\ufff0-\uffff"
_LETTER_BEYOND_LATIN_1 = re.compile(f"[^\x00-\xff{_NO_LETTERS}]")
_SYMBOL = re.compile(f"[{_NO_LETTERS}]")


def clean(text: str) -> str:
    """``text`` with decomposed letters composed, ligatures opened and invisible characters gone."""
    if text.isascii() or not _UNCLEAN.search(text):
        return text
    opened = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", opened))


def fold(cleaned: str) -> str:
    """Clean text folded character by character, every separator a space: offsets stay the same."""
    try:
        return cleaned.encode("latin-1").translate(_LATIN_1).decode("latin-1")
    except UnicodeEncodeError:
        if _LETTER_BEYOND_LATIN_1.search(cleaned):
            return cleaned.translate(_EVERY)
        return cleaned.encode("latin-1", "replace").translate(_LATIN_1).decode("latin-1")


def small(cleaned: str) -> str:
    """Clean text in small letters with its accents, every separator a space: offsets stay the same."""
    try:
        return cleaned.encode("latin-1").translate(_SMALL_LATIN_1).decode("latin-1")
    except UnicodeEncodeError:
        if _LETTER_BEYOND_LATIN_1.search(cleaned):
            return cleaned.translate(_EVERY_SMALL)
        return cleaned.encode("latin-1", "replace").translate(_SMALL_LATIN_1).decode("latin-1")


def forms(text: str) -> list[str]:
    """The words of ``text`` in order, folded but not stemmed."""
    return fold(clean(text)).split()


def stems(text: str) -> list[str]:
    """The words of ``text`` in order, folded and brought to their singular."""
    return stems_of(forms(text))


def stem(form: str) -> str:
    """The stem of one folded word."""
    return _STEMS[form]


def stems_of(folded: list[str]) -> list[str]:
    """The stems of words that are folded already."""
    return list(map(_STEMS.__getitem__, folded))


def written(text: str) -> list[str]:
    """The words of ``text`` as they stand there, one for each of ``forms(text)``."""
    cleaned = clean(text)
    return [cleaned[found.start() : found.end()] for found in _WORD.finditer(fold(cleaned))]


_WORD = re.compile("[^ ]+")


def _fold_character(character: str) -> str:
    if character in "ñÑ":
        return "ñ"
    if not character.isalnum():
        return " "
    base = unicodedata.normalize("NFKD", character.lower())[0]
    lowered = _NO_DECOMPOSITION.get(base, base.lower())
    return lowered if len(lowered) == 1 and lowered.isalnum() else " "


_NO_DECOMPOSITION = {"ø": "o", "ł": "l", "đ": "d", "ı": "i"}


def _small_character(character: str) -> str:
    """The small letter, or a space exactly where the folded text has one."""
    if _fold_character(character) == " ":
        return " "
    lowered = character.lower()
    return lowered if len(lowered) == 1 else _fold_character(character)


class _Characters(dict[int, str]):
    """What becomes of each character there is, filled in as they are met; in practice some hundreds."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def __missing__(self, code: int) -> str:
        character = chr(code)
        changed = " " if _SYMBOL.match(character) else self._change(character)
        self[code] = changed
        return changed


_EVERY = _Characters(_fold_character)
_EVERY_SMALL = _Characters(_small_character)
_LATIN_1 = bytes(
    ord(_EVERY[code]) if code != 0xB5 else 0xB5 for code in range(256)
)  # micro would become a Greek mu
_EVERY[0xB5] = "\xb5"
_SMALL_LATIN_1 = bytes(ord(_EVERY_SMALL[code]) for code in range(256))
LONGEST = 64  # letters of a stem; what is longer is no word, and some engines refuse it


class _Stems(dict[str, str]):
    """Stems by form; emptied when full, as scanned pages bring new misreadings without end."""

    def __missing__(self, form: str) -> str:
        if len(self) >= 200_000:
            self.clear()
        if len(form) > LONGEST:
            return form[:LONGEST]
        found = singular(form)
        self[form] = found
        return found


_STEMS = _Stems()
