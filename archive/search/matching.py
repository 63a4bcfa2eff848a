"""Which words of a page stand for which part of a question, without any engine."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from archive.search import words
from archive.search.edits import within
from archive.search.tree import Field, Fuzzy, Phrase, Prefix, Term, TextLeaf, Wildcard

MAX_SPANS = 2000  # of a very long page; more marks than anyone looks at

Check = Callable[[str], bool]


class Span(NamedTuple):
    """One marked word: where it stands in the folded text and which part of the question it answers."""

    start: int
    end: int
    part: int


class Matcher:
    """Finds the positive parts of a question in folded text.

    One regular expression finds candidates by how they begin; the analyser has the last word, once for each
    different word.
    """

    def __init__(self, parts: Sequence[TextLeaf]) -> None:
        self._parts = [part for part in parts if part.field is Field.TEXT]
        heads: set[str] = set()
        self._checks: list[tuple[int, Check]] = []
        self._phrases: list[tuple[int, Phrase]] = []
        for place, part in enumerate(self._parts):
            if isinstance(part, Phrase):
                self._phrases.append((place, part))
                heads.add(_head(part.stems[0]))
            else:
                self._checks.append((place, _check(part)))
                heads.add(_head_of(part))
        self._candidate = _candidates(heads)
        self._known: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def spans(self, folded: str) -> list[Span]:
        """The marked words in reading order; a word of several parts counts for the first."""
        if self._candidate is None:
            return []
        found: list[Span] = []
        for candidate in self._candidate.finditer(folded):
            start, end = candidate.span()
            if start and folded[start - 1] != " ":
                continue  # inside another word; asking so here lets the expression begin with plain letters
            form = candidate.group()
            singles, phrases = self._known.get(form) or self._look(form)
            if singles:
                found.append(Span(start, end, singles[0]))
            for place in phrases:
                found.extend(self._phrase(folded, start, *self._phrases[place]))
            if len(found) >= MAX_SPANS:
                break
        return _in_order(found) if self._phrases else found

    def _look(self, form: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        stem = words.stem(form)
        found = (
            tuple(place for place, check in self._checks if check(form)),
            tuple(place for place, (_, phrase) in enumerate(self._phrases) if phrase.stems[0] == stem),
        )
        if len(self._known) < 10_000:
            self._known[form] = found
        return found

    def _phrase(self, folded: str, start: int, part: int, phrase: Phrase) -> list[Span]:
        """The words of one phrase that begins at ``start``; empty when the rest does not follow."""
        reach = 1 + (len(phrase.stems) - 1) * (phrase.slop + 1)
        ahead: list[tuple[int, int, str]] = []
        for word in _WORD.finditer(folded, start):
            ahead.append((word.start(), word.end(), words.stem(word.group())))
            if len(ahead) == reach:
                break
        places = _follow(phrase, [stem for _, _, stem in ahead], 0, 1)
        return [Span(ahead[place][0], ahead[place][1], part) for place in places]


def _follow(phrase: Phrase, ahead: list[str], place: int, step: int) -> list[int]:
    """Where the words of the phrase stand, from word ``step`` on, when the one before is at ``place``."""
    if step == len(phrase.stems):
        return [place]
    for following in range(place + 1, min(place + 2 + phrase.slop, len(ahead))):
        if ahead[following] == phrase.stems[step]:
            rest = _follow(phrase, ahead, following, step + 1)
            if rest:
                return [place, *rest]
    return []


def _in_order(found: list[Span]) -> list[Span]:
    by_start: dict[int, Span] = {}
    for span in found:
        by_start.setdefault(span.start, span)
    return [by_start[start] for start in sorted(by_start)]


_WORD = re.compile("[^ ]+")


def _candidates(heads: set[str]) -> re.Pattern[str] | None:
    if not heads:
        return None
    if "" in heads:
        return _WORD
    shortest = [
        head for head in heads if not any(head != other and head.startswith(other) for other in heads)
    ]
    return re.compile(f"{_any_of(sorted(map(re.escape, shortest)))}[^ ]*")


def _any_of(escaped: list[str]) -> str:
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"


def _head(stem: str) -> str:
    """How every form of a stem begins (luz, luces)."""
    return stem[:-1] if stem.endswith("z") else stem


def _head_of(part: Term | Prefix | Wildcard | Fuzzy) -> str:
    match part:
        case Term(stem):
            return _head(stem)
        case Prefix(start):
            return start
        case Wildcard(pattern):
            return re.split(r"[*?]", pattern, maxsplit=1)[0]
        case Fuzzy():
            return ""


def _check(part: Term | Prefix | Wildcard | Fuzzy) -> Check:
    match part:
        case Term(stem):
            return lambda form: words.stem(form) == stem
        case Prefix(start):
            return lambda form: form.startswith(start)
        case Wildcard(pattern):
            return wildcard_check(pattern)
        case Fuzzy(word, distance):
            return lambda form: within(word, form, distance)


def wildcard_expression(pattern: str) -> str:
    """A wildcard as a regular expression that whole words must match (Python's, Rust's and PostgreSQL's)."""
    return "".join({"*": ".*", "?": "."}.get(sign, sign) for sign in pattern)


def wildcard_check(pattern: str) -> Check:
    """Whether a folded word answers to a wildcard."""
    compiled = re.compile(wildcard_expression(pattern))
    return lambda form: compiled.fullmatch(form) is not None
