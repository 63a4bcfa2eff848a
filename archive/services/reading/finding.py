"""Searching what is published: hits of the public index, joined with what the database says of them now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from uuid import UUID

from sqlalchemy import Connection

from archive.resources import Resources
from archive.search.engine import FacetName, Filters, Hit, Request, Result
from archive.search.highlight import Highlighter
from archive.search.query import parse
from archive.services.reading import published
from archive.services.reading.browsing import cards_by_id, figures_on, known_cards
from archive.services.reading.values import (
    Card,
    Facet,
    FacetValue,
    Figures,
    Found,
    PageFound,
    Results,
    Search,
)

# Beyond this many documents nobody turns pages, and ranking them would only cost.
LAST_RESULT = 10_000
_SHOWN_VALUES = 200
_NO_PAGE = 0  # of a document that answers by its title or its other data
_PLACE = itemgetter(0)


def search(resources: Resources, asked: Search) -> Results:
    """The documents that answer, with their best pages.  Never raises for what a person can type."""
    question = parse(asked.text)
    offset = min((asked.page - 1) * asked.page_size, LAST_RESULT)
    result = resources.public_index.search(
        Request(
            question=question,
            filters=Filters(asked.chosen),
            sort=asked.sort,
            offset=offset,
            limit=asked.page_size,
            pages_per_hit=asked.pages_per_document,
            facets=asked.facets,
        )
    )
    with published.connection(resources) as connection:
        found = _join(resources, connection, result.hits, Highlighter(question))
        facets = _facets(asked, result, figures_on(resources, connection)) if asked.facets else ()
    # Hits the database no longer calls published are not there, whatever the index says.
    total = max(0, result.total - (len(result.hits) - len(found)))
    better = resources.public_index.did_you_mean(question) if asked.text and not total else None
    return Results(asked, total, found, facets, question.reading, better)


def complete(resources: Resources, untrusted_prefix: str, most: int = 8) -> tuple[str, ...]:
    """Words of published documents that begin like the last word typed, after the words before it."""
    before, _, last = untrusted_prefix.rpartition(" ")
    if len(last) < 2:
        return ()
    words = resources.public_index.complete(last, most)
    return tuple(f"{before} {word}".strip() for word in words)


def similar(resources: Resources, document_id: UUID, most: int = 5) -> tuple[Card, ...]:
    """Published documents with much the same words."""
    hits = resources.public_index.similar(str(document_id), most)
    with published.connection(resources) as connection:
        ids = _ids(hits)
        cards = cards_by_id(connection, ids)
    return tuple(cards[one] for one in ids if one in cards and one != document_id)


def _ids(hits: Iterable[Hit]) -> list[UUID]:
    return [UUID(hit.document_id) for hit in hits]


def _join(
    resources: Resources, connection: Connection, hits: Sequence[Hit], highlighter: Highlighter
) -> tuple[Found, ...]:
    """What the database says of the hits and their pages; whatever it has no longer is left out."""
    if not hits:
        return ()
    wanted = [
        (one, number)
        for one, hit in zip(_ids(hits), hits, strict=True)
        for number in ([page.number for page in hit.pages] or [_NO_PAGE])
    ]
    named: dict[str, object] = {}
    for place, (document_id, number) in enumerate(wanted):
        named[f"document_{place}"], named[f"number_{place}"] = document_id, number
    public: set[UUID] = set()
    pages: defaultdict[UUID, list[tuple[int, PageFound]]] = defaultdict(list)
    for place, label, text in connection.execute(published.answers(len(wanted)), named):
        document_id, number = wanted[place]
        public.add(document_id)
        if text is not None:
            pages[document_id].append((place, PageFound(number, label, highlighter.snippet(text))))
    cards = known_cards(resources, connection, public)
    return tuple(
        Found(cards[one], tuple(page for _, page in sorted(pages[one], key=_PLACE)), hit.page_total)
        for one, hit in zip(_ids(hits), hits, strict=True)
        if one in cards
    )


def _facets(asked: Search, result: Result, figures: Figures) -> tuple[Facet, ...]:
    chosen = {name: set(values) for name, values in asked.chosen}
    facets = []
    for name in FacetName:
        counts = {item.value: item.count for item in result.facets.get(name, ())}
        picked = chosen.get(name, set())
        for value in picked - counts.keys():
            counts[value] = 0
        names = figures.names.get(name)
        values = [
            FacetValue(value, names.get(value, value) if names is not None else value, count, value in picked)
            for value, count in counts.items()
            if names is None or value in names or value in picked
        ]
        facets.append(Facet(name, tuple(values[:_SHOWN_VALUES])))
    return tuple(facets)
