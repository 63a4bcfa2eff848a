"""Readers that ask for a page as fast as they get it: wrk where it is installed, else threads."""

import re
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle

READERS = 16
_ROTATE = """
local addresses = { %s }
local turn = 0
function request()
  turn = turn %% #addresses + 1
  return wrk.format("GET", addresses[turn])
end
"""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """What the readers saw."""

    per_second: float
    p50: float  # milliseconds
    p99: float
    failed: int


def load(port: int, address: str, seconds: float) -> Load:
    """``READERS`` readers asking for ``address`` for so long."""
    return _wrk(port, address, seconds) if shutil.which("wrk") else _threads(port, address, seconds)


def _wrk(port: int, address: str, seconds: float) -> Load:
    command = [
        "wrk",
        "-t1",
        f"-c{READERS}",
        f"-d{seconds:.0f}s",
        "--latency",
        f"http://127.0.0.1:{port}{address}",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Load(
        per_second=float(_found(r"Requests/sec:\s+([\d.]+)", said).group(1)),
        p50=_milliseconds("50%", said),
        p99=_milliseconds("99%", said),
        failed=int(bad.group(1)) if bad else 0,
    )


def _milliseconds(share: str, said: str) -> float:
    found = _found(rf"{share}\s+([\d.]+)(us|ms|s|m)\b", said)
    return float(found.group(1)) * _UNITS[found.group(2)]


def _found(pattern: str, said: str) -> "re.Match[str]":
    found = re.search(pattern, said)
    if found is None:
        raise RuntimeError(f"wrk said something else: {said}")
    return found


def _threads(port: int, addresses: Sequence[str], seconds: float) -> Load:
    turns = cycle(addresses)
    times: list[float] = []
    failed: list[int] = []
    end = time.monotonic() + seconds

    def read() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < end:
            started = time.perf_counter()
            connection.request("GET", next(turns))
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - started) * 1000)
            if answer.status >= 400:
                failed.append(answer.status)
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    shares = statistics.quantiles(times, n=100, method="inclusive")
    return Load(len(times) / seconds, shares[49], shares[98], len(failed))
