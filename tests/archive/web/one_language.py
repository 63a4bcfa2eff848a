"""Whether a page speaks one language: every word on it is a sentence of the catalogue, a date, or data.

The archives of these tests name everything with words that begin with zz, so any other word is one of ours.
"""

import re
from functools import cache
from pathlib import Path

from babel.dates import get_month_names
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from archive.translations.extract import CATALOGUES
from tests.archive.web import visible

OWN_NAMES = {"authority": "Zzayuntamiento", "portal_name": "Zzacervo", "place_name": "Zzlugar"}
PLACE = re.compile(r"%\((\w+)\)s")
_LOCALES = {"es": "es_MX", "en": "en_GB"}


@cache
def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], abort_invalid=True)


def forms(strings: object) -> tuple[str, ...]:
    """A sentence's one form, or its singular and plural."""
    return tuple(strings) if isinstance(strings, tuple | list) else (str(strings),)


def assert_speaks(language: str, page: str, address: str) -> None:
    """Every word on the page is a sentence of that language, a date in it, or data."""
    stated, texts = visible.read(page)
    assert texts, address
    if "parte=1" not in address:
        assert stated == language, address
    strange = {text: rest for text in texts if (rest := strange_words(language, text))}
    assert not strange, f"{address}: {strange}"


@cache
def strange_words(language: str, text: str) -> str:
    """What of ``text`` is no sentence of ``language``, no date in it and no data."""
    rest = _date_pattern(language).sub(" ", _ADDRESS.sub(" ", text))
    for pattern in _sentence_patterns(language):
        rest = pattern.sub(lambda found: _rest_of_data(language, found), rest)
    return " ".join(re.findall(r"[^\W\d_]+", _OWN.sub(" ", rest)))


def _rest_of_data(language: str, found: re.Match[str]) -> str:
    """What a sentence was filled with may be sentences, too."""
    return f" {' '.join(strange_words(language, data) for data in found.groups())} "


_ADDRESS = re.compile(r"(?:https?://|urn:)\S+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
# The archive's own words, hashes, keys of schools, names of formats and units, codes, keys of the keyboard.
_OWN = re.compile(
    r"\b[0-9a-f]{8,64}\b|\b\d+E\d+\b|(?i:\bzz[\w.]*)|\b[\d-]+T[\d:]+Z"
    r"|\b(?:LD|Turtle|RDF/XML|OAI-PMH|OpenAPI|data\.json|LUMX|NP)\b"
    r"|\bconsulta: AAAA-MM-DD\b"  # a citation is Spanish, in the words that the licence asks for
    r"|\b(?:PDF|CSV|JSON|API|Atom|sitemap|SHA-256|kB|MB|GB|bytes|fabrica|register|sin-sesion|procesador)\b"
    r"|\b[a-z]+(?:_[a-z]+)+\b|\b(?:empty|disguised)\b|\b(?:[A-Z]|Esc)\b"
)


@cache
def _date_pattern(language: str) -> re.Pattern[str]:
    names = {
        re.escape(name.rstrip("."))
        for width in ("wide", "abbreviated")
        for name in get_month_names(width, locale=_LOCALES[language]).values()
    }
    months = "|".join(sorted(names, key=len, reverse=True))
    joint = "(?: de)?" if language == "es" else ""
    return re.compile(rf"\b\d{{1,2}}{joint} (?:{months}){joint} \d{{4}}\b")


@cache
def _sentence_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Every sentence of the language, the longest first."""
    said = {
        form
        for message in read_catalogue(CATALOGUES[0])
        if message.id
        for form in forms(message.id if language == "es" else message.string)
    }
    longest_first = sorted(said, key=lambda form: len(PLACE.sub("", form)), reverse=True)
    return tuple(map(_sentence_pattern, longest_first))


def _sentence_pattern(sentence: str) -> re.Pattern[str]:
    *parts, last = map(re.escape, PLACE.split(sentence)[::2])
    data_at_end = "(.*)" if parts and not last else "(.*?)"
    beginning = "(.*?)".join(parts) + data_at_end if parts else ""
    return re.compile(rf"(?<!\w){beginning}{last}(?!\w)")
