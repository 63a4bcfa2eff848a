"""``acervo ingest``: hand in files and folders, have them read, and report each one."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

from archive import queue
from archive.models.documents import State
from archive.queue import Verb
from archive.resources import Resources
from archive.services.audit import COMMAND_LINE
from archive.services.intake import Outcome, OutcomeState, receive
from archive.services.progress import UNDER_WAY, Standing, standings
from archive.worker import Worker
from ingest.errors import IngestError, Refusal
from ingest.values import DocumentKind


class ReportState(StrEnum):
    READY = "ready"
    IN_REVIEW = "in_review"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True)
class Report:
    """What became of one file; ``sentence`` is untranslated."""

    path: str
    state: ReportState
    document_id: UUID | None
    sentence: str | None = None
    data: dict[str, Any] | None = None


@dataclass(frozen=True)
class Sent:
    """What the command line says of everything it hands in."""

    kind: DocumentKind | None = None
    practice_id: int | None = None
    document_id: UUID | None = None


def files_under(paths: Iterable[Path]) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every file named or lying below a named folder, with the folders between as titles; hidden ones not."""
    for path in paths:
        if not path.is_dir():
            yield path, ()
            continue
        for folder, subfolders, names in os.walk(path):
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            titles = Path(folder).relative_to(path).parts
            for name in sorted(names):
                if not name.startswith("."):
                    yield Path(folder) / name, titles


def hand_in(
    resources: Resources, paths: Iterable[Path], sent: Sent, tell: Callable[[Report], None]
) -> tuple[Report, ...]:
    """Take every file and read it here and now, beside any worker; ``tell`` hears each as it settles."""
    batch = _Batch(resources, tell)
    worker = Worker(resources, leaving=(Verb.DETECT,))
    handed_in = False
    thread = Thread(target=worker.run, args=(lambda: handed_in and batch.settled(),), name="worker")
    thread.start()
    try:
        for path, titles in files_under(paths):
            batch.add(path, _take(resources, path, titles, sent))
        handed_in = True
        thread.join()
    finally:
        worker.stop()
        thread.join()
    return tuple(batch.reports)


def _take(resources: Resources, path: Path, titles: tuple[str, ...], sent: Sent) -> tuple[Outcome, ...]:
    return receive(
        resources,
        COMMAND_LINE,
        path,
        path.name,
        folder_titles=titles,
        practice_id=sent.practice_id,
        kind=sent.kind,
        document_id=sent.document_id,
    )


class _Batch:
    """The files handed in and those of them that are still under way."""

    def __init__(self, resources: Resources, tell: Callable[[Report], None]) -> None:
        self._resources = resources
        self._tell = tell
        self._waiting: dict[UUID, str] = {}
        self.reports: list[Report] = []

    def add(self, path: Path, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            shown = str(path) if outcome.name == path.name else f"{path}!{outcome.name}"
            if outcome.state is OutcomeState.RECEIVED and outcome.document_id is not None:
                self._waiting[outcome.document_id] = shown
            else:
                state = ReportState(outcome.state.value)
                self._report(Report(shown, state, outcome.document_id, outcome.sentence, outcome.data))

    def settled(self) -> bool:
        """Report what has been read since the last look; True when nothing is under way any more."""
        for document_id, standing in standings(self._resources, tuple(self._waiting)).items():
            if standing.state in UNDER_WAY or self._busy(document_id):
                continue
            self._report(_report_of(self._waiting.pop(document_id), standing))
        return not self._waiting

    def _busy(self, document_id: UUID) -> bool:
        """Whether the index still lags behind.

        The examination for personal data is left to the server's worker: it takes longer than all the
        reading, and nothing can be published before it.
        """
        with self._resources.database.read() as session:
            return queue.waits_for(session, str(document_id), (Verb.PROCESS, Verb.INDEX))

    def _report(self, report: Report) -> None:
        self.reports.append(report)
        self._tell(report)


def _report_of(path: str, standing: Standing) -> Report:
    state = {State.FAILED: ReportState.FAILED, State.IN_REVIEW: ReportState.IN_REVIEW}.get(
        standing.state, ReportState.READY
    )
    if state is ReportState.FAILED and standing.failure_code in _REFUSALS:
        state = ReportState.REFUSED
    sentence = None if state is ReportState.READY else standing.sentence
    return Report(path, state, standing.document_id, sentence, standing.data)


def _codes(family: type[IngestError]) -> set[str]:
    return {family.code}.union(*(_codes(heir) for heir in family.__subclasses__()))


_REFUSALS = frozenset(_codes(Refusal))
