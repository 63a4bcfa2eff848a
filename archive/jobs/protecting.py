"""Counts of people made publishable: protected against everything that was ever published of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.datasets.declaring import People, Surroundings
from archive.models.datasets import PublishedCells
from export.disclosure.ledger import Ledger
from export.disclosure.protect import protect
from export.disclosure.values import Protected, Rule
from export.values import Row


@dataclass(frozen=True)
class Guarded:
    """Rows that may be published, how they were protected, and what the ledger gains by them."""

    rows: tuple[Row, ...]
    method: str
    ledger: list[dict[str, Any]]


def guard(session: Session, people: People, surroundings: Surroundings) -> Guarded:
    """Raises CellsRecoverable where what is hidden could be worked out from all that was published."""
    settings = surroundings.settings
    rule = Rule(k=settings.k_anonymity, rounding=settings.rounding)
    ledger = ledger_of(session)
    tables: list[Protected] = []
    for counts in people.count(session, surroundings):
        if not counts.cells:
            continue
        table = protect(counts, rule, ledger)
        # The tables of one release are read side by side: each is protected against those before it.
        ledger = ledger.with_table(table.published)
        tables.append(table)
    return Guarded(
        rows=tuple(people.rows(session, surroundings, tables)),
        method=" ".join(dict.fromkeys(table.note for table in tables)),
        ledger=[table.published.as_json() for table in tables],
    )


def ledger_of(session: Session) -> Ledger:
    """Everything that was ever published of people, also by releases that were withdrawn."""
    kept = session.scalars(select(PublishedCells.cells).order_by(PublishedCells.release_id))
    return Ledger.from_json(entry for cells in kept for entry in cells)
