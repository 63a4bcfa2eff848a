"""Files of releases: each at its address for ever, and at one that always leads to the newest."""

from flask import Blueprint, redirect
from werkzeug.wrappers import Response as AnyResponse

from archive.services.reading import datasets
from archive.web.delivery import Body, deliver
from archive.web.routes import PUBLIC, current_resources, route

blueprint = Blueprint("dataset_files", __name__)

NEWEST = "actual"


@blueprint.after_request
def for_every_site(response: AnyResponse) -> AnyResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@route(blueprint, "/datos/<slug>/<version>/<name>", permission=PUBLIC)
def release_file(slug: str, version: str, name: str) -> AnyResponse:
    resources = current_resources()
    found = datasets.file(resources, slug, version, name)
    if version != str(found.version) or name != found.file_name:
        return redirect(f"/datos/{slug}/{found.version}/{found.file_name}", 302)
    body = Body(
        sha256=found.sha256,
        size=found.size,
        media_type=found.media_type,
        modified=found.issued,
        attachment=found.file_name,
    )
    return deliver(resources.public, body)
