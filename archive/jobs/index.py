"""Bring both indexes into step with the database, for many documents in one commit."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from archive.jobs.workshop import Workshop
from archive.models.documents import File, Zone
from archive.models.publications import Publication
from archive.resources import Resources
from archive.services.entries import all_ids, public_entries, staff_entries
from archive.services.publishing import clear_public_files


def index(workshop: Workshop, document_ids: Sequence[UUID]) -> None:
    """What is published now is in the public index, everything in the staff index, nothing else in either."""
    resources = workshop.resources
    with resources.database.read() as session:
        staff = staff_entries(session, document_ids)
        public = public_entries(session, document_ids)
        once_proposed = set(
            session.scalars(select(Publication.document_id).where(Publication.document_id.in_(document_ids)))
        )
        with_public_files = set(
            session.scalars(
                select(File.document_id).where(File.document_id.in_(document_ids), File.zone == Zone.PUBLIC)
            )
        )
    known, published = (
        {UUID(entry.document_id) for entry in staff},
        {UUID(entry.document_id) for entry in public},
    )
    resources.staff_index.update(staff, removed=[str(one) for one in document_ids if one not in known])
    # A document that nobody ever proposed cannot be in the public index: most updates need not open it.
    if public or once_proposed:
        resources.public_index.update(public, removed=[str(one) for one in once_proposed - published])
    for one in with_public_files - published:
        clear_public_files(resources, one)


def rebuild(resources: Resources) -> None:
    """Both indexes made anew from the database, leaving nothing of the old ones on disk."""
    with resources.database.read() as session:
        resources.staff_index.rebuild(
            entry for batch in all_ids(session) for entry in staff_entries(session, batch)
        )
        resources.public_index.rebuild(
            entry for batch in all_ids(session) for entry in public_entries(session, batch)
        )
