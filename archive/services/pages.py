"""A page's words as one small column: packed into compressed JSON, and unpacked again."""

import json
import zlib
from collections.abc import Sequence

from ingest.values import Box, Word

_TENTHS = 10  # coordinates are kept in tenths of a point, far below what an eye can see


def pack_words(words: Sequence[Word]) -> bytes | None:
    """Words with their boxes as bytes; None for none."""
    if not words:
        return None
    boxes = [round(side * _TENTHS) for word in words for side in word.box]
    plain = json.dumps([[word.text for word in words], boxes], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(plain.encode("utf-8"), 1)


def unpack_words(packed: bytes | None) -> tuple[Word, ...]:
    if packed is None:
        return ()
    texts, sides = json.loads(zlib.decompress(packed))
    points = [side / _TENTHS for side in sides]
    return tuple(Word(text, Box(*points[at * 4 : at * 4 + 4])) for at, text in enumerate(texts))
