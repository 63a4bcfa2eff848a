"""Looks for every personal value in a text at once, in one walk over it, however many values there are."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.gate import folding
from ingest.gate.needles import LEAST_SPACED, Needle, needle
from ingest.gate.public_words import PublicWords
from ingest.gate.readings import Reading, Sort
from ingest.redactions import DataType, Secrets

_STEM = 6  # letters by which glued needles are looked up
_DIGIT_STEM = 7
_NUMBER = re.compile(r"\d(?:[ .\-()/]{0,3}\d){6,24}")
_PHONE_TAIL = 8  # the last figures of a number, which tell its owner within a town


class Finder:
    """Finds secrets in readings; built once for a file."""

    def __init__(self, secrets: Secrets, public: Iterable[str]) -> None:
        made = (needle(data_type, value) for data_type, value in dict.fromkeys(secrets.values))
        self.needles = [each for each in made if each is not None]
        self._public = PublicWords(public)
        self._pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._phrases: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        self._misspelt: dict[str, set[str]] = defaultdict(set)
        self._glued = _Stems(_STEM)
        self._blurred = _Stems(_STEM)
        self._spaced = _Stems(LEAST_SPACED)
        self._digits = _Stems(_DIGIT_STEM)
        for number, each in enumerate(self.needles):
            self._add(number, each)

    def _add(self, number: int, each: Needle) -> None:
        for first, second in each.pairs:
            self._pairs[first, second].append(number)
            self._pairs[second, first].append(number)
        for phrase in each.phrases:
            self._phrases[phrase[0]].append((phrase, number))
        for word in each.words | {phrase[0] for phrase in each.phrases}:
            for spelling in folding.misspellings(folding.skeleton(word)):
                self._misspelt[spelling].add(word)
        for glued in each.glued:
            self._glued.add(glued, number)
            self._glued.add(glued[::-1], number)
            self._blurred.add(folding.skeleton(glued), number)
        for spaced in each.spaced:
            self._spaced.add(spaced, number)
            self._spaced.add(spaced[::-1], number)
        for digits in each.digits:
            self._digits.add(digits, number)
            if len(digits) == 10:
                self._digits.add(digits[-_PHONE_TAIL:], number)

    def find(self, reading: Reading) -> set[DataType]:
        """The kinds of secrets the reading gives away."""
        words = folding.tokens(reading.text)
        telling = folding.without_particles(words)
        every = "".join(words)
        found = set(self._by_words(telling, exact=reading.sort is not Sort.OCR))
        if len(words) != len(telling):
            found |= set(self._by_phrases(words, exact=reading.sort is not Sort.OCR))
        found |= set(self._by_letters(self._glued, every))
        if reading.sort is Sort.OCR:
            found |= set(self._by_letters(self._blurred, folding.skeleton(every)))
        for run in _spaced_runs(words):
            found |= set(self._by_letters(self._spaced, run))
        found |= set(self._by_digits(reading))
        return {self.needles[number].data_type for number in found}

    def _by_words(self, words: Sequence[str], *, exact: bool) -> Iterator[int]:
        yield from self._by_phrases(words, exact=exact)
        spell = self._meant if not exact else _as_written
        for place, (first, second) in enumerate(pairwise(words)):
            for meant in ((one, two) for one in spell(first) for two in spell(second)):
                for number in self._pairs.get(meant, ()):
                    of_name = self.needles[number].words
                    if not self._public.hold(words, place, place + 2, meant, of_name):
                        yield number

    def _by_phrases(self, words: Sequence[str], *, exact: bool) -> Iterator[int]:
        spell = self._meant if not exact else _as_written
        same: Callable[[str, str], bool] = str.__eq__ if exact else folding.alike
        for place, word in enumerate(words):
            for meant in spell(word):
                for phrase, number in self._phrases.get(meant, ()):
                    end = place + len(phrase)
                    if end > len(words) or not all(map(same, words[place:end], phrase)):
                        continue
                    if not self._public.hold(words, place, end, phrase, self.needles[number].words):
                        yield number

    def _meant(self, read: str) -> tuple[str, ...]:
        """The words looked for that this one, as OCR read it, can be."""
        candidates: set[str] = set()
        for spelling in folding.misspellings(folding.skeleton(read)):
            candidates |= self._misspelt.get(spelling, set())
        return tuple(word for word in candidates if folding.alike(read, word))

    def _by_letters(self, stems: "_Stems", text: str) -> Iterator[int]:
        for place, found, number in stems.in_text(text):
            if not self._public.hold_glued(text, place, found):
                yield number

    def _by_digits(self, reading: Reading) -> Iterator[int]:
        runs = [re.sub(r"\D", "", run) for run in _NUMBER.findall(reading.text)]
        if reading.sort is not Sort.BYTES:  # in a reader's text a number may be cut over lines and cells
            runs.append("".join(letter for letter in reading.text if letter.isdigit()))
        for run in dict.fromkeys(runs):
            for _, found, number in self._digits.in_text(run):
                if not self._public.hold_digits(found):
                    yield number


class _Stems:
    """Strings found in a text by their first letters: one look into a dictionary for each place."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._starting: dict[str, list[tuple[str, int]]] = defaultdict(list)

    def add(self, wanted: str, number: int) -> None:
        if len(wanted) >= self._length:
            self._starting[wanted[: self._length]].append((wanted, number))

    def in_text(self, text: str) -> Iterator[tuple[int, str, int]]:
        """Place, string and number of each that stands in the text."""
        starting, length = self._starting, self._length
        if not starting:
            return
        for place in range(len(text) - length + 1):
            stem = text[place : place + length]
            if stem in starting:
                for wanted, number in starting[stem]:
                    if text.startswith(wanted, place):
                        yield place, wanted, number


def _as_written(word: str) -> tuple[str, ...]:
    return (word,)


def _spaced_runs(words: Sequence[str]) -> Iterator[str]:
    """Letters that stand alone one after another, put together: J u a n P é r e z."""
    run: list[str] = []
    for word in (*words, ""):
        if len(word) == 1:
            run.append(word)
            continue
        if len(run) >= LEAST_SPACED:
            yield "".join(run)
        run = []
