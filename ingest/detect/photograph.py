"""Tells photographs from pictures of documents: a picture in which hardly a word can be read."""

import re
from collections.abc import Sequence

from ingest.values import Family, FileType

_READABLE = re.compile(r"[a-záéíóúñü]{4,}", re.IGNORECASE)
FEW_WORDS = 12


def found(texts: Sequence[str], file_type: FileType) -> bool:
    """Whether the file is a picture with hardly any readable words, so that it may show people."""
    if file_type.family is not Family.IMAGE:
        return False
    words = {word.lower() for text in texts for word in _READABLE.findall(text)}
    return len(words) < FEW_WORDS
