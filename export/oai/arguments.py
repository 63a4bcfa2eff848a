"""A harvester's arguments, checked as the protocol asks: http://www.openarchives.org/OAI/2.0/."""

import base64
import binascii
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from export.oai.values import Position, Selection

Pairs = Sequence[tuple[str, str]]
_SET = re.compile(r"[\w.!~*'()-]+(?::[\w.!~*'()-]+)*", re.ASCII)
_IDENTIFIER = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_DAY, _SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
_SHAPES = {
    _DAY: re.compile(r"\d{4}-\d{2}-\d{2}"),
    _SECOND: re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z"),
}


class ProtocolError(Exception):
    """One of the protocol's own errors, which is an answer like any other."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(f"{code}: {message}")


@dataclass(frozen=True)
class Allowed:
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    exclusive: str = ""  # stands alone, in place of all others


VERBS = {
    "Identify": Allowed(),
    "ListMetadataFormats": Allowed(optional=("identifier",)),
    "ListSets": Allowed(exclusive="resumptionToken"),
    "GetRecord": Allowed(required=("identifier", "metadataPrefix")),
    "ListIdentifiers": Allowed(("metadataPrefix",), ("from", "until", "set"), "resumptionToken"),
    "ListRecords": Allowed(("metadataPrefix",), ("from", "until", "set"), "resumptionToken"),
}


def read(pairs: Pairs) -> dict[str, str]:
    """Verb and arguments, each once, none missing or unknown."""
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise ProtocolError("badVerb", "Falta el verbo, está repetido o no existe.")
    allowed = VERBS[verbs[0]]
    names = [name for name, _ in pairs if name != "verb"]
    given = {name: value for name, value in pairs if name != "verb"}
    if len(given) < len(names):
        raise _bad("Un argumento está repetido.")
    if allowed.exclusive and allowed.exclusive in given:
        if len(given) > 1:
            raise _bad("«resumptionToken» va solo.")
        return {"verb": verbs[0], **given}
    if unknown := sorted(given.keys() - {*allowed.required, *allowed.optional}):
        raise _bad(f"El verbo {verbs[0]} no admite el argumento «{unknown[0]}».")
    if missing := [name for name in allowed.required if not given.get(name)]:
        raise _bad(f"Falta el argumento «{missing[0]}».")
    _check_identifier(given)
    return {"verb": verbs[0], **given}


def selection(given: dict[str, str], after: Position | None = None) -> Selection:
    """What «from», «until» and «set» choose."""
    since, fine = _moment(given.get("from"))
    until, fine_too = _moment(given.get("until"))
    if since and until and fine != fine_too:
        raise _bad("«from» y «until» deben tener la misma precisión.")
    if since and until and since > until:
        raise _bad("«from» es posterior a «until».")
    set_code = given.get("set", "")
    if "set" in given and not _SET.fullmatch(set_code):
        raise _bad("«set» no tiene la forma de un conjunto.")
    step = timedelta(seconds=1) if fine_too else timedelta(days=1)
    return Selection(since, until + step if until else None, set_code, after)


@dataclass(frozen=True)
class Resumed:
    """What a token carries: the list's own arguments, and how far it came."""

    given: dict[str, str]
    after: Position
    cursor: int


def token(given: dict[str, str], after: Position, cursor: int) -> str:
    """Everything that the next page needs; nothing is kept here."""
    kept = {
        name: value for name, value in given.items() if name in {"metadataPrefix", "from", "until", "set"}
    }
    written = json.dumps([kept, after.datestamp.astimezone(UTC).isoformat(), after.identifier, cursor])
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def resume(untrusted_token: str) -> Resumed:
    """Reads a token by its shape alone: it can ask for nothing that arguments could not."""
    try:
        padded = untrusted_token.encode("ascii") + b"=" * (-len(untrusted_token) % 4)
        given, datestamp, identifier, cursor = json.loads(base64.b64decode(padded, b"-_", validate=True))
        texts = (datestamp, identifier, *given, *given.values())
        if not all(isinstance(text, str) for text in texts) or type(cursor) is not int or cursor < 1:
            raise ValueError(untrusted_token)
        moment = datetime.fromisoformat(datestamp).astimezone(UTC)
        read([("verb", "ListRecords"), *given.items()])
        selection(given)
    except (
        ValueError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
        binascii.Error,
        ProtocolError,
    ):
        raise ProtocolError("badResumptionToken", "El «resumptionToken» no es de este repositorio.") from None
    return Resumed(given, Position(moment, identifier), cursor)


def moment_text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_SECOND)


def _moment(text: str | None) -> tuple[datetime | None, bool]:
    """The moment, and whether it names a second."""
    if text is None:
        return None, False
    for form, shape in _SHAPES.items():
        if shape.fullmatch(text):
            try:
                moment = datetime.strptime(text, form).replace(tzinfo=UTC)
                moment + timedelta(days=1)  # must have a next day: the last of the calendar has none
            except (ValueError, OverflowError):
                break
            return moment, form == _SECOND
    raise _bad(f"«{text}» no es una fecha como 2026-01-31 ni 2026-01-31T00:00:00Z.")


def _check_identifier(given: dict[str, str]) -> None:
    if "identifier" in given and not _IDENTIFIER.fullmatch(given["identifier"]):
        raise _bad("«identifier» no es un URI.")


def _bad(message: str) -> ProtocolError:
    return ProtocolError("badArgument", message)
