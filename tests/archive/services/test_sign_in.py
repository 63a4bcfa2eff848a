"""Signing in: limits, what is kept of a token, and how long it lasts."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from archive.errors import SignInFailed, TooManyAttempts
from archive.models.accounts import FailedAttempt, SignIn
from archive.models.base import now
from archive.permissions import Role
from archive.resources import Resources
from archive.services import sign_in
from archive.services.attempts import MOST_PER_ADDRESS, MOST_PER_NAME, WINDOW
from tests.archive.services.people import ADDRESS, PASSWORD, person


def _fail(resources: Resources, username: str = "ana", address: str = ADDRESS) -> None:
    with pytest.raises(SignInFailed):
        sign_in.sign_in(resources, username, "no es esta", address)


def _age_attempts(resources: Resources, by: timedelta) -> None:
    with resources.database.write() as session:
        session.execute(update(FailedAttempt).values(at=now() - by))


def test_too_many_failures_of_one_name_close_it_even_for_the_right_password(resources: Resources) -> None:
    person(resources, "ana", Role.UPLOADER)
    for turn in range(MOST_PER_NAME):
        _fail(resources, address=f"192.0.2.{turn}")
    with pytest.raises(TooManyAttempts) as refused:
        sign_in.sign_in(resources, "ANA ", PASSWORD, "198.51.100.1")
    assert 1 <= refused.value.data["minutes"] <= 15


def test_the_limit_ends_with_its_window_and_waiting_is_not_prolonged(resources: Resources) -> None:
    person(resources, "ana", Role.UPLOADER)
    for _ in range(MOST_PER_NAME):
        _fail(resources)
    for _ in range(3):
        with pytest.raises(TooManyAttempts):
            sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)
    _age_attempts(resources, WINDOW)
    assert sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)


def test_too_many_failures_from_one_address_close_it_for_every_name(resources: Resources) -> None:
    person(resources, "ana", Role.UPLOADER)
    with resources.database.write() as session:
        session.add_all(_attempts_of_one_address(resources))
    with pytest.raises(TooManyAttempts):
        sign_in.sign_in(resources, "ana", PASSWORD, "203.0.113.9")
    assert sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)


def _attempts_of_one_address(resources: Resources) -> list[FailedAttempt]:
    """As many as are allowed, with the key that one real failure from there gets."""
    with resources.database.read() as session:
        before = set(session.scalars(select(FailedAttempt.key)))
    _fail(resources, "nadie", "203.0.113.9")
    with resources.database.read() as session:
        added = list(session.scalars(select(FailedAttempt.key).order_by(FailedAttempt.id)))
    address_key = [key for key in added if key not in before][-1]
    return [FailedAttempt(key=address_key) for _ in range(MOST_PER_ADDRESS - 1)]


def test_success_clears_the_failures_of_the_name(resources: Resources) -> None:
    person(resources, "ana", Role.UPLOADER)
    for _ in range(MOST_PER_NAME - 1):
        _fail(resources)
    sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)
    for _ in range(MOST_PER_NAME - 1):
        _fail(resources)
    assert sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)


def test_an_unknown_name_is_refused_like_a_known_one(resources: Resources) -> None:
    _fail(resources, "nadie")


def test_no_token_name_or_address_is_kept_as_it_is(resources: Resources) -> None:
    _, token = person(resources, "ana", Role.UPLOADER)
    _fail(resources)
    with resources.database.read() as session:
        kept = [*session.scalars(select(SignIn.token_hash)), *session.scalars(select(FailedAttempt.key))]
    assert all(len(value) == 64 for value in kept)
    assert not any(word in value for word in (token, "ana", ADDRESS) for value in kept)


def test_a_sign_in_ends_without_use_and_lasts_with_it(resources: Resources) -> None:
    _, token = person(resources, "ana", Role.UPLOADER)
    hours = resources.settings.session_hours
    _seen(resources, timedelta(hours=hours) - timedelta(minutes=1))
    assert sign_in.signed_in(resources, token) is not None
    with resources.database.read() as session:
        assert session.scalars(select(SignIn.seen_at)).one() > now() - timedelta(minutes=5)
    _seen(resources, timedelta(hours=hours, minutes=1))
    assert sign_in.signed_in(resources, token) is None


def _seen(resources: Resources, ago: timedelta) -> None:
    with resources.database.write() as session:
        session.execute(update(SignIn).values(seen_at=now() - ago))


def test_signing_out_ends_one_browser_and_everywhere_ends_all(resources: Resources) -> None:
    actor, first = person(resources, "ana", Role.UPLOADER)
    second = sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)
    third = sign_in.sign_in(resources, "ana", PASSWORD, ADDRESS)
    sign_in.sign_out(resources, third)
    assert sign_in.signed_in(resources, third) is None
    assert sign_in.signed_in(resources, second) is not None
    assert sign_in.sign_out_everywhere(resources, actor) == 2
    assert sign_in.signed_in(resources, first) is None
    assert sign_in.signed_in(resources, second) is None


def test_an_invented_token_is_nobody(resources: Resources) -> None:
    assert sign_in.signed_in(resources, "inventado") is None
    sign_in.sign_out(resources, "inventado")
