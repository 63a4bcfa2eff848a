"""Which rows repeat a key that may stand once, found in bounded memory."""

import hashlib
import struct
from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from export.problems import Repeated
from export.sorting import Sorter
from export.values import Row, Table

DIGEST = 16  # bytes: two keys of ten million meet by chance once in 10²⁴ tables
_ROW = struct.Struct(">Q")


class Repeats:
    """Sees every row once; then tells the repeated ones."""

    def __init__(self, table: Table) -> None:
        places = {name: place for place, name in enumerate(table.names)}
        alone = [(each.name, (places[each.name],)) for each in table.fields if each.unique]
        keys = [
            *alone,
            *([(", ".join(table.key), tuple(places[name] for name in table.key))] if table.key else []),
        ]
        self._sorters = [(name, columns, Sorter()) for name, columns in keys]
        self._files = ExitStack()

    def __enter__(self) -> Self:
        for _name, _columns, sorter in self._sorters:
            self._files.enter_context(sorter)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def see(self, number: int, row: Row) -> None:
        for _name, columns, sorter in self._sorters:
            key = tuple([row[column] for column in columns])
            if key.count(None) < len(key):  # what is empty repeats nothing
                sorter.add(digest(key) + _ROW.pack(number))

    def found(self) -> Iterator[Repeated]:
        for name, _columns, sorter in self._sorters:
            first = b""
            for record in sorter:
                if record[:DIGEST] == first[:DIGEST]:
                    yield Repeated(row=_number(record), column=name, first=_number(first))
                else:
                    first = record


def digest(key: Row) -> bytes:
    """What stands for a key where keys are compared."""
    return hashlib.blake2b(repr(key).encode(), digest_size=DIGEST).digest()


def _number(record: bytes) -> int:
    number: int = _ROW.unpack(record[DIGEST:])[0]
    return number
