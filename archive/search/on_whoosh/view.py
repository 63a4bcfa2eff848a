"""What one commit of a Whoosh index answers; facets, filters and sorting are counted in Python."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from whoosh import query
from whoosh.reading import TermNotFound

from archive.search import suggest
from archive.search.engine import FacetCount, FacetName, Filters, Hit, PageHit, Request, Result, Sort
from archive.search.on_whoosh.queries import Compiler
from archive.search.similar import rarest, wanted
from archive.search.tree import Field

Facts = dict[str, Any]


class View:
    """One Whoosh searcher with what it knows of every document; not for two threads at once."""

    def __init__(self, searcher: Any) -> None:
        self._searcher = searcher
        self._reader = searcher.reader()

    def close(self) -> None:
        self._searcher.close()

    @cached_property
    def _facts(self) -> dict[int, Facts]:
        """What is stored of each document now in the index, by Whoosh's number."""
        return {number: self._stored(number) for number in self._numbers(query.Term("level", "document"))}

    def _stored(self, number: int) -> Facts:
        facts: Facts = self._searcher.stored_fields(number)["facts"]
        return facts

    def _numbers(self, asked: Any) -> list[int]:
        return list(asked.docs(self._searcher))

    def search(self, request: Request) -> Result:
        asked = Compiler(self._reader, "text", "forms").compile(request.question.tree)
        scores = self._scores(asked)
        found = [number for number in scores if _chosen(self._facts[number], request.filters)]
        found.sort(key=_order(request.sort, scores, self._facts))
        shown = found[request.offset : request.offset + request.limit]
        pages = self._pages(request, {self._facts[number]["id"] for number in shown})
        hits = tuple(
            Hit(
                document_id=(document_id := self._facts[number]["id"]),
                score=scores[number] if request.sort is Sort.RELEVANCE else 0.0,
                pages=tuple(pages[document_id][: request.pages_per_hit]),
                page_total=len(pages[document_id]),
            )
            for number in shown
        )
        facets = self._facets(scores, request.filters) if request.facets else {}
        return Result(total=len(found), hits=hits, facets=facets)

    def _scores(self, asked: Any) -> dict[int, float]:
        results = self._searcher.search(asked, limit=None)
        return {number: score for score, number in results.top_n}

    def _pages(self, request: Request, shown: set[str]) -> defaultdict[str, list[PageHit]]:
        grouped: defaultdict[str, list[PageHit]] = defaultdict(list)
        parts = [part for part in request.question.parts if part.field is Field.TEXT]
        if not parts or not shown:
            return grouped
        compiler = Compiler(self._reader, "page_text", "page_forms")
        of_these = query.ConstantScoreQuery(query.Or([query.Term("of", one) for one in shown]), 0.0)
        asked = query.And([of_these, query.Or([compiler.leaf(part) for part in parts])])
        for number, score in self._scores(asked).items():
            facts = self._stored(number)
            grouped[facts["id"]].append(PageHit(facts["number"], score))
        for hits in grouped.values():
            hits.sort(key=lambda hit: (-hit.score, hit.number))
        return grouped

    def _facets(self, found: Iterable[int], filters: Filters) -> dict[FacetName, tuple[FacetCount, ...]]:
        facets = {}
        for name in FacetName:
            others = Filters(tuple(pair for pair in filters.chosen if pair[0] is not name))
            counted: Counter[str] = Counter()
            for number in found:
                if _chosen(self._facts[number], others):
                    counted.update(self._facts[number]["facets"][name.value])
            counts = (FacetCount(value, count) for value, count in counted.items())
            facets[name] = tuple(sorted(counts, key=lambda count: (-count.count, count.value)))
        return facets

    def beginning(self, prefix: str, limit: int) -> list[suggest.Counted]:
        field = "accented" if "=" in prefix else "forms"
        found = [
            suggest.Counted(term.decode("utf-8"), self._reader.doc_frequency(field, term))
            for term in self._reader.expand_prefix(field, prefix)
        ]
        return sorted(found, key=lambda counted: (-counted.documents, counted.term))[:limit]

    def frequency(self, term: str) -> int:
        return int(self._reader.doc_frequency("accented" if "=" in term else "forms", term))

    def alive(self, term: str) -> bool:
        return self._any(query.Term("accented" if "=" in term else "forms", term))

    def has_stem(self, stem: str) -> bool:
        return self._any(query.Term("text", stem))

    def _any(self, asked: Any) -> bool:
        try:
            return next(iter(asked.docs(self._searcher)), None) is not None
        except TermNotFound:
            return False

    def similar(self, document_id: str, limit: int) -> tuple[Hit, ...]:
        own = next((facts for facts in self._facts.values() if facts["id"] == document_id), None)
        if own is None:
            return ()
        stems = rarest(
            own["telling"].split(),
            len(self._facts),
            lambda stem: int(self._reader.doc_frequency("text", stem)),
        )
        if not stems:
            return ()
        scores = self._scores(query.Or([query.Term("text", stem) for stem in stems], minmatch=wanted(stems)))
        others = [number for number in scores if self._facts[number]["id"] != document_id]
        others.sort(key=lambda number: (-scores[number], self._facts[number]["id"]))
        return tuple(Hit(self._facts[number]["id"], scores[number]) for number in others[:limit])

    def document_ids(self) -> Iterator[str]:
        yield from [facts["id"] for facts in self._facts.values()]


def _chosen(facts: Facts, filters: Filters) -> bool:
    return all(
        not values or any(value in values for value in facts["facets"][name.value])
        for name, values in filters.chosen
    )


def _order(sort: Sort, scores: dict[int, float], known: dict[int, Facts]) -> Callable[[int], Any]:
    match sort:
        case Sort.RELEVANCE:
            return lambda number: (-scores[number], known[number]["id"])
        case Sort.NEWEST:
            return lambda number: (-(known[number]["day"] or 0), -known[number]["tie"])
        case Sort.OLDEST:
            return lambda number: (known[number]["day"] or 1 << 22, known[number]["tie"])
        case Sort.TITLE:
            return lambda number: known[number]["title_key"]
