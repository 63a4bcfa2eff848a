"""Bytes of published documents: page images, thumbnails, downloads; and where old addresses lead.

A download is counted, and nothing is kept of who took the file.
"""

from uuid import UUID

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import NotFound
from archive.services import versions
from archive.services.reading import documents
from archive.services.reading.values import Picture
from archive.web.addresses import document_address, download_address
from archive.web.delivery import Body, deliver
from archive.web.routes import PUBLIC, current_resources, route
from archive.web.visits import asked_by_a_person

blueprint = Blueprint("files", __name__)


@route(blueprint, "/d/<uuid:document_id>/paginas/<int(max=1000000):number>.webp", permission=PUBLIC)
def page_image(document_id: UUID, number: int) -> Response:
    return _picture(documents.page_picture(current_resources(), document_id, number))


@route(blueprint, "/d/<uuid:document_id>/miniatura.webp", permission=PUBLIC)
def thumbnail(document_id: UUID) -> Response:
    return _picture(documents.thumbnail(current_resources(), document_id))


@route(blueprint, "/d/<uuid:document_id>/descargar/<name>", permission=PUBLIC)
def download(document_id: UUID, name: str) -> AnyResponse:
    resources = current_resources()
    found = documents.download(resources, document_id)
    if name != found.name:
        return redirect(download_address(document_id, found.name), 301)
    body = Body(
        sha256=found.sha256,
        size=found.size,
        media_type=found.media_type,
        modified=found.created_at,
        attachment=found.name,
    )
    response = deliver(resources.public, body)
    if _is_download(response):
        # Only when the file was sent: a reader never waits for the count.
        response.call_on_close(lambda: versions.count_download(resources, document_id))
    return response


@route(blueprint, "/OpenKM/Download", permission=PUBLIC)
def openkm() -> AnyResponse:
    """Addresses of the repository the documents were published in before."""
    try:
        document_id = UUID(request.args.get("uuid", ""))
    except ValueError:
        raise NotFound from None
    return redirect(document_address(documents.card(current_resources(), document_id)), 301)


def _is_download(response: Response) -> bool:
    """Whether a person begins to take the file: not a robot, not a look ahead, not the rest of a file."""
    begins = response.status_code == 200 or response.headers.get("Content-Range", "").startswith("bytes 0-")
    return begins and asked_by_a_person()


def _picture(picture: Picture) -> Response:
    body = Body(sha256=picture.pack, size=picture.length, media_type="image/webp", offset=picture.offset)
    return deliver(current_resources().public, body)
