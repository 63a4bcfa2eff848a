"""A question's tree compiled to SQL: each leaf is a set of documents, the rest is set algebra."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

from archive.search.edits import within
from archive.search.matching import wildcard_check
from archive.search.on_postgres.tables import Tables
from archive.search.tree import (
    And,
    DateRange,
    Everything,
    Field,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    TextLeaf,
    Wildcard,
)

_IN_METADATA = "SELECT id FROM {documents} WHERE {} @@ %s::tsquery"
_IN_PAGES = "SELECT document FROM {pages} WHERE {} @@ %s::tsquery"
_NOTHING = "'\x02'"  # a tsquery for a word no text has


@dataclass(frozen=True)
class Piece:
    """SQL with its parameters in order."""

    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class TextQuery:
    """A tsquery, and whether it asks for stems (``text``) or for unstemmed words (``forms``)."""

    column: str
    asked: str


@dataclass(frozen=True)
class Compiler:
    tables: Tables
    words: Callable[[], list[str]]  # every word of the index, for wildcards and near words

    def compile(self, node: Node) -> Piece:
        """SQL that selects the ids of the documents for which ``node`` holds."""
        match node:
            case And(parts):
                kept = [self.compile(part) for part in parts if not isinstance(part, Not)] or [_everything()]
                dropped = [self.compile(part.part) for part in parts if isinstance(part, Not)]
                found = _combine(" INTERSECT ", kept)
                return _combine(" EXCEPT ", [found, *dropped]) if dropped else found
            case Or(parts):
                return _combine(" UNION ", [self.compile(part) for part in parts])
            case Not(part):
                return _combine(" EXCEPT ", [_everything(), self.compile(part)])
            case DateRange(first, last):
                start, end = first.toordinal() if first else 0, last.toordinal() if last else 4_000_000
                return Piece("SELECT id FROM {documents} WHERE day BETWEEN %s AND %s", (start, end))
            case Everything():
                return _everything()
            case Term() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                return self._leaf(node)

    def text_query(self, leaf: TextLeaf) -> TextQuery:
        match leaf:
            case Term(stem):
                return TextQuery("text", f"'{stem}'")
            case Phrase(stems, _, slop):
                return TextQuery("text", _phrase(stems, slop))
            case Prefix(start):
                return TextQuery("forms", f"'{start}':*")
            case Wildcard(pattern):
                return self._any_word(wildcard_check(pattern))
            case Fuzzy(word, distance):
                return self._any_word(lambda form: within(word, form, distance))

    def _any_word(self, matches: Callable[[str], bool]) -> TextQuery:
        found = [word for word in self.words() if matches(word)]
        return TextQuery("forms", " | ".join(f"'{word}'" for word in found) or _NOTHING)

    def _leaf(self, leaf: TextLeaf) -> Piece:
        query = self.text_query(leaf)
        if leaf.field is not Field.TEXT:
            return Piece(_IN_METADATA.replace("{}", f"{leaf.field}_{query.column}"), (query.asked,))
        in_metadata = Piece(_IN_METADATA.replace("{}", f"meta_{query.column}"), (query.asked,))
        in_pages = Piece(_IN_PAGES.replace("{}", f"page_{query.column}"), (query.asked,))
        return _combine(" UNION ", [in_metadata, in_pages])


def either(queries: list[TextQuery], column: str) -> str:
    """One tsquery for any of ``queries`` that ask ``column``."""
    return " | ".join(f"({query.asked})" for query in queries if query.column == column) or _NOTHING


def _everything() -> Piece:
    return Piece("SELECT id FROM {documents}")


def _combine(operator: str, pieces: list[Piece]) -> Piece:
    return Piece(
        operator.join(f"({piece.sql})" for piece in pieces),
        tuple(value for piece in pieces for value in piece.values),
    )


def _phrase(stems: tuple[str, ...], slop: int) -> str:
    placements = []
    for steps in product(range(1, slop + 2), repeat=len(stems) - 1):
        following = [f" <{step}> '{stem}'" for step, stem in zip(steps, stems[1:], strict=True)]
        placements.append(f"('{stems[0]}'{''.join(following)})")
    return " | ".join(placements)
