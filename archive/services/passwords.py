"""Passwords: hashed with argon2, checked at the same pace for nobody as for somebody, made for others."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from archive.errors import WeakPassword

SHORTEST = 12
_LONGEST = 1_000  # argon2 reads all of it: a megabyte of password would be an attack on the server
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike on paper: i l o 0 1
_GROUPS, _GROUP = 4, 5

# The memory-hard choice of OWASP's password cheat sheet, a little slower: about 50 ms of one core.
HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)


def hashed(password: str) -> str:
    return HASHER.hash(password)


def matches(password_hash: str | None, untrusted_password: str) -> bool:
    """Whether the password is the one hashed; the same work is done where there is no account to compare."""
    known = password_hash is not None
    try:
        HASHER.verify(password_hash or _nobody(), untrusted_password[:_LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return known


def one_time() -> str:
    """A password to hand over once, easy to read aloud and to copy from paper (99 bits)."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def check_strength(untrusted_password: str, username: str) -> None:
    """Raise WeakPassword for a short one, an endless one, one letter repeated, or the user name."""
    plain = untrusted_password.strip().casefold()
    if (
        not SHORTEST <= len(untrusted_password) <= _LONGEST
        or len(set(plain)) < 4
        or plain == username.casefold()
    ):
        raise WeakPassword(length=SHORTEST)


def prepare() -> None:
    """Do now what the first check of an unknown account would do late, so that it takes no longer."""
    _nobody()


@cache
def _nobody() -> str:
    return HASHER.hash(secrets.token_hex(16))
