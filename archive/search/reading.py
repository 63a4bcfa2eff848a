"""Whoosh's syntax tree translated into ours, word by word through the analyser."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from whoosh import qparser
from whoosh.qparser import plugins, syntax

from archive.search import words
from archive.search.dates import Span, read_range, read_span
from archive.search.repair import FIELD_WORDS
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
    Wildcard,
)

MAX_LEAVES = 64
MAX_SLOP = 7  # engines keep pages further apart than this
MAX_PLACEMENTS = 64  # ways a phrase's words may stand: (slop + 1) ** gaps
MAX_DISTANCE = 2
MIN_LETTERS = 2  # known letters a prefix or wildcard needs, lest it be every word there is

_FIELDS = {
    "texto": Field.TEXT,
    "text": Field.TEXT,
    "titulo": Field.TITLE,
    "title": Field.TITLE,
    "tipo": Field.KIND,
    "type": Field.KIND,
    "unidad": Field.UNIT,
    "unit": Field.UNIT,
    "tema": Field.TOPIC,
    "topic": Field.TOPIC,
    "practica": Field.PRACTICE,
    "practice": Field.PRACTICE,
    "escuela": Field.SCHOOL,
    "plantel": Field.SCHOOL,
    "school": Field.SCHOOL,
}
_RANGE = re.compile(
    r"(?P<open>[\[{])(?P<start>[^\[\]{}]*?)(?<![^\s\[{])(?:TO|AL?)(?![^\s\]}])(?P<end>[^\[\]{}]*)(?P<close>[\]}])",
    re.IGNORECASE,
)
_WORD_OR_SIGN = re.compile(r"[*?]+|[^*?]+")
_PLAIN = re.compile(r"[^\W_]+(?: [^\W_]+)*")
_HANGING_FIELD = re.compile(rf"(?:{'|'.join(FIELD_WORDS)}):", re.IGNORECASE)
_OPERATOR = re.compile(r"(?<!\S)(?:AND|OR|NOT)(?!\S)")


class Reader:
    """Reads one question; ``lenient`` tells afterwards whether something had to be guessed."""

    def __init__(self, today: date) -> None:
        self.lenient = False
        self._today = today
        self._leaves = 0

    def read(self, text: str) -> Node:
        """The tree of a repaired question; Everything where it names nothing to look for."""
        if _PLAIN.fullmatch(text) and not _OPERATOR.search(
            text
        ):  # most questions: words alone, the same result
            found = _join(And, [self._word(word, Field.TEXT) for word in text.split(" ")])
        else:
            found = self._node(_parser().process(text))
        if found is None:
            self.lenient = self.lenient or bool(text.strip())
            return Everything()
        return found

    def _node(self, node: Any) -> Node | None:
        if isinstance(node, syntax.NotGroup):
            inner = self._group(node, And)
            return Not(inner) if inner else None
        if isinstance(node, syntax.OrGroup):
            return self._group(node, Or)
        if isinstance(node, syntax.GroupNode):
            return self._group(node, And)
        if isinstance(node, syntax.Operator):
            self.lenient = True
            return None
        if isinstance(node, plugins.EveryPlugin.EveryNode):
            return Everything()
        return self._leaf(node)

    def _group(self, group: Any, kind: type[And] | type[Or]) -> Node | None:
        return _join(kind, [self._node(node) for node in group])

    def _leaf(self, node: Any) -> Node | None:
        if self._leaves >= MAX_LEAVES:
            self.lenient = True
            return None
        self._leaves += 1
        name = words.fold(node.fieldname or "texto") if node.has_fieldname else "texto"
        if name in ("fecha", "date", "anio", "ano", "año", "year"):
            return self._day(node)
        if isinstance(node, syntax.RangeNode):
            self.lenient = True
            return self._word(f"{node.start or ''} {node.end or ''}", _FIELDS[name])
        return self._text(node, _FIELDS[name])

    def _text(self, node: Any, field: Field) -> Node | None:
        if isinstance(node, plugins.PhrasePlugin.PhraseNode):
            return self._word(node.text, field, slop=node.slop - 1)
        if isinstance(node, plugins.FuzzyTermPlugin.FuzzyTermNode):
            return self._fuzzy(node, field)
        if isinstance(node, plugins.PrefixPlugin.PrefixNode):
            return self._pattern(node.text + "*", field)
        if isinstance(node, plugins.WildcardPlugin.WildcardNode):
            return self._pattern(node.text, field)
        self.lenient = self.lenient or _HANGING_FIELD.fullmatch(node.text) is not None
        return self._word(node.text, field)

    def _day(self, node: Any) -> Node | None:
        span: Span | None = None
        if isinstance(node, syntax.RangeNode):
            span = read_range(node.start or "", node.end or "", node.startexcl, node.endexcl, self._today)
        elif node.has_text:
            span = read_span(node.text, self._today)
        if span is None:
            self.lenient = True
            return self._word(getattr(node, "text", "") or "", Field.TEXT)
        return DateRange(span.first, span.last)

    def _word(self, text: str, field: Field, slop: int = 0) -> Node | None:
        """A term; a phrase where the analyser finds several words in what was typed as one."""
        typed = words.written(text)
        if not typed:
            self.lenient = self.lenient or slop > 0
            return None
        stems = words.stems(text)
        if len(stems) == 1:
            return Term(stems[0], typed[0], field)
        while slop and (slop > MAX_SLOP or (slop + 1) ** (len(stems) - 1) > MAX_PLACEMENTS):
            slop -= 1
            self.lenient = True
        return Phrase(tuple(stems), tuple(typed), slop, field)

    def _fuzzy(self, node: Any, field: Field) -> Node | None:
        forms = words.forms(node.text)
        distance = min(node.maxdist, MAX_DISTANCE)
        if len(forms) != 1 or distance == 0 or len(forms[0]) <= distance:
            self.lenient = True
            return self._word(node.text, field)
        self.lenient = self.lenient or node.maxdist > MAX_DISTANCE
        return Fuzzy(forms[0], distance, field)

    def _pattern(self, text: str, field: Field) -> Node | None:
        """A prefix or wildcard; plain words where too few letters are known or several words are meant."""
        pieces = [
            piece if piece[0] in "*?" else words.fold(words.clean(piece))
            for piece in _WORD_OR_SIGN.findall(text)
        ]
        pattern = re.sub(r"\*+", "*", "".join(pieces).strip())
        letters = re.sub(r"[*? ]", "", pattern)
        if not letters:
            self.lenient = self.lenient or text != "*" or field is not Field.TEXT
            return Everything()
        if " " in pattern or len(letters) < MIN_LETTERS:
            self.lenient = True
            return self._word(re.sub(r"[*?]", " ", text), field)
        if "*" not in pattern and "?" not in pattern:
            return self._word(pattern, field)
        if pattern.endswith("*") and letters == pattern[:-1]:
            return Prefix(letters, field)
        return Wildcard(pattern, field)


def _join(kind: type[And] | type[Or], parts: Iterable[Node | None]) -> Node | None:
    """The parts under one node, without empty ones and without a node of the same kind inside."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.parts)
        elif part is not None:
            flat.append(part)
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat))


@cache
def _parser() -> Any:
    """Whoosh's parser with the plug-ins of our query language."""
    fields = "|".join(FIELD_WORDS)
    operators = plugins.OperatorsPlugin(
        And=r"(?<!\S)AND(?!\S)",
        Or=r"(?<!\S)OR(?!\S)",
        Not=r"(?<![^\s(])(?:NOT(?=[\s(])|-(?=[^\s-]))",
        AndNot=None,
        AndMaybe=None,
        Require=None,
    )
    return qparser.QueryParser(
        Field.TEXT.value,
        schema=None,
        plugins=[
            plugins.FieldsPlugin(rf"(?i:(?<!\w)(?P<text>{fields})):", remove_unknown=False),
            plugins.WildcardPlugin(),
            plugins.PhrasePlugin(),
            plugins.RangePlugin(_RANGE),
            plugins.GroupPlugin(),
            operators,
            plugins.BoostPlugin(),
            plugins.EveryPlugin(),
            plugins.FuzzyTermPlugin(),
        ],
    )
