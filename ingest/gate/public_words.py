"""The phrases stated to stay: where they stand, the words of a secret are no leak, and nowhere else.

A school called Benito Juárez stays although a pupil is called Benito Juárez López; «Juárez López», or a third
word of the pupil's name beside the two, is still the pupil.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.gate import folding

_BESIDE = 4  # letters of a phrase that must stand beside a place in it


class PublicWords:
    """All phrases stated to stay, ready to be asked about a place in a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._at: dict[tuple[str, ...], list[tuple[list[str], int]]] = defaultdict(list)
        self._glued: list[str] = []
        self._digits: list[str] = []
        for phrase in phrases:
            every = folding.tokens(phrase)
            self._glued += ["".join(every), folding.skeleton("".join(every))]
            self._digits.append("".join(letter for letter in phrase if letter.isdigit()))
            for words in {tuple(every), tuple(folding.without_particles(every))}:
                for place, word in enumerate(words):
                    self._at[(word,)].append((list(words), place))
                for place, pair in enumerate(pairwise(words)):
                    self._at[pair].append((list(words), place))

    def hold(
        self, words: Sequence[str], start: int, end: int, meant: Sequence[str], of_name: frozenset[str]
    ) -> bool:
        """Whether ``words[start:end]``, found as ``meant``, stand there as part of a public phrase."""
        for key in (tuple(words[start:end][:2]), tuple(meant[:2])):
            for phrase, place in self._at.get(key, ()):
                if self._stands(words, start, end, phrase, place, of_name):
                    return True
        return False

    def _stands(
        self,
        words: Sequence[str],
        start: int,
        end: int,
        phrase: list[str],
        place: int,
        of_name: frozenset[str],
    ) -> bool:
        length = end - start
        if place + length > len(phrase):
            return False
        if not all(map(folding.alike, words[start:end], phrase[place : place + length])):
            return False
        before = _matching(reversed(words[:start][-8:]), reversed(phrase[:place]))
        after = _matching(words[end : end + 8], phrase[place + length :])
        if len(phrase) > length and not (before or after):
            return False  # the phrase is longer, and nothing else of it stands here
        beside = (*words[: start - before][-1:], *words[end + after : end + after + 1])
        return not any(folding.alike(word, name) for word in beside for name in of_name)

    def hold_glued(self, text: str, place: int, found: str) -> bool:
        """Whether what was found in a text without spaces lies in a public phrase standing there."""
        for phrase in self._glued:
            inside = phrase.find(found)
            while inside >= 0:
                if _goes_on(text, place, place + len(found), phrase, inside, inside + len(found)):
                    return True
                inside = phrase.find(found, inside + 1)
        return False

    def hold_digits(self, digits: str) -> bool:
        """Whether a number is among the public ones."""
        return any(digits in public for public in self._digits)


def _matching(words: Iterable[str], phrase: Iterable[str]) -> int:
    """How many words beside the place go on as the phrase does."""
    count = 0
    for read, meant in zip(words, phrase, strict=False):
        if not folding.alike(read, meant):
            break
        count += 1
    return count


def _goes_on(text: str, start: int, end: int, phrase: str, first: int, last: int) -> bool:
    """Whether the text before or after the place is the phrase, if there is more of it."""
    before, after = phrase[max(0, first - _BESIDE) : first], phrase[last : last + _BESIDE]
    if not before and not after:
        return True
    return bool(before and text.endswith(before, 0, start)) or bool(after and text.startswith(after, end))
