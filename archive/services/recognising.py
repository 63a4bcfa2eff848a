"""Finds the people this archive knows in any text: slides over its words and looks up their prints."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models.people import Fingerprint, PrintKind
from archive.services.prints import Prints, name_words, normal, pairs
from ingest.values import Box, Word

_BATCH = 500  # prints a statement: SQLite takes a thousand values or so
_LONGEST_NAME = 7  # words
_PATTERNS: tuple[tuple[PrintKind, re.Pattern[str]], ...] = (
    (PrintKind.CURP, re.compile(r"\b[A-Z]{4}[ -]?\d{6}[ -]?[HMX][A-Z]{5}[ -]?[A-Z0-9]\d\b", re.IGNORECASE)),
    (PrintKind.EMAIL, re.compile(r"[^\s@<>()\[\]]+@[^\s@<>()\[\]]+\.[a-z]{2,}", re.IGNORECASE)),
    (PrintKind.PHONE, re.compile(r"(?<!\d)(?:\+?52[ .-]?)?(?:\(?\d\)?[ .-]?){9}\d(?!\d)")),
)
_NOWHERE = Box(0, 0, 0, 0)


@dataclass(frozen=True)
class Match:
    """A person of this archive stands in a text: by what it was told, in which text, on which words."""

    kind: PrintKind
    text: int  # index of the text
    first: int  # indexes of its words, both included
    last: int
    print: str


def matches(
    session: Session,
    prints: Prints,
    texts: Sequence[str],
    public: Iterable[str] = (),
    cleared: frozenset[str] = frozenset(),
) -> tuple[Match, ...]:
    """The persons of this archive who stand in ``texts``, as ``recognise`` finds them."""
    worded = [[Word(part, _NOWHERE) for part in text.split()] for text in texts]
    return recognise(session, prints, worded, public, cleared)


def recognise(
    session: Session,
    prints: Prints,
    texts: Sequence[Sequence[Word]],
    public: Iterable[str] = (),
    cleared: frozenset[str] = frozenset(),
) -> tuple[Match, ...]:
    """Whole names, CURP, phones, e-mails, and two neighbouring words of a name.

    Two words do not count where they stand in ``public`` (a speaker shares her surnames with a pupil), and
    nothing counts that people decided on: ``cleared`` holds the prints of what they left visible.
    """
    spoken = {prints.of_pair(*pair) for text in public for pair in pairs(name_words(text))}
    found: list[Match] = []
    for match in (*_names(session, prints, texts, cleared), *_others(session, prints, texts)):
        in_public = match.kind is PrintKind.NAME_PAIR and match.print in spoken
        if match.print not in cleared and not in_public:
            found.append(match)
    return tuple(found)


def _names(
    session: Session, prints: Prints, texts: Sequence[Sequence[Word]], cleared: frozenset[str]
) -> Iterator[Match]:
    folded = {text: name_words(text) for text in {word.text for words in texts for word in words}}
    tokens = [
        [(token, index) for index, word in enumerate(words) for token in folded[word.text]] for words in texts
    ]
    places: dict[str, list[tuple[int, int]]] = {}
    for number, words in enumerate(tokens):
        for start in range(len(words) - 1):
            if words[start][0] != words[start + 1][0]:
                pair = prints.of_pair(words[start][0], words[start + 1][0])
                places.setdefault(pair, []).append((number, start))
    windows: dict[str, list[Match]] = {}
    kept: list[Match] = []
    for pair in _known(session, PrintKind.NAME_PAIR, places):
        for number, start in places[pair]:
            around = list(_around(prints, tokens[number], number, start))
            for window in around:
                windows.setdefault(window.print, []).append(window)
            # The pair of a longer name that people left visible at this very place.
            if not any(window.print in cleared for window in around):
                words = tokens[number]
                kept.append(Match(PrintKind.NAME_PAIR, number, words[start][1], words[start + 1][1], pair))
    for whole in _known(session, PrintKind.NAME, windows):
        yield from set(windows[whole])
    yield from kept


def _around(prints: Prints, words: list[tuple[str, int]], number: int, start: int) -> Iterator[Match]:
    """Every run of words around a known pair that could be a whole name."""
    for first in range(max(0, start - _LONGEST_NAME + 2), start + 1):
        for last in range(start + 1, min(len(words), first + _LONGEST_NAME)):
            run = words[first : last + 1]
            print_ = prints.of_words([word for word, _ in run])
            yield Match(PrintKind.NAME, number, run[0][1], run[-1][1], print_)


def _others(session: Session, prints: Prints, texts: Sequence[Sequence[Word]]) -> Iterator[Match]:
    places: dict[PrintKind, dict[str, list[Match]]] = {}
    for number, words in enumerate(texts):
        for match in _patterned(prints, number, words):
            places.setdefault(match.kind, {}).setdefault(match.print, []).append(match)
    for kind, found in places.items():
        for print_ in _known(session, kind, found):
            yield from found[print_]


def _patterned(prints: Prints, number: int, words: Sequence[Word]) -> Iterator[Match]:
    """CURP, e-mails and phones, also those that stand on several words."""
    joined = " ".join(word.text for word in words)
    starts = [0, *accumulate(len(word.text) + 1 for word in words)]
    for kind, pattern in _PATTERNS:
        for hit in pattern.finditer(joined):
            if value := normal(kind, hit.group()):
                first = bisect_right(starts, hit.start()) - 1
                last = bisect_right(starts, hit.end() - 1) - 1
                yield Match(kind, number, first, last, prints.of(kind, value))


def _known(session: Session, kind: PrintKind, prints: Iterable[str]) -> set[str]:
    wanted = list(prints)
    known: set[str] = set()
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        known |= set(
            session.scalars(
                select(Fingerprint.fingerprint).where(
                    Fingerprint.fingerprint.in_(batch), Fingerprint.kind == kind
                )
            )
        )
    return known


def occurrences(prints: Prints, texts: Sequence[Sequence[Word]], keys: Collection[str]) -> Iterator[Match]:
    """Where values stand whose prints are ``keys``, whatever they are; nothing is looked up."""
    for number, words in enumerate(texts):
        tokens = [(token, index) for index, word in enumerate(words) for token in name_words(word.text)]
        for first in range(len(tokens)):
            for last in range(first, min(len(tokens), first + _LONGEST_NAME)):
                run = tokens[first : last + 1]
                print_ = prints.of_words([word for word, _ in run])
                if print_ in keys:
                    yield Match(PrintKind.NAME, number, run[0][1], run[-1][1], print_)
        yield from (match for match in _patterned(prints, number, words) if match.print in keys)
