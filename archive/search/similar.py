"""Which of a document's own words are worth asking for when others like it are wanted."""

from collections.abc import Callable, Sequence
from math import log

from archive.search.entries import TELLING

_ASKED = 15


def rarest(stems: Sequence[str], documents: int, having: Callable[[str], int]) -> list[str]:
    """Of ``stems``, the most telling first, those that few other documents have (``having`` counts)."""
    weighed = []
    for place, stem in enumerate(stems):
        shared = having(stem)
        if shared > 1:
            weighed.append((log(1 + documents / shared) / (TELLING + place), stem))
    weighed.sort(reverse=True)
    return [stem for _, stem in weighed[:_ASKED]]


def wanted(stems: Sequence[str]) -> int:
    """How many of the asked words a similar document must have."""
    return min(2, len(stems))
