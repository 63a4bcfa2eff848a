"""Names of persons that can be read in a public file although no plan let them stay.

A text layer may say other words than the page shows, or hold words that hardly anybody sees: what was planned
from the one must not let pass what stands in the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.detect import called, people
from ingest.detect.spans import SpanFinding, Written
from ingest.gate import folding
from ingest.gate.readings import Reading, Sort
from ingest.redactions import DataType, Objection, PagePlan

_SURE = 0.9  # two surnames and a given name, or somebody called a pupil
_STRANGE = 2  # words of a name that nothing lets stay: one may be a slip of OCR
_LEAST = 3  # letters


@dataclass(frozen=True)
class Persons:
    """Finds whole names on the planned pages, two words of which no plan kept."""

    kept: Mapping[int | None, frozenset[str]]  # by page; of pictures that are no page's, under None

    @classmethod
    def beside(cls, covered: Sequence[PagePlan], required: Iterable[str]) -> "Persons":
        public = frozenset(word for phrase in required for word in folding.tokens(phrase))
        pages: dict[int | None, frozenset[str]] = {plan.number: public | _words(plan) for plan in covered}
        if covered:
            pages[None] = frozenset().union(*pages.values())
        return cls(pages)

    def objections(self, readings: Sequence[Reading]) -> Iterator[Objection]:
        for reading in readings:
            kept = self.kept.get(reading.page)
            if kept is None or not _is_of_pages(reading):
                continue
            if any(_is_strange(name, kept) for name in _names(reading.text)):
                yield Objection(reading.leak, DataType.NAME, reading.page, f"{reading.where}: person")


def _is_of_pages(reading: Reading) -> bool:
    """Whether a page or a picture says it; properties of the file are judged by what they may hold."""
    return reading.sort is Sort.OCR or (reading.sort is Sort.TEXT and reading.page is not None)


def _is_strange(name: str, kept: frozenset[str]) -> bool:
    words = [word for word in folding.tokens(name) if len(word) >= _LEAST]
    strange = [word for word in folding.without_particles(words) if not _is_kept(word, kept)]
    return len(strange) >= _STRANGE


def _words(plan: PagePlan) -> frozenset[str]:
    return frozenset(token for word in plan.kept for token in folding.tokens(word.text))


def _is_kept(word: str, kept: frozenset[str]) -> bool:
    return word in kept or any(folding.alike(word, each) or word in each for each in kept)


def _names(text: str) -> Iterator[str]:
    written = Written(text)
    found: list[SpanFinding] = [each for each in people.find(written) if each.confidence >= _SURE]
    found += called.find(written)
    for each in found:
        yield text[each.start : each.end]
