"""Completion and "did you mean" from an index's own words, whatever engine holds them."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from archive.search import words
from archive.search.edits import within
from archive.search.query import Question
from archive.search.tree import Field, Phrase, Term, render, swap_words

_LETTERS = "abcdefghijklmnñopqrstuvwxyz"
_NEAR_LIMIT = 3000  # words looked at for two edits
_SHORTEST_FAR = 6  # letters a word needs before two edits are a slip and not another word
MIN_PREFIX = 2


class Counted(NamedTuple):
    """A term of the vocabulary and about how many documents have it."""

    term: str
    documents: int


class Vocabulary(Protocol):
    """The words of an index; terms are folded words, and ``folded=written`` where accents were lost.

    Counts may include documents that are gone; whatever is shown to a person is asked ``alive`` first.
    """

    def beginning(self, prefix: str, limit: int) -> list[Counted]:
        """The most used terms that begin so, the most used first."""

    def frequency(self, term: str) -> int:
        """About how many documents have this term."""

    def alive(self, term: str) -> bool:
        """Whether a document now in the index has this term."""

    def has_stem(self, stem: str) -> bool:
        """Whether a document now in the index has this stem."""


def complete(vocabulary: Vocabulary, prefix: str, limit: int) -> tuple[str, ...]:
    """Words as written that begin with the last word of ``prefix``, the most used first."""
    typed = words.forms(prefix)
    if not typed or len(typed[-1]) < MIN_PREFIX or not prefix[-1].isalnum():
        return ()
    found: dict[str, None] = {}
    for term, _ in vocabulary.beginning(typed[-1], limit * 6):
        form = term.partition("=")[0]
        if form.isalpha() and vocabulary.alive(form):
            found[as_written(vocabulary, form)] = None
        if len(found) == limit:
            break
    return tuple(found)


def as_written(vocabulary: Vocabulary, form: str) -> str:
    """A folded word as most documents write it."""
    variants = [variant for variant in vocabulary.beginning(form + "=", 5) if vocabulary.alive(variant.term)]
    if not variants:
        return form
    without_accents = vocabulary.frequency(form) - sum(variant.documents for variant in variants)
    return variants[0].term.partition("=")[2] if variants[0].documents >= without_accents else form


def did_you_mean(vocabulary: Vocabulary, question: Question) -> str | None:
    """The question with each word that no document has replaced by the nearest one that some document has."""
    better: dict[str, tuple[str, str]] = {}
    for part in question.parts:
        if part.field is Field.TEXT and isinstance(part, Term | Phrase):
            stems, typed = (
                ((part.stem,), (part.word,)) if isinstance(part, Term) else (part.stems, part.words)
            )
            for stem, word in zip(stems, typed, strict=True):
                near = None if vocabulary.has_stem(stem) else _nearest(vocabulary, words.forms(word)[0])
                if near:
                    better[stem] = (words.stem(near), as_written(vocabulary, near))
    return render(swap_words(question.tree, better)) if better else None


def _nearest(vocabulary: Vocabulary, form: str) -> str | None:
    """The most used word one edit away; failing that, two edits away with the same two letters first."""
    if len(form) < 4 or not form.isalpha():
        return None
    near = [Counted(other, vocabulary.frequency(other)) for other in set(_one_edit(form))]
    if found := _first_alive(vocabulary, near):
        return found
    if len(form) < _SHORTEST_FAR:
        return None
    return _first_alive(
        vocabulary,
        [
            word
            for word in vocabulary.beginning(form[:2], _NEAR_LIMIT)
            if word.term.isalpha() and within(form, word.term, 2)
        ],
    )


def _first_alive(vocabulary: Vocabulary, near: list[Counted]) -> str | None:
    by_use = sorted((word for word in near if word.documents), key=lambda word: (-word.documents, word.term))
    return next((word.term for word in by_use if vocabulary.alive(word.term)), None)


def _one_edit(form: str) -> Iterator[str]:
    for place in range(len(form) + 1):
        before, after = form[:place], form[place:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
