"""What the verbs of every register share: finding a row, naming it, tying it to others, settling it.

An address never changes with a name: the slug is made once.  What the search index knows of a register
follows, by a job for each document that names it.
"""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from slugify import slugify
from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive import queue
from archive.errors import InvalidInput, NotFound
from archive.models.activities import Activity
from archive.models.documents import Document
from archive.models.phones import Phone
from archive.models.practices import Practice
from archive.models.registers import School, Topic, Unit
from archive.models.talks import Talk
from archive.permissions import Actor, Permission, demand
from archive.queue import Verb
from archive.services.audit import Action, record

Row = TypeVar("Row", Unit, Topic, School, Practice, Activity, Talk, Phone)
Key = TypeVar("Key", int, UUID)


def editor(actor: Actor | None) -> Actor:
    demand(actor, Permission.REGISTER_EDIT)
    assert actor is not None
    return actor


def found(session: Session, kind: type[Row], key: int | UUID | None) -> Row | None:
    """The row to change; None for a new one.  Raises NotFound for a key that is nowhere."""
    if key is None:
        return None
    row = session.get(kind, key)
    if row is None:
        raise NotFound
    return row


def known(session: Session, kind: type[Unit | Practice | School], key: int | None, field: str) -> int | None:
    if key is not None and session.get(kind, key) is None:
        raise InvalidInput(field=field, reason="ya no existe")
    return key


def all_known(
    session: Session, column: InstrumentedAttribute[Key], keys: Iterable[Key], field: str
) -> tuple[Key, ...]:
    """The keys once each, in their order.  Raises InvalidInput where one is not in ``column``."""
    wanted = tuple(dict.fromkeys(keys))
    if len(set(session.scalars(select(column).where(column.in_(wanted))))) != len(wanted):
        raise InvalidInput(field=field, reason="uno de los elegidos ya no existe")
    return wanted


def tie(
    session: Session,
    owner: tuple[InstrumentedAttribute[Any], Any],
    other: InstrumentedAttribute[Any],
    keys: Iterable[Any],
) -> None:
    """Let ``owner`` (a link's column and its value) be tied to ``keys`` and to nothing else."""
    column, value = owner
    link = column.class_
    session.execute(delete(link).where(column == value))
    rows = [{column.key: value, other.key: key} for key in keys]
    if rows:
        session.execute(insert(link), rows)


def settle(
    session: Session,
    actor: Actor,
    row: Unit | Topic | School | Practice | Activity | Talk | Phone,
    kind: str,
) -> None:
    session.add(row)
    session.flush()
    record(session, actor, Action.REGISTER_CHANGED, kind, row.id)


def reindex(session: Session, named: ColumnElement[bool]) -> None:
    for document_id in session.scalars(select(Document.id).where(named)):
        queue.put(session, Verb.INDEX, str(document_id))


def free_slug(session: Session, column: InstrumentedAttribute[str], name: str) -> str:
    """A slug nobody has, from the name; numbered from 2 where it is taken."""
    stem = slugify(name, max_length=70, word_boundary=True) or "sin-nombre"
    taken = set(session.scalars(select(column).where(column.startswith(stem))))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


def name_of(untrusted_name: str, longest: int = 200, field: str = "Nombre") -> str:
    name = plain(untrusted_name)
    if not name:
        raise InvalidInput(field=field, reason="no puede quedar vacío")
    return bounded(name, longest, field)


def bounded(untrusted_text: str, longest: int, field: str) -> str:
    """One line of at most ``longest`` characters.  Raises InvalidInput."""
    text = plain(untrusted_text)
    if len(text) > longest:
        raise InvalidInput(field=field, reason="es demasiado largo")
    return text


def plain(untrusted_text: str) -> str:
    return " ".join(untrusted_text.split())
