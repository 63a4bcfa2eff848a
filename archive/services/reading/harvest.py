"""Documents by their last change, for harvesters: published ones, and that some were withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, or_, select, union_all

from archive.errors import NotFound
from archive.models.documents import State
from archive.models.publications import Publication
from archive.resources import Resources
from archive.services.reading import published
from archive.services.reading.browsing import cards_by_id
from archive.services.reading.values import Card

_publications = Publication.__table__
_documents = published.documents


@dataclass(frozen=True, slots=True)
class Changed:
    """When a document became public, or, without its card, when it ceased to be."""

    id: UUID
    at: datetime
    card: Card | None
    description: str = ""
    language: str = ""
    media_type: str = ""


# Of a withdrawn document nothing is said but that there was one, also while it is proposed anew.
_PUBLIC: Select[Any] = select(
    _documents.c.id.label("id"), _documents.c.published_at.label("at"), literal(1).label("public")
).where(published.IS_PUBLISHED)
_GONE: Select[Any] = (
    select(_documents.c.id, func.max(_publications.c.withdrawn_at), literal(0))
    .join(_publications, _publications.c.document_id == _documents.c.id)
    .where(_documents.c.state != State.PUBLISHED, _publications.c.withdrawn_at.is_not(None))
    .group_by(_documents.c.id)
)
_CHANGES = union_all(_PUBLIC, _GONE).subquery("changes")


def changes(
    resources: Resources,
    *,
    since: datetime | None,
    before: datetime | None,
    after: tuple[datetime, UUID] | None,
    most: int,
) -> tuple[Changed, ...]:
    """``since`` included, ``before`` not, beyond ``after``; by moment, then by id."""
    at, id_ = _CHANGES.c.at, _CHANGES.c.id
    wanted = select(id_, at, _CHANGES.c.public).order_by(at, id_).limit(most)
    if since is not None:
        wanted = wanted.where(at >= since)
    if before is not None:
        wanted = wanted.where(at < before)
    if after is not None:
        wanted = wanted.where(or_(at > after[0], and_(at == after[0], id_ > after[1])))
    return _read(resources, wanted)


def change(resources: Resources, document_id: UUID) -> Changed:
    """The last of one document.  Raises NotFound where it was never public."""
    found = _read(resources, select(_CHANGES).where(_CHANGES.c.id == document_id))
    if not found:
        raise NotFound
    return found[0]


def earliest(resources: Resources) -> datetime | None:
    found = _read(resources, select(_CHANGES).order_by(_CHANGES.c.at).limit(1))
    return found[0].at if found else None


def _read(resources: Resources, wanted: Select[Any]) -> tuple[Changed, ...]:
    with published.connection(resources) as connection:
        rows = connection.execute(wanted).all()
        public = [row.id for row in rows if row.public]
        cards = cards_by_id(connection, public)
        said = {one.id: one for one in connection.execute(published.SAID_BY_ID, {"ids": public})}
    found = []
    for row in rows:
        about = said.get(row.id)
        if row.public and about is not None:
            told = (about.description or "", about.language or "", about.media_type or "")
            found.append(Changed(row.id, row.at, cards.get(row.id), *told))
        elif not row.public:
            found.append(Changed(row.id, row.at, None))
    return tuple(found)
