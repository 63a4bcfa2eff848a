"""Words in a page's text that its picture does not show, and that nobody allowed to stand there.

A text layer over a picture is such text, on purpose: its words must be those the plan lets stay, or, without
a plan, those that can be read on the picture.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from ingest.gate import folding
from ingest.gate.drawn import Drawn
from ingest.gate.second_engine import Placed
from ingest.redactions import Leak, Objection, PagePlan

_LEAST_LETTERS = 3
_CONTRAST = 10  # of 255 between letter and ground: less is the same colour to a reader
_SMALLEST = 2.5  # points: letters lower than that are not read
_UNREAD = 0.35  # share of a layer's words that OCR may read otherwise


def unseen(words: Sequence[Placed], drawn: Drawn) -> tuple[str, ...]:
    """The words that leave no ink where they stand."""
    return tuple(
        word.text for word in words if len(_plain(word.text)) >= _LEAST_LETTERS and not _is_seen(word, drawn)
    )


def objections(hidden: Sequence[str], number: int, plan: PagePlan | None, read: str) -> Iterator[Objection]:
    """At most one for a page; ``read`` is what OCR read of its picture."""
    if plan is not None and plan.kept:
        allowed = "".join(_plain(word.text) for word in plan.kept)
        bad = [word for word in hidden if _plain(word) not in allowed]
        limit = 0.0
    else:
        seen = folding.tokens(read)
        bad = [word for word in hidden if not _is_read(word, seen)]
        limit = max(2.0, _UNREAD * len(hidden))
    if len(bad) > limit:
        yield Objection(Leak.STRUCTURE, None, number, "text that cannot be seen")


def _plain(text: str) -> str:
    return "".join(folding.tokens(text))


def _is_read(text: str, seen: Sequence[str]) -> bool:
    return all(any(folding.alike(other, word) for other in seen) for word in folding.tokens(text))


def _is_seen(word: Placed, drawn: Drawn) -> bool:
    """Whether the word leaves ink on the page where it stands."""
    if not word.drawn or word.box.y1 - word.box.y0 < _SMALLEST:
        return False
    pixels = drawn.pixels[drawn.rows(word.box), drawn.columns(word.box)]
    return pixels.size > 0 and int(np.ptp(pixels)) >= _CONTRAST
