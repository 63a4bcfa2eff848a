"""A question's tree compiled to tantivy queries, for whole documents or for single pages."""

from dataclasses import dataclass, replace
from itertools import product

import tantivy
from tantivy import FieldType, Occur, Query

from archive.search.matching import wildcard_expression
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

_TITLE_BOOST = 3.0


@dataclass(frozen=True)
class Level:
    """The tantivy fields in which the question's parts are looked for."""

    text: str
    forms: str


DOCUMENT_LEVEL = Level("text", "forms")
PAGE_LEVEL = Level("page_text", "page_forms")


@dataclass(frozen=True)
class Compiler:
    schema: tantivy.Schema
    level: Level
    scored: bool  # whether what stands in a title counts more

    def compile(self, node: Node) -> Query:
        match node:
            case And(parts):
                return self._all([self._clause(part, Occur.Must) for part in parts])
            case Or(parts):
                return Query.boolean_query([(Occur.Should, self.compile(part)) for part in parts])
            case Not():
                return self._all([self._clause(node, Occur.Must)])
            case DateRange(first, last):
                return self._days(first.toordinal() if first else None, last.toordinal() if last else None)
            case Everything():
                return self._every_document()
            case Term() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                return self._with_title(node)

    def leaf(self, leaf: TextLeaf) -> Query:
        text, forms = self._fields(leaf.field)
        match leaf:
            case Term(stem):
                return Query.term_query(self.schema, text, stem)
            case Phrase(stems, _, slop):
                return self._phrase(text, stems, slop)
            case Prefix(start):
                return Query.regex_query(self.schema, forms, start + "[^=]*")
            case Wildcard(pattern):
                return Query.regex_query(
                    self.schema, forms, wildcard_expression(pattern).replace(".", "[^=]")
                )
            case Fuzzy(word, distance):
                return Query.fuzzy_term_query(self.schema, forms, word, distance, transposition_cost_one=True)

    def _clause(self, part: Node, occur: Occur) -> tuple[Occur, Query]:
        if isinstance(part, Not):
            return Occur.MustNot, self.compile(part.part)
        return occur, self.compile(part)

    def _all(self, clauses: list[tuple[Occur, Query]]) -> Query:
        if all(occur is Occur.MustNot for occur, _ in clauses):
            clauses = [(Occur.Must, self._every_document()), *clauses]
        return Query.boolean_query(clauses)

    def _every_document(self) -> Query:
        return Query.const_score_query(Query.term_query(self.schema, "level", "document", "basic"), 0.0)

    def _days(self, first: int | None, last: int | None) -> Query:
        days = Query.range_query(self.schema, "day", FieldType.Integer, first or 0, last or 4_000_000)
        return Query.const_score_query(days, 0.0)

    def _with_title(self, leaf: TextLeaf) -> Query:
        found = self.leaf(leaf)
        if not self.scored or leaf.field is not Field.TEXT or not isinstance(leaf, Term | Phrase):
            return found
        boosted = Query.boost_query(self.leaf(replace(leaf, field=Field.TITLE)), _TITLE_BOOST)
        return Query.boolean_query([(Occur.Must, found), (Occur.Should, boosted)])

    def _fields(self, field: Field) -> tuple[str, str]:
        if field is Field.TEXT:
            return self.level.text, self.level.forms
        return f"{field}_text", f"{field}_forms"

    def _phrase(self, text: str, stems: tuple[str, ...], slop: int) -> Query:
        """Neighbours at every distance allowed; tantivy's own slop would let words change their order."""
        placements = []
        for steps in product(range(1, slop + 2), repeat=len(stems) - 1):
            place, placed = 0, [(0, stems[0])]
            for step, stem in zip(steps, stems[1:], strict=True):
                place += step
                placed.append((place, stem))
            placements.append(Query.phrase_query(self.schema, text, list(placed)))
        if len(placements) == 1:
            return placements[0]
        return Query.boolean_query([(Occur.Should, placement) for placement in placements])
