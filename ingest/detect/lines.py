"""Lays the words of a page out as lines of text, and leads a span of that text back to boxes on the page."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.values import Box, Word

_APART = 1.1  # times a word's height: a gap that wide stands between two cells, not two words


@dataclass(frozen=True)
class Laid:
    """A text made of words; ``starts[i]`` is where word ``i`` begins in it, ``rows[i]`` its line."""

    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    rows: tuple[int, ...]

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box for each line that the span stands on, around whole words."""
        lines: dict[int, Box] = {}
        for index in self.touched(start, end):
            box, row = self.words[index].box, self.rows[index]
            lines[row] = _around(lines[row], box) if row in lines else box
        return tuple(lines.values())

    def touched(self, start: int, end: int) -> Iterator[int]:
        """The places of the words that a span touches."""
        for index in range(max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end)):
            if start < self.starts[index] + len(self.words[index].text):
                yield index


def lay(words: Sequence[Word]) -> Laid:
    """The words in their order: a space between neighbours, a tab between cells, a new line for a new "
    "line."""
    pieces: list[str] = []
    starts: list[int] = []
    rows: list[int] = []
    place = row = 0
    before: Box | None = None
    for word in words:
        between = "" if before is None else _between(before, word.box)
        row += between == "\n"
        pieces += (between, word.text)
        place += len(between)
        starts.append(place)
        rows.append(row)
        place += len(word.text)
        before = word.box
    return Laid("".join(pieces), tuple(words), tuple(starts), tuple(rows))


def _between(before: Box, after: Box) -> str:
    """What stands between two words, told from where they are."""
    shared = min(before.y1, after.y1) - max(before.y0, after.y0)
    height = min(before.y1 - before.y0, after.y1 - after.y0)
    gap = after.x0 - before.x1
    if shared < 0.4 * height or gap < -height:
        return "\n"
    return "\t" if gap > _APART * height else " "


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))
