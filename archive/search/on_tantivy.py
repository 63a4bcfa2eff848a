"""The embedded engine: a tantivy index in a folder, one writer at a time, any number of readers.

One index holds entries of two levels.  A *document* has its metadata and the stems of all its pages, with gaps that
no phrase crosses: search, totals, facets and sorting run over these alone.  A *page* has its own words: only the
documents shown are looked up there.  No text is stored, so nothing of it lingers; words of removed documents stay in
the term dictionary until tantivy merges or the index is rebuilt, and every suggestion is checked against that.
"""

import hashlib
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from archive.search import suggest
from archive.search.engine import Entry, FacetCount, FacetName, Filters, Hit, PageHit, Request, Result, Sort
from archive.search.entries import METADATA, TELLING, EntryWords, analyse
from archive.search.generations import Generations, signature
from archive.search.query import Question
from archive.search.tantivy_queries import DOCUMENT_LEVEL, PAGE_LEVEL, Compiler
from archive.search.tree import Field

FORM = "tantivy1"
_UNDATED_LAST = (1 << 63) - 1
_TELLING_USED = 15  # words asked for when looking for similar documents
_FACET_VALUES = 1000  # different values of one facet; an office has tens of units


class TantivyEngine:
    """See ``Engine``; ``folder`` is shared by all processes of one machine."""

    def __init__(self, folder: Path, threads: int = 2, heap_bytes: int = 128_000_000) -> None:
        self._generations = Generations(folder, FORM)
        self._threads = threads
        self._heap = heap_bytes
        self._opening = threading.Lock()
        self._view: _View | None = None
        if self._generations.current() is None:
            self._first_generation()

    def update(self, entries: Iterable[Entry], removed: Sequence[str] = ()) -> None:
        with self._generations.writing():
            index = _open(self._live())
            writer = index.writer(self._heap, self._threads)
            try:
                for document_id in removed:
                    _drop(writer, document_id)
                for entry in entries:
                    _drop(writer, entry.document_id)
                    _add(writer, analyse(entry))
                writer.commit()
            finally:
                writer.wait_merging_threads()

    def rebuild(self, entries: Iterable[Entry]) -> None:
        with self._generations.writing():
            fresh = self._generations.begin()
            index = _create(fresh)
            writer = index.writer(self._heap, self._threads)
            try:
                for entry in entries:
                    _drop(writer, entry.document_id)
                    _add(writer, analyse(entry))
                writer.commit()
            finally:
                writer.wait_merging_threads()
            self._generations.switch(fresh)

    def search(self, request: Request) -> Result:
        return self._now().search(request)

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        return self._now().complete(prefix, limit)

    def did_you_mean(self, question: Question) -> str | None:
        return suggest.did_you_mean(self._now(), question)

    def similar(self, document_id: str, limit: int = 5) -> tuple[Hit, ...]:
        return self._now().similar(document_id, limit)

    def document_ids(self) -> Iterator[str]:
        return self._now().document_ids()

    def close(self) -> None:
        with self._opening:
            self._view = None

    def _first_generation(self) -> None:
        with self._generations.writing():
            if self._generations.current() is None:
                fresh = self._generations.begin()
                _create(fresh)
                self._generations.switch(fresh)

    def _live(self) -> Path:
        live = self._generations.current()
        if live is None:
            raise FileNotFoundError(self._generations.pointer)
        return live

    def _now(self) -> "_View":
        """The index as last committed by any process; costs two file stats when nothing changed."""
        view = self._view
        pointer = signature(self._generations.pointer)
        if view and view.pointer == pointer and view.commit == signature(view.folder / "meta.json"):
            return view
        with self._opening:
            while True:
                pointer = signature(self._generations.pointer)
                live = self._live()
                commit = signature(live / "meta.json")
                # A rebuild may remove the folder between our looking and our opening: then look again.
                with suppress(ValueError, OSError):
                    index = view.index if view and view.folder == live else _open(live)
                    index.reload()
                    self._view = fresh = _View(live, pointer, commit, index, index.searcher())
                    return fresh
                if signature(self._generations.pointer) == pointer:
                    raise FileNotFoundError(live)


@dataclass(frozen=True, eq=False)
class _View:
    """One commit of the index; unchanging, so threads share it."""

    folder: Path
    pointer: tuple[int, int, int] | None
    commit: tuple[int, int, int] | None
    index: tantivy.Index
    searcher: tantivy.Searcher

    def search(self, request: Request) -> Result:
        compiler = Compiler(_SCHEMA, DOCUMENT_LEVEL, scored=request.sort is Sort.RELEVANCE)
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
            for (score, address), key in zip(found, keys)
        )

    def _pages(
        self, request: Request, keys: list[int], addresses: list[tantivy.DocAddress]
    ) -> defaultdict[int, list[PageHit]]:
        """The pages of the shown documents on which a positive part stands, the best first."""
        grouped: defaultdict[int, list[PageHit]] = defaultdict(list)
        parts = [part for part in request.question.parts if part.field is Field.TEXT]
        if not parts or not keys:
            return grouped
        compiler = Compiler(_SCHEMA, PAGE_LEVEL, scored=True)
        any_part = Query.boolean_query([(Occur.Should, compiler.leaf(part)) for part in parts])
        shown = Query.const_score_query(Query.term_set_query(_SCHEMA, "of", keys), 0.0)
        limit = sum(_numbers(self.searcher, "page_count", addresses))
        query = Query.boolean_query([(Occur.Must, shown), (Occur.Must, any_part)])
        found = self.searcher.search(query, max(1, limit), count=False).hits
        places = [address for _, address in found]
        owners = _numbers(self.searcher, "of", places)
        numbers = _numbers(self.searcher, "number", places)
        for (score, _), owner, number in zip(found, owners, numbers):
            grouped[owner].append(PageHit(number, float(score)))
        for hits in grouped.values():
            hits.sort(key=lambda hit: (-hit.score, hit.number))
        return grouped

    def _facets(self, question: Query, query: Query, filters: Filters) -> dict[FacetName, tuple[FacetCount, ...]]:
        """Counts of each facet under the other facets' filters, so that a chosen one shows its alternatives."""
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
        return _beginning(self.searcher, prefix, limit)

    def frequency(self, term: str) -> int:
        return self.searcher.doc_freq("forms", term)

    def alive(self, term: str) -> bool:
        return self._any(Query.term_query(_SCHEMA, "forms", term))

    def has_stem(self, stem: str) -> bool:
        return self._any(Query.term_query(_SCHEMA, "text", stem))

    def _any(self, query: Query) -> bool:
        return bool(self.searcher.search(query, 1, count=False).hits)

    def similar(self, document_id: str, limit: int) -> tuple[Hit, ...]:
        itself = Query.term_query(_SCHEMA, "key", _key(document_id))
        found = self.searcher.search(itself, 1, count=False).hits
        if not found:
            return ()
        stored = self.searcher.doc(found[0][1]).get_first("telling")
        stems = bytes(stored or b"").decode("utf-8").split()
        asked = self._telling(stems)
        if not asked:
            return ()
        query = Query.boolean_query(
            [(Occur.Must, Query.boolean_query(asked, min(2, len(asked)))), (Occur.MustNot, itself)]
        )
        return tuple(
            Hit(self.searcher.doc(address)["id"][0], float(score))
            for score, address in self.searcher.search(query, limit, count=False).hits
        )

    def _telling(self, stems: list[str]) -> list[tuple[Occur, Query]]:
        """The rarest of a document's own words that another document has too."""
        documents = max(1, self.searcher.doc_freq("level", "document"))
        weighed = []
        for place, stem in enumerate(stems):
            shared = self.searcher.doc_freq("text", stem)
            if shared > 1:
                weighed.append((log(1 + documents / shared) / (TELLING + place), stem))
        weighed.sort(reverse=True)
        return [(Occur.Should, Query.term_query(_SCHEMA, "text", stem)) for _, stem in weighed[:_TELLING_USED]]

    def document_ids(self) -> Iterator[str]:
        query = Query.term_query(_SCHEMA, "level", "document")
        total = _total(self.searcher.search(query, 1))
        if total:
            for _, address in self.searcher.search(query, total, count=False).hits:
                yield self.searcher.doc(address)["id"][0]


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count or 0)  # type: ignore[attr-defined]  # missing in tantivy's own stub


def _numbers(searcher: tantivy.Searcher, field: str, addresses: list[tantivy.DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(field, addresses)]


@lru_cache(maxsize=512)
def _beginning(searcher: tantivy.Searcher, prefix: str, limit: int) -> list[suggest.Counted]:
    """Kept per commit, for what people type first is short, the same, and slow to look up."""
    return [suggest.Counted(*found) for found in searcher.terms_with_prefix("forms", prefix, limit=limit)]


def _build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("level", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("key", indexed=True, fast=True)  # documents only
    builder.add_unsigned_field("of", indexed=True, fast=True)  # the document's key, also on its pages
    builder.add_unsigned_field("number", fast=True)
    builder.add_unsigned_field("page_count", fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("newest", fast=True)
    builder.add_integer_field("oldest", fast=True)
    builder.add_text_field("title_key", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("telling", stored=True)
    for name in ("text", "page_text", *(f"{field}_text" for field in METADATA)):
        builder.add_text_field(name, tokenizer_name="words", index_option="position")
    for name in ("forms", "page_forms", *(f"{field}_forms" for field in METADATA)):
        builder.add_text_field(name, tokenizer_name="words", index_option="basic")
    for facet in FacetName:
        builder.add_text_field(f"facet_{facet}", fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


_SCHEMA = _build_schema()
_ORDERS: dict[Sort, dict[str, Any]] = {
    Sort.RELEVANCE: {},
    Sort.NEWEST: {"order_by_field": "newest", "order": tantivy.Order.Desc},
    Sort.OLDEST: {"order_by_field": "oldest", "order": tantivy.Order.Asc},
    Sort.TITLE: {"order_by_field": "title_key", "order": tantivy.Order.Asc},
}


def _create(folder: Path) -> tantivy.Index:
    index = tantivy.Index(_SCHEMA, path=str(folder))
    return _prepared(index)


def _open(folder: Path) -> tantivy.Index:
    return _prepared(tantivy.Index.open(str(folder)))


def _prepared(index: tantivy.Index) -> tantivy.Index:
    """Tokenizers are not kept on disk; reloading is ours, by looking at the file."""
    index.register_tokenizer("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual")
    return index


def _key(document_id: str) -> int:
    return int.from_bytes(hashlib.blake2b(document_id.encode(), digest_size=8).digest(), "big")


def _drop(writer: tantivy.IndexWriter, document_id: str) -> None:
    # By query: deleting by the term itself finds nothing for unsigned values of 2**63 and more.
    writer.delete_documents_by_query(Query.term_query(_SCHEMA, "of", _key(document_id)))


def _add(writer: tantivy.IndexWriter, entry: EntryWords) -> None:
    key = _key(entry.document_id)
    document = tantivy.Document()
    document.add_text("level", "document")
    document.add_text("id", entry.document_id)
    document.add_unsigned("key", key)
    document.add_unsigned("of", key)
    document.add_unsigned("page_count", len(entry.pages))
    document.add_text("title_key", entry.title_key)
    document.add_bytes("telling", " ".join(entry.telling()).encode())
    _add_day(document, entry.day, key)
    document.add_text("text", entry.text())
    document.add_text("forms", " ".join((*entry.forms(), *(f"{form}={small}" for form, small in entry.accented))))
    for field in METADATA:
        document.add_text(f"{field}_text", " ".join(entry.fields[field]))
        document.add_text(f"{field}_forms", " ".join(entry.field_forms[field]))
    for facet, values in entry.facets.items():
        for value in values:
            document.add_text(f"facet_{facet}", value)
    writer.add_document(document)
    for page in entry.pages:
        one = tantivy.Document()
        one.add_unsigned("of", key)
        one.add_unsigned("number", page.number)
        one.add_text("page_text", " ".join(page.stems))
        one.add_text("page_forms", " ".join(page.forms))
        writer.add_document(one)


def _add_day(document: tantivy.Document, day: int | None, key: int) -> None:
    """The day, and what to sort by: undated documents come last both ways, the key decides within a day."""
    within = key >> 24
    if day is not None:
        document.add_integer("day", day)
    document.add_integer("newest", ((day or 0) << 40) + within)
    document.add_integer("oldest", (day << 40) + within if day is not None else _UNDATED_LAST)


def _narrow(query: Query, filters: Filters) -> Query:
    """``query`` under the chosen facet values: any within one facet, all facets together."""
    clauses = [(Occur.Must, query)]
    for name, values in filters.chosen:
        if values:
            chosen = Query.term_set_query(_SCHEMA, f"facet_{name}", list(values))
            clauses.append((Occur.Must, Query.const_score_query(chosen, 0.0)))
    return Query.boolean_query(clauses) if len(clauses) > 1 else query


def _counts(buckets: list[dict[str, Any]]) -> tuple[FacetCount, ...]:
    counts = [FacetCount(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return tuple(sorted(counts, key=lambda count: (-count.count, count.value)))
