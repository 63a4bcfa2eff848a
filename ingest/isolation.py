"""What the Linux kernel is asked so that a process stays small, alone and mortal.

Everything is asked through libc with ctypes, because the standard library has no word for it.  What a
kernel or container does not allow is left out without a sound: limits and process groups still hold.
"""

import ctypes
import os
import resource
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000

_libc = ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> bool:
    arguments = [ctypes.c_ulong(number) for number in (value, 0, 0, 0)]
    return bool(_libc.prctl(ctypes.c_int(option), *arguments) == 0)


def die_with_parent(parent: int) -> None:
    """Be killed when the thread that made this process ends; at once if it has already."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def adopt_orphans() -> bool:
    """Become the parent of grandchildren whose own parent died, so that they can be found and ended."""
    return _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def forbid_new_privileges() -> None:
    """No set-user-id program gives anything from here on, and no sibling may look into our memory."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_DUMPABLE, 0)


def leave_network() -> bool:
    """Move this process and all its children into a network that has nobody in it."""
    if _libc.unshare(_CLONE_NEWNET) == 0:
        return True
    user, group = os.getuid(), os.getgid()
    if _libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")
    return True


def _write(path: str, line: str) -> None:
    with suppress(OSError):
        Path(path).write_text(line, encoding="ascii")


def set_limits(*, memory: int, memory_ceiling: int, seconds: float, file_size: int) -> None:
    """Bound this process; ``memory_ceiling`` is how far a program it starts may raise its own bound."""
    cpu = int(seconds * (os.cpu_count() or 1)) + 2
    _limit(resource.RLIMIT_AS, memory, max(memory, memory_ceiling))
    _limit(resource.RLIMIT_CPU, cpu, cpu + 5)
    _limit(resource.RLIMIT_FSIZE, file_size, file_size)
    _limit(resource.RLIMIT_CORE, 0, 0)


def _limit(kind: int, soft: int, hard: int) -> None:
    """Set a limit, never above what this process itself was given."""
    _, allowed = resource.getrlimit(kind)
    if allowed != resource.RLIM_INFINITY:
        hard = min(hard, allowed)
    resource.setrlimit(kind, (min(soft, hard), hard))


def children_of(process: int) -> Iterable[int]:
    """The direct children of a process, adopted ones too; none where /proc does not tell."""
    with suppress(OSError, ValueError):
        listing = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        return [int(number) for number in listing.split()]
    return ()


def kill_group(leader: int) -> None:
    """End a process group as a whole; a group that is gone already is fine."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
