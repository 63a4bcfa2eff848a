"""Accounts: made with a one-time password, given a role, closed, opened again."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.errors import InvalidInput, NotFound, SignInFailed
from archive.models.accounts import Account, SignIn
from archive.permissions import Actor, Permission, Role, demand
from archive.resources import Resources
from archive.services import attempts, passwords
from archive.services.audit import COMMAND_LINE, Action, record
from archive.services.sign_in import SignedIn, end_all, normal_username

FIRST_USERNAME = "admin"
_USERNAME = re.compile(r"[a-z0-9ñ][a-z0-9ñ._@-]{2,79}")


@dataclass(frozen=True)
class AccountView:
    id: int
    username: str
    display_name: str
    role: Role
    active: bool
    must_change_password: bool
    created_at: datetime
    seen_at: datetime | None  # the newest sign of life of any of its browsers


def create(resources: Resources, actor: Actor | None, username: str, display_name: str, role: Role) -> str:
    """The one-time password of the new account.  Raises InvalidInput for a name taken or badly formed."""
    demand(actor, Permission.ACCOUNT_MANAGE)
    assert actor is not None
    with resources.database.write() as session:
        return _add(session, actor, username, display_name, role)


def ensure_administrator(resources: Resources) -> str | None:
    """The one-time password of a first administrator, made only where there is no account at all."""
    with resources.database.write() as session:
        if session.scalar(select(func.count()).select_from(Account)):
            return None
        return _add(session, COMMAND_LINE, FIRST_USERNAME, "Administración", Role.ADMINISTRATOR)


def change_password(
    resources: Resources, actor: SignedIn, current: str, new: str, token: str, address: str
) -> None:
    """Set the actor's own password and end its sign-ins elsewhere.

    Raises SignInFailed for a wrong current one (counted like a failed sign-in), WeakPassword.
    """
    demand(actor, Permission.SELF_MANAGE)
    attempt = attempts.count(resources, actor.username, address)
    with resources.database.read() as session:
        known = _account(session, actor.id).password_hash
    if not passwords.matches(known, current):
        raise SignInFailed
    passwords.check_strength(new, actor.username)
    if new == current:
        raise InvalidInput(field="Contraseña nueva", reason="debe ser distinta de la actual")
    hashed = passwords.hashed(new)
    with resources.database.write() as session:
        account = _account(session, actor.id)
        account.password_hash = hashed
        account.must_change_password = False
        ended = end_all(session, account.id, but_token=token)
        attempts.forgive(session, attempt)
        record(session, actor, Action.PASSWORD_CHANGED, "account", account.id, ended_elsewhere=ended)


def reset_password(resources: Resources, actor: Actor | None, account_id: int) -> str:
    """A new one-time password; the account is signed out everywhere."""
    demand(actor, Permission.ACCOUNT_MANAGE)
    assert actor is not None
    password = passwords.one_time()
    hashed = passwords.hashed(password)
    with resources.database.write() as session:
        account = _account(session, account_id)
        account.password_hash = hashed
        account.must_change_password = True
        end_all(session, account.id)
        record(session, actor, Action.ACCOUNT_CHANGED, "account", account.id, change="password_reset")
    return password


def set_role(resources: Resources, actor: Actor | None, account_id: int, role: Role) -> None:
    """Raises InvalidInput where the last active administrator would be lost."""
    demand(actor, Permission.ACCOUNT_MANAGE)
    assert actor is not None
    with resources.database.write() as session:
        account = _account(session, account_id)
        if role is not Role.ADMINISTRATOR:
            _refuse_losing_last_administrator(session, account)
        record(
            session,
            actor,
            Action.ACCOUNT_CHANGED,
            "account",
            account.id,
            before=account.role.value,
            role=role.value,
        )
        account.role = role


def set_active(resources: Resources, actor: Actor | None, account_id: int, active: bool) -> None:
    """Close an account (its sign-ins end) or open it again.  The last administrator stays: InvalidInput."""
    demand(actor, Permission.ACCOUNT_MANAGE)
    assert actor is not None
    with resources.database.write() as session:
        account = _account(session, account_id)
        if not active:
            _refuse_losing_last_administrator(session, account)
            end_all(session, account.id)
        account.active = active
        record(session, actor, Action.ACCOUNT_CHANGED, "account", account.id, active=active)


def listing(resources: Resources, actor: Actor | None) -> tuple[AccountView, ...]:
    """Every account, active ones first, by name."""
    demand(actor, Permission.ACCOUNT_MANAGE)
    seen = (
        select(SignIn.account_id, func.max(SignIn.seen_at).label("seen_at"))
        .group_by(SignIn.account_id)
        .subquery()
    )
    wanted = (
        select(Account, seen.c.seen_at)
        .join(seen, seen.c.account_id == Account.id, isouter=True)
        .order_by(Account.active.desc(), Account.display_name)
    )
    with resources.database.read() as session:
        return tuple(
            AccountView(
                id=account.id,
                username=account.username,
                display_name=account.display_name,
                role=account.role,
                active=account.active,
                must_change_password=account.must_change_password,
                created_at=account.created_at,
                seen_at=seen_at,
            )
            for account, seen_at in session.execute(wanted)
        )


def _add(session: Session, actor: Actor, untrusted_username: str, display_name: str, role: Role) -> str:
    username = normal_username(untrusted_username)
    if not _USERNAME.fullmatch(username):
        raise InvalidInput(
            field="Usuario", reason="use de 3 a 80 letras sin acento, números, punto, guion o @"
        )
    if not display_name.strip():
        raise InvalidInput(field="Nombre", reason="no puede quedar vacío")
    if session.scalar(select(Account.id).where(Account.username == username)):
        raise InvalidInput(field="Usuario", reason="ya hay una cuenta con ese usuario")
    password = passwords.one_time()
    account = Account(
        username=username,
        display_name=display_name.strip()[:200],
        password_hash=passwords.hashed(password),
        role=role,
    )
    session.add(account)
    session.flush()
    record(session, actor, Action.ACCOUNT_CREATED, "account", account.id, role=role.value)
    return password


def _account(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound
    return account


def _refuse_losing_last_administrator(session: Session, account: Account) -> None:
    others = select(func.count()).where(
        Account.role == Role.ADMINISTRATOR, Account.active, Account.id != account.id
    )
    if account.active and account.role is Role.ADMINISTRATOR and not session.scalar(others):
        raise InvalidInput(
            field="Cuenta", reason="es la última persona administradora activa; nombre antes a otra"
        )
