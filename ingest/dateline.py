"""Dates as Spanish documents write them, and which of them is the document's own."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_MONTH = "|".join((*MONTHS, "setiembre"))
_YEAR = r"(?:de(?:l)?(?: año)? )?(?:de )?(\d{4}|dos mil [a-záéíóú ]{3,20})"
_LONG = re.compile(
    r"\b(\d{1,2})[°ºo.]?(?:ro\.?|ero\.?)?(?:\s*\([a-záéíóú ]+\))?(?: d[ií]as?)?(?: del? mes)?"
    rf" de ({_MONTH})\s*,?\s+{_YEAR}"
)
_SHORT = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.-])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NAMED = re.compile(
    r"(?<![\d/.-])(\d{1,2})[/ .-](ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)[a-z]*\.?[/ .-](\d{4})\b"
)
# What stands right before the date a document gives itself.
_OWN = re.compile(
    r"(?:fecha(?: de (?:la |el )?"
    r"(?:sesi[oó]n|elaboraci[oó]n|emisi[oó]n|expedici[oó]n|reuni[oó]n|publicaci[oó]n))?\s*:?|"
    r"\ba|siendo las [^.]{0,60} del(?: d[ií]a)?|méxico[.,;]?(?: a)?|"
    r"calimaya[^\n.]{0,40}[,;](?: a)?|el d[ií]a)\s*$"
)
EARLIEST = date(1990, 1, 1)
OPENING = 2500  # characters of the first page in which a dateline is looked for
ENDING = 800  # characters at the end, where letters and minutes are signed


class _Found(NamedTuple):
    when: date
    at: int
    own: bool  # written as a dateline


def date_of(texts: Sequence[str]) -> date | None:
    """The document's own date: a dateline where there is one, else the first date of its first page."""
    if not texts:
        return None
    first = texts[0][:OPENING]
    last = texts[-1][-ENDING:]
    opening = list(_dates(first))
    for found in (*opening, *_dates(last)):
        if found.own:
            return found.when
    return opening[0].when if opening else None


def first_date(text: str) -> date | None:
    """The first sane date in a text."""
    return next((found.when for found in _dates(text)), None)


def sane(when: datetime | None) -> date | None:
    """The day of a file's own time stamp, if it can be true."""
    return when.date() if when and _sane(when.date()) else None


def _dates(untrusted_text: str) -> Iterator[_Found]:
    text = re.sub(r"\s+", " ", untrusted_text.lower())
    found = [*_long(text), *_short(text), *_iso(text), *_named(text)]
    for when, at in sorted(found, key=lambda item: item[1]):
        if when is not None and _sane(when):
            yield _Found(when, at, _OWN.search(text[max(0, at - 90) : at]) is not None)


def _long(text: str) -> Iterator[tuple[date | None, int]]:
    for match in _LONG.finditer(text):
        month = MONTHS.index("septiembre" if match[2] == "setiembre" else match[2]) + 1
        yield _day(_year(match[3]), month, int(match[1])), match.start()


def _short(text: str) -> Iterator[tuple[date | None, int]]:
    for match in _SHORT.finditer(text):
        year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
        yield _day(year, int(match[3]), int(match[1])), match.start()


def _iso(text: str) -> Iterator[tuple[date | None, int]]:
    for match in _ISO.finditer(text):
        yield _day(int(match[1]), int(match[2]), int(match[3])), match.start()


def _named(text: str) -> Iterator[tuple[date | None, int]]:
    short = [month[:3] for month in MONTHS]
    for match in _NAMED.finditer(text):
        yield _day(int(match[3]), short.index(match[2]) + 1, int(match[1])), match.start()


_TENS = {
    "diez": 10,
    "once": 11,
    "doce": 12,
    "trece": 13,
    "catorce": 14,
    "quince": 15,
    "veinte": 20,
    "treinta": 30,
}
_ONES = ("cero", "[uú]n", "d[oó]s", "tr[eé]s", "cuatro", "cinco", "s[eé]is", "siete", "ocho", "nueve")


def _year(words: str) -> int:
    """A year in figures, or in words from 2010 on ("dos mil veintidós")."""
    if words.isdigit():
        return int(words)
    rest = words.removeprefix("dos mil ")
    for word, value in sorted(_TENS.items(), key=lambda item: -len(item[0])):
        if rest.startswith(word):
            return 2000 + value + _ones(rest[len(word) :])
    if rest.startswith("veinti"):
        return 2020 + _ones(rest[6:])
    if rest.startswith("dieci"):
        return 2010 + _ones(rest[5:])
    return 0


def _ones(rest: str) -> int:
    rest = rest.removeprefix(" y ").strip()
    return next((value for value, word in enumerate(_ONES) if value and re.match(word, rest)), 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _sane(when: date) -> bool:
    return EARLIEST <= when <= datetime.now(UTC).date() + timedelta(days=366)
