"""The worker's loop: take a job, do it, say so; whatever kills it, another takes its jobs over.

One thread indexes, many documents in one commit; the others read and publish.  All parsing happens in child
processes, as many at once as there are cores.
"""

import logging
import os
import socket
import threading
import traceback
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from archive import queue
from archive.jobs import AT_ONCE, JOBS
from archive.jobs.workshop import Workshop
from archive.queue import Job, Verb
from archive.resources import Resources
from archive.scratch import sweep
from archive.services import datasets, documents, own_tables
from archive.services.intake import limits_of
from archive.services.uploads import purge
from ingest.sandbox import Sandbox

# What says that a job was given up; what is not here is about a document.
_GIVE_UP: dict[Verb, Callable[..., None]] = {
    Verb.RELEASE: datasets.give_up,
    Verb.EXAMINE_TABLE: own_tables.give_up,
}

log = logging.getLogger("acervo.worker")

_IDLE_SECONDS = 0.4
_ABANDONED = timedelta(days=7)  # an upload that nobody went on with
_READERS = (
    Verb.SPREAD,
    Verb.PUBLISH,
    Verb.DRAFT,
    Verb.RELEASE,
    Verb.EXAMINE_TABLE,
    Verb.PROCESS,
    Verb.DETECT,
)
_INDEXER = (Verb.INDEX,)


class Worker:
    """Works until told to stop, at everything but the verbs it leaves to others."""

    def __init__(self, resources: Resources, leaving: Collection[Verb] = ()) -> None:
        self.resources = resources
        self._readers = tuple(verb for verb in _READERS if verb not in leaving)
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{uuid4().hex[:8]}"
        self._cores = resources.settings.reading_processes or os.cpu_count() or 1
        self._stop = threading.Event()

    def stop(self) -> None:
        """Finish what is under way and return from ``run``."""
        self._stop.set()

    def run(self, until: Callable[[], bool] | None = None) -> None:
        """Work until ``stop``, or until ``until()``, asked a few times a second, is true."""
        settings = self.resources.settings
        self._sweep()
        with (
            Sandbox(limits_of(self.resources)) as sandbox,
            ThreadPoolExecutor(self._cores, thread_name_prefix="hand") as hands,
        ):
            workshop = Workshop(self.resources, sandbox, hands)
            threads = [threading.Thread(target=self._beat, name="beat")]
            threads += [threading.Thread(target=self._loop, args=(workshop, _INDEXER), name="index")]
            threads += [
                threading.Thread(target=self._loop, args=(workshop, self._readers), name=f"reader-{number}")
                for number in range(self._cores)
            ]
            log.info("trabajando en %s con %d lectores", settings.instance, self._cores)
            for thread in threads:
                thread.start()
            try:
                while not self._stop.wait(_IDLE_SECONDS):
                    if until is not None and until():
                        break
            finally:
                self._stop.set()
                for thread in threads:
                    thread.join()
                self._leave()

    def _loop(self, workshop: Workshop, verbs: Sequence[Verb]) -> None:
        while not self._stop.is_set():
            taken = self._take(verbs)
            if taken:
                self._do(workshop, taken)
            if not taken or verbs is _INDEXER:
                # A commit costs the same for one document as for many: let a few gather.
                self._stop.wait(_IDLE_SECONDS)

    def _take(self, verbs: Sequence[Verb]) -> tuple[Job, ...]:
        with self.resources.database.read() as session:
            if not queue.anything_ready(session, verbs):
                return ()
        most = max(AT_ONCE[verb] for verb in verbs)
        with self.resources.database.write() as session:
            return queue.take(session, self.name, verbs, most=most)

    def _do(self, workshop: Workshop, taken: tuple[Job, ...]) -> None:
        verb = taken[0].verb
        try:
            JOBS[verb](workshop, [UUID(job.subject) for job in taken])
        except Exception as error:  # the one broad except: an unforeseen error is recorded and tried again
            log.exception("el trabajo %s no se pudo terminar", verb)
            self._give_back(taken, error)
            return
        with self.resources.database.write() as session:
            queue.done(session, taken)

    def _give_back(self, taken: Sequence[Job], error: Exception) -> None:
        last = traceback.extract_tb(error.__traceback__)[-1]
        # Only the class and the place: a message may quote a document's words.
        where = f"{type(error).__name__} ({Path(last.filename).name}:{last.lineno})"
        with self.resources.database.write() as session:
            for job in taken:
                if queue.again(session, job, where):
                    if job.verb in _GIVE_UP:
                        _GIVE_UP[job.verb](session, UUID(job.subject))
                    else:
                        documents.give_up(session, UUID(job.subject), job.verb)

    def _sweep(self) -> None:
        """Clear away what killed processes left half-done; their jobs are done anew."""
        sweep(self.resources.settings.work_folder)
        self.resources.vault.sweep()
        self.resources.public.sweep()
        purge(self.resources, older_than=_ABANDONED)

    def _beat(self) -> None:
        while not self._stop.is_set():
            with self.resources.database.write() as session:
                queue.beat(session, self.name)
            self._stop.wait(queue.BEAT_SECONDS)

    def _leave(self) -> None:
        with self.resources.database.write() as session:
            queue.leave(session, self.name)
