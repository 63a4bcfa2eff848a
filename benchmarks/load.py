"""Readers that ask for a page as fast as they get it: wrk where it is installed, else threads."""

import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count

READERS = 16
_ROTATE = """
local addresses = { %s }
local fresh = %s
local turn = 0
function request()
  turn = turn + 1
  local address = addresses[turn %% #addresses + 1]
  if fresh then
    address = address .. (address:find("?", 1, true) and "&" or "?") .. "vez=" .. turn
  end
  return wrk.format("GET", address)
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


def load(port: int, addresses: Sequence[str], seconds: float, *, fresh: bool = False) -> Load:
    """``READERS`` readers asking for ``addresses`` one after the other, for so long.

    ``fresh``: each time with something in the address that was never asked for, so that no kept page answers.
    """
    run = _wrk if shutil.which("wrk") else _threads
    return run(port, addresses, seconds, fresh=fresh)


def _wrk(port: int, addresses: Sequence[str], seconds: float, *, fresh: bool) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        listed = ", ".join(f'"{address}"' for address in addresses)
        script.write(_ROTATE % (listed, "true" if fresh else "false"))
        script.flush()
        command = ["wrk", "-t1", f"-c{READERS}", f"-d{seconds:.0f}s", "--latency", "-s", script.name]
        command.append(f"http://127.0.0.1:{port}/")
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


def _threads(port: int, addresses: Sequence[str], seconds: float, *, fresh: bool) -> Load:
    turns = _turns(addresses, fresh=fresh)
    times: list[float] = []
    failed: list[int] = []
    end = time.monotonic() + seconds
    lock = threading.Lock()

    def turn() -> str:
        with lock:
            return next(turns)

    def read() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < end:
            started = time.perf_counter()
            connection.request("GET", turn())
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


def _turns(addresses: Sequence[str], *, fresh: bool) -> Iterator[str]:
    for turn in count():
        address = addresses[turn % len(addresses)]
        yield f"{address}{'&' if '?' in address else '?'}vez={turn}" if fresh else address
