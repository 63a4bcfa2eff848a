"""A table as Table Schema (Data Package v2) writes it, and back."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from export.errors import ExportError
from export.schema import demand_fit
from export.values import Code, Field, FieldType, Table

_TYPES: dict[FieldType, dict[str, Any]] = {
    FieldType.TEXT: {"type": "string"},
    FieldType.CODE: {"type": "string"},
    FieldType.INTEGER: {"type": "integer"},
    FieldType.NUMBER: {"type": "number"},
    FieldType.BOOLEAN: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    FieldType.DATE: {"type": "date"},
    FieldType.MONTH: {"type": "yearmonth"},
    FieldType.YEAR: {"type": "year"},
    FieldType.ADDRESS: {"type": "string", "format": "uri"},
}
_KIND = "acervo:type"  # text and code are both strings; this tells them apart
_READ = {
    "string": FieldType.TEXT,
    "integer": FieldType.INTEGER,
    "number": FieldType.NUMBER,
    "boolean": FieldType.BOOLEAN,
    "date": FieldType.DATE,
    "yearmonth": FieldType.MONTH,
    "year": FieldType.YEAR,
}


class SchemaUnreadable(ExportError):
    code = "schema_unreadable"
    sentence = "La descripción de la tabla no es un Table Schema que se pueda leer (%(place)s)."


def to_table_schema(table: Table) -> dict[str, Any]:
    """The ``schema`` of a resource."""
    described: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(field) for field in table.fields],
        "missingValues": [""],
    }
    if table.key:
        described["primaryKey"] = list(table.key)
    return described


def from_table_schema(untrusted: Any) -> Table:
    """The table that a Table Schema describes.  Raises SchemaUnreadable or TableUnfit."""
    match untrusted:
        case {"fields": [*fields]}:
            key = untrusted.get("primaryKey", [])
            names = tuple([key] if isinstance(key, str) else map(str, key))
            table = Table(tuple(map(_read_field, fields)), names)
            demand_fit(table)
            return table
    raise SchemaUnreadable(place="fields")


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        **_TYPES[field.type],
        "title": field.title,
        "description": field.description,
    }
    if field.type is FieldType.CODE:
        described[_KIND] = field.type.value
    if field.codes:
        described["categories"] = [{"value": code.value, "label": code.meaning} for code in field.codes]
    if field.missing:
        described["missingValues"] = ["", *(code.value for code in field.missing)]
    if field.codes_address:
        described["acervo:codes"] = field.codes_address
    if field.unit:
        described["acervo:unit"] = field.unit
    constraints = {
        "required": field.required or None,
        "unique": field.unique or None,
        "enum": [code.value for code in field.codes] or None,
        "pattern": field.pattern or None,
        "minimum": _limit(field.minimum),
        "maximum": _limit(field.maximum),
    }
    given = {name: value for name, value in constraints.items() if value is not None}
    return {**described, "constraints": given} if given else described


def _limit(value: float | date | None) -> float | str | None:
    return value.isoformat() if isinstance(value, date) else value


def _read_field(untrusted: object) -> Field:
    if not isinstance(untrusted, Mapping) or not isinstance(untrusted.get("name"), str):
        raise SchemaUnreadable(place="name")
    name: str = untrusted["name"]
    constraints = untrusted.get("constraints", {})
    try:
        kind = _read_type(untrusted)
        return Field(
            name,
            kind,
            str(untrusted.get("title", name)),
            str(untrusted.get("description", "")),
            required=bool(constraints.get("required")),
            unique=bool(constraints.get("unique")),
            codes=_read_codes(untrusted.get("categories") or constraints.get("enum") or []),
            codes_address=str(untrusted.get("acervo:codes", "")),
            pattern=str(constraints.get("pattern", "")),
            minimum=_read_limit(kind, constraints.get("minimum")),
            maximum=_read_limit(kind, constraints.get("maximum")),
            unit=str(untrusted.get("acervo:unit", "")),
            missing=tuple(Code(word, "") for word in untrusted.get("missingValues", []) if word),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SchemaUnreadable(place=name) from error


def _read_type(untrusted: Mapping[str, Any]) -> FieldType:
    if _KIND in untrusted:
        return FieldType(untrusted[_KIND])
    if untrusted.get("format") == "uri":
        return FieldType.ADDRESS
    return _READ[untrusted.get("type", "string")]


def _read_codes(untrusted: list[Any]) -> tuple[Code, ...]:
    return tuple(
        Code(str(each["value"]), str(each.get("label", "")))
        if isinstance(each, Mapping)
        else Code(str(each), "")
        for each in untrusted
    )


def _read_limit(kind: FieldType, untrusted: Any) -> float | date | None:
    if untrusted is None or isinstance(untrusted, int | float):
        return untrusted
    if kind is FieldType.DATE:
        return date.fromisoformat(untrusted)
    return int(untrusted) if re.fullmatch(r"-?\d+", untrusted) else float(untrusted)
