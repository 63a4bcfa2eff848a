"""People's questions: Whoosh's query language in, a frozen tree out, and how it was read.

Every word must be there (AND) unless the question says otherwise with OR, NOT or a ``-`` before a word;
``Y``, ``O`` and ``NO`` in capitals do the same in a question that is not all capitals.  ``"a b"~3`` asks for
neighbours within three words, ``educa*`` for a beginning, ``c?bildo`` for a pattern, ``violencai~2`` for near
words.  Boosts (``word^2``) are accepted and change nothing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from archive.search.reading import Reader
from archive.search.repair import repair
from archive.search.tree import Node, TextLeaf, render, text_leaves


@dataclass(frozen=True)
class Question:
    """What was asked.  ``reading`` says how it was understood where it could not be read as it stands."""

    text: str
    tree: Node
    reading: str | None = None

    @property
    def parts(self) -> tuple[TextLeaf, ...]:
        """The parts that speak for a document, in reading order."""
        return tuple(text_leaves(self.tree))


def parse(text: str, today: date | None = None) -> Question:
    """The question in ``text``; nothing a person can type raises."""
    repaired = repair(text)
    reader = Reader(today or datetime.now(UTC).astimezone().date())
    tree = reader.read(repaired.text)
    lenient = repaired.lenient or reader.lenient
    return Question(text, tree, render(tree) if lenient else None)
