"""Open data as pages: the list, a dataset, an old release."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import InvalidInput, NotFound
from archive.services.reading import datasets
from archive.services.reading.dataset_values import (
    Chart,
    DatasetSearch,
    Filter,
    Operator,
    PublicDataset,
    PublicRelease,
    RowsAsked,
)
from archive.web.addresses import public_root
from archive.web.asking import number_from, question_from
from archive.web.kept import kept
from archive.web.pages import render
from archive.web.portal.catalogue import listed, with_root
from archive.web.portal.charting import DrawnChart, draw
from archive.web.routes import PUBLIC, current_resources, route
from archive.web.rows_asking import (
    API,
    PAGE,
    asked_from,
    fields_of,
    filter_from,
    rows_address,
    sorted_by,
    without,
)
from archive.web.sentences import spoken_error
from export.catalog.schema_org import schema_org
from export.citation import citation
from export.values import Table

blueprint = Blueprint("datasets", __name__)

NEWEST = "actual"
_PREVIEW = 25
_MOST_BARS = 20
_LONGEST = 200
_MOST_PAGES = 10_000


@route(blueprint, "/datos", permission=PUBLIC)
@kept
def dataset_list() -> Response:
    search = DatasetSearch(
        text=question_from(request.args),
        theme=request.args.get("tema", "")[:_LONGEST],
        unit=request.args.get("unidad", "")[:_LONGEST],
        page=number_from(request.args, "pagina", 1, 1, _MOST_PAGES),
    )
    return render(
        "portal/datasets.html",
        found=datasets.find_datasets(current_resources(), search),
        search=search,
        list_address=lambda **changes: _list_address(replace(search, **{"page": 1, **changes})),
        page_address=lambda number: _list_address(replace(search, page=number)),
        root=public_root(),
    )


@route(blueprint, "/datos/<slug>", permission=PUBLIC)
@kept
def dataset(slug: str) -> Response:
    found = datasets.dataset(current_resources(), slug)
    return _page(found.newest, found, base=f"/datos/{slug}", newest=True)


@route(blueprint, "/datos/<slug>/<version>", permission=PUBLIC)
@kept
def release(slug: str, version: str) -> AnyResponse:
    """An old release at its own address; a withdrawn one says since when and why."""
    if version == NEWEST:
        datasets.dataset(current_resources(), slug)
        return redirect(f"/datos/{slug}", 302)
    resources = current_resources()
    shown = datasets.release(resources, slug, version)
    try:
        found = datasets.dataset(resources, slug)
    except NotFound:  # every release of it was withdrawn; each still says so
        found = None
    return _page(shown, found, base=f"/datos/{slug}/{version}", newest=False)


def _page(shown: PublicRelease, found: PublicDataset | None, *, base: str, newest: bool) -> Response:
    about = shown.release.dataset
    in_force = shown.withdrawn_at is None
    return render(
        "portal/dataset.html",
        about=about,
        shown=shown,
        release=shown.release,
        found=found,
        newest=newest,
        newer=found is not None and found.newest.release.version != shown.release.version,
        files=found.newest_files if newest and found else shown.release.distributions,
        chart=_chart(found) if newest and found else None,
        cite=citation(with_root(shown.release)),
        preview=_preview(shown, base) if in_force else None,
        data=schema_org(listed(found)) if newest and found else None,
        root=public_root(),
    )


def _chart(found: PublicDataset) -> DrawnChart | None:
    if found.chart is None:
        return None
    chart, table = found.chart, found.dataset.table
    bars = datasets.bars(
        current_resources(), found.dataset.slug, chart.by, chart.measure, _only(chart), most=_MOST_BARS
    )
    return draw(bars, _title(table, chart.by), _title(table, chart.measure) if chart.measure else "")


def _only(chart: Chart) -> tuple[Filter, ...]:
    return (Filter(chart.only_column, Operator.IS, chart.only_value),) if chart.only_column else ()


def _title(table: Table, name: str) -> str:
    return next((field.title for field in table.fields if field.name == name), name)


def _preview(shown: PublicRelease, base: str) -> dict[str, Any]:
    """Some rows with what a reader asked of them; what was asked wrongly is said, and left out."""
    slug, version = shown.release.dataset.slug, str(shown.release.version)
    plain = RowsAsked(untrusted_version=version, limit=_PREVIEW)
    refused = ""
    try:
        asked = _asked(plain)
        rows = datasets.rows(current_resources(), slug, asked)
    except InvalidInput as error:
        refused, asked = spoken_error(error), plain
        rows = datasets.rows(current_resources(), slug, plain)
    table = shown.release.dataset.table
    return {
        "rows": rows,
        "asked": asked,
        "refused": refused,
        "hidden": list(fields_of(asked, PAGE)),
        "operators": tuple(Operator),
        "chosen": [
            (one, _title(table, one.untrusted_column), _at(base, without(asked, one)))
            for one in asked.filters
        ],
        "sort_address": lambda name: _at(base, sorted_by(asked, name)),
        "previous": rows.previous_cursor and _at(base, replace(asked, untrusted_cursor=rows.previous_cursor)),
        "next": rows.next_cursor and _at(base, replace(asked, untrusted_cursor=rows.next_cursor)),
        "plain": base + "#tabla",
        "base": base,
        "api": rows_address(f"/api/v1/datasets/{slug}/rows", replace(asked, untrusted_cursor=""), API),
        "api_csv": rows_address(
            f"/api/v1/datasets/{slug}/rows.csv", replace(asked, untrusted_cursor=""), API, limit=1000
        ),
    }


def _asked(plain: RowsAsked) -> RowsAsked:
    """What the address asks, and what the form adds to it."""
    asked = asked_from(request.args, PAGE, version=plain.untrusted_version, limit=plain.limit)
    asked = replace(asked, untrusted_columns=())
    column, value = request.args.get("columna", ""), request.args.get("valor", "")
    operator = request.args.get("como", Operator.CONTAINS.value)
    if not column or (not value and operator != Operator.EMPTY.value):
        return asked
    added = filter_from(f"{column}:{operator}:{value}", PAGE.filter)
    return asked if added in asked.filters else replace(asked, filters=(*asked.filters, added))


def _at(base: str, asked: RowsAsked) -> str:
    return rows_address(base, asked, PAGE) + "#tabla"


def _list_address(search: DatasetSearch) -> str:
    pairs = {"q": search.text, "tema": search.theme, "unidad": search.unit}
    asked = [(name, value) for name, value in pairs.items() if value]
    if search.page > 1:
        asked.append(("pagina", str(search.page)))
    return f"/datos?{urlencode(asked)}" if asked else "/datos"
