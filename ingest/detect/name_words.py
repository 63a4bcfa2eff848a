"""The words that names are made of, as they stand in a text, and whether two of them stand side by side."""

import re
import unicodedata
from dataclasses import dataclass

from ingest.detect import names
from ingest.detect.spans import Written

_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"  # signs without ink that may stand within a word
WORD = re.compile(
    rf"(?!(?<=\d)[A-Z]\b)[^\W\d_](?:[^\W\d_]|[\u0300-\u036f{_UNSEEN}]|-\n(?=[a-záéíóúñü]{{2}}))*(?:['’´`-][^\W\d_]+)*\.?"
)
_WITHIN = re.compile(rf"-\n|[{_UNSEEN}]")
_PARTICLES = frozenset({*("DE", "DEL", "LA", "LAS", "LOS", "Y", "E", "VON", "VAN", "DA", "DI", "DOS"), "O"})
SAINTS = frozenset({"SAN", "SANTA", "SANTO"})
_SHORT = frozenset({"MA", "JE", "SN"})
# Surnames and given names as people shorten them; «Ma.» and «J.» alone tell less.
_SHORT_SURNAMES = frozenset(
    (
        *("HDZ", "HDEZ", "HDES", "MTZ", "MTNEZ", "MNEZ", "GLZ", "GLEZ", "GZLEZ", "GZZ", "RDZ", "RGUEZ"),
        *("RDGUEZ", "RODZ", "FDZ", "FDEZ", "FERNDEZ", "RMZ", "RMREZ", "GTZ", "GTRREZ", "LPZ", "PRZ"),
        *("SNCHZ", "SCHZ", "VZQZ", "VAZQ", "JMZ", "JMNZ", "DGUEZ", "DMGUEZ", "ALVZ", "MDZ"),
    )
)
_SHORT_GIVEN = frozenset({"GPE", "FCO", "FCA", "GUAD", "ALEJ", "FDO"})
_BESIDE = re.compile(r"[^\S\n\t]+|[^\S\n\t]*,[^\S\n\t]*|_")


@dataclass(frozen=True)
class Token:
    start: int
    end: int
    folded: str
    kind: str  # as names.role says; P particle, I short form or initial, "" unknown
    capital: bool
    after_particle: bool = False  # «de la Rosa»: then a given name is a surname too

    @property
    def bears(self) -> bool:
        """Whether it is a name by itself, known or not."""
        return self.kind not in ("P", "I")

    @property
    def known(self) -> bool:
        return self.bears and self.kind != ""

    @property
    def is_given(self) -> bool:
        return self.bears and "G" in self.kind.upper()

    @property
    def is_surname(self) -> bool:
        return self.bears and ("S" in self.kind.upper() or (self.after_particle and self.known))


def token_of(match: re.Match[str], written: Written) -> Token:
    bare = written.folded[match.start() : match.end()].rstrip(".")
    if _WITHIN.search(match.group()):
        bare = Written(_WITHIN.sub("", match.group())).folded.rstrip(".")
    if not bare.isascii() and unicodedata.normalize("NFC", bare) != bare:
        bare = Written(unicodedata.normalize("NFC", bare)).folded
    return Token(match.start(), match.end(), bare, kind_of(bare), match.group()[0].isupper())


def kind_of(folded: str) -> str:
    if folded in _PARTICLES or folded in SAINTS:
        return "P"
    if folded in _SHORT or len(folded) == 1:
        return "I"
    if folded in _SHORT_SURNAMES or folded in _SHORT_GIVEN:
        return "S" if folded in _SHORT_SURNAMES else "G"
    known = names.role(folded)
    if not known and "-" in folded:
        halves = [names.role(half) for half in folded.split("-")]
        known = halves[0] if all(halves) and "N" not in halves else ""
    return known


def stand_together(before: Token, after: Token, text: str) -> bool:
    """Whether nothing parts two words; a line's end parts all but «de la» from its surname."""
    between = text[before.end : after.start]
    if between == "\n":
        return before.kind == "P" or (after.kind == "P" and not after.capital)
    if not between:
        return text[before.end - 1] == "." and after.capital  # «Ximena.Hernández»
    return _BESIDE.fullmatch(between) is not None and not _ends(before, text)


def _ends(token: Token, text: str) -> bool:
    """Whether a sentence ends after the token: its full stop is no short form's."""
    short = token.kind == "I" or token.folded in _SHORT_SURNAMES or token.folded in _SHORT_GIVEN
    return text[token.end - 1] == "." and not short and len(token.folded) > 3
