"""The people of this archive's lists: remembered as fingerprints, and asked for by right.

This file and its neighbour recognising.py alone read the restricted table.  What they give out is where
somebody stands, never who.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from archive.errors import InvalidInput
from archive.models.documents import Document, State
from archive.models.people import Fingerprint, PrintKind
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.audit import Action, record
from archive.services.prints import Prints, name_words, pairs, prints_of
from ingest.redactions import DataType

_SHORTEST_NAME = 2
_KINDS: dict[DataType, PrintKind] = {
    DataType.NAME: PrintKind.NAME,
    DataType.CURP: PrintKind.CURP,
    DataType.PHONE: PrintKind.PHONE,
    DataType.EMAIL: PrintKind.EMAIL,
}


@dataclass(frozen=True)
class Person:
    """One value of somebody in a list.  In memory only."""

    data_type: DataType
    text: str
    page: int | None = None
    row: int | None = None
    pairs: tuple[tuple[str, str], ...] | None = None  # of a name, where its surnames are known; None: all


@dataclass(frozen=True)
class Holding:
    """A document in which a person who asked was found."""

    document_id: UUID
    title: str
    state: State
    page: int | None
    row: int | None
    kinds: tuple[PrintKind, ...]


def value_key(prints: Prints, data_type: DataType, text: str) -> str | None:
    """The fingerprint by which boxes over the same value are known to be alike; None for what has none."""
    if data_type in _KINDS:
        return prints.of_text(_KINDS[data_type], text)
    return prints.of_text(PrintKind.NAME, text) if data_type in _OTHER_VALUES else None


# Values of other types are compared as words, too: an address, an enrolment number.
_OTHER_VALUES = frozenset({DataType.ADDRESS, DataType.SCHOOL, DataType.POST})


def remember(session: Session, prints: Prints, document_id: UUID, people: Iterable[Person]) -> int:
    """Replace what is known of a document's people; the number of fingerprints kept."""
    forget(session, document_id)
    rows = {row for person in people for row in _rows(prints, person)}
    if rows:
        names = ("fingerprint", "kind", "page", "row")
        session.execute(
            insert(Fingerprint),
            [dict(zip(names, row, strict=True), document_id=document_id) for row in sorted(rows, key=str)],
        )
    return len(rows)


def forget(session: Session, document_id: UUID) -> None:
    session.execute(delete(Fingerprint).where(Fingerprint.document_id == document_id))


def search(resources: Resources, actor: Actor | None, name_or_curp: str) -> tuple[Holding, ...]:
    """Where a person who asks for access or cancellation stands (LGPDPPSO arts. 37 to 51).

    Audited without the name.  Raises InvalidInput for what is neither a name of two words nor a CURP.
    """
    demand(actor, Permission.PEOPLE_SEARCH)
    assert actor is not None
    wanted = _asked_for(prints_of(resources.settings), name_or_curp)
    with resources.database.write() as session:
        rows = session.execute(
            select(Fingerprint, Document)
            .join(Document, Document.id == Fingerprint.document_id)
            .where(Fingerprint.fingerprint.in_(wanted))
            .order_by(Document.received_at, Fingerprint.page, Fingerprint.row)
        ).all()
        record(
            session, actor, Action.PEOPLE_SEARCHED, "people", "", documents=len({row[1].id for row in rows})
        )
        places: dict[tuple[UUID, int | None, int | None], tuple[Document, set[PrintKind]]] = {}
        for print_, document in rows:
            key = (document.id, print_.page, print_.row)
            places.setdefault(key, (document, set()))[1].add(print_.kind)
        return tuple(
            Holding(document.id, document.title, document.state, page, row, tuple(sorted(kinds)))
            for (_, page, row), (document, kinds) in places.items()
        )


def _rows(prints: Prints, person: Person) -> Iterator[tuple[str, PrintKind, int | None, int | None]]:
    kind = _KINDS.get(person.data_type)
    if kind is None:
        return
    if kind is PrintKind.NAME:
        words = name_words(person.text)
        if len(words) < _SHORTEST_NAME:
            return
        for one, other in pairs(words) if person.pairs is None else person.pairs:
            yield prints.of_pair(one, other), PrintKind.NAME_PAIR, person.page, person.row
        yield prints.of_words(words), kind, person.page, person.row
    elif print_ := prints.of_text(kind, person.text):
        yield print_, kind, person.page, person.row


def _asked_for(prints: Prints, untrusted_text: str) -> set[str]:
    if curp := prints.of_text(PrintKind.CURP, untrusted_text):
        return {curp}
    words = name_words(untrusted_text)
    if len(words) < _SHORTEST_NAME:
        raise InvalidInput(
            field="nombre o CURP", reason="escriba el nombre completo o los 18 signos de la CURP"
        )
    return {prints.of_words(words)}
