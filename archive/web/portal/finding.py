"""The results page, its feed, and completion while typing."""

from dataclasses import replace

from flask import Blueprint, Response, jsonify, request

from archive.search.engine import Sort
from archive.services.reading import finding
from archive.web.addresses import SEARCH_FEED, hidden_fields, public_root, search_address
from archive.web.asking import question_from, search_from
from archive.web.kept import kept
from archive.web.pages import render
from archive.web.portal.feeds import atom
from archive.web.routes import PUBLIC, current_resources, route

blueprint = Blueprint("finding", __name__)

_FEED_SIZE = 30


@route(blueprint, "/buscar", permission=PUBLIC)
@kept
def results() -> Response:
    search = search_from(request.args)
    found = finding.search(current_resources(), search)
    return render(
        "portal/results.html",
        results=found,
        search=search,
        sorts=tuple(Sort),
        hidden=hidden_fields(search),
        feed=search_address(search, base=SEARCH_FEED),
        page_address=lambda number: search_address(search, page=number),
        unfiltered=search_address(replace(search, chosen=())),
        root=public_root(),
    )


@route(blueprint, "/buscar.atom", permission=PUBLIC)
def results_feed() -> Response:
    asked = search_from(request.args, page_size=_FEED_SIZE)
    newest_first = replace(asked, sort=Sort.NEWEST, pages_per_document=0, facets=False)
    found = finding.search(current_resources(), newest_first)
    return atom(
        title=asked.text,
        address=search_address(asked, base=SEARCH_FEED),
        page=search_address(asked),
        cards=tuple(one.card for one in found.found),
    )


@route(blueprint, "/completar", permission=PUBLIC)
def complete() -> Response:
    return jsonify(list(finding.complete(current_resources(), question_from(request.args))))
