"""A register filled from a table: tried first, then done; all of its rows or none.

The trial is the import itself, taken back at its end, so that nothing is promised that will not hold.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from archive.errors import ArchiveError, InvalidInput, NotFound, RowRefused
from archive.permissions import Actor
from archive.resources import Resources
from archive.services.register_cells import Cells, Outcome, RegisterSheet
from archive.services.register_csv import Sent, read_csv, write_csv
from archive.services.register_names import Names
from archive.services.register_rows import editor
from archive.services.register_sheets import SHEETS
from export.problems import CellProblem, RowsRefused
from export.values import Field, Value

MOST_PROBLEMS = 20
_MOST_SHOWN = 50


@dataclass(frozen=True)
class TriedRow:
    number: int  # the heading is row 1
    outcome: Outcome
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Trial:
    """What an import does, or why it does nothing."""

    columns: tuple[Field, ...] = ()
    rows: tuple[TriedRow, ...] = ()  # the first of them
    outcomes: dict[Outcome, int] = field(default_factory=dict)
    problems: tuple[ArchiveError | CellProblem, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.outcomes.values())


class _TakenBack(Exception):
    """Ends the transaction of a trial."""


def columns_of(register: str) -> tuple[Field, ...]:
    return _sheet(register).table.fields


def as_csv(resources: Resources, actor: Actor | None, register: str) -> str:
    """The register as it stands, in the columns of its import: corrected, it can be brought in again."""
    editor(actor)
    sheet = _sheet(register)
    with resources.database.read() as session:
        return write_csv(sheet.table, sheet.rows(session))


def try_import(resources: Resources, actor: Actor | None, register: str, text: str) -> Trial:
    """What ``import_rows`` would do with this table; nothing is kept.  Raises as it does but for rows."""
    found: list[Trial] = []
    try:
        with resources.database.write() as session:
            found.append(_run(session, editor(actor), _sheet(register), text))
            raise _TakenBack
    except _TakenBack:
        return found[0]


def import_rows(resources: Resources, actor: Actor | None, register: str, text: str) -> Trial:
    """Bring the table in, all of its rows; with any problem, none.

    Raises InvalidInput or ColumnRefused for what is no table of this register.
    """
    found: list[Trial] = []
    try:
        with resources.database.write() as session:
            found.append(_run(session, editor(actor), _sheet(register), text))
            if found[0].problems:
                raise _TakenBack
    except _TakenBack:
        pass
    return found[0]


def _run(session: Session, actor: Actor, sheet: RegisterSheet, text: str) -> Trial:
    try:
        sent = read_csv(text, sheet.table)
    except RowsRefused as refused:
        return Trial(problems=refused.problems)
    problems: list[ArchiveError] = []
    outcomes: Counter[Outcome] = Counter()
    tried: list[TriedRow] = []
    names = Names(session)
    for number, cells in _cells(sent):
        try:
            with session.begin_nested():
                outcome = sheet.put(session, actor, cells, names)
        except InvalidInput as error:
            problems.append(_located(sent, number, error))
            if len(problems) == MOST_PROBLEMS:
                break
            continue
        outcomes[outcome] += 1
        if outcome is Outcome.ADDED and sheet.by_name:
            names = Names(session)
        if len(tried) < _MOST_SHOWN:
            tried.append(TriedRow(number, outcome, tuple(cells.values.values())))
    return Trial(sent.table.fields, tuple(tried), dict(outcomes), tuple(problems))


def _cells(sent: Sent) -> Iterator[tuple[int, Cells]]:
    titles = {each.name: each.title for each in sent.table.fields}
    for number, row in sent.rows:
        yield number, Cells(dict(zip(sent.table.names, row, strict=True)), titles)


def _located(sent: Sent, number: int, error: InvalidInput) -> RowRefused:
    """The register's own refusal with the row and the column it is about."""
    said = error.data["field"]
    column = next((each.name for each in sent.table.fields if each.title == said), said)
    return RowRefused(row=number, column=column, reason=error.data["reason"])


def _sheet(register: str) -> RegisterSheet:
    if register not in SHEETS:
        raise NotFound
    return SHEETS[register]
