"""A child that crashes, hangs, hoards or lies fails its own call only, and leaves nothing behind."""

import os
import select
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.errors import EncryptedFile, ParserCrashed, ParserMemory, ParserTimeout, TooManyPages
from ingest.isolation import children_of
from ingest.options import Limits, Options
from ingest.sandbox import Sandbox
from ingest.values import FileType, Survey

TASKS = "tests.ingest.hostile_tasks"
SURVEY = Survey(FileType.PDF, 1)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=20), TASKS) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def hurried() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=0.3), TASKS) as sandbox:
        yield sandbox


def alive(process: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone(process: int) -> bool:
    """Wait for a process to be gone; the test's own time limit is the bound."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    ended, _, _ = select.select([handle], [], [], 10)
    os.close(handle)
    return bool(ended)


def test_values_cross_both_ways(sandbox: Sandbox, tmp_path: Path) -> None:
    request = {"text": "niña ü « » \ud800", "big": "x" * 3_000_000, "number": 1.5}
    assert sandbox.call("echo", request, tmp_path) == request


def test_a_crash_is_a_crashed_parser(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(ParserCrashed):
        sandbox.call("segfault", {}, tmp_path)
    assert sandbox.call("echo", {"still": "here"}, tmp_path) == {"still": "here"}


def test_a_hang_is_ended_with_its_whole_group(hurried: Sandbox, tmp_path: Path) -> None:
    note = tmp_path / "note"
    with pytest.raises(ParserTimeout):
        hurried.call("hang", {"note": str(note)}, tmp_path)
    assert not any(alive(int(process)) for process in note.read_text().split())


def test_endless_work_is_ended(hurried: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(ParserTimeout):
        hurried.call("spin", {}, tmp_path)


def test_more_memory_than_allowed_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(ParserMemory):
        sandbox.call("hoard", {"bytes": 8_000_000_000}, tmp_path)


def test_a_longer_file_than_allowed_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "long"
    with Sandbox(Limits(seconds=20, file_size=100_000), TASKS) as sandbox, pytest.raises(ParserCrashed):
        sandbox.call("write", {"path": str(target), "bytes": 200_000}, tmp_path)
    assert target.stat().st_size <= 100_000


def test_errors_of_the_family_cross_with_their_data(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(TooManyPages, match="10000 páginas") as caught:
        sandbox.call("refuse", {}, tmp_path)
    assert caught.value.data == {"pages": 10_000, "limit": 5_000}
    with pytest.raises(EncryptedFile):
        sandbox.call("encrypted", {}, tmp_path)


def test_a_bug_is_a_crash_and_its_message_is_not_logged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Sandbox(Limits(seconds=20), TASKS) as sandbox, pytest.raises(ParserCrashed):
        sandbox.call("bug", {"secret": "nombre de una niña"}, tmp_path)
    logged = capfd.readouterr().err
    assert "ZeroDivisionError" in logged
    assert "niña" not in logged


def test_a_process_that_escapes_its_group_is_found(sandbox: Sandbox, tmp_path: Path) -> None:
    answer = sandbox.call("escape", {}, tmp_path)
    sandbox.call("echo", {}, tmp_path)  # the sweep comes right after the answer
    assert gone(answer["process"])


def test_temporary_files_go_with_their_call(sandbox: Sandbox, tmp_path: Path) -> None:
    answer = sandbox.call("litter", {}, tmp_path)
    assert Path(answer["folder"]).is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nobody_can_be_reached_from_within(sandbox: Sandbox, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer = sandbox.call("dial", {"port": server.getsockname()[1]}, tmp_path)
    if answer["reached"]:
        pytest.skip("this kernel or container gives no network namespaces")
    assert not answer["reached"]


def test_secrets_in_the_environment_stay_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACERVO_SECRET_KEY", "x")
    with Sandbox(Limits(seconds=20), TASKS) as sandbox:
        assert "ACERVO_SECRET_KEY" not in sandbox.call("environment", {}, tmp_path)["names"]


def test_a_child_holds_no_handle_of_other_calls(sandbox: Sandbox, tmp_path: Path) -> None:
    alone = sandbox.call("environment", {}, tmp_path)["handles"]
    with ThreadPoolExecutor(4) as callers:
        for _ in range(3):
            callers.submit(sandbox.call, "slow", {"seconds": 0.3}, tmp_path)
        beside_others = callers.submit(sandbox.call, "environment", {}, tmp_path)
    assert beside_others.result()["handles"] == alone


def test_an_answer_that_is_none_is_a_crash(sandbox: Sandbox, tmp_path: Path) -> None:
    options = Options()
    with pytest.raises(ParserCrashed):
        sandbox.survey(tmp_path, FileType.PDF, options, tmp_path)
    with pytest.raises(ParserCrashed):
        sandbox.read(tmp_path, FileType.PDF, SURVEY, 1, 1, options, tmp_path, tmp_path / "pack")
    with pytest.raises(ParserCrashed):
        sandbox.propose("a.pdf", SURVEY, [], FileType.PDF)
    with pytest.raises(ParserCrashed):
        sandbox.scrub(tmp_path, FileType.PDF, tmp_path / "new", options, tmp_path, [])


def test_threads_call_side_by_side_each_with_a_child_of_its_own(sandbox: Sandbox, tmp_path: Path) -> None:
    with ThreadPoolExecutor(6) as callers:
        answers = list(
            callers.map(lambda _: sandbox.call("slow", {"seconds": 0.05}, tmp_path)["process"], range(18))
        )
    assert len(set(answers)) == 18
    assert list(tmp_path.iterdir()) == []


def test_a_crash_beside_others_is_only_its_own(sandbox: Sandbox, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as callers:
        fine = [callers.submit(sandbox.call, "slow", {"seconds": 0.2}, tmp_path) for _ in range(3)]
        broken = callers.submit(sandbox.call, "segfault", {}, tmp_path)
    assert isinstance(broken.exception(), ParserCrashed)
    assert all(future.result()["process"] for future in fine)


def test_a_dead_zygote_is_started_again(tmp_path: Path) -> None:
    with Sandbox(Limits(seconds=20), TASKS) as sandbox:
        sandbox.call("echo", {}, tmp_path)
        (zygote,) = children_of_this_process("ingest.zygote")
        os.kill(zygote, signal.SIGKILL)
        assert sandbox.call("echo", {"again": 1}, tmp_path) == {"again": 1}


def test_closing_ends_calls_and_every_process(tmp_path: Path) -> None:
    note = tmp_path / "note"
    os.mkfifo(note)
    sandbox = Sandbox(Limits(seconds=60), TASKS)
    failures: list[BaseException] = []

    def call() -> None:
        try:
            sandbox.call("hang", {"note": str(note)}, tmp_path)
        except ParserCrashed as error:
            failures.append(error)

    caller = threading.Thread(target=call)
    caller.start()
    processes = [int(process) for process in note.read_text().split()]
    sandbox.close()
    caller.join()
    assert len(failures) == 1
    assert all(gone(process) for process in processes)


def test_when_the_archive_is_killed_its_children_go_too(tmp_path: Path) -> None:
    """kill -9 of the process that owns the sandbox ends zygote, child and grandchild."""
    note = tmp_path / "note"
    os.mkfifo(note)
    owner = os.fork()
    if owner == 0:
        Sandbox(Limits(seconds=60), TASKS).call("hang", {"note": str(note)}, tmp_path)
        os._exit(1)
    processes = [int(process) for process in note.read_text().split()]
    assert all(alive(process) for process in processes)
    os.kill(owner, signal.SIGKILL)
    os.waitpid(owner, 0)
    assert all(gone(process) for process in processes)


def children_of_this_process(words: str) -> list[int]:
    own = children_of(os.getpid())
    told = {process: Path(f"/proc/{process}/cmdline").read_bytes().decode() for process in own}
    newest = [process for process, line in told.items() if words in line]
    return newest[-1:]
