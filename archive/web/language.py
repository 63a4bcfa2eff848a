"""The reader's language: choosing it, translating sentences, writing dates, sizes and numbers in it."""

import gettext as standard_gettext
from collections.abc import Sequence
from datetime import date as Date
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from babel.dates import format_date as babel_date
from babel.dates import format_datetime as babel_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from flask import Flask, Response, current_app, g, has_request_context, request

from archive.errors import BadSetting

COOKIE = "idioma"
PARAMETER = "lang"
_YEAR = 365 * 24 * 3600
_EXTENSION = "acervo.language"
_TRANSLATIONS = Path(__file__).parent.parent / "translations"
_SOURCE = "es"  # sentences stand in the source in Spanish
_LOCALES = {"es": "es_MX", "en": "en_GB"}
# Central Mexico keeps UTC-6 all year since October 2022 (Ley de los Husos Horarios).
_LOCAL_TIME = timezone(timedelta(hours=-6))

Catalogue = standard_gettext.NullTranslations


def msgid(sentence: str) -> str:
    """Mark a sentence for the catalogue; it is translated where it is shown."""
    return sentence


def install(app: Flask, languages: Sequence[str]) -> None:
    """Give ``app`` its catalogues and its templates the words ``_``, ``fecha``, ``tamano`` and ``numero``.

    Raises BadSetting for a language without a catalogue: dates would follow it and sentences would not.
    """
    app.extensions[_EXTENSION] = {language: _read(language) for language in languages}
    environment = app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    environment.filters.update(
        fecha=format_date,
        momento=format_moment,
        tamano=format_size,
        numero=format_number,
        porciento=format_share,
    )
    environment.globals.update(current_language=current_language, address_in=address_in)

    @app.after_request
    def remember(response: Response) -> Response:
        chosen = request.args.get(PARAMETER, "")
        if chosen in app.extensions[_EXTENSION]:
            response.set_cookie(COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True)
        return response


def current_language() -> str:
    """``?lang=``, then the cookie, then what the browser asks for, then the first of the settings."""
    if not has_request_context():
        return _SOURCE
    if "language" not in g:
        g.language = _chosen(list(_catalogues()))
    return cast(str, g.language)


def address_in(language: str) -> str:
    """The address being shown, in ``language``: relative, with everything else it asks for."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    return "?" + urlencode([*asked, (PARAMETER, language)])


def catalogue(language: str) -> Catalogue:
    return _catalogues()[language]


def gettext(sentence: str) -> str:
    return catalogue(current_language()).gettext(sentence)


def ngettext(singular: str, plural: str, count: int) -> str:
    return catalogue(current_language()).ngettext(singular, plural, count)


def translate(sentence: str, **data: object) -> str:
    """``sentence`` in the reader's language, then filled with ``data``."""
    translated = gettext(sentence)
    return translated % data if data else translated


def format_date(value: Date | None) -> str:
    return "" if value is None else _written_date(value, current_language())


def format_moment(value: datetime | None) -> str:
    """Date and time of day, in the local time of the municipality."""
    if value is None:
        return ""
    return babel_datetime(value.astimezone(_LOCAL_TIME), "d MMM y, HH:mm", locale=_locale(current_language()))


def format_number(value: float) -> str:
    return _written_number(value, current_language())


def format_share(value: float) -> str:
    """0.83 -> 83 %"""
    return format_percent(value, locale=_locale(current_language()))


def format_size(size: int) -> str:
    """Bytes as people read them: 1.4 MB."""
    amount, unit = float(size), "bytes"
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    rounded = round(amount) if unit == "bytes" or amount >= 100 else round(amount, 1)
    return f"{format_number(rounded)} {unit}"


def _chosen(known: list[str]) -> str:
    for untrusted_choice in (request.args.get(PARAMETER, ""), request.cookies.get(COOKIE, "")):
        if untrusted_choice in known:
            return untrusted_choice
    return request.accept_languages.best_match(known, known[0]) or known[0]


def _catalogues() -> dict[str, Catalogue]:
    return cast(dict[str, Catalogue], current_app.extensions[_EXTENSION])


def _read(language: str) -> Catalogue:
    """The sentences of ``language``; Spanish sentences are their own, and stand in where one is missing."""
    if language == _SOURCE:
        return standard_gettext.NullTranslations()
    source = _TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        raise BadSetting(name="languages", reason=language)
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return standard_gettext.GNUTranslations(compiled)


def _locale(language: str) -> str:
    return _LOCALES.get(language, language)


@lru_cache(maxsize=4096)
def _written_date(value: Date, language: str) -> str:
    return babel_date(
        value, "d 'de' MMMM 'de' y" if language == _SOURCE else "long", locale=_locale(language)
    )


@lru_cache(maxsize=4096)
def _written_number(value: float, language: str) -> str:
    return format_decimal(value, locale=_locale(language))
