"""Accounts for tests that need people with ids."""

from sqlalchemy import select

from archive.models.accounts import Account
from archive.permissions import Role
from archive.resources import Resources
from archive.services.audit import SystemActor


def account(resources: Resources, username: str, role: Role) -> SystemActor:
    """The account of that name, made if it is not there, as an actor."""
    with resources.database.write() as session:
        row = session.scalars(select(Account).where(Account.username == username)).one_or_none()
        if row is None:
            row = Account(username=username, display_name=username.title(), password_hash="!", role=role)
            session.add(row)
            session.flush()
        return SystemActor(username, row.id, role)
