"""Snippets and marks: what of a page to show for a question, and which of its words to mark."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.search import words
from archive.search.matching import Matcher, Span
from archive.search.query import Question

_SPACES = re.compile(r"\s+")
ELLIPSIS = "…"


class Part(NamedTuple):
    text: str
    marked: bool


@dataclass(frozen=True)
class Snippet:
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


class Highlighter:
    """Shows where the positive parts of one question stand in page texts."""

    def __init__(self, question: Question) -> None:
        self._matcher = Matcher(question.parts)

    def snippet(self, text: str, width: int = 240) -> Snippet:
        """The stretch of ``text`` that answers most different parts of the question, words kept whole."""
        cleaned = words.clean(text)
        spans = self._matcher.spans(words.fold(cleaned))
        if not spans:
            beginning = len(cleaned) - len(cleaned.lstrip())
            start, end = _stretch(cleaned, beginning, beginning, width)
            return Snippet(_parts(cleaned, start, end, []))
        chosen = _best(spans, width)
        start, end = _stretch(cleaned, chosen[0].start, chosen[-1].end, width)
        inside = [span for span in spans if start <= span.start and span.end <= end]
        return Snippet(_parts(cleaned, start, end, inside))

    def marks(self, page_words: Sequence[str]) -> tuple[int, ...]:
        """The places in ``page_words`` to mark; of a phrase, its words where they follow each other."""
        starts: list[int] = []
        pieces: list[str] = []
        length = 0
        for word in page_words:
            piece = words.clean(word)
            starts.append(length)
            pieces.append(piece)
            length += len(piece) + 1
        marked: dict[int, None] = {}
        for span in self._matcher.spans(words.fold("\n".join(pieces))):
            marked[bisect_right(starts, span.start) - 1] = None
        return tuple(marked)


def _best(spans: list[Span], width: int) -> list[Span]:
    """The run of spans within ``width`` with most different parts, then most marks, then the first."""
    ends = [span.end for span in spans]
    best: tuple[int, int] = (0, 0)
    chosen = spans[:1]
    last = 0
    for first, span in enumerate(spans):
        reach = bisect_left(ends, span.start + width + 1)
        if reach <= last and first:
            continue  # the same run, shorter
        last = reach
        run = spans[first:reach]
        worth = (len({one.part for one in run}), len(run))
        if worth > best:
            best, chosen = worth, run
    return chosen or spans[:1]


def _stretch(text: str, first: int, last: int, width: int) -> tuple[int, int]:
    """``first`` to ``last`` widened to about ``width`` with the marks in the middle, cut at spaces."""
    spare = max(0, width - (last - first))
    start = max(0, min(first - spare // 2, len(text) - width))
    end = min(len(text), max(last, start + width))
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    whole = end
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    if end == start:  # one word longer than the snippet
        end = whole
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end


def _parts(text: str, start: int, end: int, spans: list[Span]) -> tuple[Part, ...]:
    pieces: list[Part] = []
    place = start
    for span in spans:
        if span.start > place:
            pieces.append(Part(_SPACES.sub(" ", text[place : span.start]), False))
        pieces.append(Part(text[span.start : span.end], True))
        place = span.end
    if place < end:
        pieces.append(Part(_SPACES.sub(" ", text[place:end]), False))
    if text[:start].strip():
        pieces.insert(0, Part(ELLIPSIS + " ", False))
    if text[end:].strip():
        pieces.append(Part(" " + ELLIPSIS, False))
    return tuple(pieces)
