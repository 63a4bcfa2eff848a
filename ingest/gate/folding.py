"""Texts made comparable: no case, accents, ligatures, lookalikes or unseen letters; slips of OCR forgiven."""

import re
import unicodedata

PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "da", "di", "do", "von", "van", "mc"})

# Combining marks, marks drawn on their own (PDF writes é as ´ and e), soft hyphens, zero-width letters, tags.
_UNSEEN = re.compile(
    "[\u0300-\u036f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f\U000e0000-\U000e007f]"
)
_LOOSE_ACCENTS = re.compile("[\xa8\xb4`\u02c6\u02cb\u02d8-\u02dd]")
# Cyrillic and Greek letters that cannot be told from Latin ones by eye.
_LOOKALIKES = str.maketrans("авеіјкмнорстухѕԁɡαβεικνορτυχı", "abeijkmhopctyxsdgabeiknoptuxi")
_TOKEN = re.compile("[a-z0-9]+")
_CONFUSED = str.maketrans("01|!i5826z9q", "ollllsbzgzgg")  # all of a kind become one letter
_CONFUSED_PAIRS = (("rn", "m"), ("vv", "w"))
_LONG = 9  # letters from which two slips are forgiven
_SHORT = 5  # letters from which one slip is


def folded(text: str) -> str:
    """Small Latin letters and digits as a reader would compare them; everything else stays as it is."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _LOOSE_ACCENTS.sub("", text))
        text = _UNSEEN.sub("", text).casefold().translate(_LOOKALIKES)
    return text.lower()


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, folded."""
    return _TOKEN.findall(folded(text))


def without_particles(words: list[str]) -> list[str]:
    """The words that tell names apart: without de, la, los and the like."""
    return [word for word in words if word not in PARTICLES]


def skeleton(word: str) -> str:
    """The word with letters that OCR takes for one another made equal (O and 0, I, l and 1, rn and m ...)."""
    word = word.translate(_CONFUSED)
    for pair, single in _CONFUSED_PAIRS:
        word = word.replace(pair, single)
    return word


def slips_forgiven(length: int) -> int:
    """How many wrong letters a word of this length may have and still be the same word to a reader."""
    if length >= _LONG:
        return 2
    return 1 if length >= _SHORT else 0


def alike(read: str, meant: str) -> bool:
    """Whether a folded word that OCR read can be the word meant."""
    if read == meant:
        return True
    return within(skeleton(read), skeleton(meant), slips_forgiven(min(len(read), len(meant))))


def within(one: str, other: str, most: int) -> bool:
    """Whether at most so many letters must be changed, added or dropped to make one of the other."""
    if abs(len(one) - len(other)) > most:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    if not one or not other:
        return max(len(one), len(other)) <= most
    if most == 0:
        return False
    return any(
        within(shorter, longer, most - 1)
        for shorter, longer in ((one[1:], other[1:]), (one[1:], other), (one, other[1:]))
    )


def misspellings(word: str) -> set[str]:
    """The word with any letters dropped that may be forgiven: words alike share one of these."""
    found = {word}
    for _ in range(slips_forgiven(len(word))):
        found |= {each[:place] + each[place + 1 :] for each in found for place in range(len(each))}
    return found
