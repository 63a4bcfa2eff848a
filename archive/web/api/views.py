"""The API's addresses."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, Response, request

from archive.errors import NotFound
from archive.services.reading import documents, finding
from archive.web.addresses import public_root
from archive.web.api import shapes
from archive.web.api.answers import allow_every_site, json_answer
from archive.web.asking import number_from, question_from, search_from
from archive.web.routes import PUBLIC, current_resources, current_settings, route

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

_MOST_PER_PAGE = 100
_MOST_PAGES_EACH = 20
blueprint.after_request(allow_every_site)


@route(blueprint, "/", permission=PUBLIC)
def index() -> Response:
    root = public_root()
    settings = current_settings()
    facets = "tipo,unidad,tema,practica,anio"
    return json_answer(
        {
            "name": settings.portal_name,
            "publisher": settings.authority,
            "search": f"{root}/api/v1/search{{?q,page,per_page,pages,sort,facets,{facets}}}",
            "document": f"{root}/api/v1/documents/{{id}}",
            "page": f"{root}/api/v1/documents/{{id}}/pages/{{number}}{{?q}}",
            "datasets": f"{root}/api/v1/datasets{{?q,theme,unit,page}}",
            "dataset": f"{root}/api/v1/datasets/{{slug}}",
            "rows": f"{root}/api/v1/datasets/{{slug}}/rows{{?filter*,columns,sort,cursor,limit,version}}",
            "feed": f"{root}/novedades.atom",
            "sitemap": f"{root}/sitemap.xml",
            "help": f"{root}/ayuda",
        }
    )


@route(blueprint, "/search", permission=PUBLIC)
def search() -> Response:
    args = request.args
    per_page = number_from(args, "per_page", 10, 1, _MOST_PER_PAGE)
    asked = replace(
        search_from(args, page_size=per_page, page_name="page", sort_name="sort"),
        pages_per_document=number_from(args, "pages", 3, 0, _MOST_PAGES_EACH),
        facets=args.get("facets", "1") != "0",
    )
    return json_answer(shapes.results(finding.search(current_resources(), asked), shapes.current_reader()))


@route(blueprint, "/documents/<uuid:document_id>", permission=PUBLIC)
def document(document_id: UUID) -> Response:
    found = documents.document(current_resources(), document_id)
    return json_answer(shapes.document(found, shapes.current_reader()))


@route(blueprint, "/documents/<uuid:document_id>/pages/<int(max=1000000):number>", permission=PUBLIC)
def page(document_id: UUID, number: int) -> Response:
    leaf = documents.leaf(current_resources(), document_id, number, question_from(request.args))
    if leaf.page is None:
        raise NotFound
    shown = shapes.page(leaf.page, leaf.text, leaf.document.card, public_root())
    shown["marks"] = [[mark.x, mark.y, mark.width, mark.height] for mark in leaf.marks]
    return json_answer(shown)
