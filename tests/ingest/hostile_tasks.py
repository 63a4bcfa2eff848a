"""What a hostile document could make its reader do, as tasks for a sandbox under test."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ingest.errors import EncryptedFile, TooManyPages
from ingest.options import Limits
from ingest.wire import Json


def _echo(request: Json) -> Json:
    return request


def _segfault(request: Json) -> Json:
    ctypes.string_at(0)
    return {}


def _hang(request: Json) -> Json:
    child = subprocess.Popen(["sleep", "1000"])
    Path(request["note"]).write_text(f"{os.getpid()} {child.pid}")
    signal.pause()
    return {}


def _spin(request: Json) -> Json:
    while True:
        pass


def _hoard(request: Json) -> Json:
    return {"size": len(bytearray(request["bytes"]))}


def _refuse(request: Json) -> Json:
    raise TooManyPages(pages=10_000, limit=Limits().pages)


def _encrypted(request: Json) -> Json:
    raise EncryptedFile


def _bug(request: Json) -> Json:
    raise ZeroDivisionError(request["secret"])


def _escape(request: Json) -> Json:
    """Leave a process behind that went out of the group."""
    child = subprocess.Popen(["sleep", "1000"], start_new_session=True)
    return {"process": child.pid}


def _litter(request: Json) -> Json:
    folder = tempfile.mkdtemp()
    (Path(folder) / "rest").write_bytes(b"x")
    return {"folder": folder, "cwd": str(Path.cwd())}


def _dial(request: Json) -> Json:
    try:
        socket.create_connection(("127.0.0.1", request["port"]), timeout=1).close()
    except OSError as error:
        return {"reached": False, "why": str(error)}
    return {"reached": True}


def _write(request: Json) -> Json:
    with Path(request["path"]).open("wb") as file:
        file.write(bytes(request["bytes"]))
    return {}


def _babble(request: Json) -> Json:
    """Answer with something that is not an answer."""
    print("not for you")
    sys.stdout.flush()
    return {"pages": [{"number": "one"}], "survey": {"page_count": -1}, "file_type": "exe", "proposal": None}


def _environment(request: Json) -> Json:
    return {"names": sorted(os.environ), "handles": len(list(Path("/proc/self/fd").iterdir()))}


def _slow(request: Json) -> Json:
    time.sleep(request["seconds"])
    return {"process": os.getpid()}


def _touch(request: Json) -> Json:
    """Do something to a file, and say with which error that ended, if with one."""
    deeds: dict[str, Callable[[Path], object]] = {
        "read": Path.read_bytes,
        "list": lambda path: list(path.iterdir()),
        "write": lambda path: path.write_bytes(b"x"),
        "append": lambda path: path.open("ab").close(),
        "shorten": lambda path: os.truncate(path, 0),
        "delete": Path.unlink,
        "rename": lambda path: path.rename(path.with_name("other")),
        "link": lambda path: path.hardlink_to(request["to"]),
        "run": lambda path: subprocess.run([path], check=False),
        "signal": lambda _: os.kill(request["process"], 0),
    }
    try:
        deeds[request["deed"]](Path(request["path"]))
    except OSError as error:
        return {"error": type(error).__name__}
    return {"error": None}


def prepare() -> None:
    """Nothing to load."""


def tidy(work: Path) -> None:
    """Nothing is left outside."""


TASKS = {
    "echo": _echo,
    "segfault": _segfault,
    "hang": _hang,
    "spin": _spin,
    "hoard": _hoard,
    "refuse": _refuse,
    "encrypted": _encrypted,
    "bug": _bug,
    "escape": _escape,
    "litter": _litter,
    "dial": _dial,
    "write": _write,
    "survey": _babble,
    "read": _babble,
    "propose": _babble,
    "scrub": _babble,
    "environment": _environment,
    "slow": _slow,
    "touch": _touch,
}
