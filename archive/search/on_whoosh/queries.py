"""A question's tree compiled to Whoosh queries, for whole documents or for single pages."""

from dataclasses import dataclass, replace
from typing import Any

from whoosh import query

from archive.search.edits import within
from archive.search.matching import wildcard_check
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
class Compiler:
    reader: Any  # for the words that a wildcard or near word stands for
    text: str
    forms: str

    def compile(self, node: Node) -> Any:
        match node:
            case And(parts):
                return query.And([self.compile(part) for part in parts])
            case Or(parts):
                return query.Or([self.compile(part) for part in parts])
            case Not(part):
                return query.And([_every_document(), query.Not(self.compile(part))])
            case DateRange(first, last):
                start, end = first.toordinal() if first else 0, last.toordinal() if last else 4_000_000
                return query.ConstantScoreQuery(query.NumericRange("day", start, end), 0.0)
            case Everything():
                return _every_document()
            case Term() | Phrase() if node.field is Field.TEXT:
                titled = self.leaf(replace(node, field=Field.TITLE))
                return query.AndMaybe(self.leaf(node), titled.with_boost(_TITLE_BOOST))
            case Term() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                return self.leaf(node)

    def leaf(self, leaf: TextLeaf) -> Any:
        text, forms = self._fields(leaf.field)
        match leaf:
            case Term(stem):
                return query.Term(text, stem)
            case Phrase(stems, _, slop):
                return query.Phrase(text, list(stems), slop=slop + 1)
            case Prefix(start):
                return query.Prefix(forms, start)
            case Wildcard(pattern):
                matches = wildcard_check(pattern)
                return self._any_of(forms, [form for form in self._words(forms) if matches(form)])
            case Fuzzy(word, distance):
                return self._any_of(
                    forms, [form for form in self._words(forms) if within(word, form, distance)]
                )

    def _fields(self, field: Field) -> tuple[str, str]:
        if field is Field.TEXT:
            return self.text, self.forms
        return f"{field}_text", f"{field}_forms"

    def _words(self, field: str) -> list[str]:
        return [term.decode("utf-8") for term in self.reader.lexicon(field)]

    def _any_of(self, field: str, forms: list[str]) -> Any:
        if not forms:
            return query.NullQuery
        return query.ConstantScoreQuery(query.Or([query.Term(field, form) for form in forms]), 1.0)


def _every_document() -> Any:
    return query.ConstantScoreQuery(query.Term("level", "document"), 0.0)
