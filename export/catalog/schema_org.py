"""A dataset as schema.org describes it, for search engines: https://schema.org/Dataset."""

from typing import Any

from export.catalog.mexican import temporal
from export.catalog.values import FORMAT_CODES, FORMAT_TITLES, Listed
from export.values import Dataset, Distribution, Publisher, Release


def schema_org(listed: Listed) -> dict[str, Any]:
    """The dictionary that a dataset's page carries as JSON-LD; empty values are left out."""
    dataset = listed.dataset
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": dataset.landing_page,
        "url": dataset.landing_page,
        "identifier": dataset.slug,
        "name": dataset.title,
        "description": dataset.description,
        "inLanguage": dataset.language,
        "keywords": list(dataset.keywords),
        "license": dataset.licence.address,
        "isAccessibleForFree": True,
        "creator": _organization(dataset.publisher),
        "publisher": _organization(dataset.publisher),
        "datePublished": listed.issued.isoformat() if listed.issued else "",
        "dateModified": listed.modified.isoformat() if listed.modified else "",
        "spatialCoverage": _place(dataset),
        "temporalCoverage": temporal(dataset.temporal),
        "measurementTechnique": dataset.method,
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field.name, "description": field.description}
            for field in dataset.table.fields
        ],
    }
    if current := listed.current:
        described["version"] = str(current.version)
        described["distribution"] = [_download(current, each) for each in current.distributions]
    return {name: value for name, value in described.items() if value not in ("", [], {})}


def _download(release: Release, distribution: Distribution) -> dict[str, Any]:
    described = {
        "@type": "DataDownload",
        "name": FORMAT_TITLES[distribution.format],
        "contentUrl": distribution.address,
        "encodingFormat": distribution.media_type,
        "fileFormat": FORMAT_CODES[distribution.format],
        "contentSize": f"{distribution.byte_size} B",
        "sha256": distribution.sha256,
        "datePublished": release.issued.isoformat(),
    }
    return {name: value for name, value in described.items() if value}


def _place(dataset: Dataset) -> dict[str, Any]:
    code = {"@type": "PropertyValue", "propertyID": "INEGI", "value": dataset.spatial.code}
    return {"@type": "Place", "name": dataset.spatial.name, "identifier": code}


def _organization(publisher: Publisher) -> dict[str, str]:
    described = {"@type": "GovernmentOrganization", "name": publisher.name, "url": publisher.address}
    return {name: value for name, value in described.items() if value}
