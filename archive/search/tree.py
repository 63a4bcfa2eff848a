"""What a question is made of: the tree every engine compiles, and its rendering in the query language."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Field(StrEnum):
    """Where a part of the question is looked for; the value is the word people type before the colon."""

    TEXT = "texto"  # everything the entry says: its pages, title and the words of its metadata
    TITLE = "titulo"
    KIND = "tipo"
    UNIT = "unidad"
    TOPIC = "tema"
    PRACTICE = "practica"
    SCHOOL = "escuela"


@dataclass(frozen=True)
class Everything:
    """Holds for every document."""


@dataclass(frozen=True)
class Term:
    stem: str
    word: str  # as typed, for people
    field: Field = Field.TEXT


@dataclass(frozen=True)
class Phrase:
    """Words in this order on one page, with at most ``slop`` other words between neighbours."""

    stems: tuple[str, ...]
    words: tuple[str, ...]
    slop: int = 0
    field: Field = Field.TEXT


@dataclass(frozen=True)
class Prefix:
    """Words, folded but not stemmed, that begin so."""

    start: str
    field: Field = Field.TEXT


@dataclass(frozen=True)
class Wildcard:
    """Words, folded but not stemmed, where ``?`` is one character and ``*`` any number."""

    pattern: str
    field: Field = Field.TEXT


@dataclass(frozen=True)
class Fuzzy:
    """Words, folded but not stemmed, at most ``distance`` edits away (a swap of neighbours is one edit)."""

    word: str
    distance: int = 1
    field: Field = Field.TEXT


@dataclass(frozen=True)
class DateRange:
    """Dated documents between two days, both included; None leaves that side open."""

    first: date | None
    last: date | None


@dataclass(frozen=True)
class And:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    part: "Node"


_OPERATORS = ("AND", "OR", "NOT", "Y", "O", "NO")

TextLeaf = Term | Phrase | Prefix | Wildcard | Fuzzy
Leaf = TextLeaf | DateRange | Everything
Node = Leaf | And | Or | Not


def text_leaves(node: Node, wanted: bool = True) -> Iterator[TextLeaf]:
    """The parts that speak for a document (not those it must lack), in reading order."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from text_leaves(part, wanted)
        case Not(part):
            yield from text_leaves(part, not wanted)
        case DateRange() | Everything():
            return
        case _:
            if wanted:
                yield node


def swap_words(node: Node, better: dict[str, tuple[str, str]]) -> Node:
    """The same tree with the terms whose stem is a key of ``better`` changed to (stem, word)."""
    match node:
        case And(parts):
            return And(tuple(swap_words(part, better) for part in parts))
        case Or(parts):
            return Or(tuple(swap_words(part, better) for part in parts))
        case Term(stem, _, Field.TEXT) if stem in better:
            return replace(node, stem=better[stem][0], word=better[stem][1])
        case Phrase(stems, words, _, Field.TEXT):
            return replace(
                node,
                stems=tuple(better.get(stem, (stem, ""))[0] for stem in stems),
                words=tuple(
                    better[stem][1] if stem in better else word
                    for stem, word in zip(stems, words, strict=True)
                ),
            )
        case _:
            return node


def render(node: Node) -> str:
    """The tree in the query language; reading the result gives the same tree."""
    return _render(node, inside=False)


def _render(node: Node, inside: bool) -> str:
    match node:
        case And(parts):
            words = " ".join(_render(part, inside=True) for part in parts)
            return f"({words})" if inside else words
        case Or(parts):
            words = " OR ".join(_render(part, inside=True) for part in parts)
            return f"({words})" if inside else words
        case Not(part):
            return f"NOT {_render(part, inside=True)}"
        case DateRange(first, last):
            return f"fecha:[{first or ''} TO {last or ''}]"
        case Everything():
            return "*"
        case _:
            return _field_mark(node.field) + _render_words(node)


def _render_words(leaf: TextLeaf) -> str:
    match leaf:
        case Term(_, word):
            return f'"{word}"' if word in _OPERATORS else word
        case Phrase(_, words, slop):
            return f'"{" ".join(words)}"' + (f"~{slop + 1}" if slop else "")
        case Prefix(start):
            return f"{start}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(word, distance):
            return f"{word}~{distance}" if distance > 1 else f"{word}~"


def _field_mark(field: Field) -> str:
    return "" if field is Field.TEXT else f"{field}:"
