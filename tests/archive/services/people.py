"""People with a real password, signed in."""

from functools import cache

from archive.models.accounts import Account
from archive.permissions import Role
from archive.resources import Resources
from archive.services import passwords, sign_in
from archive.services.sign_in import SignedIn

PASSWORD = "caballo correcto pila grapa"
ADDRESS = "192.0.2.7"


def person(resources: Resources, username: str, role: Role) -> tuple[SignedIn, str]:
    """An account whose password is PASSWORD, and the token of a browser where it is signed in."""
    with resources.database.write() as session:
        session.add(
            Account(
                username=username,
                display_name=username.title(),
                password_hash=_hashed(),
                role=role,
                must_change_password=False,
            )
        )
    token = sign_in.sign_in(resources, username, PASSWORD, ADDRESS)
    actor = sign_in.signed_in(resources, token)
    assert actor is not None
    return actor, token


@cache
def _hashed() -> str:
    """Hashing is slow on purpose; once is enough for all people of the tests."""
    return passwords.hashed(PASSWORD)
