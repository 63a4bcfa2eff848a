"""What to look for: each personal value turned into the forms in which a reader would know it again.

A name is known by any two neighbouring words of it, a CURP or RFC by the four letters and the birth date, a
telephone by its last digits, an e-mail by its local part, an address by street and number.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from ingest.gate import folding
from ingest.redactions import DataType

# Alone they tell nobody apart, and they are words of every other line.
_NOT_TELLING = frozenset({DataType.AGE, DataType.SEX, DataType.GRADE, DataType.MARK, DataType.POST})
_LEAST_GLUED = 9  # letters: shorter ones turn up across words by chance
LEAST_SPACED = 6  # the same in a run of single letters, which is no accident
_LEAST_LONE = 5  # letters of a name of one word
_NAME_WORD = 3
_LEAST_MIXED = 7  # signs of a key of letters and figures
_LEAST_NUMBER = 12  # figures: pages are full of shorter numbers
_FIGURES = re.compile(r"\d{3}")


@dataclass(frozen=True)
class Needle:
    """The forms of one value; ``words`` are all words of a name, to see whether a third stands beside two."""

    data_type: DataType
    words: frozenset[str] = frozenset()
    pairs: tuple[tuple[str, str], ...] = ()  # neighbouring words of a name
    phrases: tuple[tuple[str, ...], ...] = ()  # words that must follow each other
    glued: tuple[str, ...] = ()  # letters and digits without anything between
    spaced: tuple[str, ...] = ()  # the same, looked for in letter-spaced runs alone
    digits: tuple[str, ...] = ()  # of numbers written with any separators


def needle(data_type: DataType, value: str) -> Needle | None:
    """The value's forms; None where it is too little to tell anybody by."""
    if data_type in _NOT_TELLING:
        return None
    made = _MAKERS.get(data_type, _plain)(data_type, folding.tokens(value), value)
    telling = made.pairs or made.phrases or made.glued or made.spaced or made.digits
    return made if telling else None


def _name(data_type: DataType, words: list[str], value: str) -> Needle:
    telling = folding.without_particles(words)
    pairs = [pair for pair in pairwise(telling) if min(map(len, pair)) >= _NAME_WORD]
    whole = "".join(words)
    glued = [whole, *(both for first, second in pairs for both in (first + second, second + first))]
    spaced = [each for each in glued if len(each) >= LEAST_SPACED]
    phrases = []
    if len(telling) > 1:
        phrases.append(tuple(telling))
    elif telling and len(telling[0]) >= _LEAST_LONE:
        phrases.append((telling[0],))
    long = tuple(each for each in glued if len(each) >= _LEAST_GLUED and len(telling) > 1)
    return Needle(data_type, frozenset(telling), tuple(pairs), tuple(phrases), long, tuple(spaced))


def _key(data_type: DataType, words: list[str], value: str) -> Needle:
    """CURP and RFC: the first ten signs tell the person, and so do date, sex, state and consonants."""
    key = "".join(words)
    parts = (key[:10], key[4:16]) if len(key) >= 16 else (key[:10],)
    return Needle(data_type, glued=tuple(part for part in parts if len(part) >= _LEAST_GLUED))


def _phone(data_type: DataType, words: list[str], value: str) -> Needle:
    figures = re.sub(r"\D", "", value)[-10:]
    return Needle(data_type, digits=(figures,) if len(figures) >= 7 else ())


def _number(data_type: DataType, words: list[str], value: str) -> Needle:
    figures = re.sub(r"\D", "", value)
    return Needle(data_type, digits=(figures,)) if len(figures) >= 8 else _plain(data_type, words, value)


def _email(data_type: DataType, words: list[str], value: str) -> Needle:
    local = folding.tokens(value.partition("@")[0])
    glued = ["".join(words)]
    if len("".join(local)) >= _LEAST_GLUED:
        glued.append("".join(local))
    phrases = (tuple(local),) if len("".join(local)) >= 7 else ()
    return Needle(data_type, phrases=phrases, glued=tuple(each for each in glued if len(each) >= 7))


def _address(data_type: DataType, words: list[str], value: str) -> Needle:
    street = folding.tokens(value.partition(",")[0])
    phrases = [each for each in (street, words) if _tells_a_place(each)]
    return Needle(data_type, phrases=tuple(dict.fromkeys(tuple(each) for each in phrases)))


def _tells_a_place(words: list[str]) -> bool:
    """Street and number, or two words at least: a town's name alone stands in every heading."""
    return len(words) > 1 and len("".join(words)) >= 8


def _plain(data_type: DataType, words: list[str], value: str) -> Needle:
    whole = "".join(words)
    phrases = (tuple(words),) if len(whole) >= 6 else ()
    least = _LEAST_NUMBER if whole.isdigit() else _LEAST_MIXED if _FIGURES.search(whole) else _LEAST_GLUED
    return Needle(data_type, phrases=phrases, glued=(whole,) if len(whole) >= least else ())


_MAKERS: dict[DataType, Callable[[DataType, list[str], str], Needle]] = {
    DataType.NAME: _name,
    DataType.CURP: _key,
    DataType.RFC: _key,
    DataType.VOTER_KEY: _key,
    DataType.PHONE: _phone,
    DataType.CLABE: _number,
    DataType.NSS: _number,
    DataType.EMAIL: _email,
    DataType.ADDRESS: _address,
}
