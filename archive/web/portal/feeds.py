"""What programs follow: Atom feeds, the sitemap, robots.txt."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response

from archive.errors import NotFound
from archive.services.reading import browsing, datasets
from archive.services.reading.values import Card
from archive.web.addresses import public_root
from archive.web.pages import render
from archive.web.routes import PUBLIC, current_resources, route

blueprint = Blueprint("feeds", __name__)

_FEED_SIZE = 30
NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # a feed must say when it changed, an empty one too
# Characters that XML 1.0 cannot hold in any form; titles read from files may.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@route(blueprint, "/novedades.atom", permission=PUBLIC)
def newest_feed() -> Response:
    cards = browsing.newest(current_resources(), _FEED_SIZE)
    return atom(title="", address="/novedades.atom", page="/", cards=cards)


@route(blueprint, "/sitemap.xml", permission=PUBLIC)
def sitemap() -> Response:
    documents = browsing.figures(current_resources()).documents
    if documents <= browsing.SITEMAP_SIZE:
        return _sitemap_part(0)
    parts = -(-documents // browsing.SITEMAP_SIZE)
    return xml_page("portal/sitemap_index.xml", "application/xml", parts=parts, root=public_root())


@route(blueprint, "/sitemap-<int(max=1000):part>.xml", permission=PUBLIC)
def sitemap_part(part: int) -> Response:
    return _sitemap_part(part)


@route(blueprint, "/robots.txt", permission=PUBLIC)
def robots() -> Response:
    lines = ("User-agent: *", "Disallow: /completar", "Disallow: /entrar", "Disallow: /trabajo/", "Allow: /")
    text = "\n".join((*lines, "", f"Sitemap: {public_root()}/sitemap.xml", ""))
    return Response(text, mimetype="text/plain")


def atom(*, title: str, address: str, page: str, cards: Sequence[Card]) -> Response:
    """A feed of documents; ``title`` is what was searched for, if anything."""
    return xml_page(
        "portal/feed.xml",
        "application/atom+xml",
        title=title,
        address=address,
        page=page,
        cards=cards,
        updated=max((card.published_at for card in cards), default=NEVER),
        root=public_root(),
    )


def _sitemap_part(part: int) -> Response:
    resources = current_resources()
    entries = browsing.sitemap(resources, part)
    if not entries and part:
        raise NotFound
    figures = browsing.figures(resources) if part == 0 else None
    return xml_page(
        "portal/sitemap.xml",
        "application/xml",
        entries=entries,
        figures=figures,
        datasets=datasets.all_datasets(resources) if part == 0 else (),
        root=public_root(),
    )


def xml_page(template: str, media_type: str, **values: Any) -> Response:
    response = render(template, **values)
    response.set_data(_NOT_XML.sub("", response.get_data(as_text=True)))
    response.mimetype = media_type
    return response
