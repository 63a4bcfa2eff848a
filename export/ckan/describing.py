"""A release as CKAN keeps it: a package, its extras and tags, one resource for each file."""

import re
from typing import Any

from export.catalog.values import FORMAT_CODES, FORMAT_TITLES
from export.values import Distribution, Release

OURS = "acervo_dataset"  # the extra by which a package is known for ours
FILE = "acervo_file"  # the field by which a resource is known for a release's file
Json = dict[str, Any]


def package(release: Release, organization: str) -> Json:
    """The fields that we answer for; all others on the portal are left alone."""
    dataset = release.dataset
    notes = [dataset.description, dataset.method]
    return {
        "name": name_of(release),
        "title": dataset.title,
        "notes": "\n\n".join(note for note in notes if note),
        "version": str(release.version),
        "url": dataset.landing_page,
        "owner_org": organization,
        "author": dataset.unit or dataset.publisher.name,
        "maintainer": dataset.publisher.position or dataset.publisher.name,
        "maintainer_email": dataset.publisher.email,
        "state": "active",
        "license_id": "other-open",  # CKAN's own list does not know Libre Uso MX; the extras name it
    }


def name_of(release: Release) -> str:
    return release.dataset.slug.lower()


def extras(release: Release) -> dict[str, str]:
    dataset = release.dataset
    period = dataset.temporal
    values = {
        OURS: dataset.slug,
        "frequency": dataset.periodicity.value,
        "govType": dataset.publisher.government,
        "language": dataset.language,
        "license_name": dataset.licence.title,
        "license_address": dataset.licence.address,
        "publisher_name": dataset.publisher.name,
        "spatial_code": dataset.spatial.code,
        "spatial_name": dataset.spatial.name,
        "temporal_start": period.start.isoformat() if period else "",
        "temporal_end": period.end.isoformat() if period and period.end else "",
        "theme_name": dataset.theme,
        "version_issued": release.issued.isoformat(),
        "version_notes": release.change_note,
    }
    return {key: value for key, value in values.items() if value}


def tags(release: Release) -> list[str]:
    """Keywords in the characters that CKAN's tags allow, each once."""
    clean = (re.sub(r"[^\w \-.]+", " ", each).strip()[:100] for each in release.dataset.keywords)
    return sorted({each.lower() for each in clean if len(each) >= 2})


def resource(release: Release, distribution: Distribution) -> Json:
    """What a file's resource says beside its content."""
    title = FORMAT_TITLES[distribution.format]
    return {
        "name": title,
        "description": f"{release.dataset.title}, versión {release.version}, en {title}.",
        "format": FORMAT_CODES[distribution.format],
        "mimetype": distribution.media_type.partition(";")[0].strip(),
        "hash": distribution.sha256,
        "hash_algorithm": "SHA-256",
        FILE: distribution.file_name,
    }


def extras_of(found: Json) -> dict[str, str]:
    return {each["key"]: each["value"] for each in found.get("extras", ())}


def tags_of(found: Json) -> list[str]:
    return sorted(each["name"] for each in found.get("tags", ()))
