"""A sample document as plain values, and as a line of JSON between two processes."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.values import DocumentKind


@dataclass(frozen=True)
class SampleDocument:
    """One made file and what staff would say of it."""

    path: Path
    title: str
    kind: DocumentKind
    unit: str  # slug
    topics: tuple[str, ...]  # slugs
    date: date
    publish: bool

    def as_line(self) -> str:
        return json.dumps({**vars(self), "path": str(self.path), "date": self.date.isoformat()})


def from_line(line: str) -> SampleDocument:
    """The document that ``as_line`` wrote."""
    facts = json.loads(line)
    return SampleDocument(
        path=Path(facts["path"]),
        title=facts["title"],
        kind=DocumentKind(facts["kind"]),
        unit=facts["unit"],
        topics=tuple(facts["topics"]),
        date=date.fromisoformat(facts["date"]),
        publish=facts["publish"],
    )
