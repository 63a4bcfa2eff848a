"""One row of an imported table, asked for by column; a column not sent gives what stood there before."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum
from typing import TypeVar

from sqlalchemy.orm import Session

from archive.permissions import Actor
from archive.services.register_names import Names
from export.values import Field, FieldType, Table, Value

Found = TypeVar("Found")
Facts = TypeVar("Facts")


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Cells:
    values: Mapping[str, Value]
    titles: Mapping[str, str]  # of the columns, as errors name them

    def text(self, name: str, before: str = "") -> str:
        return str(self.values[name] or "") if name in self.values else before

    def number(self, name: str, before: int | None = None) -> int | None:
        value = self.values.get(name, before)
        return value if isinstance(value, int) else None

    def yes(self, name: str, before: bool) -> bool:
        value = self.values.get(name)
        return value if isinstance(value, bool) else before

    def day(self, name: str, before: Date) -> Date:
        value = self.values.get(name)
        return value if isinstance(value, Date) else before

    def means(self, name: str, before: Found, find: Callable[[str, str], Found]) -> Found:
        """What ``find`` makes of the cell's text and its column's title."""
        return find(self.text(name), self.titles[name]) if name in self.values else before

    def any_of(self, *names: str) -> bool:
        return any(self.values.get(name) is not None for name in names)


@dataclass(frozen=True)
class RegisterSheet:
    table: Table
    put: Callable[[Session, Actor, Cells, Names], Outcome]
    rows: Callable[[Session], Iterator[Sequence[Value]]]  # as the register stands
    by_name: bool = False  # its rows are known by their names, those of rows before as well


def kept(before: Facts | None, wanted: Facts, put: Callable[[Facts], object]) -> Outcome:
    """Put what is new or other than before."""
    if before is not None and before == wanted:
        return Outcome.SAME
    put(wanted)
    return Outcome.CHANGED if before is not None else Outcome.ADDED


def msgid(sentence: str) -> str:
    """Mark a column's words for the catalogue; they are translated where they are shown."""
    return sentence


def column(
    name: str, title: str, description: str, type: FieldType = FieldType.TEXT, *, required: bool = False
) -> Field:
    return Field(name, type, title, description, required=required)
