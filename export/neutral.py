"""Texts that a spreadsheet program would calculate, made text by an apostrophe in front, and back.

Whoever opens a CSV in a spreadsheet runs what begins with =, +, - or @; a tab or a line end in front does not
help, nor do the wide signs of East Asian keyboards (OWASP, "CSV Injection").  A number with its sign stays.
An apostrophe that stood there already gets a second one, so the text can always be had back.
"""

import re
from collections.abc import Sequence

_DANGEROUS = re.compile(r"'*[\t\r\n]*[=+\-@＝＋－＠]|'*[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")
_SOMEWHERE = re.compile(r"(?:\A|\n)'*[\t\r\n=+\-@＝＋－＠]|\r")


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if _runs(text) else text


def restored(text: str) -> str:
    """What ``harmless`` was given."""
    return text[1:] if text.startswith("'") and _runs(text[1:]) else text


def all_harmless(texts: Sequence[str | None]) -> Sequence[str | None]:
    """A column at once: the same sequence where nothing is to be done."""
    if not _SOMEWHERE.search("\n".join(text or "" for text in texts)):
        return texts
    return [harmless(text) if text else text for text in texts]


def _runs(text: str) -> bool:
    return _DANGEROUS.match(text) is not None and not _NUMBER.fullmatch(text)
