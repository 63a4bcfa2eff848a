"""Tell the other documents of a practice what was decided on a value.  They propose; people there decide."""

from uuid import UUID

from archive.jobs.workshop import Workshop
from archive.services.prints import prints_of
from archive.services.spreading import spread as spread_decisions


def spread(workshop: Workshop, document_id: UUID) -> None:
    with workshop.resources.database.write() as session:
        spread_decisions(session, prints_of(workshop.resources.settings), document_id)
