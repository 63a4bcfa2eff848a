"""A document's page with its viewer, the marks and the text of each page."""

from uuid import UUID

from flask import Blueprint, Response, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import NotFound
from archive.services.reading import documents, finding, redactions
from archive.web.addresses import document_address, public_root
from archive.web.asking import question_from
from archive.web.kept import kept
from archive.web.pages import render
from archive.web.portal import markup
from archive.web.redaction_labels import DATA_TYPE_LABELS
from archive.web.routes import PUBLIC, current_resources, current_settings, route
from archive.web.visits import visited

blueprint = Blueprint("documents", __name__)

_LAST_PAGE = 1_000_000
_SIMILAR = 4


@route(blueprint, "/d/<uuid:document_id>", permission=PUBLIC)
def document_without_slug(document_id: UUID) -> AnyResponse:
    return _to(document_address(documents.card(current_resources(), document_id)))


@route(blueprint, "/d/<uuid:document_id>/<slug>", permission=PUBLIC)
@visited
@kept
def document(document_id: UUID, slug: str) -> AnyResponse:
    resources = current_resources()
    question = question_from(request.args)
    number = _page_number()
    leaf = documents.leaf(resources, document_id, number, question)
    card = leaf.document.card
    right = document_address(card)
    if request.path != right:
        return _to(right)
    if leaf.page is None and number != 1:
        raise NotFound
    return render(
        "portal/document.html",
        leaf=leaf,
        document=leaf.document,
        card=card,
        page=leaf.page,
        number=number,
        question=question,
        redacted=redactions.redacted(resources, document_id),
        types=DATA_TYPE_LABELS,
        similar=finding.similar(resources, document_id, _SIMILAR),
        root=public_root(),
        data=markup.document(leaf.document, current_settings()),
    )


@route(blueprint, f"/d/<uuid:document_id>/marcas/<int(max={_LAST_PAGE}):number>", permission=PUBLIC)
def marks(document_id: UUID, number: int) -> Response:
    found = documents.marks(current_resources(), document_id, number, question_from(request.args))
    return jsonify([[mark.x, mark.y, mark.width, mark.height] for mark in found])


@route(blueprint, f"/d/<uuid:document_id>/texto/<int(max={_LAST_PAGE}):number>", permission=PUBLIC)
def page_text(document_id: UUID, number: int) -> Response:
    found = documents.page_text(current_resources(), document_id, number)
    return Response(found.text, mimetype="text/plain")


def _page_number() -> int:
    untrusted = request.args.get("pagina", "1")
    if not (untrusted.isascii() and untrusted.isdigit() and len(untrusted) < 7 and int(untrusted) > 0):
        raise NotFound
    return int(untrusted)


def _to(address: str) -> AnyResponse:
    """To the right address for good, with what was asked of the wrong one."""
    asked = request.query_string.decode("ascii", "replace")
    return redirect(f"{address}?{asked}" if asked else address, 301)
