"""Does storage still hold, unharmed, what the database says, and does each index know what it should?"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from archive.errors import NotFound, StorageDamaged
from archive.models.documents import Document, File, State, Zone
from archive.resources import Resources
from archive.search.engine import Engine
from archive.services.public_objects import all_of_orders, all_of_releases, of_sent_tables
from archive.storage import verify


class Trouble(StrEnum):
    MISSING = "missing"  # a file's bytes are gone
    DAMAGED = "damaged"  # they are not the bytes that were stored
    UNKNOWN_PUBLIC = "unknown_public"  # the public zone holds something nobody published
    NOT_INDEXED = "not_indexed"
    WRONGLY_INDEXED = "wrongly_indexed"  # an index knows a document it should not


@dataclass(frozen=True)
class Finding:
    trouble: Trouble
    what: str  # a hash or a document's id
    where: str


def check(resources: Resources) -> Iterator[Finding]:
    """Everything that is not as it should be; nothing is changed."""
    yield from _files(resources)
    yield from _public_zone(resources)
    yield from _indexes(resources)


def _files(resources: Resources) -> Iterator[Finding]:
    zones = {Zone.VAULT: resources.vault, Zone.PUBLIC: resources.public}
    with resources.database.read() as session:
        found = session.execute(select(File.zone, File.sha256).distinct().order_by(File.zone, File.sha256))
        rows = [(zone, sha256) for zone, sha256 in found]
        rows += [(Zone.PUBLIC, sha256) for sha256 in sorted(all_of_releases(session))]
        rows += [(Zone.VAULT, sha256) for sha256 in sorted(of_sent_tables(session))]
    for zone, sha256 in rows:
        try:
            verify(zones[zone], sha256)
        except NotFound:
            yield Finding(Trouble.MISSING, sha256, zone.value)
        except StorageDamaged:
            yield Finding(Trouble.DAMAGED, sha256, zone.value)


def _public_zone(resources: Resources) -> Iterator[Finding]:
    lies_there = set(resources.public.names())
    with resources.database.read() as session:
        published = set(
            session.scalars(
                select(File.sha256)
                .join(Document, Document.id == File.document_id)
                .where(File.zone == Zone.PUBLIC, Document.state.in_((State.PUBLISHED, State.PUBLISHING)))
            )
        )
        published |= all_of_releases(session) | all_of_orders(session)
    for sha256 in sorted(lies_there - published):
        yield Finding(Trouble.UNKNOWN_PUBLIC, sha256, Zone.PUBLIC.value)


def _indexes(resources: Resources) -> Iterator[Finding]:
    with resources.database.read() as session:
        everything = {str(one) for one in session.scalars(select(Document.id))}
        published = {
            str(one) for one in session.scalars(select(Document.id).where(Document.state == State.PUBLISHED))
        }
    yield from _index(resources.staff_index, everything, "staff")
    yield from _index(resources.public_index, published, "public")


def _index(engine: Engine, expected: set[str], name: str) -> Iterator[Finding]:
    known = set(engine.document_ids())
    for document_id in sorted(expected - known):
        yield Finding(Trouble.NOT_INDEXED, document_id, name)
    for document_id in sorted(known - expected):
        yield Finding(Trouble.WRONGLY_INDEXED, document_id, name)
