"""Bytes of a text file -> its text: byte-order mark, UTF-8, then the old code pages of Spanish offices."""

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD_PAGES = ["cp1252", "mac_roman", "cp850"]
# Characters no text has: all controls but tab, line feed, form feed, carriage return and DOS's end mark.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_SPANISH = re.compile("[áéíóúñüÁÉÍÓÚÑÜ¿¡«»°ºª€–—“”‘’…]")


def charset_of(sample: bytes) -> str | None:
    """The name of the encoding a sample (the beginning of a file) is written in; None: it is no text."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name if _decodes(sample, name) else None
    if b"\0" in sample:
        return _wide(sample)
    if _CONTROL.search(sample):
        return None
    if _decodes(sample, "utf-8"):
        return "utf-8"
    return _old_page(sample)


def decode(raw: bytes) -> str:
    """The text of a whole file; bytes that its encoding does not know become the replacement sign."""
    name = charset_of(raw[:SAMPLE]) or "utf-8"
    if name == "utf-8" and not _decodes(raw, name):
        name = _old_page(raw)  # the first accent came late
    return raw.decode(name, "replace").replace("\0", "").removesuffix("\x1a")


def _decodes(raw: bytes, name: str) -> bool:
    """Whether the bytes are of this encoding, a character cut at the end allowed."""
    try:
        codecs.getincrementaldecoder(name)("strict").decode(raw, final=False)
    except UnicodeError:
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Western text is zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.05 * half and _decodes(sample, "utf-16-le"):
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half and _decodes(sample, "utf-16-be"):
        return "utf-16-be"
    return None


def _old_page(sample: bytes) -> str:
    """The one-byte code page under which the accents make most sense; Windows' where all do alike."""
    high = bytes(byte for byte in sample if byte > 0x7F)[:4000]
    scores = {name: len(_SPANISH.findall(high.decode(name, "replace"))) for name in _OLD_PAGES}
    best = max(_OLD_PAGES, key=lambda name: scores[name])
    if scores[best] > scores["cp1252"] or scores["cp1252"] >= len(high) / 2:
        return best
    guess = from_bytes(sample[:8192]).best()
    return guess.encoding if guess is not None else "cp1252"
