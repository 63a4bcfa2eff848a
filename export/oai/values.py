"""What a harvester is told of: records, their sets, and the repository that the caller gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What a work is, in the words that Dublin Core and DataCite share."""

    DATASET = "Dataset"
    TEXT = "Text"
    IMAGE = "Image"
    FILM = "Audiovisual"


@dataclass(frozen=True)
class Work:
    """A document or dataset as both metadata formats describe it."""

    title: str
    address: str
    kind: Kind
    issued: datetime
    publisher: str
    creators: tuple[str, ...]  # at least one
    description: str = ""
    subjects: tuple[str, ...] = ()
    language: str = "es"
    media_types: tuple[str, ...] = ()
    rights: str = ""
    rights_address: str = ""
    coverage: str = ""
    version: str = ""


@dataclass(frozen=True)
class Record:
    """``identifier`` is «oai:host:path»; a withdrawn record keeps its place for ever, without its work."""

    identifier: str
    datestamp: datetime  # of its last change, with its zone
    sets: tuple[str, ...]
    work: Work | None  # None: it was withdrawn


@dataclass(frozen=True)
class RecordSet:
    code: str  # «documentos», «datos:jornadas»
    name: str


@dataclass(frozen=True)
class Position:
    """The last record that a page held."""

    datestamp: datetime
    identifier: str


@dataclass(frozen=True)
class Selection:
    """Which records: ``since`` included, ``before`` not; a set holds those below it too."""

    since: datetime | None
    before: datetime | None
    set_code: str
    after: Position | None


class Repository(Protocol):
    """Where records come from; pages are ordered by datestamp and identifier."""

    name: str
    address: str  # of this protocol's end point
    emails: tuple[str, ...]
    earliest: datetime

    def sets(self) -> Sequence[RecordSet]: ...

    def record(self, identifier: str) -> Record | None: ...

    def records(self, selection: Selection, most: int) -> Sequence[Record]:
        """The first ``most`` of a selection."""
        ...
