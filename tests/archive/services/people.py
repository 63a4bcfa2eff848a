"""People with a real password, signed in."""

from archive.permissions import Role
from archive.resources import Resources
from archive.services import accounts, sign_in
from archive.services.audit import COMMAND_LINE
from archive.services.sign_in import SignedIn

PASSWORD = "caballo correcto pila grapa"
ADDRESS = "192.0.2.7"


def person(resources: Resources, username: str, role: Role) -> tuple[SignedIn, str]:
    """An account that has changed its one-time password to PASSWORD, and the token of its browser."""
    one_time = accounts.create(resources, COMMAND_LINE, username, username.title(), role)
    token = sign_in.sign_in(resources, username, one_time, ADDRESS)
    actor = sign_in.signed_in(resources, token)
    assert actor is not None
    accounts.change_password(resources, actor, one_time, PASSWORD, token, ADDRESS)
    actor = sign_in.signed_in(resources, token)
    assert actor is not None
    return actor, token
