"""A PDF page's own text layer: its words made plain, put in reading order, and judged usable or not."""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from statistics import median
from typing import TypeAlias

from ingest.values import Box, Word

RawWord: TypeAlias = tuple[float, float, float, float, str, int, int, int]

_PLAIN = re.compile(r"[\x20-\x7e¡-¬®-ɏ‐-―‘-„•…€]*")
_GONE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x20), *range(0x7F, 0xA0)))
_CHANGED = {0x00AD: "-", 0x2010: "-", 0x2011: "-", 0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF02D: "-"}
_SPACES = re.compile(r"[\s\u00a0]+")
_LIGATURES = re.compile("[\ufb00-\ufb06\uff01-\uff5e]")
_CID = re.compile(r"\(cid:\d+\)")
_TOKEN = re.compile(r"\S+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_VOWEL = re.compile(r"[aeiouáéíóúüàèìòùâêîôûãõäöAEIOUÁÉÍÓÚÜÀÈÌÒÙÂÊÎÔÛÃÕÄÖ]")
_CLUSTER = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}", re.IGNORECASE)
_FIGURES = re.compile(r"\d.*\d")
_JOINTS = re.compile(r"[-/.,;:()_&+]")
_CASED = re.compile(r"[A-ZÀ-Þ]*[a-zß-ɏ'’]*|[a-zß-ɏ]+[A-Z][a-zß-ɏ]+")
_EDGES = "\"'()[]{}¿?¡!.,;:«»“”‘’…-–—/*•"

GARBAGE_CHARACTERS = 0.25  # share of unmapped, private-use and control characters a layer may hold
NATURAL_TOKENS = 0.5  # share of the longer Latin tokens that must look like words
VOWELS = 0.25  # share of the letters of longer tokens; languages have 35 % and more, shifted codes 15 %
LOOKED_AT = 150  # longer Latin tokens, evenly over the page: enough to judge it by
ENOUGH_TOKENS = 8  # longer Latin tokens, fewer of which prove nothing
ALPHANUMERIC = 0.3  # share of letters and figures that a layer too short for that must hold


@dataclass(frozen=True)
class Layer:
    """The text layer of one page."""

    text: str
    words: tuple[Word, ...]
    usable: bool  # False: what is written there cannot be what is shown

    @property
    def letters(self) -> int:
        return sum(len(word.text) for word in self.words)


def read_layer(raw: Sequence[RawWord], width: float, height: float) -> Layer:
    """The layer from the library's words (box, text, block, line, number), within the page as shown."""
    kept: list[RawWord] = []
    for item in raw:
        x0, y0, x1, y1, untrusted_text = item[:5]
        if x1 <= 0 or y1 <= 0 or x0 >= width or y0 >= height:
            continue  # outside the page as shown
        if _PLAIN.fullmatch(untrusted_text):
            kept.append(item)
            continue
        parts = plain(untrusted_text).split(" ")
        kept.extend((x0, y0, x1, y1, text, *item[5:]) for text in parts if text)
    # Judged on what the file says, before anything is made plain or dropped.
    usable = looks_written("".join(item[4] + " " for item in raw))
    kept = in_reading_order(kept, width)
    words = tuple(Word(item[4], Box(*_inside(item, width, height))) for item in kept)
    return Layer(as_text(kept), words, usable)


def plain(text: str) -> str:
    """The same text with plain spaces and hyphens, composed accents and no invisible characters."""
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = unicodedata.normalize("NFC", text).translate(_CHANGED)
    return _SPACES.sub(" ", text).translate(_GONE)


def as_text(words: Iterable[RawWord]) -> str:
    """Lines of words; blocks apart by an empty line; a word hyphenated over two lines made whole."""
    out: list[str] = []
    line: list[str] = []
    block = row = -1
    for item in words:
        if item[5] != block or item[6] != row:
            if line:
                out.append(" ".join(line))
            if block not in (-1, item[5]):
                out.append("")
            line, block, row = [], item[5], item[6]
        line.append(item[4])
    if line:
        out.append(" ".join(line))
    return _unhyphenated("\n".join(out))


def _unhyphenated(text: str) -> str:
    return re.sub(r"(?<=[a-záéíóúüñ])-\n(?=[a-záéíóúüñ])([a-záéíóúüñ]+[.,;:]?)(?: |\n|$)", r"\1" + "\n", text)


def in_reading_order(words: list[RawWord], width: float) -> list[RawWord]:
    """The file's own order, unless it jumps about: then top to bottom, column by column."""
    boxes = _block_boxes(words)
    if len(boxes) < 3 or _orderly(list(boxes.values())):
        return words
    rank = {block: index for index, block in enumerate(_cut(list(boxes.items()), width))}
    return sorted(words, key=lambda item: rank[item[5]])


def _block_boxes(words: Sequence[RawWord]) -> dict[int, list[float]]:
    boxes: dict[int, list[float]] = {}
    for x0, y0, x1, y1, _, block, _, _ in words:
        box = boxes.get(block)
        if box is None:
            boxes[block] = [x0, y0, x1, y1]
        else:
            if x0 < box[0]:
                box[0] = x0
            if y0 < box[1]:
                box[1] = y0
            if x1 > box[2]:
                box[2] = x1
            if y1 > box[3]:
                box[3] = y1
    return boxes


def _orderly(boxes: list[list[float]]) -> bool:
    """Whether few blocks start above the one before them without lying to its right."""
    backward = sum(
        1 for before, after in itertools.pairwise(boxes) if after[3] <= before[1] and after[0] < before[2]
    )
    return backward * 8 <= len(boxes)


def _cut(blocks: list[tuple[int, list[float]]], width: float) -> list[int]:
    """Blocks in order by cutting the page along its empty strips, again and again (XY cut)."""
    if len(blocks) < 2:
        return [block for block, _ in blocks]
    # Paragraphs make columns, so these come first; a table's cells make rows.
    paragraphs = median(box[2] - box[0] for _, box in blocks) > 0.25 * width
    for low, high in ((0, 2), (1, 3)) if paragraphs else ((1, 3), (0, 2)):
        parts = _split(blocks, low, high)
        if len(parts) > 1:
            return [block for part in parts for block in _cut(part, width)]
    return [block for block, box in sorted(blocks, key=lambda item: (round(item[1][1] / 6), item[1][0]))]


def _split(blocks: list[tuple[int, list[float]]], low: int, high: int) -> list[list[tuple[int, list[float]]]]:
    parts: list[list[tuple[int, list[float]]]] = []
    reach = float("-inf")
    for block in sorted(blocks, key=lambda item: item[1][low]):
        if not parts or block[1][low] > reach:
            parts.append([])
        parts[-1].append(block)
        reach = max(reach, block[1][high])
    return parts


def looks_written(text: str) -> bool:
    """Whether the characters can be language or figures rather than a font's private codes."""
    solid = text.replace(" ", "")
    if not solid:
        return False
    if not solid.isascii() or not solid.isprintable():
        bad = sum(count for letter, count in Counter(solid).items() if _unreadable(letter))
        if bad > GARBAGE_CHARACTERS * len(solid):
            return False
    if len("".join(_CID.findall(text))) > GARBAGE_CHARACTERS * len(solid):
        return False
    tokens = [token.strip(_EDGES) for token in _TOKEN.findall(text)]
    longer = [token for token in tokens if len(token) >= 4 and _LATIN.search(token) and not _is_code(token)]
    longer = longer[:: 1 + len(longer) // LOOKED_AT]
    if len(longer) < ENOUGH_TOKENS:
        return sum(1 for letter in solid if letter.isalnum()) >= ALPHANUMERIC * len(solid)
    letters = "".join(longer)
    if len(_VOWEL.findall(letters)) < VOWELS * len(letters):
        return False
    natural = sum(1 for token in longer if _is_natural(token))
    return natural >= NATURAL_TOKENS * len(longer)


_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf02d\uf0fc\uf0e0")


def _unreadable(letter: str) -> bool:
    if letter == "\ufffd":
        return True
    return unicodedata.category(letter) in ("Co", "Cn", "Cc", "Cs") and letter not in _BULLETS


def _is_code(token: str) -> bool:
    """An address, a file number, a money amount: neither language nor garbage."""
    return token.startswith(("http", "www.")) or "@" in token or _FIGURES.search(token) is not None


def _is_natural(token: str) -> bool:
    parts = _JOINTS.split(token)
    return (
        all(_CASED.fullmatch(part) is not None for part in parts if part)
        and bool(_VOWEL.search(token))
        and not _CLUSTER.search(token)
    )


_box = itemgetter(0, 1, 2, 3)


def _inside(item: RawWord, width: float, height: float) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = _box(item)
    if x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= height:
        return x0, y0, x1, y1
    return max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height)
