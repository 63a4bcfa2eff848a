"""A dataset's description and a difference as JSON: as each release keeps them, and back."""

from dataclasses import fields
from datetime import date
from typing import Any

from export.values import (
    Code,
    Dataset,
    Difference,
    Field,
    FieldType,
    Licence,
    Period,
    Periodicity,
    Place,
    Publisher,
    Table,
)

Json = dict[str, Any]


def dataset_json(dataset: Dataset) -> Json:
    """Everything the dataset says of itself, as JSON."""
    kept = {name: getattr(dataset, name) for name in _PLAIN}
    return {
        **kept,
        "fields": [_field_json(each) for each in dataset.table.fields],
        "key": list(dataset.table.key),
        "publisher": _plain(dataset.publisher),
        "periodicity": dataset.periodicity.value,
        "keywords": list(dataset.keywords),
        "spatial": _plain(dataset.spatial),
        "temporal": _period_json(dataset.temporal),
        "licence": _plain(dataset.licence),
    }


def dataset_of(kept: Json) -> Dataset:
    return Dataset(
        **{name: kept[name] for name in _PLAIN},
        table=Table(tuple(_field(each) for each in kept["fields"]), tuple(kept["key"])),
        publisher=Publisher(**kept["publisher"]),
        periodicity=Periodicity(kept["periodicity"]),
        keywords=tuple(kept["keywords"]),
        spatial=Place(**kept["spatial"]),
        temporal=_period(kept["temporal"]),
        licence=Licence(**kept["licence"]),
    )


def difference_json(difference: Difference) -> Json:
    kept = _plain(difference)
    return {**kept, "cells_changed": dict(difference.cells_changed)}


def difference_of(kept: Json) -> Difference:
    names = ("added_fields", "removed_fields", "changed_fields")
    return Difference(**{**kept, **{name: tuple(kept[name]) for name in names}})


_PLAIN = ("slug", "title", "description", "theme", "language", "unit", "method", "landing_page")


def _plain(value: Any) -> Json:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def _field_json(one: Field) -> Json:
    return {
        **_plain(one),
        "type": one.type.value,
        "codes": [[each.value, each.meaning] for each in one.codes],
        "missing": [[each.value, each.meaning] for each in one.missing],
        "minimum": _limit_json(one.minimum),
        "maximum": _limit_json(one.maximum),
    }


def _field(kept: Json) -> Field:
    changed = {
        "type": FieldType(kept["type"]),
        "codes": tuple(Code(*each) for each in kept["codes"]),
        "missing": tuple(Code(*each) for each in kept["missing"]),
        "minimum": _limit(kept["minimum"]),
        "maximum": _limit(kept["maximum"]),
    }
    return Field(**{**kept, **changed})


def _limit_json(limit: float | date | None) -> float | str | None:
    return limit.isoformat() if isinstance(limit, date) else limit


def _limit(kept: float | str | None) -> float | date | None:
    return date.fromisoformat(kept) if isinstance(kept, str) else kept


def _period_json(period: Period | None) -> list[str | None] | None:
    if period is None:
        return None
    return [period.start.isoformat(), period.end.isoformat() if period.end else None]


def _period(kept: list[str | None] | None) -> Period | None:
    if kept is None or kept[0] is None:
        return None
    return Period(date.fromisoformat(kept[0]), date.fromisoformat(kept[1]) if kept[1] else None)
