"""``/data.json``: the catalogue with the fields of datos.gob.mx, as ADELA wrote and CKAN harvested them."""

import json
from datetime import datetime
from typing import Any

from export.catalog.values import (
    FORMAT_CODES,
    FORMAT_TITLES,
    Catalog,
    Listed,
    dataset_address,
    release_address,
)
from export.values import Dataset, Distribution, Format, Period, Publisher, Release

OPENNESS = {"XLSX": 2, "CSV": 3, "JSON": 3, "JSONL": 3}


def data_json(catalog: Catalog) -> bytes:
    """Every dataset that has a release which still stands."""
    listed = [each for each in catalog.listed if each.current]
    document = {
        "title": catalog.title,
        "description": catalog.description,
        "homepage": catalog.home,
        "language": "es",
        "license": next((each.dataset.licence.address for each in listed), ""),
        "issued": _day(min((each.issued for each in listed if each.issued), default=None)),
        "modified": _day(max((each.modified for each in listed if each.modified), default=None)),
        "publisher": _publisher(catalog.publisher),
        "dataset": [_dataset(each, current, catalog.home) for each in listed if (current := each.current)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _dataset(listed: Listed, current: Release, home: str) -> dict[str, Any]:
    dataset = listed.dataset
    return {
        "id": dataset.slug,
        "identifier": dataset.slug,
        "title": dataset.title,
        "description": dataset.description,
        "issued": _day(listed.issued),
        "modified": _day(listed.modified),
        "publishDate": _day(listed.issued),
        "theme": dataset.theme,
        "keyword": list(dict.fromkeys(keyword.lower() for keyword in dataset.keywords)),
        "language": dataset.language,
        "license": dataset.licence.address,
        "contactPoint": {"fn": dataset.unit or dataset.publisher.name, "hasEmail": dataset.publisher.email},
        "publisher": _publisher(dataset.publisher),
        "temporal": temporal(dataset.temporal),
        "spatial": dataset.spatial.code,
        "govType": dataset.publisher.government,
        "accrualPeriodicity": dataset.periodicity.value,
        "landingPage": _dictionary_address(current) or dataset_address(dataset, home),
        "openessRating": max((_openness(each) for each in current.distributions), default=1),
        "comments": current.change_note,
        "quality": dataset.method,
        "public": True,
        "version": str(current.version),
        "distribution": [_distribution(current, each, home) for each in current.distributions],
    }


def _distribution(release: Release, distribution: Distribution, home: str) -> dict[str, Any]:
    dataset = release.dataset
    name = FORMAT_TITLES[distribution.format]
    described = {
        "title": f"{dataset.title} · {name}",
        "description": f"{dataset.title}, versión {release.version}, en {name}.",
        "accessURL": release_address(release, home),
        "downloadURL": distribution.address,
        "mediaType": distribution.media_type,
        "format": FORMAT_CODES[distribution.format],
        "byteSize": distribution.byte_size,
        "issued": _day(release.issued),
        "modified": _day(release.issued),
        "publishDate": _day(release.issued),
        "temporal": temporal(dataset.temporal),
        "spatial": dataset.spatial.code,
        "license": dataset.licence.address,
        "checksum": {"algorithm": "SHA-256", "checksumValue": distribution.sha256},
    }
    return {**described, **_code_list(dataset)}


def _code_list(dataset: Dataset) -> dict[str, str]:
    """The list that the dataset's codes come from; the format has room for one."""
    addresses = dict.fromkeys(field.codes_address for field in dataset.table.fields if field.codes_address)
    if not addresses:
        return {}
    address = next(iter(addresses))
    titles = (field.title for field in dataset.table.fields if field.codes_address == address)
    return {"codelist": next(titles), "codelistLink": address}


def temporal(period: Period | None) -> str:
    """An ISO 8601 interval; one that goes on has an open end."""
    if period is None:
        return ""
    return f"{period.start.isoformat()}/{period.end.isoformat() if period.end else '..'}"


def _publisher(publisher: Publisher) -> dict[str, str]:
    return {"name": publisher.name, "position": publisher.position, "mbox": publisher.email}


def _dictionary_address(release: Release) -> str:
    return next((each.address for each in release.distributions if each.format is Format.DICTIONARY), "")


def _openness(distribution: Distribution) -> int:
    """Stars of the five of open data."""
    return OPENNESS.get(FORMAT_CODES[distribution.format], 1)


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
