"""The difference between a release and what a portal holds, and the one revision that closes it."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from export.ckan import describing
from export.ckan.describing import FILE, Json
from export.ckan.multipart import FilePart, Form
from export.values import Distribution, Release


class Action(StrEnum):
    CREATE = "create"
    CHANGE = "change"
    UPLOAD = "upload"
    REMOVE = "remove"


@dataclass(frozen=True)
class Change:
    """One difference, for a person: a field or a file, what stands there, what will."""

    action: Action
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Plan:
    """What a package becomes; ``uploads`` are the places of ``resources`` whose files must be sent."""

    fields: Json
    extras: dict[str, str]
    tags: list[str]
    resources: tuple[Json, ...]
    uploads: Mapping[int, Distribution]
    changes: tuple[Change, ...]


def plan(release: Release, organization: str, found: Json | None, spoilt: Collection[str] = ()) -> Plan:
    """``spoilt`` are ids of resources that serve something else than they promise: sent anew."""
    before = found or {}
    held = {each.get("hash"): each for each in before.get("resources", ()) if _whole(each, spoilt)}
    resources: list[Json] = []
    uploads: dict[int, Distribution] = {}
    for place, distribution in enumerate(release.distributions):
        described = describing.resource(release, distribution)
        kept = held.get(distribution.sha256)
        if kept is None or kept[FILE] != distribution.file_name:
            uploads[place] = distribution
            resources.append(described)
        else:
            resources.append({**kept, **described})
    # What somebody added on the portal by hand stays, after ours.
    resources += [each for each in before.get("resources", ()) if FILE not in each]
    fields = describing.package(release, organization)
    old_extras = describing.extras_of(before)
    ours = set(describing.extras(release)) | {"temporal_start", "temporal_end", "theme_name", "version_notes"}
    extras = {key: value for key, value in old_extras.items() if key not in ours}
    extras |= describing.extras(release)
    tags = describing.tags(release)
    made = Plan(fields, extras, tags, tuple(resources), uploads, ())
    changes = tuple(_changes(made, found, old_extras))
    return Plan(fields, extras, tags, tuple(resources), uploads, changes)


def revision(planned: Plan, found: Json, files: Mapping[int, FilePart]) -> Form:
    """All of it as one ``package_revise``: CKAN does it whole or not at all, and only to what we saw.

    https://docs.ckan.org/en/2.11/api/#ckan.logic.action.update.package_revise
    """
    update = {
        **planned.fields,
        "extras": [{"key": key, "value": value} for key, value in sorted(planned.extras.items())],
        "tags": [{"name": name} for name in planned.tags],
        "resources": list(planned.resources),
    }
    fields = {
        "match": {"id": found["id"], "metadata_modified": found["metadata_modified"]},
        "filter": ["-resources", "-extras", "-tags"],
        "update": update,
    }
    return Form(tuple((name, json.dumps(value)) for name, value in fields.items()), tuple(files.values()))


def upload_field(place: int) -> str:
    return f"update__resources__{place}__upload"


def _whole(resource: Json, spoilt: Collection[str]) -> bool:
    return FILE in resource and resource.get("url_type") == "upload" and resource["id"] not in spoilt


def _changes(planned: Plan, found: Json | None, old_extras: dict[str, str]) -> Iterator[Change]:
    if found is None:
        yield Change(Action.CREATE, planned.fields["name"], "", planned.fields["title"])
    before = found or {}
    for name, value in planned.fields.items():
        old = _organization(before) if name == "owner_org" else before.get(name)
        same = value in old if isinstance(old, tuple) else (old or "") == value
        if not same:
            yield Change(Action.CHANGE, name, _shown(old), str(value))
    for key in sorted({*planned.extras, *old_extras}):
        if old_extras.get(key) != planned.extras.get(key):
            yield Change(Action.CHANGE, key, old_extras.get(key, ""), planned.extras.get(key, ""))
    if describing.tags_of(before) != planned.tags:
        old_tags = ", ".join(describing.tags_of(before))
        yield Change(Action.CHANGE, "tags", old_tags, ", ".join(planned.tags))
    yield from _changes_of_files(planned, before)


def _changes_of_files(planned: Plan, before: Json) -> Iterator[Change]:
    old = {each["id"]: each for each in before.get("resources", ())}
    for place, resource in enumerate(planned.resources):
        if place in planned.uploads:
            yield Change(Action.UPLOAD, resource[FILE], "", resource["hash"])
        elif any(old[resource["id"]].get(name) != value for name, value in resource.items()):
            yield Change(Action.CHANGE, resource[FILE])
    kept = [each["id"] for each in planned.resources if "id" in each]
    for old_id, resource in old.items():
        if old_id not in kept:
            yield Change(Action.REMOVE, str(resource.get(FILE)), str(resource.get("hash", "")), "")
    if not planned.uploads and kept != [each for each in old if each in kept]:
        yield Change(Action.CHANGE, "resources")


def _organization(found: Json) -> tuple[Any, ...]:
    """CKAN answers with its id, whatever of id or name was sent."""
    return found.get("owner_org"), (found.get("organization") or {}).get("name")


def _shown(old: Any) -> str:
    return str((old[1] or old[0] if isinstance(old, tuple) else old) or "")
