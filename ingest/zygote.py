"""The process that holds the parsers ready and forks one child for each call.

Started by ingest.sandbox as ``python -m ingest.zygote CONTROL TASKS``: CONTROL is the number of an
inherited socket over which each call arrives as a small message with two handles: a socket on which the
child converses with the caller, and a pipe on which the zygote says how the child ended.  TASKS is the
module whose TASKS table says what a child can do, whose ``prepare`` loads what children share, and whose
``tidy`` removes what a call may leave outside its work folder.

The zygote stays single-threaded (a fork must not lose a lock), ends calls at their deadline with their
whole process group, and goes away with all its children when the control socket closes.
"""

import array
import gc
import importlib
import os
import select
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest import frames, isolation, places
from ingest.errors import IngestError, ParserMemory
from ingest.landlock import Confinement, Reach
from ingest.wire import error_to_json

OFFICE_MEMORY = 3_000_000_000  # bytes; how far a child may raise the bound for a program that it starts
_START_SIZE = 4096  # bytes of the message that starts a call

Tasks = dict[str, Callable[[dict[str, Any]], dict[str, Any]]]
Tidy = Callable[[Path], None]


@dataclass
class _Call:
    """A call in progress: its child, and when its time is up."""

    process: int
    deadline: float
    work: Path
    late: bool = False


class Zygote:
    """Forks, watches and ends the children of one sandbox."""

    def __init__(self, control: socket.socket, tasks: Tasks, tidy: Tidy) -> None:
        self._process = os.getpid()
        self._control = control
        self._tasks = tasks
        self._tidy = tidy
        self._confinement = Confinement(places.needed())
        self._calls: dict[int, _Call] = {}  # by the handle of the call's status pipe
        self._poll = select.epoll()
        self._wakeup, self._alarm = socket.socketpair()
        for end in (self._wakeup, self._alarm):
            end.setblocking(False)
        signal.set_wakeup_fd(self._alarm.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._poll.register(self._wakeup, select.EPOLLIN)
        self._poll.register(control, select.EPOLLIN)

    def serve(self) -> None:
        """Work until the control socket closes, then end what is still running."""
        try:
            while self._step():
                pass
        finally:
            for call in self._calls.values():
                isolation.kill_group(call.process)
            self._sweep(set())
            for call in self._calls.values():
                self._tidy(call.work)

    def _step(self) -> bool:
        now = time.monotonic()
        next_deadline = min((call.deadline for call in self._calls.values()), default=now + 3600)
        for handle, _ in self._poll.poll(max(0.0, next_deadline - now)):
            if handle == self._control.fileno():
                if not self._start():
                    return False
            elif handle == self._wakeup.fileno():
                self._wakeup.recv(4096)
            elif handle in self._calls:  # the caller hung up: nobody waits for this any more
                isolation.kill_group(self._calls[handle].process)
                self._poll.unregister(handle)
        self._end_late_calls()
        self._reap()
        return True

    def _start(self) -> bool:
        message, handles = _receive_call(self._control)
        if not message:
            return False
        channel, ending = handles
        seconds, memory, file_size, temporary = message.decode().split("\n", 3)
        process = os.fork()
        if process == 0:
            os.close(ending)
            self._become_child(channel, float(seconds), int(memory), int(file_size), temporary)
        os.close(channel)
        # Whoever comes first, parent or child, the group exists before it may have to be killed.
        with suppress(PermissionError, ProcessLookupError):
            os.setpgid(process, process)
        self._calls[ending] = _Call(process, time.monotonic() + float(seconds), Path(temporary).parent)
        self._poll.register(ending, 0)  # reports only that the reader hung up
        return True

    def _become_child(
        self, channel: int, seconds: float, memory: int, file_size: int, temporary: str
    ) -> None:
        """Run the one task of this child and leave; never returns to the zygote's loop."""
        status = 1
        try:
            os.setpgid(0, 0)
            self._forget_the_zygote()
            isolation.die_with_parent(self._process)
            isolation.set_limits(
                memory=memory, memory_ceiling=OFFICE_MEMORY, seconds=seconds, file_size=file_size
            )
            isolation.forbid_new_privileges()
            os.environ["TMPDIR"] = tempfile.tempdir = temporary
            os.chdir(temporary)
            self._answer(socket.socket(fileno=channel), Path(temporary).parent)
            status = 0
        except BaseException as error:  # noqa: BLE001  a child's last words; it ends here whatever happened
            _say_where(error)
        finally:
            os._exit(status)

    def _forget_the_zygote(self) -> None:
        """Close what belongs to the zygote and to other calls."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        # SIGXFSZ would kill; ignored, writing too much is an OSError that the task can report.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        for end in (self._control, self._wakeup, self._alarm, self._poll):
            end.close()
        for ending in self._calls:
            os.close(ending)

    def _answer(self, channel: socket.socket, work: Path) -> None:
        request = frames.receive(channel)
        if request is None:
            return
        # From here on the document speaks: nothing but what it needs is within its reach.
        self._confinement.enter(
            (
                (work, Reach.READ | Reach.WRITE),
                (Path("/proc/self"), Reach.READ),
                *((Path(place), Reach.READ) for place in request.pop("reads")),
            )
        )
        try:
            answer = {"answer": self._tasks[request.pop("task")](request)}
        except IngestError as error:
            answer = {"error": error_to_json(error)}
        except MemoryError:
            answer = {"error": error_to_json(ParserMemory())}
        frames.send(channel, answer)

    def _end_late_calls(self) -> None:
        now = time.monotonic()
        for call in self._calls.values():
            if now >= call.deadline:
                call.late, call.deadline = True, now + 1
                isolation.kill_group(call.process)

    def _reap(self) -> None:
        """Tell the callers of ended children how they ended, once nothing is left of what those started."""
        endings: list[tuple[int, int, _Call]] = []
        for ending, call in list(self._calls.items()):
            # The process is looked at before it is collected, so that its group cannot be another's yet.
            if os.waitid(os.P_PID, call.process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                continue
            isolation.kill_group(call.process)
            _, status = os.waitpid(call.process, 0)
            del self._calls[ending]
            self._tidy(call.work)
            endings.append((ending, os.waitstatus_to_exitcode(status), call))
        if endings:
            self._sweep({call.process for call in self._calls.values()})
        for ending, status, call in endings:
            _tell(ending, status, late=call.late)

    def _sweep(self, wanted: set[int]) -> None:
        """End and collect orphans that came to us because their parent died."""
        for process in isolation.children_of(os.getpid()):
            if process not in wanted:
                try:
                    os.kill(process, signal.SIGKILL)
                    os.waitpid(process, 0)
                except (ProcessLookupError, ChildProcessError):
                    continue


def _receive_call(control: socket.socket) -> tuple[bytes, list[int]]:
    handles = array.array("i")
    message, ancillary, _, _ = control.recvmsg(_START_SIZE, socket.CMSG_LEN(2 * handles.itemsize))
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            handles.frombytes(data[: len(data) - len(data) % handles.itemsize])
    return message, list(handles)


def _tell(ending: int, status: int, *, late: bool) -> None:
    """How a call's child ended, on its pipe; a caller that went away does not hear it."""
    with suppress(BrokenPipeError):
        os.write(ending, f"{status} {int(late)}".encode())
    os.close(ending)


def _say_where(error: BaseException) -> None:
    """Where a reader failed, for the log: places in code and no message, which may quote the document."""
    places = [
        f"{frame.name} ({frame.filename}:{frame.lineno})"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    print(f"{type(error).__name__} in {' > '.join(places[-6:])}", file=sys.stderr, flush=True)


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    isolation.leave_network()  # before any thread or parser is there
    isolation.adopt_orphans()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the archive's: it closes the control socket
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    module = importlib.import_module(sys.argv[2])
    module.prepare()
    gc.freeze()  # a child's collector must not touch, and so copy, what all share
    Zygote(control, module.TASKS, module.tidy).serve()


if __name__ == "__main__":
    main()
