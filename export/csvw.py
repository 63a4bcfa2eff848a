"""CSV on the Web: the CSV's columns and what they are, for machines that read linked data."""

from typing import Any

from export.values import Field, FieldType, Release

_DATATYPES: dict[FieldType, str] = {
    FieldType.TEXT: "string",
    FieldType.CODE: "string",
    FieldType.INTEGER: "integer",
    FieldType.NUMBER: "double",
    FieldType.BOOLEAN: "boolean",
    FieldType.DATE: "date",
    FieldType.MONTH: "gYearMonth",
    FieldType.YEAR: "gYear",
    FieldType.ADDRESS: "anyURI",
}


def to_csvw(release: Release, csv_name: str) -> dict[str, Any]:
    """The metadata document that stands beside ``csv_name``."""
    dataset = release.dataset
    schema: dict[str, Any] = {"columns": [_column(field) for field in dataset.table.fields]}
    if dataset.table.key:
        schema["primaryKey"] = list(dataset.table.key)
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": dataset.language}],
        "url": csv_name,
        "dc:title": dataset.title,
        "dc:description": dataset.description,
        "dc:identifier": dataset.slug,
        "dc:publisher": dataset.publisher.name,
        "dc:issued": {"@value": release.issued.date().isoformat(), "@type": "xsd:date"},
        "dc:license": {"@id": dataset.licence.address},
        "dcat:keyword": list(dataset.keywords),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": schema,
    }


def _column(field: Field) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": field.name,
        "titles": field.name,
        "dc:title": field.title,
        "dc:description": field.description,
        "datatype": _datatype(field),
        "required": field.required,
    }
    if field.missing:
        column["null"] = ["", *(code.value for code in field.missing)]
    return column


def _datatype(field: Field) -> str | dict[str, Any]:
    base = _DATATYPES[field.type]
    facets: dict[str, Any] = {}
    if field.type is FieldType.BOOLEAN:
        facets["format"] = "true|false"
    elif field.pattern and base == "string":
        facets["format"] = field.pattern
    if field.minimum is not None:
        facets["minimum"] = str(field.minimum)
    if field.maximum is not None:
        facets["maximum"] = str(field.maximum)
    return {"base": base, **facets} if facets else base
