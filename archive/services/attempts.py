"""How often a password may be tried: per user name and per address, within a window."""

import hashlib
import hmac
import math
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.errors import TooManyAttempts
from archive.models.accounts import FailedAttempt
from archive.models.base import now
from archive.resources import Resources
from archive.settings import ensure_secret_key

WINDOW = timedelta(minutes=15)
MOST_PER_NAME = 5
MOST_PER_ADDRESS = 25  # a whole office may sit behind one address


@dataclass(frozen=True)
class Attempt:
    """One try under way: counted as failed until it is forgiven."""

    name_key: str
    ids: tuple[int, ...]


def count(resources: Resources, username: str, address: str) -> Attempt:
    """Count a try before the password is looked at, so that many at once cannot slip past the limit.

    Raises TooManyAttempts, and then counts nothing: waiting is enough to be let in again.
    """
    by_name, by_address = _keys(resources, username, address)
    with resources.database.write() as session:
        session.execute(delete(FailedAttempt).where(FailedAttempt.at < now() - WINDOW))
        _check(session, by_name, MOST_PER_NAME)
        _check(session, by_address, MOST_PER_ADDRESS)
        rows = [FailedAttempt(key=by_name), FailedAttempt(key=by_address)]
        session.add_all(rows)
        session.flush()
        return Attempt(by_name, tuple(row.id for row in rows))


def forgive(session: Session, attempt: Attempt) -> None:
    """The password was right: forget the name's failures, but of the address only this try.

    Otherwise whoever has one account could clear an address for guessing at others.
    """
    session.execute(delete(FailedAttempt).where(FailedAttempt.key == attempt.name_key))
    session.execute(delete(FailedAttempt).where(FailedAttempt.id.in_(attempt.ids)))


def _check(session: Session, key: str, most: int) -> None:
    newest = (
        select(FailedAttempt.at).where(FailedAttempt.key == key).order_by(FailedAttempt.at.desc()).limit(most)
    )
    moments = session.scalars(newest).all()
    if len(moments) >= most:
        left = moments[-1] + WINDOW - now()
        raise TooManyAttempts(minutes=max(1, math.ceil(left.total_seconds() / 60)))


def _keys(resources: Resources, username: str, address: str) -> tuple[str, str]:
    """Keyed hashes, so that a copy of the table tells neither names nor addresses."""
    key = ensure_secret_key(resources.settings).encode()

    def keyed(text: str) -> str:
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    return keyed(f"name:{username}"), keyed(f"address:{address}")
