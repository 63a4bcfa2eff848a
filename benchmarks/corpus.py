"""A large archive that nobody wrote: Spanish-like words drawn by Zipf's law, and a mix of questions about it.

Everything follows from the seed, so a page's text can be had again by its place without keeping a million.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice, product

import numpy as np

from archive.search.engine import Entry, EntryPage

WORDS = 60_000
PAGE_WORDS = 250
DOCUMENT_PAGES = 10
_SEED = 20221122
_COMMON = [
    "de",
    "la",
    "que",
    "el",
    "en",
    "y",
    "a",
    "los",
    "se",
    "del",
    "las",
    "un",
    "por",
    "con",
    "no",
    "una",
    "su",
    "para",
    "es",
    "al",
    "lo",
    "como",
    "más",
    "o",
    "este",
    "sí",
    "ya",
    "entre",
    "cuando",
    "todo",
    "esta",
    "ser",
    "son",
    "dos",
    "también",
    "fue",
    "había",
    "era",
    "muy",
    "años",
    "hasta",
    "desde",
    "está",
    "mi",
    "porque",
    "qué",
    "sólo",
    "han",
    "yo",
    "hay",
    "vez",
    "puede",
    "todos",
]
_ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "l",
    "m",
    "n",
    "ñ",
    "p",
    "r",
    "s",
    "t",
    "v",
    "br",
    "cr",
    "dr",
    "fl",
    "gr",
    "pl",
    "pr",
    "tr",
    "ch",
    "ll",
    "j",
    "z",
]
_NUCLEI = ["a", "e", "i", "o", "u", "a", "e", "o", "ia", "ie", "á", "é", "í", "ó"]
_ENDINGS = ["", "s", "n", "r", "l", "ción", "mente", "dad", "do", "dos"]
_KINDS = ("minutes", "report", "presentation", "letter", "infographic", "directory")
_UNITS = tuple(f"unidad-{number}" for number in range(40))
_TOPICS = tuple(f"tema-{number}" for number in range(25))
_PRACTICES = (None, None, "rompe-el-ciclo", "cuentas-claras", "agua-abierta")


@dataclass(frozen=True)
class Asked:
    """One question and the class it belongs to."""

    kind: str
    text: str


@cache
def vocabulary() -> tuple[str, ...]:
    """Different words, the most used first."""
    chance = np.random.default_rng(_SEED)
    syllables = ["".join(pair) for pair in product(_ONSETS, _NUCLEI)]
    made: dict[str, None] = dict.fromkeys(_COMMON)
    while len(made) < WORDS:
        length = int(chance.integers(2, 5))
        stem = "".join(syllables[place] for place in chance.integers(0, len(syllables), length))
        made[stem + _ENDINGS[int(chance.integers(0, len(_ENDINGS)))]] = None
    return tuple(made)


@cache
def _ranks() -> np.ndarray:
    weights = 1.0 / np.arange(1, WORDS + 1)
    return np.cumsum(weights / weights.sum())


def document_id(place: int) -> str:
    return str(uuid.UUID(int=_SEED << 64 | place, version=4))


def document_place(identifier: str) -> int:
    """The place of the document with this id."""
    return uuid.UUID(identifier).int & 0xFFFFFFFF


def page_texts(place: int, pages: int = DOCUMENT_PAGES) -> list[str]:
    """The pages of the document at ``place``."""
    chance = np.random.default_rng([_SEED, place])
    drawn = np.searchsorted(_ranks(), chance.random((pages, PAGE_WORDS)))
    words = vocabulary()
    return [_sentences([words[rank] for rank in page]) for page in drawn.tolist()]


def entries(pages: int) -> Iterator[Entry]:
    """Documents of ten pages, ``pages`` in all."""
    for place in range(pages // DOCUMENT_PAGES):
        yield entry(place)


def entry(place: int) -> Entry:
    texts = page_texts(place)
    unit, topic = _UNITS[place * 7 % len(_UNITS)], _TOPICS[place * 11 % len(_TOPICS)]
    kind = _KINDS[place * 5 % len(_KINDS)]
    return Entry(
        document_id=document_id(place),
        title=" ".join(texts[0].split()[:6]),
        kind=kind,
        kind_words=kind,
        pages=tuple(EntryPage(number, text) for number, text in enumerate(texts, 1)),
        unit=unit,
        unit_words=unit.replace("-", " "),
        practice=_PRACTICES[place % len(_PRACTICES)],
        topics=(topic,),
        topic_words=topic.replace("-", " "),
        date=date(2015, 1, 1) + timedelta(days=place * 13 % 4000),
    )


def questions(each: int = 40) -> list[Asked]:
    """Rare, middling and common words, several words, phrases and prefixes, ``each`` of a kind, shuffled."""
    chance = np.random.default_rng(_SEED + 1)
    words = vocabulary()

    def between(first: int, last: int) -> str:
        return words[int(chance.integers(first, last))]

    asked = []
    for turn in range(each):
        asked += [
            Asked("rare", between(20_000, WORDS)),
            Asked("middle", between(1_000, 5_000)),
            Asked("common", between(5, 60)),
            Asked("several words", " ".join(between(30, 3_000) for _ in range(2 + turn % 2))),
            Asked("phrase", f'"{_neighbours(turn)}"'),
            Asked("prefix", between(100, 20_000)[:4] + "*"),
        ]
    chance.shuffle(asked)  # type: ignore[arg-type]
    return asked


def _neighbours(place: int) -> str:
    """Two or three words that stand next to each other on a page of the archive."""
    text = page_texts(place)[place % DOCUMENT_PAGES].lower().replace(".", "").split()
    start = 7 * place % (PAGE_WORDS - 3)
    return " ".join(islice(text, start, start + 2 + place % 2))


def _sentences(words: list[str]) -> str:
    """Words as a page has them: sentences of about twelve, a line each."""
    lines = (" ".join(words[start : start + 12]).capitalize() for start in range(0, len(words), 12))
    return ".\n".join(lines) + "."
