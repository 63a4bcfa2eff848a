"""Pages to look around: home, practices, units, help, about."""

from flask import Blueprint, Response, request

from archive.search.engine import FacetName
from archive.services.reading import browsing, datasets, helping
from archive.services.reading.dataset_values import DatasetSearch
from archive.web.addresses import practice_address, public_root, unit_address
from archive.web.asking import number_from
from archive.web.kept import kept
from archive.web.pages import render
from archive.web.portal import markup
from archive.web.routes import PUBLIC, current_resources, current_settings, route

blueprint = Blueprint("looking", __name__)

_MOST_PAGES = 100_000


@route(blueprint, "/", permission=PUBLIC)
@kept
def home() -> Response:
    figures, newest = browsing.home(current_resources())
    return render(
        "portal/home.html",
        figures=figures,
        newest=newest,
        open_data=datasets.find_datasets(current_resources(), DatasetSearch()).cards,
        FacetName=FacetName,
        root=public_root(),
        data=markup.site(current_settings()),
    )


@route(blueprint, "/practicas", permission=PUBLIC)
@kept
def practices() -> Response:
    return render("portal/practices.html", practices=browsing.figures(current_resources()).practices)


@route(blueprint, "/practicas/<slug>", permission=PUBLIC)
@kept
def practice(slug: str) -> Response:
    page = number_from(request.args, "pagina", 1, 1, _MOST_PAGES)
    collection, listing = browsing.practice(current_resources(), slug, page)
    return render(
        "portal/practice.html",
        practice=collection,
        listing=listing,
        held=helping.held(current_resources(), slug) if page == 1 else (),
        page_address=lambda number: practice_address(slug, number),
        root=public_root(),
    )


@route(blueprint, "/unidades", permission=PUBLIC)
@kept
def units() -> Response:
    return render("portal/units.html", units=browsing.figures(current_resources()).units)


@route(blueprint, "/unidades/<slug>", permission=PUBLIC)
@kept
def unit(slug: str) -> Response:
    page = number_from(request.args, "pagina", 1, 1, _MOST_PAGES)
    collection, listing = browsing.unit(current_resources(), slug, page)
    return render(
        "portal/unit.html",
        unit=collection,
        listing=listing,
        page_address=lambda number: unit_address(slug, number),
        root=public_root(),
    )


@route(blueprint, "/ayuda", permission=PUBLIC)
def search_help() -> Response:
    return render("portal/help.html")


@route(blueprint, "/acerca", permission=PUBLIC)
@kept
def about() -> Response:
    return render("portal/about.html", figures=browsing.figures(current_resources()))
