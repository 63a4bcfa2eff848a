"""datapackage.json: a release as Data Package v2 describes it."""

from typing import Any

from export.dictionary import DICTIONARY
from export.table_schema import to_table_schema
from export.values import Distribution, Format, Release, Table

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
_TABLES = (Format.CSV, Format.DICTIONARY)  # whoever validates the package reads these


def to_datapackage(release: Release) -> dict[str, Any]:
    """The descriptor, for a release whose distributions hold its CSV and its dictionary."""
    dataset = release.dataset
    publisher = dataset.publisher
    described: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": dataset.slug,
        "id": dataset.landing_page or dataset.slug,
        "title": dataset.title,
        "description": dataset.description,
        "version": str(release.version),
        "created": release.issued.isoformat(timespec="seconds"),
        "keywords": list(dataset.keywords),
        "contributors": [
            _without_blanks({"title": publisher.name, "path": publisher.address, "email": publisher.email})
            | {"roles": ["publisher"]}
        ],
        "licenses": [
            {"name": dataset.licence.code, "title": dataset.licence.title, "path": dataset.licence.address}
        ],
        "homepage": dataset.landing_page,
        "resources": [_resource(each, release) for each in release.distributions if each.format in _TABLES],
        "acervo:rows": release.row_count,
        "acervo:changes": release.change_note,
        "acervo:method": dataset.method,
    }
    return _without_blanks(described)


def _resource(file: Distribution, release: Release) -> dict[str, Any]:
    is_data = file.format is Format.CSV
    table: Table = release.dataset.table if is_data else DICTIONARY
    return {
        "name": release.dataset.slug if is_data else f"{release.dataset.slug}-diccionario",
        "type": "table",
        "path": file.file_name,
        "title": release.dataset.title if is_data else "Diccionario de datos",
        "format": "csv",
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.byte_size,
        "hash": f"sha256:{file.sha256}",
        "dialect": _DIALECT,
        "schema": to_table_schema(table),
    }


def _without_blanks(described: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in described.items() if value != ""}
