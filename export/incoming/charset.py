"""Which encoding a CSV is in: its mark, UTF-8 if all of it is, else the old page that makes Spanish of it."""

import codecs
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD_PAGES = ("cp1252", "cp850", "mac_roman")
_SPANISH = frozenset("áéíóúñüÁÉÍÓÚÑÜ¿¡«»°ºª–—“”‘’…")
_CHUNK = 1 << 20
_ENOUGH = 4000  # bytes above ASCII


def charset_of(path: Path) -> str:
    """The name of the encoding; the file is read in pieces, as far as it takes to know."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head.count(0) > len(head) / 4:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    return "utf-8" if _is_utf8(path) else _old_page(path)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _old_page(path: Path) -> str:
    """Windows' where all make the same sense."""
    high = bytearray()
    with path.open("rb") as file:
        while len(high) < _ENOUGH and (chunk := file.read(_CHUNK)):
            high += bytes(byte for byte in chunk if byte > 0x7F)
    scores = {
        name: sum(letter in _SPANISH for letter in high[:_ENOUGH].decode(name, "replace"))
        for name in _OLD_PAGES
    }
    return max(_OLD_PAGES, key=lambda name: scores[name])
