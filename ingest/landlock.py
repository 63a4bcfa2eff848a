"""What of the file system a process and its children may reach, as the Linux kernel's Landlock holds it.

Asked of the kernel with ctypes, because the standard library has no word for it.  A kernel without
Landlock, or with its first version (which forbids every move from folder to folder), changes nothing.
"""

import ctypes
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from enum import IntFlag
from functools import cache
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
_ASK_VERSION = 1
_PATH_BENEATH = 1
_OLDEST = 2

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = (1 << bit for bit in range(4))
_MAKE_SOCKET = 1 << 9
_TRUNCATE = 1 << 14
_BEFORE_TRUNCATE = _TRUNCATE - 1  # all that version 2 knows
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_NETWORK = 0b11  # binding and connecting, held from version 4 on
_STRANGERS = 0b11  # nameless sockets of, and signals to, processes outside: held from version 6 on

_libc = ctypes.CDLL(None, use_errno=True)


class Reach(IntFlag):
    """What may be done with a place and all that lies below it."""

    READ = _READ_FILE | _READ_DIR
    RUN = READ | _EXECUTE
    WRITE = (_BEFORE_TRUNCATE | _TRUNCATE) & ~_EXECUTE
    MAKE_SOCKETS = _MAKE_SOCKET


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("strangers", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("parent", ctypes.c_int32))


@cache
def version() -> int:
    """The kernel's version of Landlock; 0 where there is none that is of use."""
    found = _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    return int(found) if found >= _OLDEST else 0


class Confinement:
    """Places that processes need; opened once, so that each process pays only for what it alone is given."""

    def __init__(self, needed: Iterable[tuple[Path, Reach]]) -> None:
        self._needed = (
            _rules({place.resolve(): reach for place, reach in needed}.items()) if version() else []
        )

    def enter(self, given: Iterable[tuple[Path, Reach]]) -> bool:
        """Leave this process these places and no other, for good; False where the kernel holds nothing.

        New privileges must have been forbidden before.
        """
        ruleset = _create() if version() else -1
        if ruleset < 0:
            return False
        own = _rules(given)
        for rule in (*self._needed, *own):
            _libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
        entered = _libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0
        for handle in (ruleset, *(rule.parent for rule in own)):
            os.close(handle)
        return bool(entered)


def _rules(places: Iterable[tuple[Path, Reach]]) -> list[_Beneath]:
    """A rule for each place that there is, with the rights that its kind can have."""
    rules = []
    known = _known()
    for place, reach in places:
        with suppress(OSError):
            handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
            is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
            rules.append(_Beneath(reach & known & (known if is_folder else _OF_A_FILE), handle))
    return rules


def _known() -> int:
    """The rights to files that are held: all that this kernel knows up to cutting short."""
    return _BEFORE_TRUNCATE if version() == _OLDEST else _BEFORE_TRUNCATE | _TRUNCATE


def _create() -> int:
    version_4, version_6 = version() >= 4, version() >= 6
    asked = _Ruleset(_known(), _NETWORK if version_4 else 0, _STRANGERS if version_6 else 0)
    size = ctypes.sizeof(asked) if version_6 else 16 if version_4 else 8
    return int(_libc.syscall(_CREATE_RULESET, ctypes.byref(asked), ctypes.c_size_t(size), ctypes.c_uint32(0)))
