"""A text or CSV file's letters, as they are and with what is written in codes put into letters."""

import html
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from ingest.charset import decode
from ingest.gate.readings import Reading, Sort
from ingest.redactions import Leak, Objection

_BLANK = frozenset("\t\n\r")


def readings(path: Path) -> Iterator[Reading]:
    """The text, with HTML's and addresses' codes resolved, and the bytes in the encodings people meet."""
    raw = path.read_bytes()
    text = decode(raw)
    for each in dict.fromkeys((text, html.unescape(text), unquote(text))):
        yield Reading(Leak.TEXT, Sort.TEXT, each, "text")
    for encoding in ("latin-1", "utf-8", "utf-16-le", "utf-16-be"):
        yield Reading(Leak.OBJECT, Sort.BYTES, raw.decode(encoding, "ignore"), encoding)


def objections(path: Path) -> Iterator[Objection]:
    """Whether something stands in the file that no reader sees."""
    if any(ord(letter) < 32 and letter not in _BLANK for letter in decode(path.read_bytes())):
        yield Objection(Leak.STRUCTURE, None, None, "control characters")
