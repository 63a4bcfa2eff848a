"""What a question finds, worked out word by word without any index."""

from collections.abc import Sequence

from archive.search import words
from archive.search.engine import Entry
from archive.search.matching import Matcher
from archive.search.query import Question
from archive.search.tree import And, DateRange, Everything, Field, Node, Not, Or, TextLeaf


def expected(question: Question, entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Document ids with the pages on which a positive part stands."""
    return {
        entry.document_id: [
            page.number
            for page in entry.pages
            if any(part.field is Field.TEXT and _stands(part, page.text) for part in question.parts)
        ]
        for entry in entries
        if _holds(question.tree, entry)
    }


def _holds(node: Node, entry: Entry) -> bool:
    match node:
        case And(parts):
            return all(_holds(part, entry) for part in parts)
        case Or(parts):
            return any(_holds(part, entry) for part in parts)
        case Not(part):
            return not _holds(part, entry)
        case Everything():
            return True
        case DateRange(first, last):
            day = entry.date
            return day is not None and (first is None or first <= day) and (last is None or day <= last)
        case _:
            return any(_stands(node, text) for text in _texts(entry, node.field))


def _texts(entry: Entry, field: Field) -> list[str]:
    said = {
        Field.TITLE: entry.title,
        Field.KIND: f"{entry.kind_words} {entry.kind}",
        Field.UNIT: f"{entry.unit_words} {entry.unit or ''}",
        Field.TOPIC: " ".join((entry.topic_words, *entry.topics)),
        Field.PRACTICE: f"{entry.practice_words} {entry.practice or ''}",
        Field.SCHOOL: entry.school_words,
    }
    if field is Field.TEXT:
        return [*said.values(), *(page.text for page in entry.pages)]
    return [said[field]]


def _stands(leaf: TextLeaf, text: str) -> bool:
    anywhere = type(leaf)(**{**leaf.__dict__, "field": Field.TEXT})
    return bool(Matcher([anywhere]).spans(words.fold(words.clean(text))))
