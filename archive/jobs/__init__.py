"""The room's one table: verb -> what does it, for how many subjects at once."""

from collections.abc import Callable, Sequence
from uuid import UUID

from archive.jobs.detect import detect
from archive.jobs.draft import draft
from archive.jobs.examine_table import examine_table
from archive.jobs.index import index
from archive.jobs.process import process
from archive.jobs.publish import publish
from archive.jobs.release import release
from archive.jobs.spread import spread
from archive.jobs.workshop import Workshop
from archive.queue import Verb

Work = Callable[[Workshop, Sequence[UUID]], None]


def _each(one: Callable[[Workshop, UUID], None]) -> Work:
    def work(workshop: Workshop, subjects: Sequence[UUID]) -> None:
        for subject in subjects:
            one(workshop, subject)

    return work


JOBS: dict[Verb, Work] = {
    Verb.PROCESS: _each(process),
    Verb.DETECT: _each(detect),
    Verb.DRAFT: _each(draft),
    Verb.SPREAD: _each(spread),
    Verb.PUBLISH: _each(publish),
    Verb.EXAMINE_TABLE: _each(examine_table),
    Verb.RELEASE: _each(release),
    Verb.INDEX: index,
}
AT_ONCE: dict[Verb, int] = {**dict.fromkeys(JOBS, 1), Verb.INDEX: 200}
