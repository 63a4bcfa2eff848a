"""Which of a dataset's columns, or which constant, goes into which column of a form: read from TOML.

una_fila_por = ["folio"]            # optional: rows with the same folio are one row of the form
[columnas]
"Ejercicio" = { valor = 2026 }      # by heading
"334280" = { columna = "fecha" }    # or by the field's number
[tablas.334300]                     # a child table
"Nombre" = { columna = "nombre" }
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from export.forms.errors import DatasetColumnUnknown, MappingUnreadable
from export.values import Row, Table, Value


@dataclass(frozen=True)
class Source:
    """Where a value comes from: a place in the row, or always the same."""

    place: int | None
    constant: Value = None

    def of(self, row: Row) -> Value:
        return self.constant if self.place is None else row[self.place]


@dataclass(frozen=True)
class FormMapping:
    """Sources by heading or field number; ``group`` are the places of the key of a form's row."""

    columns: Mapping[str, Source]
    tables: Mapping[str, Mapping[str, Source]]
    group: tuple[int, ...] = ()


def read_mapping(path: Path, table: Table) -> FormMapping:
    """Raises MappingUnreadable, DatasetColumnUnknown."""
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingUnreadable(place=path.name) from error
    if unknown := sorted(read.keys() - {"columnas", "tablas", "una_fila_por"}):
        raise MappingUnreadable(place=unknown[0])
    group = read.get("una_fila_por", [])
    if not isinstance(group, list):
        raise MappingUnreadable(place="una_fila_por")
    tables = _section(read.get("tablas", {}), "tablas")
    return FormMapping(
        _sources(read.get("columnas"), "columnas", table),
        {number: _sources(each, f"tablas.{number}", table) for number, each in tables.items()},
        tuple(_place(str(name), table) for name in group),
    )


def _sources(section: Any, place: str, table: Table) -> dict[str, Source]:
    entries = _section(section, place)
    return {heading: _source(entry, f"{place}.{heading}", table) for heading, entry in entries.items()}


def _source(entry: Any, place: str, table: Table) -> Source:
    match entry:
        case {"columna": str(name)} if len(entry) == 1:
            return Source(_place(name, table))
        case {"valor": datetime()}:
            raise MappingUnreadable(place=place)
        case {"valor": str() | int() | float() | date() as constant} if len(entry) == 1:
            return Source(None, constant)
        case _:
            raise MappingUnreadable(place=place)


def _section(section: Any, place: str) -> dict[str, Any]:
    if not isinstance(section, dict):
        raise MappingUnreadable(place=place)
    return section


def _place(name: str, table: Table) -> int:
    if name not in table.names:
        raise DatasetColumnUnknown(column=name)
    return table.names.index(name)
