"""Where documents stand after the command line handed them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models.documents import Document, State
from archive.resources import Resources
from archive.services.clearance import nature, obstacles

UNDER_WAY = frozenset({State.RECEIVED, State.READING})


@dataclass(frozen=True)
class Standing:
    """A document's state with, where it is not simply ready, the reason (untranslated) and its data."""

    document_id: UUID
    state: State
    failure_code: str | None
    sentence: str | None
    data: dict[str, Any]


def standings(resources: Resources, document_ids: Sequence[UUID]) -> dict[UUID, Standing]:
    found: dict[UUID, Standing] = {}
    with resources.database.read() as session:
        for start in range(0, len(document_ids), 500):
            wanted = select(Document).where(Document.id.in_(document_ids[start : start + 500]))
            found |= {document.id: _standing(session, document) for document in session.scalars(wanted)}
    return found


def _standing(session: Session, document: Document) -> Standing:
    sentence, data = document.failure_sentence, dict(document.failure_data or {})
    if sentence is None and document.state is State.IN_REVIEW:
        # What was found in it is said rather than what is still to be done, which is always the same.
        natures = nature(session, document) or obstacles(session, document)
        if natures:
            sentence, data = natures[-1].sentence, natures[-1].data
    return Standing(document.id, document.state, document.failure_code, sentence, data)
