"""Open data for programs: datasets, their releases, and the rows of the newest by fixed parameters."""

import csv
from datetime import date
from io import StringIO
from typing import Any

from flask import Blueprint, Response, request

from archive.services.reading import datasets
from archive.services.reading.dataset_values import (
    MOST_ROWS,
    ROWS_SIZE,
    DatasetCard,
    DatasetSearch,
    PublicDataset,
    PublicRelease,
    RowsPage,
)
from archive.web.addresses import public_root
from archive.web.api.answers import allow_every_site, json_answer
from archive.web.asking import number_from
from archive.web.routes import PUBLIC, current_resources, route
from archive.web.rows_asking import API, asked_from
from export.neutral import harmless
from export.values import Distribution, Field, Value

Json = dict[str, Any]

blueprint = Blueprint("api_datasets", __name__, url_prefix="/api/v1/datasets")
blueprint.after_request(allow_every_site)


@route(blueprint, "", permission=PUBLIC)
def index() -> Response:
    """``?q=`` words, ``theme``, ``unit``, ``page``."""
    args = request.args
    asked = DatasetSearch(
        text=args.get("q", "")[:500],
        theme=args.get("theme", ""),
        unit=args.get("unit", ""),
        page=number_from(args, "page", 1, 1, 10_000),
    )
    found = datasets.find_datasets(current_resources(), asked)
    root = public_root()
    return json_answer({"total": found.total, "datasets": [_card(card, root) for card in found.cards]})


@route(blueprint, "/<slug>", permission=PUBLIC)
def dataset(slug: str) -> Response:
    found = datasets.dataset(current_resources(), slug)
    return json_answer(_dataset(found, public_root()))


@route(blueprint, "/<slug>/rows", permission=PUBLIC)
def rows(slug: str) -> Response:
    """``filter=column:operator:value``, ``columns``, ``sort``, ``cursor``, ``limit``, ``version``."""
    page = _page(slug)
    names = [field.name for field in page.fields]
    return json_answer(
        {
            "version": str(page.version),
            "total": page.total,
            "rows": [dict(zip(names, map(_plain, row), strict=True)) for row in page.rows],
            "next": page.next_cursor or None,
            "previous": page.previous_cursor or None,
        }
    )


@route(blueprint, "/<slug>/rows.csv", permission=PUBLIC)
def rows_csv(slug: str) -> Response:
    """The same page of rows as CSV; the next page's cursor stands in a header."""
    page = _page(slug)
    content = StringIO(newline="")
    writer = csv.writer(content)
    writer.writerow([field.name for field in page.fields])
    writer.writerows([_cell(value) for value in row] for row in page.rows)
    answer = Response(content.getvalue(), mimetype="text/csv")
    answer.headers["X-Next-Cursor"] = page.next_cursor
    answer.headers["Access-Control-Expose-Headers"] = "X-Next-Cursor"
    return answer


def _page(slug: str) -> RowsPage:
    limit = number_from(request.args, "limit", ROWS_SIZE, 1, MOST_ROWS)
    asked = asked_from(request.args, API, version=request.args.get("version", ""), limit=limit)
    return datasets.rows(current_resources(), slug, asked)


def _card(card: DatasetCard, root: str) -> Json:
    return {
        "slug": card.slug,
        "title": card.title,
        "description": card.description,
        "theme": card.theme,
        "keywords": list(card.keywords),
        "unit": card.unit,
        "periodicity": card.periodicity.value,
        "version": str(card.version),
        "issued": card.issued.isoformat(),
        "row_count": card.row_count,
        "url": f"{root}/datos/{card.slug}",
        "api_url": f"{root}/api/v1/datasets/{card.slug}",
    }


def _dataset(found: PublicDataset, root: str) -> Json:
    described, newest = found.dataset, found.newest.release
    return {
        "slug": described.slug,
        "title": described.title,
        "description": described.description,
        "theme": described.theme,
        "keywords": list(described.keywords),
        "unit": described.unit,
        "periodicity": described.periodicity.value,
        "licence": {"code": described.licence.code, "url": described.licence.address},
        "version": str(newest.version),
        "row_count": newest.row_count,
        "columns": [_column(field) for field in described.table.fields],
        "key": list(described.table.key),
        "files": [_file(one, root) for one in found.newest_files],
        "releases": [_release(one, root) for one in found.releases],
        "rows_url": f"{root}/api/v1/datasets/{described.slug}/rows",
        "url": f"{root}/datos/{described.slug}",
    }


def _column(field: Field) -> Json:
    return {
        "name": field.name,
        "type": field.type.value,
        "title": field.title,
        "description": field.description,
        "required": field.required,
        "codes": [{"value": code.value, "meaning": code.meaning} for code in field.codes],
    }


def _release(one: PublicRelease, root: str) -> Json:
    value = one.release
    return {
        "version": str(value.version),
        "issued": value.issued.isoformat(),
        "row_count": value.row_count,
        "change_note": value.change_note,
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
        "files": [_file(each, root) for each in value.distributions],
    }


def _file(one: Distribution, root: str) -> Json:
    return {
        "format": one.format.value,
        "url": root + one.address,
        "media_type": one.media_type,
        "size": one.byte_size,
        "sha256": one.sha256,
    }


def _plain(value: Value) -> str | int | float | bool | None:
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Value) -> str | int | float:
    """As the release's own CSV writes it: nothing that a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = value.isoformat() if isinstance(value, date) else value
    return harmless(plain) if isinstance(plain, str) else plain
