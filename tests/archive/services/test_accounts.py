"""Accounts: one-time passwords, roles, and the last administrator."""

import pytest
from sqlalchemy import select

from archive.errors import Forbidden, InvalidInput, SignInFailed, WeakPassword
from archive.models.audit import AuditEvent
from archive.permissions import Role
from archive.resources import Resources
from archive.services import accounts, passwords, sign_in
from archive.services.audit import COMMAND_LINE
from archive.services.sign_in import SignedIn
from tests.archive.services.people import ADDRESS, PASSWORD, person


def test_the_first_administrator_is_made_once(resources: Resources) -> None:
    password = accounts.ensure_administrator(resources)
    assert password is not None
    assert accounts.ensure_administrator(resources) is None
    token = sign_in.sign_in(resources, accounts.FIRST_USERNAME, password, ADDRESS)
    actor = sign_in.signed_in(resources, token)
    assert actor is not None
    assert actor.role is Role.ADMINISTRATOR
    assert actor.must_change_password


def test_no_administrator_is_made_where_there_is_any_account(resources: Resources) -> None:
    accounts.create(resources, COMMAND_LINE, "ana", "Ana", Role.UPLOADER)
    assert accounts.ensure_administrator(resources) is None


@pytest.mark.parametrize("username", ["", "ab", "con espacio", "<b>", "a" * 81, "-guion"])
def test_a_badly_formed_user_name_is_refused(resources: Resources, username: str) -> None:
    with pytest.raises(InvalidInput):
        accounts.create(resources, COMMAND_LINE, username, "Ana", Role.UPLOADER)


def test_a_user_name_is_one_whatever_its_case(resources: Resources) -> None:
    accounts.create(resources, COMMAND_LINE, "Ana", "Ana", Role.UPLOADER)
    with pytest.raises(InvalidInput):
        accounts.create(resources, COMMAND_LINE, " ANA ", "Otra", Role.UPLOADER)


def test_only_those_who_manage_accounts_make_them(resources: Resources) -> None:
    uploader, _ = person(resources, "carga", Role.UPLOADER)
    with pytest.raises(Forbidden):
        accounts.create(resources, uploader, "nueva", "Nueva", Role.ADMINISTRATOR)
    with pytest.raises(Forbidden):
        accounts.set_role(resources, uploader, uploader.id, Role.ADMINISTRATOR)


def test_changing_the_password_needs_the_old_one(resources: Resources) -> None:
    actor, token = person(resources, "ana", Role.UPLOADER)
    with pytest.raises(SignInFailed):
        accounts.change_password(resources, actor, "otra cosa", "cuatro palabras nuevas", token, ADDRESS)


@pytest.mark.parametrize("weak", ["corta", "aaaaaaaaaaaaaaaa", "nombre.bastante.largo", "x" * 2000])
def test_a_weak_password_is_refused(resources: Resources, weak: str) -> None:
    actor, token = person(resources, "nombre.bastante.largo", Role.UPLOADER)
    with pytest.raises(WeakPassword):
        accounts.change_password(resources, actor, PASSWORD, weak, token, ADDRESS)


def test_a_new_password_ends_the_sign_ins_elsewhere(resources: Resources) -> None:
    actor, token = person(resources, "ana", Role.UPLOADER)
    elsewhere = sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)
    accounts.change_password(resources, actor, PASSWORD, "cuatro palabras nuevas", token, ADDRESS)
    assert sign_in.signed_in(resources, elsewhere) is None
    assert sign_in.signed_in(resources, token) is not None
    with pytest.raises(SignInFailed):
        sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)


def test_the_one_time_password_cannot_be_kept(resources: Resources) -> None:
    one_time = accounts.create(resources, COMMAND_LINE, "ana", "Ana", Role.UPLOADER)
    token = sign_in.sign_in(resources, "ana", one_time, ADDRESS)
    actor = _actor(resources, token)
    with pytest.raises(InvalidInput):
        accounts.change_password(resources, actor, one_time, one_time, token, ADDRESS)


def test_the_last_administrator_stays(resources: Resources) -> None:
    boss, _ = person(resources, "jefa", Role.ADMINISTRATOR)
    with pytest.raises(InvalidInput):
        accounts.set_active(resources, boss, boss.id, active=False)
    with pytest.raises(InvalidInput):
        accounts.set_role(resources, boss, boss.id, Role.UPLOADER)
    other, _ = person(resources, "otra", Role.ADMINISTRATOR)
    accounts.set_active(resources, boss, boss.id, active=False)
    with pytest.raises(InvalidInput):
        accounts.set_active(resources, other, other.id, active=False)


def test_a_closed_account_is_out_at_once_and_may_come_back(resources: Resources) -> None:
    boss, _ = person(resources, "jefa", Role.ADMINISTRATOR)
    actor, token = person(resources, "ana", Role.UPLOADER)
    accounts.set_active(resources, boss, actor.id, active=False)
    assert sign_in.signed_in(resources, token) is None
    with pytest.raises(SignInFailed):
        sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)
    accounts.set_active(resources, boss, actor.id, active=True)
    assert sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)


def test_a_reset_password_works_once_and_signs_out(resources: Resources) -> None:
    boss, _ = person(resources, "jefa", Role.ADMINISTRATOR)
    actor, token = person(resources, "ana", Role.UPLOADER)
    one_time = accounts.reset_password(resources, boss, actor.id)
    assert sign_in.signed_in(resources, token) is None
    again = sign_in.sign_in(resources, "ana", one_time, ADDRESS)
    assert _actor(resources, again).must_change_password


def test_what_is_done_to_accounts_is_in_the_trail_without_secrets(resources: Resources) -> None:
    boss, _ = person(resources, "jefa", Role.ADMINISTRATOR)
    secret = accounts.create(resources, boss, "ana", "Ana", Role.UPLOADER)
    accounts.reset_password(resources, boss, boss.id)
    with resources.database.read() as session:
        events = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert {"account:created", "session:signed_in"} <= {event.action for event in events}
    assert not any(secret in str(event.details) or PASSWORD in str(event.details) for event in events)


def test_one_time_passwords_differ_and_are_strong() -> None:
    made = {passwords.one_time() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        passwords.check_strength(password, "ana")


def _actor(resources: Resources, token: str) -> SignedIn:
    actor = sign_in.signed_in(resources, token)
    assert actor is not None
    return actor
