"""The room's one table: verb -> what does it, for how many subjects at once."""

from collections.abc import Callable, Sequence
from uuid import UUID

from archive.jobs.detect import detect
from archive.jobs.draft import draft
from archive.jobs.index import index
from archive.jobs.process import process
from archive.jobs.publish import publish
from archive.jobs.spread import spread
from archive.jobs.workshop import Workshop
from archive.queue import Verb

Work = Callable[[Workshop, Sequence[UUID]], None]


def _each(one: Callable[[Workshop, UUID], None]) -> Work:
    def work(workshop: Workshop, document_ids: Sequence[UUID]) -> None:
        for document_id in document_ids:
            one(workshop, document_id)

    return work


JOBS: dict[Verb, Work] = {
    Verb.PROCESS: _each(process),
    Verb.DETECT: _each(detect),
    Verb.DRAFT: _each(draft),
    Verb.SPREAD: _each(spread),
    Verb.PUBLISH: _each(publish),
    Verb.INDEX: index,
}
AT_ONCE: dict[Verb, int] = {**dict.fromkeys(JOBS, 1), Verb.INDEX: 200}
