"""The catalogue of open data for programs: DCAT in three notations, /data.json, releases as a feed."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, Response

from archive.errors import NotFound
from archive.services.reading import datasets
from archive.services.reading.dataset_values import PublicDataset
from archive.web.addresses import public_root
from archive.web.kept import kept
from archive.web.portal.feeds import NEVER, xml_page
from archive.web.routes import PUBLIC, current_resources, current_settings, route
from export.catalog.mexican import data_json
from export.catalog.values import Catalog, Listed
from export.catalog.writing import JSON_LD, RDF_XML, TURTLE, as_jsonld, as_rdf_xml, as_turtle
from export.values import Dataset, Publisher, Release

blueprint = Blueprint("catalogue", __name__)

_FEED_SIZE = 50
_NOTATIONS: dict[str, tuple[Callable[[Catalog], bytes], str]] = {
    "jsonld": (as_jsonld, JSON_LD),
    "ttl": (as_turtle, TURTLE),
    "rdf": (as_rdf_xml, RDF_XML),
}


@blueprint.after_request
def for_every_site(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@route(blueprint, "/datos/catalog.<notation>", permission=PUBLIC)
@kept
def catalog(notation: str) -> Response:
    if notation not in _NOTATIONS:
        raise NotFound
    write, media_type = _NOTATIONS[notation]
    return Response(write(current_catalog()), content_type=media_type)


@route(blueprint, "/data.json", permission=PUBLIC)
@kept
def mexican() -> Response:
    return Response(data_json(current_catalog()), mimetype="application/json")


@route(blueprint, "/datos/novedades.atom", permission=PUBLIC)
@kept
def releases_feed() -> Response:
    """Releases in force, the newest first."""
    found = [
        one.release
        for dataset in datasets.all_datasets(current_resources())
        for one in dataset.releases
        if one.withdrawn_at is None
    ]
    found.sort(key=lambda one: (one.issued, one.dataset.slug), reverse=True)
    return xml_page(
        "portal/datasets_feed.xml",
        "application/atom+xml",
        releases=found[:_FEED_SIZE],
        updated=max((one.issued for one in found), default=NEVER),
        root=public_root(),
    )


def current_catalog() -> Catalog:
    settings, root = current_settings(), public_root()
    return Catalog(
        title=f"Datos abiertos · {settings.portal_name}",
        description=f"Datos abiertos que publica {settings.authority}.",
        home=f"{root}/datos",
        publisher=Publisher(
            name=settings.authority,
            position=settings.contact_position,
            email=settings.contact_email,
            address=f"{root}/",
            initials=settings.authority_initials,
        ),
        listed=tuple(listed(one) for one in datasets.all_datasets(current_resources())),
    )


def listed(found: PublicDataset) -> Listed:
    """With addresses that hold outside the portal, also where the settings name none."""
    releases = tuple(with_root(one.release) for one in found.releases)
    return Listed(_dataset_with_root(found.dataset), releases)


def with_root(release: Release) -> Release:
    files = tuple(replace(one, address=_absolute(one.address)) for one in release.distributions)
    return replace(release, dataset=_dataset_with_root(release.dataset), distributions=files)


def _dataset_with_root(dataset: Dataset) -> Dataset:
    return replace(dataset, landing_page=_absolute(dataset.landing_page))


def _absolute(address: str) -> str:
    return public_root() + address if address.startswith("/") else address
