"""Fields of forms as values: numbers, dates, choices; what is not one of them is refused by name."""

from collections.abc import Iterable
from datetime import date as Date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from archive.errors import InvalidInput

Choice = TypeVar("Choice", bound=StrEnum)


def number(untrusted_text: str) -> int | None:
    """A whole number of at most nine digits; None for anything else."""
    text = untrusted_text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def chosen(choices: Iterable[Choice], untrusted_text: str) -> Choice | None:
    return next((choice for choice in choices if choice.value == untrusted_text), None)


def date(untrusted_text: str, field: str) -> Date | None:
    """None for an empty field.  Raises InvalidInput."""
    if not untrusted_text.strip():
        return None
    try:
        return Date.fromisoformat(untrusted_text.strip())
    except ValueError:
        raise InvalidInput(field=field, reason="escriba la fecha como 2026-03-08") from None


def identifier(untrusted_text: str, field: str) -> UUID | None:
    """None for an empty field.  Raises InvalidInput."""
    if not untrusted_text.strip():
        return None
    try:
        return UUID(untrusted_text.strip())
    except ValueError:
        raise InvalidInput(field=field, reason="elija uno de la lista") from None
