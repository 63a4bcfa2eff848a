"""What a cell of an imported table means: units by any of their names, schools by key, talks, documents."""

import re
import unicodedata
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import InvalidInput
from archive.models.documents import Document
from archive.models.practices import Practice
from archive.models.registers import School, Topic, Unit, UnitAlias
from archive.models.talks import Talk
from archive.resources import Resources

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SEPARATORS = re.compile(r"[;|\n]")


class Names:
    """The registers' names within one transaction, each list read once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def unit(self, text: str, field: str) -> int | None:
        return _one(self.units, text, field)

    def practice(self, text: str, field: str) -> int | None:
        return _one(self.practices, text, field)

    def school(self, text: str, field: str) -> int | None:
        return _one(self.schools, text, field)

    def several_units(self, text: str, field: str) -> tuple[int, ...]:
        return _several(self.units, text, field)

    def several_topics(self, text: str, field: str) -> tuple[int, ...]:
        return _several(self.topics, text, field)

    def several_talks(self, text: str, field: str) -> tuple[int, ...]:
        return _several(self.talks, text, field)

    @cached_property
    def units(self) -> dict[str, int]:
        found = {folded(name): key for key, name in self._session.execute(select(Unit.id, Unit.name))}
        aliases = select(UnitAlias.unit_id, UnitAlias.name)
        return {folded(name): key for key, name in self._session.execute(aliases)} | found

    @cached_property
    def practices(self) -> dict[str, int]:
        return {folded(name): key for key, name in self._session.execute(select(Practice.id, Practice.name))}

    @cached_property
    def schools(self) -> dict[str, int]:
        return {folded(cct): key for key, cct in self._session.execute(select(School.id, School.cct))}

    @cached_property
    def topics(self) -> dict[str, int]:
        return {folded(name): key for key, name in self._session.execute(select(Topic.id, Topic.name))}

    @cached_property
    def talks(self) -> dict[str, int]:
        return {folded(title): key for key, title in self._session.execute(select(Talk.id, Talk.title))}


def documents_of(resources: Resources, text: str, field: str) -> tuple[UUID, ...]:
    """``document_ids`` with a session of its own."""
    with resources.database.read() as session:
        return document_ids(session, text, field)


def document_ids(session: Session, text: str, field: str) -> tuple[UUID, ...]:
    """The documents whose ids or addresses are in ``text``, one a line or with «;» between.

    Raises InvalidInput for anything else.
    """
    found = []
    for part in parts(text):
        match = _UUID.search(part)
        key = UUID(match.group()) if match else None
        if key is None or session.get(Document, key) is None:
            raise InvalidInput(field=field, reason="no es la dirección de ningún documento del archivo")
        found.append(key)
    return tuple(dict.fromkeys(found))


def parts(text: str) -> list[str]:
    """The values of a cell that holds several."""
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def folded(name: str) -> str:
    """Without accents, capitals and spaces too many: «DIRECCION  de Educación» is one with its plain form."""
    plain = unicodedata.normalize("NFKD", " ".join(name.split()))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def _one(names: dict[str, int], text: str, field: str) -> int | None:
    if not text.strip():
        return None
    key = names.get(folded(text))
    if key is None:
        raise InvalidInput(field=field, reason="no está en su registro; agréguelo antes o corrija el nombre")
    return key


def _several(names: dict[str, int], text: str, field: str) -> tuple[int, ...]:
    keys = (_one(names, part, field) for part in parts(text))
    return tuple(dict.fromkeys(key for key in keys if key is not None))
