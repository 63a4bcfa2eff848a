"""What one commit of a tantivy index answers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from archive.search import suggest
from archive.search.engine import FacetCount, FacetName, Filters, Hit, PageHit, Request, Result, Sort
from archive.search.entries import key_of
from archive.search.on_tantivy.fields import SCHEMA
from archive.search.on_tantivy.queries import DOCUMENT_LEVEL, PAGE_LEVEL, Compiler
from archive.search.similar import rarest, wanted
from archive.search.tree import Field

_BEGINNINGS = 2000  # completions remembered until the next commit
_FACET_VALUES = 1000  # different values of one facet; an office has tens of units
_ORDERS: dict[Sort, dict[str, Any]] = {
    Sort.RELEVANCE: {},
    Sort.NEWEST: {"order_by_field": "newest", "order": tantivy.Order.Desc},
    Sort.OLDEST: {"order_by_field": "oldest", "order": tantivy.Order.Asc},
    Sort.TITLE: {"order_by_field": "title_key", "order": tantivy.Order.Asc},
}


@dataclass(frozen=True, eq=False)
class View:
    """One commit of the index; unchanging, so threads share it."""

    folder: Path
    pointer: tuple[int, int, int] | None
    commit: tuple[int, int, int] | None
    index: tantivy.Index
    searcher: tantivy.Searcher
    _beginnings: dict[tuple[str, int], list[suggest.Counted]] = field(default_factory=dict)

    def search(self, request: Request) -> Result:
        compiler = Compiler(SCHEMA, DOCUMENT_LEVEL, scored=request.sort is Sort.RELEVANCE)
        question = compiler.compile(request.question.tree)
        query = _narrow(question, request.filters)
        order: dict[str, Any] = _ORDERS[request.sort]
        found = self.searcher.search(query, request.limit, offset=request.offset, **order)
        hits = self._hits(found.hits, request) if request.limit else ()
        facets = self._facets(question, query, request.filters) if request.facets else {}
        return Result(total=_total(found), hits=hits, facets=facets)

    def _hits(self, found: list[tuple[Any, tantivy.DocAddress]], request: Request) -> tuple[Hit, ...]:
        scored = request.sort is Sort.RELEVANCE
        addresses = [address for _, address in found]
        keys = _numbers(self.searcher, "key", addresses)
        pages = self._pages(request, keys, addresses)
        return tuple(
            Hit(
                document_id=self.searcher.doc(address)["id"][0],
                score=float(score) if scored else 0.0,
                pages=tuple(pages[key][: request.pages_per_hit]),
                page_total=len(pages[key]),
            )
            for (score, address), key in zip(found, keys, strict=True)
        )

    def _pages(
        self, request: Request, keys: list[int], addresses: list[tantivy.DocAddress]
    ) -> defaultdict[int, list[PageHit]]:
        """The pages of the shown documents on which a positive part stands, the best first."""
        grouped: defaultdict[int, list[PageHit]] = defaultdict(list)
        parts = [part for part in request.question.parts if part.field is Field.TEXT]
        if not parts or not keys:
            return grouped
        compiler = Compiler(SCHEMA, PAGE_LEVEL, scored=True)
        any_part = Query.boolean_query([(Occur.Should, compiler.leaf(part)) for part in parts])
        shown = Query.const_score_query(Query.term_set_query(SCHEMA, "of", keys), 0.0)
        limit = sum(_numbers(self.searcher, "page_count", addresses))
        query = Query.boolean_query([(Occur.Must, shown), (Occur.Must, any_part)])
        found = self.searcher.search(query, max(1, limit), count=False).hits
        places = [address for _, address in found]
        owners = _numbers(self.searcher, "of", places)
        numbers = _numbers(self.searcher, "number", places)
        for (score, _), owner, number in zip(found, owners, numbers, strict=True):
            grouped[owner].append(PageHit(number, float(score)))
        for hits in grouped.values():
            hits.sort(key=lambda hit: (-hit.score, hit.number))
        return grouped

    def _facets(
        self, question: Query, query: Query, filters: Filters
    ) -> dict[FacetName, tuple[FacetCount, ...]]:
        """Counts of each facet under the other facets' filters: a chosen one shows its alternatives."""
        chosen = {name for name, values in filters.chosen if values}
        counted = self._count(query, [name for name in FacetName if name not in chosen])
        for name in chosen:
            others = Filters(tuple(pair for pair in filters.chosen if pair[0] is not name))
            counted |= self._count(_narrow(question, others), [name])
        return {name: counted[name] for name in FacetName}

    def _count(self, query: Query, names: list[FacetName]) -> dict[FacetName, tuple[FacetCount, ...]]:
        if not names:
            return {}
        asked = {name.value: {"terms": {"field": f"facet_{name}", "size": _FACET_VALUES}} for name in names}
        answer = self.searcher.aggregate(query, asked)
        return {name: _counts(answer[name.value]["buckets"]) for name in names}

    def complete(self, prefix: str, limit: int) -> tuple[str, ...]:
        return suggest.complete(self, prefix, limit)

    def beginning(self, prefix: str, limit: int) -> list[suggest.Counted]:
        """Kept for this commit, for what people type first is short, the same, and slow to look up."""
        if (known := self._beginnings.get((prefix, limit))) is not None:
            return known
        found = [
            suggest.Counted(*term) for term in self.searcher.terms_with_prefix("forms", prefix, limit=limit)
        ]
        if len(self._beginnings) < _BEGINNINGS:
            self._beginnings[prefix, limit] = found
        return found

    def frequency(self, term: str) -> int:
        return self.searcher.doc_freq("forms", term)

    def alive(self, term: str) -> bool:
        return self._any(Query.term_query(SCHEMA, "forms", term))

    def has_stem(self, stem: str) -> bool:
        return self._any(Query.term_query(SCHEMA, "text", stem))

    def _any(self, query: Query) -> bool:
        return bool(self.searcher.search(query, 1, count=False).hits)

    def similar(self, document_id: str, limit: int) -> tuple[Hit, ...]:
        itself = Query.term_query(SCHEMA, "key", key_of(document_id))
        found = self.searcher.search(itself, 1, count=False).hits
        if not found:
            return ()
        stored = self.searcher.doc(found[0][1]).get_first("telling")
        stems = bytes(stored or b"").decode("utf-8").split()
        documents = self.searcher.doc_freq("level", "document")
        stems = rarest(stems, documents, lambda stem: self.searcher.doc_freq("text", stem))
        if not stems:
            return ()
        asked = [(Occur.Should, Query.term_query(SCHEMA, "text", stem)) for stem in stems]
        any_of = Query.boolean_query(asked, wanted(stems))
        query = Query.boolean_query([(Occur.Must, any_of), (Occur.MustNot, itself)])
        return tuple(
            Hit(self.searcher.doc(address)["id"][0], float(score))
            for score, address in self.searcher.search(query, limit, count=False).hits
        )

    def document_ids(self) -> Iterator[str]:
        query = Query.term_query(SCHEMA, "level", "document")
        total = _total(self.searcher.search(query, 1))
        if total:
            for _, address in self.searcher.search(query, total, count=False).hits:
                yield self.searcher.doc(address)["id"][0]


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count or 0)  # type: ignore[attr-defined]  # missing in tantivy's own stub


def _numbers(searcher: tantivy.Searcher, field: str, addresses: list[tantivy.DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(field, addresses)]


def _narrow(query: Query, filters: Filters) -> Query:
    """``query`` under the chosen facet values: any within one facet, all facets together."""
    clauses = [(Occur.Must, query)]
    for name, values in filters.chosen:
        if values:
            chosen = Query.term_set_query(SCHEMA, f"facet_{name}", list(values))
            clauses.append((Occur.Must, Query.const_score_query(chosen, 0.0)))
    return Query.boolean_query(clauses) if len(clauses) > 1 else query


def _counts(buckets: list[dict[str, Any]]) -> tuple[FacetCount, ...]:
    counts = [FacetCount(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return tuple(sorted(counts, key=lambda count: (-count.count, count.value)))
