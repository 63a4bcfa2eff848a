"""Signing in and out: tokens of which only a hash is kept, and who a token belongs to."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from archive.errors import SignInFailed
from archive.models.accounts import Account, SignIn
from archive.models.base import now
from archive.permissions import Role
from archive.resources import Resources
from archive.services import attempts, passwords
from archive.services.audit import Action, SystemActor, record

_SEEN_EVERY = timedelta(minutes=2)  # how exactly ``seen_at`` is kept: not every page needs a write
_NOBODY = SystemActor("sin-sesion")


@dataclass(frozen=True)
class SignedIn:
    """The account behind a browser's token."""

    id: int
    username: str
    display_name: str
    role: Role
    must_change_password: bool
    csrf_token: str


def sign_in(resources: Resources, untrusted_username: str, untrusted_password: str, address: str) -> str:
    """A new token for the browser.  Raises SignInFailed, or TooManyAttempts before any checking."""
    username = normal_username(untrusted_username)
    attempt = attempts.count(resources, username, address)
    with resources.database.read() as session:
        account = session.scalar(select(Account).where(Account.username == username, Account.active))
    if (
        not passwords.matches(account.password_hash if account else None, untrusted_password)
        or account is None
    ):
        with resources.database.write() as session:
            # What was typed is not kept: people type their password in the wrong field.
            record(
                session, _NOBODY, Action.SIGN_IN_FAILED, "account", account.id if account else "desconocida"
            )
        raise SignInFailed
    token = secrets.token_urlsafe(32)
    with resources.database.write() as session:
        attempts.forgive(session, attempt)
        session.add(
            SignIn(token_hash=_hash(token), account_id=account.id, csrf_token=secrets.token_urlsafe(32))
        )
        record(session, account, Action.SIGNED_IN, "account", account.id)
    return token


def signed_in(resources: Resources, untrusted_token: str) -> SignedIn | None:
    """Who the token belongs to; None where it is unknown, ended, or its account is no longer active."""
    oldest = now() - timedelta(hours=resources.settings.session_hours)
    wanted = (
        select(Account, SignIn.id, SignIn.csrf_token, SignIn.seen_at)
        .join(SignIn, SignIn.account_id == Account.id)
        .where(SignIn.token_hash == _hash(untrusted_token), SignIn.seen_at >= oldest, Account.active)
    )
    with resources.database.read() as session:
        row = session.execute(wanted).first()
    if row is None:
        return None
    account, sign_in_id, csrf_token, seen_at = row
    if now() - seen_at > _SEEN_EVERY:
        with resources.database.write() as session:
            session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now()))
            session.execute(delete(SignIn).where(SignIn.seen_at < oldest))
    return SignedIn(
        id=account.id,
        username=account.username,
        display_name=account.display_name,
        role=account.role,
        must_change_password=account.must_change_password,
        csrf_token=csrf_token,
    )


def sign_out(resources: Resources, untrusted_token: str) -> None:
    """End this browser's sign-in; nothing happens where there is none."""
    with resources.database.write() as session:
        row = session.execute(
            select(SignIn, Account)
            .join(Account, Account.id == SignIn.account_id)
            .where(SignIn.token_hash == _hash(untrusted_token))
        ).first()
        if row is None:
            return
        found, account = row
        session.delete(found)
        record(session, account, Action.SIGNED_OUT, "account", account.id)


def sign_out_everywhere(resources: Resources, actor: SignedIn) -> int:
    """End every sign-in of the actor's account, this one too; how many there were."""
    with resources.database.write() as session:
        ended = end_all(session, actor.id)
        record(session, actor, Action.SIGNED_OUT_EVERYWHERE, "account", actor.id, ended=ended)
    return ended


def end_all(session: Session, account_id: int, *, but_token: str | None = None) -> int:
    """Within the caller's transaction: drop the account's sign-ins, perhaps all but one."""
    unwanted = delete(SignIn).where(SignIn.account_id == account_id)
    if but_token is not None:
        unwanted = unwanted.where(SignIn.token_hash != _hash(but_token))
    ended = session.scalars(unwanted.returning(SignIn.id)).all()
    return len(ended)


def normal_username(untrusted_username: str) -> str:
    return untrusted_username.strip().casefold()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
