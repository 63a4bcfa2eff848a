"""The portal's addresses, written by hand: a results page has hundreds, and building each by rule is slow.

A test compares every one of them with the routes.
"""

from functools import lru_cache
from urllib.parse import quote, quote_plus, urlencode
from uuid import UUID

from flask import request

from archive.search.engine import FacetName, Sort
from archive.services.reading.values import Card, Facet, Search, SitemapEntry
from archive.web.routes import current_settings

SEARCH = "/buscar"
SEARCH_FEED = "/buscar.atom"


def document_address(card: Card | SitemapEntry, page: int | None = None, question: str = "") -> str:
    address = f"/d/{card.id}/{card.slug}"
    if page is not None and page != 1:
        address = f"{address}?pagina={page}"
        return f"{address}&{_asked(question)}" if question else address
    return f"{address}?{_asked(question)}" if question else address


def page_image_address(document_id: UUID, number: int) -> str:
    return f"/d/{document_id}/paginas/{number}.webp"


def thumbnail_address(document_id: UUID) -> str:
    return f"/d/{document_id}/miniatura.webp"


def marks_address(document_id: UUID, number: int, question: str) -> str:
    return f"/d/{document_id}/marcas/{number}?{urlencode({'q': question})}"


def text_address(document_id: UUID, number: int) -> str:
    return f"/d/{document_id}/texto/{number}"


def download_address(document_id: UUID, name: str) -> str:
    return f"/d/{document_id}/descargar/{quote(name)}"


def redactions_address(document_id: UUID, suffix: str) -> str:
    """The index of redactions; ``suffix``: csv or json."""
    return f"/d/{document_id}/testados.{suffix}"


def practice_address(slug: str, page: int = 1) -> str:
    return f"/practicas/{quote(slug)}" + _page_mark(page)


def unit_address(slug: str, page: int = 1) -> str:
    return f"/unidades/{quote(slug)}" + _page_mark(page)


def search_address(
    search: Search,
    *,
    base: str = SEARCH,
    text: str | None = None,
    page: int = 1,
    sort: Sort | None = None,
    toggled: tuple[FacetName, str] | None = None,
) -> str:
    """The address of a search like ``search``, changed as told; a changed search begins at its first page."""
    asked: list[tuple[str, str]] = []
    wanted = search.text if text is None else text
    if wanted:
        asked.append(("q", wanted))
    asked += [(name.value, value) for name, value in _chosen(search, toggled)]
    order = search.sort if sort is None else sort
    if order is not Sort.RELEVANCE:
        asked.append(("orden", order.value))
    if page != 1:
        asked.append(("pagina", str(page)))
    return f"{base}?{urlencode(asked)}" if asked else base


def hidden_fields(search: Search) -> list[tuple[str, str]]:
    """What a new question keeps of the last search: its facets and its order."""
    kept = [(name.value, value) for name, value in _chosen(search, None)]
    return kept if search.sort is Sort.RELEVANCE else [*kept, ("orden", search.sort.value)]


def facet_links(search: Search, facet: Facet) -> dict[str, str]:
    """For each value of a facet, the address of the search with it taken in or out."""
    base = search_address(search)
    joint = "&" if "?" in base else "?"
    return {
        value.value: (
            search_address(search, toggled=(facet.name, value.value))
            if value.chosen
            else f"{base}{joint}{facet.name.value}={quote_plus(value.value)}"
        )
        for value in facet.values
    }


def facet_address(name: FacetName, value: str) -> str:
    return f"{SEARCH}?{urlencode({name.value: value})}"


def public_root() -> str:
    """Scheme and host as readers type them, without a slash at the end."""
    return (current_settings().base_url or request.url_root).rstrip("/")


def _chosen(search: Search, toggled: tuple[FacetName, str] | None) -> list[tuple[FacetName, str]]:
    chosen = [(name, value) for name, values in search.chosen for value in values]
    if toggled is None:
        return chosen
    return [one for one in chosen if one != toggled] if toggled in chosen else [*chosen, toggled]


@lru_cache(maxsize=512)
def _asked(question: str) -> str:
    return urlencode({"q": question})


def _page_mark(page: int) -> str:
    return f"?pagina={page}" if page != 1 else ""
