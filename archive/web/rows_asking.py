"""Which rows a reader asks for, read from an address, and the address of a question changed.

A condition stands there as ``column:operator:value``; whether column and value fit the table, the door says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from archive.errors import InvalidInput
from archive.services.reading.dataset_values import ROWS_SIZE, Filter, Operator, RowsAsked

MOST_FILTERS = 10
MOST_COLUMNS = 1_000
_OPERATORS = {operator.value: operator for operator in Operator}


@dataclass(frozen=True)
class Names:
    """What the parameters are called on one face."""

    filter: str
    sort: str
    cursor: str


API = Names("filter", "sort", "cursor")
PAGE = Names("filtro", "orden", "cursor")


def asked_from(
    untrusted: MultiDict[str, str], names: Names, *, version: str = "", limit: int = ROWS_SIZE
) -> RowsAsked:
    """Filters, columns, order and place.  Raises InvalidInput for a condition that is none."""
    sort = untrusted.get(names.sort, "")
    columns = tuple(one for one in untrusted.get("columns", "").split(",") if one)
    filters = tuple(filter_from(one, names.filter) for one in untrusted.getlist(names.filter) if one)
    if len(filters) > MOST_FILTERS:
        raise InvalidInput(field=names.filter, reason="son demasiados filtros")
    if len(columns) > MOST_COLUMNS:
        raise InvalidInput(field="columns", reason="son demasiadas columnas")
    return RowsAsked(
        untrusted_version=version,
        filters=filters,
        untrusted_columns=columns,
        untrusted_sort=sort.removeprefix("-"),
        descending=sort.startswith("-"),
        untrusted_cursor=untrusted.get(names.cursor, ""),
        limit=limit,
    )


def filter_from(untrusted_text: str, parameter: str) -> Filter:
    """``column:operator:value``; the value may hold colons.  Raises InvalidInput."""
    column, _, rest = untrusted_text.partition(":")
    operator, _, value = rest.partition(":")
    if operator not in _OPERATORS:
        raise InvalidInput(field=parameter, reason="se espera columna:operador:valor")
    return Filter(column, _OPERATORS[operator], value)


def filter_text(one: Filter) -> str:
    return f"{one.untrusted_column}:{one.operator.value}:{one.untrusted_value}"


def rows_address(base: str, asked: RowsAsked, names: Names, *, limit: int | None = None) -> str:
    """``base`` with everything that is asked."""
    pairs = list(fields_of(asked, names))
    if asked.untrusted_columns:
        pairs.append(("columns", ",".join(asked.untrusted_columns)))
    if asked.untrusted_cursor:
        pairs.append((names.cursor, asked.untrusted_cursor))
    if limit is not None:
        pairs.append(("limit", str(limit)))
    return f"{base}?{urlencode(pairs)}" if pairs else base


def fields_of(asked: RowsAsked, names: Names) -> Iterable[tuple[str, str]]:
    """Filters and order, as a form keeps them; a changed question begins at its first page."""
    for one in asked.filters:
        yield names.filter, filter_text(one)
    if asked.untrusted_sort:
        yield names.sort, ("-" if asked.descending else "") + asked.untrusted_sort


def without(asked: RowsAsked, one: Filter) -> RowsAsked:
    left = tuple(each for each in asked.filters if each != one)
    return replace(asked, filters=left, untrusted_cursor="")


def sorted_by(asked: RowsAsked, column: str) -> RowsAsked:
    """Rising first, at the second time falling, then as the table stands."""
    if asked.untrusted_sort != column:
        return replace(asked, untrusted_sort=column, descending=False, untrusted_cursor="")
    if not asked.descending:
        return replace(asked, descending=True, untrusted_cursor="")
    return replace(asked, untrusted_sort="", descending=False, untrusted_cursor="")
