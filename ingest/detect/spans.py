"""The values detectors work on: a text made comparable once, and the spans of it that are personal."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from ingest.redactions import DataType, Source

_LIKELY = 0.5


@dataclass(frozen=True)
class SpanFinding:
    """One personal datum in a text: ``text[start:end]``."""

    start: int
    end: int
    data_type: DataType
    source: Source
    confidence: float  # 0..1; up to 0.5 it is a question to a person, above it is to be covered

    @property
    def likely(self) -> bool:
        """Whether it is to be covered unless a person says otherwise."""
        return self.confidence > _LIKELY


@dataclass(frozen=True)
class Written:
    """A text with its capitals; both are of one length, so that places in one are places in the other."""

    text: str

    @cached_property
    def folded(self) -> str:
        """Capitals without accents; Ñ is kept."""
        folded = self.text.upper()
        if len(folded) != len(self.text):  # ß and ligatures grow
            folded = "".join(_capital(letter) for letter in self.text)
        if not folded.isascii():
            for accented, plain in _PLAIN:
                folded = folded.replace(accented, plain)
            if _STYLED.search(folded):
                folded = "".join(map(_unstyled, folded))
        return folded

    @cached_property
    def has_figures(self) -> bool:
        """Whether anything stands here of which identifiers are made: three figures, near enough."""
        return _FIGURES.search(self.text) is not None

    def in_reference(self, start: int, end: int) -> bool:
        """Whether a span touches an address of the web, a file number, a school's key or a hash."""
        first = max(self.folded.rfind("\n", 0, start), start - _LONGEST_REFERENCE) + 1
        last = self.folded.find("\n", end)
        found = _REFERENCE.finditer(self.folded, first, last if last >= 0 else len(self.folded))
        return any(start < match.end() and match.start() < end for match in found)

    def line_around(self, start: int, end: int, above: int = 0, below: int = 0) -> str:
        """The folded line a span stands on, with as many lines above and below as asked."""
        folded = self.folded
        first, last = start, end
        for _ in range(above + 1):
            first = folded.rfind("\n", 0, first)
            if first < 0:
                break
        for _ in range(below + 1):
            last = folded.find("\n", last)
            if last < 0:
                break
            last += 1
        return folded[first + 1 : last if last >= 0 else len(folded)]

    def before(self, start: int, reach: int = 60) -> str:
        """The folded text just before a span, from the same line or the end of the one above."""
        return self.folded[max(0, start - reach) : start]


def _capital(letter: str) -> str:
    capital = letter.upper()
    return capital if len(capital) == 1 else letter


def _unstyled(letter: str) -> str:
    """«Ｘ» and «𝗫» as X: letters in other dress have places of their own among the signs."""
    plain = unicodedata.normalize("NFKC", letter).upper() if _STYLED.match(letter) else letter
    return plain if len(plain) == 1 else letter


_STYLED = re.compile("[\uff01-\uff5e\u2100-\u214f\u24b6-\u24e9\U0001d400-\U0001d7ff]")
_ACCENTED = "ÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÇÝ", "AAAAAAEEEEIIIIOOOOOUUUUCY"
_PLAIN = (
    *zip(*_ACCENTED, strict=True),
    *((chr(code), " ") for code in (0xA0, 0x2007, 0x202F, 0x2009)),
    *((chr(code), "-") for code in (0xAD, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212)),
)
_LONGEST_REFERENCE = 300  # signs of a line looked at before a span
_FIGURES = re.compile(r"\d(?:\D{0,9}\d){2}")
_REFERENCE = re.compile(
    r"(?:HTTPS?|FTP)://\S+|WWW\.\S+"
    r"|\b[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}\b"
    r"|\b(?=[0-9_-]*[A-Z])(?=[A-Z_-]*\d)[A-Z0-9_-]{25,128}\b"  # hashes, keys of shared folders
    r"|\b(?:0[1-9]|[12]\d|3[0-2])[A-Z]{3}\d{4}[A-Z]\b"  # the key of a school (CCT)
    r"|(?<![A-Z0-9])(?:\d{1,6}[/-])?[A-ZÑ]{2,14}(?:[./-][A-ZÑ]{1,14}){0,5}[/-]\d{1,6}(?:/\d{1,6})?(?![0-9])"
    r"|\b\d{3,6}(?:/[A-ZÑ]{2,14}){2,4}/\d{4}(?:/[A-Z0-9/-]+)?"  # 00123/CALIMAYA/IP/2022
    r"|\bISBN[: ]*[\d -]{10,17}|\bDOI[: ]*10\.\S+"
)
