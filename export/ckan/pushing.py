"""Puts a release on a CKAN portal, downloads it again, and leaves the portal whole or as it was.

What the public sees changes in one request (``package_revise`` with all files), which CKAN does in one
transaction; new contents get new resources, so that old files are never written over.  A new package is
private until its files were compared.  What a run could not finish, the next one finds and mends.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from export.ckan.describing import FILE, OURS, Json, extras, extras_of, name_of, package, tags_of
from export.ckan.errors import (
    FileNotAsReleased,
    PortalAnswered,
    PortalChangedMeanwhile,
    PortalFilesDiffer,
    PortalFilesHidden,
    PortalNameTaken,
    PortalRejected,
    PortalUnreachable,
)
from export.ckan.multipart import PIECE, FilePart
from export.ckan.planning import Change, Plan, plan, revision, upload_field
from export.ckan.portal import Portal
from export.values import Distribution, Release

OpenFile = Callable[[Distribution], BinaryIO]


@dataclass(frozen=True)
class PushReport:
    """What was, or would be, done; ``verified`` are the files that were downloaded again and are the same."""

    address: str
    changes: tuple[Change, ...]
    verified: tuple[str, ...] = ()
    dry_run: bool = False


def push(release: Release, open_file: OpenFile, portal: Portal, *, dry_run: bool = False) -> PushReport:
    """Raises PortalError, or FileNotAsReleased before the portal was touched."""
    found = _found(release, portal)
    spoilt = _spoilt(found, portal) if found else ()
    planned = plan(release, portal.organization, found, spoilt)
    address = f"{portal.address.rstrip('/')}/dataset/{name_of(release)}"
    if dry_run:
        return PushReport(address, planned.changes, dry_run=True)
    _check_files(release, open_file)
    current = found or _create(release, portal)
    if planned.changes:
        current = _change(release, open_file, portal, current, planned)
    if current["private"]:
        current = portal.call("package_patch", {"id": current["id"], "private": False})
    names = tuple(each.file_name for each in release.distributions)
    return PushReport(address, planned.changes, verified=names)


def _found(release: Release, portal: Portal) -> Json | None:
    """Our package as it stands, or None; raises where the name is another's."""
    try:
        found: Json = portal.call("package_show", {"id": name_of(release)})
    except PortalRejected as error:
        if error.data["status"] == 404:
            return None
        raise
    if extras_of(found).get(OURS) != release.dataset.slug:
        raise PortalNameTaken(name=name_of(release))
    return found


def _create(release: Release, portal: Portal) -> Json:
    """An empty package that the public does not see."""
    described = package(release, portal.organization)
    ours = [{"key": key, "value": value} for key, value in extras(release).items()]
    created: Json = portal.call("package_create", {**described, "extras": ours, "private": True})
    return created


def _change(release: Release, open_file: OpenFile, portal: Portal, before: Json, planned: Plan) -> Json:
    """The package with the release's files, compared; else as it was before, and raises."""
    with tempfile.TemporaryDirectory(prefix="acervo-push-") as folder:
        kept = _keep(before, planned, portal, Path(folder))
        files = {place: _part(place, file, open_file) for place, file in planned.uploads.items()}
        after = _revise(planned, before, files, portal)
        spoilt = _spoilt(after, portal)
        if spoilt:
            _take_back(before, after, kept, portal, spoilt)
        return after


def _revise(planned: Plan, before: Json, files: dict[int, FilePart], portal: Portal) -> Json:
    """The package after its revision; a lost answer is not a lost revision, so the portal is asked."""
    try:
        revised: Json = portal.call("package_revise", revision(planned, before, files))["package"]
    except PortalRejected as error:
        if "match" in error.data["details"]:
            raise PortalChangedMeanwhile(name=before["name"]) from error
        raise
    except (PortalUnreachable, PortalAnswered):
        after: Json = portal.call("package_show", {"id": before["id"]})
        untouched = after["metadata_modified"] == before["metadata_modified"]
        if untouched or _hashes(after["resources"]) != _hashes(planned.resources):
            raise
        return after
    return revised


def _take_back(
    before: Json, after: Json, kept: dict[str, Path], portal: Portal, spoilt: Iterable[str]
) -> None:
    """Puts the former resources back, from the copies that were taken of them, and raises."""
    names = ", ".join(str(each.get(FILE)) for each in after["resources"] if each["id"] in spoilt)
    if before["private"]:
        raise PortalFilesHidden(files=names)
    resources: list[Json] = []
    files: dict[int, FilePart] = {}
    for place, resource in enumerate(before["resources"]):
        if path := kept.get(resource["id"]):
            resources.append({key: value for key, value in resource.items() if key not in FROM_CKAN})
            files[place] = _stored(place, resource, path)
        else:
            resources.append(resource)
    fields = {name: before.get(name) or "" for name in RESTORED}
    former = Plan(fields, extras_of(before), tags_of(before), tuple(resources), {}, ())
    portal.call("package_revise", revision(former, after, files))
    raise PortalFilesDiffer(files=names)


# What CKAN says of a resource by itself; a resource that is made anew gets its own.
FROM_CKAN = {
    "id",
    "package_id",
    "url",
    "url_type",
    "created",
    "last_modified",
    "metadata_modified",
    "position",
}
RESTORED = (
    "name",
    "title",
    "notes",
    "state",
    "version",
    "url",
    "owner_org",
    "author",
    "maintainer",
    "maintainer_email",
    "license_id",
)


def _keep(before: Json, planned: Plan, portal: Portal, folder: Path) -> dict[str, Path]:
    """Copies of the files that the public sees now and that the change will take away, by resource."""
    if before["private"]:
        return {}
    staying = {each.get("id") for each in planned.resources}
    copies: dict[str, Path] = {}
    for number, resource in enumerate(before["resources"]):
        if resource["id"] in staying or resource.get("url_type") != "upload":
            continue
        path = folder / str(number)
        try:
            with path.open("wb") as file:
                file.writelines(portal.download(resource["url"]))
        except PortalAnswered:
            continue  # the portal had lost it already
        copies[resource["id"]] = path
    return copies


def _spoilt(found: Json, portal: Portal) -> tuple[str, ...]:
    """The ids of our resources whose download is not what they promise."""
    ours = (each for each in found["resources"] if FILE in each)
    return tuple(each["id"] for each in ours if not _serves(each, portal))


def _serves(resource: Json, portal: Portal) -> bool:
    digest = hashlib.sha256()
    try:
        for piece in portal.download(resource["url"]):
            digest.update(piece)
    except PortalAnswered as error:
        if error.data["status"] >= 500:
            raise
        return False
    return digest.hexdigest() == resource.get("hash")


def _check_files(release: Release, open_file: OpenFile) -> None:
    for distribution in release.distributions:
        digest, size = hashlib.sha256(), 0
        with open_file(distribution) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
                size += len(piece)
        if digest.hexdigest() != distribution.sha256 or size != distribution.byte_size:
            raise FileNotAsReleased(file=distribution.file_name)


def _part(place: int, file: Distribution, open_file: OpenFile) -> FilePart:
    def opened() -> BinaryIO:
        return open_file(file)

    return FilePart(upload_field(place), file.file_name, file.media_type, file.byte_size, opened)


def _stored(place: int, resource: Json, path: Path) -> FilePart:
    def opened() -> BinaryIO:
        return path.open("rb")

    name = str(resource.get(FILE) or resource.get("name") or "archivo")
    media_type = str(resource.get("mimetype") or "application/octet-stream")
    return FilePart(upload_field(place), name, media_type, path.stat().st_size, opened)


def _hashes(resources: Iterable[Json]) -> list[object]:
    return [each.get("hash") for each in resources]
