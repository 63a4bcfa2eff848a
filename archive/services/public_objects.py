"""Which objects of the public zone somebody still needs: published documents, releases, orders under way."""

from collections.abc import Collection, Iterable
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models.datasets import Distribution, OrderObject, Release, SentTable
from archive.models.documents import File, Zone
from archive.storage import Storage

_AT_ONCE = 500


def needed_by_releases(session: Session, hashes: Collection[str]) -> set[str]:
    """Those of ``hashes`` that a release in force or under way holds."""
    found: set[str] = set()
    for some in _in_parts(hashes):
        in_force = Release.withdrawn_at.is_(None)
        found |= set(
            session.scalars(
                select(Distribution.sha256)
                .join(Release, Release.id == Distribution.release_id)
                .where(in_force, Distribution.sha256.in_(some))
            )
        )
        found |= set(
            session.scalars(select(Release.rows_sha256).where(in_force, Release.rows_sha256.in_(some)))
        )
        found |= set(session.scalars(select(OrderObject.sha256).where(OrderObject.sha256.in_(some))))
    return found


def drop_unneeded(session: Session, public: Storage, hashes: Collection[str]) -> None:
    """Remove from the public zone what neither a release nor a document needs any more."""
    needed = needed_by_releases(session, hashes)
    for some in _in_parts(hashes):
        needed |= set(
            session.scalars(select(File.sha256).where(File.zone == Zone.PUBLIC, File.sha256.in_(some)))
        )
    for sha256 in sorted(set(hashes) - needed):
        public.remove(sha256)


def all_of_releases(session: Session) -> set[str]:
    """Everything that releases in force or under way hold in the public zone."""
    in_force = Release.withdrawn_at.is_(None)
    files = select(Distribution.sha256).join(Release, Release.id == Distribution.release_id).where(in_force)
    held = set(session.scalars(files))
    held |= set(session.scalars(select(Release.rows_sha256).where(in_force)))
    return held


def all_of_orders(session: Session) -> set[str]:
    """What orders under way may have put there so far."""
    return set(session.scalars(select(OrderObject.sha256)))


def of_sent_tables(session: Session) -> set[str]:
    """What the vault holds of tables that staff sent: the files, and the rows of those that passed."""
    rows = SentTable.rows_sha256
    return set(session.scalars(select(SentTable.sha256))) | {
        sha256 for sha256 in session.scalars(select(rows).where(rows.is_not(None))) if sha256
    }


def _in_parts(hashes: Iterable[str]) -> Iterable[list[str]]:
    remaining = iter(sorted(hashes))
    while some := list(islice(remaining, _AT_ONCE)):
        yield some
