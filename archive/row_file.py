"""The rows of a table as one SQLite file: written once, then read whole, in pages, sorted and filtered.

Why not a table of the archive's own database: a release never changes, so its rows can be one object of the
public zone like any other, named by its hash; a process that shows the portal alone reads them without a way
to anything else; ten million rows burden no backup of the database; and a page by its index costs some
hundred microseconds.  Parquet would need a heavy library in the web's process; JSON Lines has one order.
"""

import hashlib
import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from archive.errors import TooMuchAsked
from export.values import FieldType, Row, Table, Value

MOST_COLUMNS = 1_000  # SQLite's own limit is 2,000
SORTED_UP_TO = 200_000  # rows; beyond, no column has an index and the order is the table's own

_BATCH = 5_000
_STEPS = 1_000_000  # of SQLite's machine between two looks at how much a question costs
_MOST_LOOKS = 150  # about two seconds
_TIMES = frozenset({FieldType.DATE, FieldType.MONTH, FieldType.YEAR})
_IN_SPANISH = frozenset({FieldType.TEXT, FieldType.ADDRESS})


class Operator(StrEnum):
    IS = "is"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    CONTAINS = "contains"  # letters compared without case and accents
    EMPTY = "empty"


@dataclass(frozen=True)
class Condition:
    column: int  # its place in the table
    operator: Operator
    value: Value = None


@dataclass(frozen=True)
class Order:
    """By one column, or as the table stands; empty cells come last either way."""

    column: int | None = None
    descending: bool = False


@dataclass(frozen=True)
class Place:
    """Where a page ends: a row, by its number and its cell in the sorted column."""

    number: int
    value: str | int | float | None = None


@dataclass(frozen=True)
class Written:
    row_count: int
    content_key: str  # the same for the same columns and rows


@dataclass(frozen=True)
class Piece:
    """Some rows and where they begin and end; ``more`` where others follow that way."""

    rows: tuple[Row, ...]
    first: Place | None
    last: Place | None
    more: bool


@dataclass(frozen=True)
class Group:
    value: Value
    rows: int
    total: float | int | None  # of the measure; None where there is none, or every cell is empty


def write(table: Table, rows: Iterable[Row], path: Path) -> Written:
    """Write ``rows`` to the new file ``path`` in one pass; their values must fit their columns' types."""
    digest = hashlib.sha256(_shape(table).encode())
    count = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("spanish", 1, _sort_key, deterministic=True)
        # What is not finished is thrown away, so nothing needs a journal.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "page_size=4096"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        columns = ", ".join(_column(place, each.type) for place, each in enumerate(table.fields))
        connection.execute(f"CREATE TABLE rows (number INTEGER PRIMARY KEY, {columns})")
        marks = ", ".join("?" for _ in table.fields)
        insert = f"INSERT INTO rows VALUES (NULL, {marks})"  # noqa: S608  question marks alone
        remaining = iter(rows)
        while kept := [tuple(map(_kept, row)) for row in islice(remaining, _BATCH)]:
            digest.update("".join(json.dumps(row, ensure_ascii=False) for row in kept).encode())
            connection.executemany(insert, kept)
            count += len(kept)
        if count <= SORTED_UP_TO:
            for place in range(len(table.fields)):
                connection.execute(f"CREATE INDEX by_c{place} ON rows ({_key(table, place)})")
        connection.execute("COMMIT")
    return Written(count, digest.hexdigest())


class RowFile:
    """An open row file; for one thread at a time."""

    def __init__(self, path: Path, table: Table) -> None:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._table = table
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._connection.create_function("spanish", 1, _sort_key, deterministic=True)
        self._connection.create_function("folded", 1, _folded, deterministic=True)
        self._looks = 0
        self._connection.set_progress_handler(self._too_much, _STEPS)
        self.sortable = bool(self._ask("SELECT 1 FROM sqlite_schema WHERE type = 'index' LIMIT 1", ()))

    def close(self) -> None:
        self._connection.close()

    def rows(self, conditions: Sequence[Condition] = ()) -> Iterator[Row]:
        """Every row that meets ``conditions``, as the table stands."""
        where, values = self._where(conditions)
        statement = f"SELECT {self._columns()} FROM rows {where} ORDER BY number"  # noqa: S608
        for found in self._connection.execute(statement, values):
            self._looks = 0  # whoever reads everything is held up by what they do with it, not by this
            yield self._row(found)

    def count(self, conditions: Sequence[Condition] = ()) -> int:
        where, values = self._where(conditions)
        return int(self._ask(f"SELECT count(*) FROM rows {where}", values)[0][0])  # noqa: S608

    def piece(
        self,
        conditions: Sequence[Condition],
        order: Order,
        most: int,
        beyond: Place | None = None,
        *,
        backwards: bool = False,
    ) -> Piece:
        """Up to ``most`` rows after (``backwards``: before) ``beyond``, always in ``order``."""
        found: list[tuple[Any, ...]] = []
        for condition, values, ordering in self._segments(order, beyond, backwards):
            where, given = self._where(conditions, condition)
            key = _key(self._table, order.column) if order.column is not None else "NULL"
            statement = (
                f"SELECT number, {key}, {self._columns()} FROM rows {where} "  # noqa: S608
                f"ORDER BY {ordering} LIMIT {most + 1 - len(found)}"
            )
            found += self._ask(statement, (*given, *values))
            if len(found) > most:
                break
        kept = found[:most]
        if backwards:
            kept.reverse()
        places = [Place(row[0], row[1]) for row in (*kept[:1], *kept[-1:])]
        return Piece(
            rows=tuple(self._row(row[2:]) for row in kept),
            first=places[0] if places else None,
            last=places[-1] if places else None,
            more=len(found) > most,
        )

    def groups(
        self, by: int, measure: int | None, conditions: Sequence[Condition], most: int
    ) -> tuple[Group, ...]:
        """How many rows each value of a column has, or what a measure adds up to; the largest first, times
        in their order."""
        where, values = self._where(conditions)
        # «NP» and its like are text: they add nothing, and alone they make no sum.
        total = (
            f"sum(c{measure}) FILTER (WHERE typeof(c{measure}) <> 'text')" if measure is not None else "NULL"
        )
        kind = self._table.fields[by].type
        order = f"c{by}" if kind in _TIMES else f"coalesce({total}, count(*)) DESC, c{by}"
        statement = (
            f"SELECT c{by}, count(*), {total} FROM rows {where} "  # noqa: S608
            f"GROUP BY c{by} ORDER BY {order} LIMIT {most}"
        )
        return tuple(
            Group(_value(kind, one), count, sum_) for one, count, sum_ in self._ask(statement, values)
        )

    def _segments(
        self, order: Order, beyond: Place | None, backwards: bool
    ) -> Iterator[tuple[str, tuple[Any, ...], str]]:
        """Filled cells, then empty ones: each a condition, its values and an order that an index gives."""
        falling = order.descending != backwards
        sign, way = ("<", "DESC") if falling else (">", "ASC")
        by_number = f"number {sign} ?"
        if order.column is None:
            yield (by_number, (beyond.number,), f"number {way}") if beyond else ("1", (), f"number {way}")
            return
        key = _key(self._table, order.column)
        filled = (f"{key} IS NOT NULL", (), f"{key} {way}, number {way}")
        empty = (f"{key} IS NULL", (), f"number {way}")
        if beyond is not None and beyond.value is not None:
            # Not as a row value: of an index on an expression SQLite would then read all that comes before.
            place = (beyond.value, beyond.value, beyond.number)
            beyond_it = f"{key} {sign}= ? AND ({key} {sign} ? OR {by_number})"
            filled = (beyond_it, place, filled[2])  # type: ignore[assignment]
        elif beyond is not None:
            empty = (f"{key} IS NULL AND {by_number}", (beyond.number,), empty[2])  # type: ignore[assignment]
        in_empty = beyond is not None and beyond.value is None
        in_filled = beyond is not None and beyond.value is not None
        if backwards:
            yield from (filled,) if in_filled else (empty, filled)
        else:
            yield from (empty,) if in_empty else (filled, empty)

    def _where(self, conditions: Sequence[Condition], also: str = "") -> tuple[str, tuple[Any, ...]]:
        parts: list[str] = []
        values: list[Any] = []
        for one in conditions:
            text, given = _condition(self._table, one)
            parts.append(text)
            values.extend(given)
        if also:
            parts.append(also)
        return (f"WHERE {' AND '.join(parts)}" if parts else "", tuple(values))

    def _ask(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        self._looks = 0
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise TooMuchAsked from error
            raise

    def _too_much(self) -> bool:
        self._looks += 1
        return self._looks > _MOST_LOOKS

    def _columns(self) -> str:
        return ", ".join(f"c{place}" for place in range(len(self._table.fields)))

    def _row(self, found: Sequence[Any]) -> Row:
        return tuple(_value(each.type, one) for each, one in zip(self._table.fields, found, strict=True))


def _condition(table: Table, one: Condition) -> tuple[str, tuple[Any, ...]]:
    key, value = _key(table, one.column), _kept(one.value)
    if _is_spanish(table, one.column):
        value = _sort_key(value)
    match one.operator:
        case Operator.IS:
            return f"{key} = ?", (value,)
        case Operator.AT_LEAST:
            return f"{key} >= ?", (value,)
        case Operator.AT_MOST:
            return f"{key} <= ?", (value,)
        case Operator.CONTAINS:
            return f"instr(folded(c{one.column}), ?) > 0", (_folded(str(one.value)),)
        case Operator.EMPTY:
            return f"c{one.column} IS NULL", ()


def _key(table: Table, place: int) -> str:
    """What a column is sorted and compared by, as its index holds it."""
    return f"spanish(c{place})" if _is_spanish(table, place) else f"c{place}"


def _is_spanish(table: Table, place: int) -> bool:
    return table.fields[place].type in _IN_SPANISH


def _shape(table: Table) -> str:
    return json.dumps([[each.name, each.type.value] for each in table.fields])


def _column(place: int, kind: FieldType) -> str:
    match kind:
        case FieldType.INTEGER | FieldType.BOOLEAN:
            return f"c{place} INTEGER"
        case FieldType.NUMBER:
            return f"c{place} REAL"
        case FieldType.YEAR:
            return f"c{place}"  # as it is given: a column of a kind would turn text into numbers
        case _:
            return f"c{place} TEXT"


def _kept(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value


def _value(kind: FieldType, kept: Any) -> Value:
    if kept is None:
        return None
    if kind is FieldType.DATE and kept[:1].isdigit():
        return date.fromisoformat(kept)
    if kind is FieldType.BOOLEAN and not isinstance(kept, str):
        return bool(kept)
    return kept  # type: ignore[no-any-return]


def _sort_key(value: Any) -> str | None:
    """As Spanish sorts; what differs in case and accents alone stays apart."""
    return f"{_folded(value)}\x01{value}" if value is not None else None


@lru_cache(maxsize=50_000)
def _folded(value: Any) -> str:
    """Without case and accents, ñ after n."""
    if value is None:
        return ""
    text = str(value).casefold()
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text.replace("ñ", "n\uffff"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
