"""Every parse in a child process of its own: bounded, alone, blind to other files, and gone afterwards.

A zygote (ingest.zygote) holds the parsers loaded and forks a child per call, so that a call costs
milliseconds.  Requests and answers cross as JSON.  Any number of threads may call at the same time.
"""

import array
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from ingest import frames
from ingest.errors import ParserCrashed, ParserMemory, ParserTimeout
from ingest.options import Limits, Options
from ingest.orders import Made, Order, Redacted
from ingest.plain import from_plain, to_plain
from ingest.redactions import Examination, GateReport, Route
from ingest.values import FileType, Page, Proposal, Survey
from ingest.wire import (
    Json,
    error_from_json,
    options_to_json,
    page_from_json,
    page_to_json,
    proposal_from_json,
    survey_from_json,
    survey_to_json,
)

_GRACE = 15.0  # seconds beyond a call's limit after which the zygote itself is held for stuck
_SCRUBBED_IN_A_CALL = 40  # pages
_REDACTED_IN_A_CALL = 10
_NOT_AN_ANSWER = (ValueError, TypeError, KeyError, IndexError, AttributeError)


class _ZygoteDied(Exception):
    """Nobody is left to say how the child ended."""


class Sandbox:
    """Reads, scrubs and redacts files in children; starting is lazy, a dead zygote is started again."""

    def __init__(self, limits: Limits, tasks: str = "ingest.tasks") -> None:
        self._limits = limits
        self._tasks = tasks
        self._lock = threading.Lock()
        self._closed = False
        self._zygote: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def survey(self, path: Path, file_type: FileType, options: Options, work: Path) -> Survey:
        """What can be told of the file before its pages are read; may leave ``rendered.pdf`` in ``work``."""
        request = {"file_type": file_type.value, "options": options_to_json(options), **_paths(path, work)}
        answer = self.call("survey", request, work, (path, options.tessdata))
        try:
            return survey_from_json(answer["survey"])
        except _NOT_AN_ANSWER as error:
            raise ParserCrashed from error

    def read(
        self,
        path: Path,
        file_type: FileType,
        survey: Survey,
        first: int,
        last: int,
        options: Options,
        work: Path,
        pack: Path,
    ) -> tuple[Page, ...]:
        """Pages ``first`` to ``last``, from 1, both included; their images are appended to ``pack``.

        ``pack`` lies in ``work``, as does every file that a child writes.
        """
        request = {
            "file_type": file_type.value,
            "survey": survey_to_json(survey),
            "first": first,
            "last": last,
            "options": options_to_json(options),
            "pack": str(pack.resolve()),
            **_paths(path, work),
        }
        answer = self.call("read", request, work, (path, options.tessdata))
        try:
            return tuple(page_from_json(page) for page in answer["pages"])
        except _NOT_AN_ANSWER as error:
            raise ParserCrashed from error

    def propose(self, name: str, survey: Survey, texts: Sequence[str], file_type: FileType) -> Proposal:
        """Title, kind, date, language and grounds; in a child too, for its patterns may be slow."""
        request = {
            "name": name,
            "survey": survey_to_json(survey),
            "texts": list(texts),
            "file_type": file_type.value,
        }
        with tempfile.TemporaryDirectory(prefix="acervo-") as work:
            answer = self.call("propose", request, Path(work))
        try:
            return proposal_from_json(answer["proposal"])
        except _NOT_AN_ANSWER as error:
            raise ParserCrashed from error

    def scrub(
        self,
        path: Path,
        file_type: FileType,
        target: Path,
        options: Options,
        work: Path,
        pages: Sequence[Page],
    ) -> FileType:
        """Write the public version, a new file, to ``target`` and say what type it is."""
        request = {
            "file_type": file_type.value,
            "target": str(target.resolve()),
            "options": options_to_json(options),
            "pages": [page_to_json(page) for page in pages],
            **_paths(path, work),
        }
        # One call makes the whole file: it has as much time again for every few dozen pages.
        seconds = self._limits.seconds * (1 + len(pages) / _SCRUBBED_IN_A_CALL)
        answer = self.call("scrub", request, work, (path, options.tessdata), seconds)
        try:
            return FileType(answer["file_type"])
        except _NOT_AN_ANSWER as error:
            raise ParserCrashed from error

    def unlock(
        self, path: Path, file_type: FileType, target: Path, password: str, options: Options, work: Path
    ) -> FileType:
        """Write a copy of an encrypted file without its protection to ``target`` and say what type it is.

        An empty ``password`` opens what Office itself would open without asking.
        """
        request = {
            "file_type": file_type.value,
            "target": str(target.resolve()),
            "password": password,
            "options": options_to_json(options),
            **_paths(path, work),
        }
        answer = self.call("unlock", request, work, (path,))
        try:
            return FileType(answer["file_type"])
        except _NOT_AN_ANSWER as error:
            raise ParserCrashed from error

    def examine(
        self, path: Path, file_type: FileType, options: Options, work: Path, route: Route | None = None
    ) -> Examination:
        """What of the file may not be published, as boxes and counts; ``route`` is what staff said."""
        request = _about(path, file_type, options, work)
        seconds = self._seconds_to_redact(request, path, options, work)
        request["route"] = route.value if route else None
        answer = self.call("examine", request, work, (path, options.tessdata), seconds)
        try:
            return from_plain(Examination, answer["examination"])
        except _NOT_AN_ANSWER as error:
            raise ParserCrashed from error

    def redact(
        self, path: Path, file_type: FileType, order: Order, target: Path, options: Options, work: Path
    ) -> Redacted:
        """Write the public version to ``target``, in ``work``, and let the gate read it in another child.

        Where letters stayed letters and the gate objects, the pages are made anew as pictures: that leaves
        nothing of the original file to object to.  It may be published only if the gate passed it.
        """
        seconds = self._seconds_to_redact(_about(path, file_type, options, work), path, options, work)
        redacted = self._redact_once(path, file_type, order, target, options, work, seconds)
        if redacted.gate.passed or not redacted.made.letters:
            return redacted
        order = replace(order, as_pictures=True)
        return self._redact_once(path, file_type, order, target, options, work, seconds)

    def _redact_once(
        self,
        path: Path,
        file_type: FileType,
        order: Order,
        target: Path,
        options: Options,
        work: Path,
        seconds: float,
    ) -> Redacted:
        asked = {"order": to_plain(order), "target": str(target.resolve())}
        request = {**_about(path, file_type, options, work), **asked}
        answer = self.call("redact", request, work, (path, options.tessdata), seconds)
        try:
            made = from_plain(Made, answer["made"])
        except _NOT_AN_ANSWER as error:
            raise ParserCrashed from error
        request = {**_about(target, made.file_type, options, work), "made": to_plain(made)}
        answer = self.call("verify", request, work, (target, options.tessdata), seconds)
        try:
            return Redacted(made, from_plain(GateReport, answer["report"]))
        except _NOT_AN_ANSWER as error:
            raise ParserCrashed from error

    def _seconds_to_redact(self, request: Json, path: Path, options: Options, work: Path) -> float:
        """Every page may have to be read by OCR: one call has as much time again for every few of them."""
        answer = self.call("count_pages", request, work, (path, options.tessdata))
        try:
            pages = int(answer["pages"])
        except _NOT_AN_ANSWER as error:
            raise ParserCrashed from error
        return self._limits.seconds * (1 + min(pages, options.limits.pages) / _REDACTED_IN_A_CALL)

    def call(
        self,
        task: str,
        request: Json,
        work: Path,
        reads: Sequence[Path | None] = (),
        seconds: float | None = None,
    ) -> Json:
        """Run one task of the table in a child and return its answer; raises what the child raised.

        ``reads``: what it is to read; beside that and ``work``, where alone it writes, the child reaches
        nothing but what programs need, where the kernel can hold it (see ingest.landlock).  ``seconds``: how
        long it may take, if not as long as the limits say.

        Raises ParserCrashed, ParserTimeout or ParserMemory when the child did not live to answer.  When it
        was the zygote that died, which takes every child with it, the call is made once more.
        """
        bound = self._limits.seconds if seconds is None else seconds
        whole = {**request, "task": task, "reads": [str(place.resolve()) for place in reads if place]}
        try:
            return self._call(whole, work, bound)
        except _ZygoteDied:
            pass
        try:
            return self._call(whole, work, bound)
        except _ZygoteDied as error:
            raise ParserCrashed from error

    def _call(self, request: Json, work: Path, seconds: float) -> Json:
        with tempfile.TemporaryDirectory(prefix="child-", dir=work, ignore_cleanup_errors=True) as temporary:
            ours, theirs = socket.socketpair()
            status, ending = os.pipe()
            with ours, os.fdopen(status, "rb") as endings:
                try:
                    self._hand_over([theirs.fileno(), ending], str(Path(temporary).resolve()), seconds)
                finally:
                    theirs.close()
                    os.close(ending)
                ours.settimeout(seconds + _GRACE)
                return self._converse(ours, endings, request, seconds)

    def close(self) -> None:
        """End the zygote and with it every call in progress; no call is possible afterwards."""
        with self._lock:
            self._closed = True
            self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _converse(self, channel: socket.socket, endings: BinaryIO, request: Json, seconds: float) -> Json:
        """Send the request; hear the child's answer, then from the zygote how the child ended."""
        heard: Json = {}
        try:
            with suppress(ConnectionError):  # the child died before it had read all: why, we hear at the end
                frames.send(channel, request)
            heard = frames.receive(channel) or {}
        except TimeoutError as error:
            with self._lock:
                self._stop()  # the zygote itself no longer keeps time
            raise ParserTimeout(seconds=round(seconds)) from error
        except frames.Broken:
            pass  # the child died while it spoke
        ending = endings.read().split()
        if not ending:
            raise _ZygoteDied
        status, late = (int(number) for number in ending)
        if late or status == -signal.SIGXCPU:
            raise ParserTimeout(seconds=round(seconds))
        return self._judge(heard, status)

    def _judge(self, heard: Json, status: int) -> Json:
        """The child's answer if it ended well; otherwise the error that says why not."""
        if status == -signal.SIGKILL:
            raise ParserMemory  # nobody but the kernel's memory watch kills a child in time
        if "error" in heard:
            try:
                reported = error_from_json(heard["error"])
            except _NOT_AN_ANSWER as error:
                raise ParserCrashed from error
            raise reported
        answer = heard.get("answer")
        if status != 0 or not isinstance(answer, dict):
            raise ParserCrashed
        return answer

    def _hand_over(self, handles: list[int], temporary: str, seconds: float) -> None:
        """Give the zygote its ends of a call; a zygote that is gone is started again, once."""
        limits = self._limits
        start = f"{seconds}\n{limits.memory}\n{limits.file_size}\n{temporary}".encode()
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", handles))]
        with self._lock:
            if self._closed:
                raise ParserCrashed
            if self._zygote is not None and self._zygote.poll() is not None:
                self._stop()
            try:
                self._running().sendmsg([start], rights)
            except OSError:
                self._stop()
                self._running().sendmsg([start], rights)

    def _running(self) -> socket.socket:
        """The control socket of a zygote that runs."""
        if self._control is None:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                self._zygote = subprocess.Popen(
                    [sys.executable, "-m", "ingest.zygote", str(theirs.fileno()), self._tasks],
                    cwd=Path(__file__).parent.parent,
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    env=_environment(),
                    start_new_session=True,
                )
            self._control = ours
        return self._control

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._zygote is not None:
            try:
                self._zygote.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._zygote.kill()
                self._zygote.wait()
            self._zygote = None


def _about(path: Path, file_type: FileType, options: Options, work: Path) -> Json:
    return {"file_type": file_type.value, "options": options_to_json(options), **_paths(path, work)}


def _paths(path: Path, work: Path) -> Json:
    return {"path": str(path.resolve()), "work": str(work.resolve())}


def _environment() -> dict[str, str]:
    """What a parser needs and no more: the archive's secrets and addresses stay outside."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX") if name in os.environ
    }
    # One thread each: the archive runs one child per core, and a fork must find no other thread.
    single = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    # A page image is a few megabytes several times over: kept by the allocator, not asked of the kernel anew
    # and zeroed for every page.
    kept |= {"MALLOC_MMAP_THRESHOLD_": str(1 << 26), "MALLOC_TRIM_THRESHOLD_": str(1 << 28)}
    return {"LANG": "C.UTF-8", **kept, **dict.fromkeys(single, "1"), "PYTHONDONTWRITEBYTECODE": "1"}
