"""Dates as people type them in a question, as the span of days they stand for."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4})")
_COMPARED = re.compile(r"(<=|>=|=<|=>|<|>|=)?\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Span:
    """Days from ``first`` to ``last``, both included; None leaves that side open."""

    first: date | None
    last: date | None


def read_span(text: str, today: date) -> Span | None:
    """What ``2022``, ``2022-04``, ``27/04/2022``, ``hoy`` or ``>=2022-04`` stand for; None if no date."""
    found = _COMPARED.fullmatch(text.strip())
    relation, words = (found.group(1), found.group(2)) if found else (None, text)
    span = _plain_span(words.strip().lower(), today)
    if span is None:
        return None
    match relation:
        case "<":
            return Span(None, _shift(span.first, -1))
        case "<=" | "=<":
            return Span(None, span.last)
        case ">":
            return Span(_shift(span.last, 1), None)
        case ">=" | "=>":
            return Span(span.first, None)
        case _:
            return span


def read_range(start: str, end: str, open_start: bool, open_end: bool, today: date) -> Span | None:
    """What ``[start TO end]`` stands for (braces leave the end itself out); None if one is no date."""
    first: Span | None = Span(None, None)
    last: Span | None = Span(None, None)
    if start.strip() not in ("", "*"):
        first = _plain_span(start.strip().lower(), today)
    if end.strip() not in ("", "*"):
        last = _plain_span(end.strip().lower(), today)
    if first is None or last is None:
        return None
    return Span(
        _shift(first.last, 1) if open_start else first.first,
        _shift(last.first, -1) if open_end else last.last,
    )


def _plain_span(words: str, today: date) -> Span | None:
    named = {"hoy": today, "today": today, "ayer": _shift(today, -1), "yesterday": _shift(today, -1)}.get(
        words
    )
    if named:
        return Span(named, named)
    if found := _YEAR.fullmatch(words):
        return _months(int(found.group(1)), 1, 12)
    if found := _MONTH.fullmatch(words):
        year, month = found.group(1) or found.group(4), found.group(2) or found.group(3)
        return _months(int(year), int(month), int(month))
    if found := _DAY.fullmatch(words):
        parts = found.groups()
        year, month, day = parts[:3] if parts[0] else (parts[5], parts[4], parts[3])
        return _one_day(int(year), int(month), int(day))
    return None


def _months(year: int, first: int, last: int) -> Span | None:
    try:
        after = date(year + 1, 1, 1) if last == 12 else date(year, last + 1, 1)
        return Span(date(year, first, 1), after - timedelta(days=1))
    except ValueError:
        return None


def _one_day(year: int, month: int, day: int) -> Span | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Span(found, found)


def _shift(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
