"""Frozen values as plain JSON and back, by the types they declare; nothing is believed on the way back.

For values that only cross to a child process and home again: a field that is added needs nothing here.
A TypeError, ValueError, KeyError or IndexError says that what came is not such a value.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, mappings as lists of pairs, enums as their values."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return [[to_plain(key), to_plain(item)] for key, item in value.items()]
    if is_dataclass(value):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"no plain form for {type(value).__name__}")


def from_plain(kind: type[T], value: Any) -> T:
    """The value of this kind that ``value`` stands for."""
    return cast("T", _reader(cast("Any", kind))(value))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        (known,) = (one for one in inner if one is not NoneType)
        read = _reader(known)
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        return _tuple_reader(inner)
    if origin is Mapping:
        pairs = _tuple_reader((tuple[inner[0], inner[1]], Ellipsis))  # type: ignore[valid-type]
        return lambda value: dict(pairs(value))
    if issubclass(kind, Enum):
        return cast("Callable[[Any], Any]", kind)
    if issubclass(kind, tuple):
        return _named_tuple_reader(kind)
    if issubclass(kind, date):
        return lambda value: kind.fromisoformat(_scalar_reader(str)(value))
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    return _scalar_reader(kind)


def _tuple_reader(inner: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        read = _reader(inner[0])
        return lambda value: tuple(read(item) for item in _list(value))
    readers = [_reader(one) for one in inner]
    return lambda value: tuple(read(item) for read, item in zip(readers, _list(value), strict=True))


def _named_tuple_reader(kind: Any) -> Callable[[Any], Any]:
    readers = [_reader(one) for one in get_type_hints(kind).values()]
    return lambda value: kind(*(read(item) for read, item in zip(readers, _list(value), strict=True)))


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {item.name: _reader(hints[item.name]) for item in fields(kind)}

    def read(value: Any) -> Any:
        if not isinstance(value, dict) or value.keys() != readers.keys():
            raise TypeError(f"expected {kind.__name__}")
        return kind(**{name: reader(value[name]) for name, reader in readers.items()})

    return read


def _scalar_reader(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
            raise TypeError(f"expected {kind.__name__}")
        if isinstance(value, float) and not isfinite(value):
            raise ValueError("expected a number that is one")
        return value

    return read


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("expected a list")
    return value
