"""What a file holds that may not be published, as the examination in a child process says it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.jobs.workshop import Workshop
from archive.services.backlog import LOW_CONFIDENCE
from archive.services.people import Person
from archive.services.prints import folded, name_words, pairs
from archive.services.proposals import Seen
from ingest.detect import names
from ingest.errors import NothingCertain, PaperNotRead
from ingest.redactions import DataType, Examination, Route
from ingest.values import DocumentKind, Family, FileType, Page

_EXAMINED = frozenset(
    {Family.PDF, Family.IMAGE, Family.WORD, Family.PRESENTATION, Family.SHEET, Family.MEDIA}
)


def examine(
    workshop: Workshop,
    path: Path,
    file_type: FileType,
    kind: DocumentKind,
    pages: Sequence[Page],
    bench: Path,
) -> Seen:
    """The examination, and the pages that a person has to look at because it cannot be relied on there.

    Raises IngestError where the file cannot be examined at all.
    """
    unread = tuple(
        page.number for page in pages if page.confidence is not None and page.confidence < LOW_CONFIDENCE
    )
    if file_type.family not in _EXAMINED:
        # No detector looks at these: people do.
        return Seen(None, tuple(page.number for page in pages))
    route = Route.PHOTO if kind is DocumentKind.PHOTOGRAPH else None
    try:
        examination = workshop.sandbox.examine(path, file_type, workshop.options(), bench, route)
    except NothingCertain:
        return Seen(None, tuple(page.number for page in pages), list_suspected=True)
    except PaperNotRead:
        return Seen(None, tuple(page.number for page in pages))
    return Seen(examination, unread)


def people_of(examination: Examination | None) -> tuple[Person, ...]:
    """Whom a list names, row by row as far as it is known, to be kept as fingerprints."""
    if examination is None or examination.route is not Route.ATTENDANCE:
        return ()
    return tuple(
        Person(data_type, text, row=number, pairs=_telling_pairs(text))
        for number, (data_type, text) in enumerate(examination.people.values, start=1)
        if data_type in (DataType.NAME, DataType.CURP, DataType.PHONE, DataType.EMAIL)
    )


def _telling_pairs(name: str) -> tuple[tuple[str, str], ...]:
    """Neighbouring words of a name, without two given names: «José Luis» tells nobody."""
    return tuple(_with_surname(name_words(name)))


def _with_surname(words: list[str]) -> Iterator[tuple[str, str]]:
    for one, other in pairs(words):
        if not (_is_given(one) and _is_given(other)):
            yield one, other


def _is_given(word: str) -> bool:
    role = names.role(folded(word).upper())
    return "G" in role and "S" not in role
