"""An entry as its words: what every engine indexes of it, analysed once."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from archive.search import words
from archive.search.engine import Entry, FacetName
from archive.search.reading import MAX_SLOP
from archive.search.tree import Field

# Between two pages (and metadata and pages) of one document's text: no word, and wider than any phrase.
GAP_WORD = "¦"
GAP = " " + " ".join([GAP_WORD] * (MAX_SLOP + 1)) + " "
TELLING = 60  # words kept for finding similar documents
METADATA = tuple(field for field in Field if field is not Field.TEXT)


@dataclass(frozen=True)
class PageWords:
    number: int
    stems: list[str]
    forms: set[str]


@dataclass(frozen=True)
class EntryWords:
    document_id: str
    key: int  # of 63 bits, made from the id: engines group and break ties by it
    pages: tuple[PageWords, ...]
    fields: Mapping[Field, list[str]]  # stems of each metadata field, in order
    field_forms: Mapping[Field, set[str]]
    accented: set[tuple[str, str]]  # (folded word, as written with its accents) where that has any
    facets: Mapping[FacetName, tuple[str, ...]]
    day: int | None  # proleptic ordinal
    title_key: str  # sorts as a Spanish reader expects

    @property
    def tie(self) -> int:
        """Decides between documents of one day, in 40 bits."""
        return self.key >> 23

    def text(self) -> str:
        """Every stem of the document, metadata first, with gaps that no phrase crosses."""
        stretches = [" ".join(self.fields[field]) for field in METADATA if self.fields[field]]
        stretches += [" ".join(page.stems) for page in self.pages]
        return GAP.join(stretches)

    def forms(self) -> set[str]:
        """Every different folded word of the document."""
        return set().union(*self.field_forms.values(), *(page.forms for page in self.pages))

    def telling(self) -> list[str]:
        """The stems most used in the document, its title's first: what it is about, before any weighing."""
        counted: Counter[str] = Counter()
        for page in self.pages:
            counted.update(page.stems)
        often = (stem for stem, _ in counted.most_common(TELLING * 3) if len(stem) > 3 and stem.isalpha())
        title = [stem for stem in self.fields[Field.TITLE] if len(stem) > 3]
        return list(dict.fromkeys([*title, *islice(often, TELLING)]))


def key_of(document_id: str) -> int:
    """A number for the document, the same in every process."""
    return int.from_bytes(hashlib.blake2b(document_id.encode(), digest_size=8).digest(), "big") >> 1


def analyse(entry: Entry) -> EntryWords:
    """The words of ``entry``."""
    accented: set[tuple[str, str]] = set()
    pages = []
    for page in entry.pages:
        folded = _folded(page.text, accented)
        pages.append(PageWords(page.number, words.stems_of(folded), _different(folded)))
    said = {
        Field.TITLE: entry.title,
        Field.KIND: f"{entry.kind_words} {entry.kind}",
        Field.UNIT: f"{entry.unit_words} {entry.unit or ''}",
        Field.TOPIC: " ".join((entry.topic_words, *entry.topics)),
        Field.PRACTICE: f"{entry.practice_words} {entry.practice or ''}",
        Field.SCHOOL: entry.school_words,
    }
    metadata = {field: _folded(text, accented) for field, text in said.items()}
    return EntryWords(
        document_id=entry.document_id,
        key=key_of(entry.document_id),
        pages=tuple(pages),
        fields={field: words.stems_of(folded) for field, folded in metadata.items()},
        field_forms={field: _different(folded) for field, folded in metadata.items()},
        accented=accented,
        facets=_facets(entry),
        day=entry.date.toordinal() if entry.date else None,
        title_key=_title_key(entry),
    )


def _folded(text: str, accented: set[tuple[str, str]]) -> list[str]:
    """The folded words of ``text``; those that lost accents are added to ``accented``."""
    cleaned = words.clean(text)
    folded = words.fold(cleaned)
    small = words.small(cleaned)
    if small != folded:
        changed = [word for word in set(small.split()) if not word.isascii() and len(word) <= words.LONGEST]
        pairs = zip(words.fold(" ".join(changed)).split(), changed, strict=True)
        accented.update(pair for pair in pairs if pair[0] != pair[1])
    return folded.split()


def _different(forms: Iterable[str]) -> set[str]:
    """Each form once, as long as words are."""
    different = set(forms)
    if max(map(len, different), default=0) > words.LONGEST:
        return {form[: words.LONGEST] for form in different}
    return different


def _facets(entry: Entry) -> dict[FacetName, tuple[str, ...]]:
    return {
        FacetName.KIND: (entry.kind,),
        FacetName.UNIT: (entry.unit,) if entry.unit else (),
        FacetName.TOPIC: tuple(dict.fromkeys(entry.topics)),
        FacetName.PRACTICE: (entry.practice,) if entry.practice else (),
        FacetName.YEAR: (str(entry.date.year),) if entry.date else (),
    }


def _title_key(entry: Entry) -> str:
    """Folded title, ñ after n; the id decides between equal titles."""
    return " ".join(words.forms(entry.title)).replace("ñ", "n\x7f") + "\x01" + entry.document_id
