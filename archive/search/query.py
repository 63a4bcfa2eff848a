"""People's questions: Whoosh's query language in, a frozen tree out, and how it was read."""

from dataclasses import dataclass

from archive.search.tree import Node, TextLeaf, text_leaves


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
