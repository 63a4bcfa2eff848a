"""Whether what had to stay is still there: hiding what is public is unlawful, too (LGPDPPSO art. 132 VI)."""

from collections.abc import Sequence

from ingest.gate import folding
from ingest.gate.readings import Reading, Sort

LEAST_SHARE = 0.97
_MANY = 10  # phrases
_LEAST_WORDS = 0.8  # of a phrase's words, where OCR read them apart or wrong


def found_again(required: Sequence[str], readings: Sequence[Reading]) -> int:
    """How many of the phrases can be read in the file."""
    seen = [_Seen(reading.text) for reading in readings if reading.sort is not Sort.BYTES]
    return sum(1 for phrase in required if any(each.holds(phrase) for each in seen))


def enough(again: int, required: int, readings: Sequence[Reading]) -> bool:
    """Whether so many phrases found again are all but a few; of a picture OCR may overlook one of many."""
    if again >= LEAST_SHARE * required:
        return True
    only_ocr = all(reading.sort is Sort.OCR for reading in readings)
    return only_ocr and required >= _MANY and again == required - 1


class _Seen:
    """One reading, ready to be asked for phrases."""

    def __init__(self, text: str) -> None:
        words = folding.tokens(text)
        self._glued = "".join(words)
        self._blurred = folding.skeleton(self._glued)
        self._words = set(words)
        self._spellings = {
            spelling for word in self._words for spelling in folding.misspellings(folding.skeleton(word))
        }

    def holds(self, phrase: str) -> bool:
        words = folding.tokens(phrase)
        whole = "".join(words)
        if not whole or whole in self._glued or folding.skeleton(whole) in self._blurred:
            return True
        known = sum(1 for word in words if self._knows(word))
        return known >= _LEAST_WORDS * len(words)

    def _knows(self, word: str) -> bool:
        if word in self._words:
            return True
        if folding.misspellings(folding.skeleton(word)).isdisjoint(self._spellings):
            return False
        return any(folding.alike(read, word) for read in self._words)
