"""Search with snippets and facets: ours over documents, beside a bare tantivy loop over stored pages.

python -m benchmarks.search_engine [--pages N] [--smoke]
"""

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Query

from archive.search import open_engine
from archive.search.engine import Engine, Entry, Request
from archive.search.highlight import Highlighter
from archive.search.query import parse
from benchmarks import corpus
from benchmarks.report import Row, at_least, at_most, finish

PAGE_HITS = 10
_BATCH = 5_000  # documents of one update
_FACETS = ("kind", "unit", "year")


@dataclass(frozen=True)
class Timed:
    """Milliseconds by kind of question."""

    by_kind: dict[str, list[float]]

    def quantile(self, share: float, kind: str | None = None) -> float:
        times = self.by_kind[kind] if kind else [time for times in self.by_kind.values() for time in times]
        return statistics.quantiles(times, n=100, method="inclusive")[int(share * 100) - 1]


class Bare:
    """What the library does by itself: pages as entries, their text stored, its own snippets and facets."""

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True, tokenizer_name="folded")
        builder.add_text_field("document", stored=True, tokenizer_name="raw", index_option="basic")
        for facet in _FACETS:
            builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()
        folder.mkdir(exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(folder))
        folded = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        folded = folded.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
        self._index.register_tokenizer("folded", folded.build())

    def fill(self, entries: Iterable[Entry]) -> None:
        writer = self._index.writer(128_000_000, 2)
        for entry in entries:
            for page in entry.pages:
                document = tantivy.Document(text=page.text, document=entry.document_id, kind=entry.kind)
                document.add_text("unit", entry.unit or "")
                document.add_text("year", str(entry.date.year if entry.date else ""))
                writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def ask(self, text: str) -> None:
        searcher = self._index.searcher()
        if text.endswith("*"):
            query = Query.regex_query(self._schema, "text", parse(text).parts[0].start + ".*")  # type: ignore[union-attr]
        else:
            query = self._index.parse_query(text, ["text"], conjunction_by_default=True)
        found = searcher.search(query, PAGE_HITS)
        snippets = tantivy.SnippetGenerator.create(searcher, query, self._schema, "text")
        for _, address in found.hits:
            snippets.snippet_from_doc(searcher.doc(address)).to_html()
        searcher.aggregate(query, {facet: {"terms": {"field": facet, "size": 50}} for facet in _FACETS})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--smoke", action="store_true", help="2,000 pages; limits do not count")
    options = parser.parse_args()
    pages = 2_000 if options.smoke else options.pages
    with tempfile.TemporaryDirectory(prefix="acervo-benchmark-") as folder:
        rows = measure(Path(folder), pages)
    return finish(f"Search engine, {pages:,} pages", rows, smoke=options.smoke)


def measure(folder: Path, pages: int) -> list[Row]:
    asked = corpus.questions()
    bare = Bare(folder / "bare")
    bare_filling = _filling(bare.fill, pages)
    engine = open_engine("tantivy", folder=folder / "ours", database_url=None, name="public")
    filling = _filling(engine.update, pages)
    alone = _time(asked, bare.ask)
    ours = _time(asked, lambda text: _ask(engine, text))

    def meant(text: str) -> str | None:
        return engine.did_you_mean(parse(text))

    rows = [
        at_least("indexing", pages / filling, 2_000, "pages/s"),
        Row("indexing, bare", pages / bare_filling, unit="pages/s"),
        *_by_kind(ours, alone),
        at_most("all kinds, p95", ours.quantile(0.95), 12 if pages <= 100_000 else 25, "ms"),
        Row("all kinds, p95, bare", alone.quantile(0.95), unit="ms"),
        at_most("all kinds, p95 beside bare", ours.quantile(0.95) / alone.quantile(0.95), 3, "x"),
        at_most("completion, p95", _time(_typed(), engine.complete).quantile(0.95), 10, "ms"),
        at_most("did you mean, p95", _time(_misspelt(), meant).quantile(0.95), 50, "ms"),
        Row("index on disk", _megabytes(folder / "ours"), unit="MB"),
        Row("index on disk, bare", _megabytes(folder / "bare"), unit="MB"),
    ]
    engine.close()
    return rows


def _by_kind(ours: Timed, alone: Timed) -> Iterable[Row]:
    for kind in ours.by_kind:
        yield Row(f"{kind}, p50", ours.quantile(0.5, kind), unit="ms")
        yield Row(f"{kind}, p95", ours.quantile(0.95, kind), unit="ms")
        yield Row(f"{kind}, p95, bare", alone.quantile(0.95, kind), unit="ms")


def _ask(engine: Engine, text: str) -> list[tuple[str, int]]:
    question = parse(text)
    result = engine.search(Request(question, limit=PAGE_HITS, pages_per_hit=1))
    return [(hit.document_id, hit.pages[0].number) for hit in result.hits if hit.pages]


def _time(asked: list[corpus.Asked], ask: Callable[[str], object]) -> Timed:
    """Milliseconds of each question and of its pages' snippets; reading the pages' texts is not counted."""
    by_kind: defaultdict[str, list[float]] = defaultdict(list)
    for one in asked[:10]:
        ask(one.text)
    for one in asked:
        started = time.perf_counter()
        found = ask(one.text)
        spent = time.perf_counter() - started
        if isinstance(found, list):
            spent += _snippets(one.text, found)
        by_kind[one.kind].append(spent * 1000)
    return Timed(dict(by_kind))


def _snippets(text: str, found: list[tuple[str, int]]) -> float:
    pages = [corpus.page_texts(corpus.document_place(document))[number - 1] for document, number in found]
    started = time.perf_counter()
    highlighter = Highlighter(parse(text))
    for page in pages:
        highlighter.snippet(page)
    return time.perf_counter() - started


def _typed() -> list[corpus.Asked]:
    """Beginnings of two to six letters, as they are typed."""
    words = [one.text for one in corpus.questions() if one.kind in ("rare", "middle", "common")]
    return [corpus.Asked("typed", word[:length]) for word in words for length in range(2, 7)]


def _misspelt() -> list[corpus.Asked]:
    words = [one.text for one in corpus.questions() if one.kind == "middle" and len(one.text) > 5]
    return [corpus.Asked("misspelt", word[:3] + "x" + word[4:]) for word in words]


def _filling(fill: Callable[[Iterable[Entry]], None], pages: int) -> float:
    """Seconds ``fill`` takes for the corpus in batches, without those it takes to make it up."""
    spent = 0.0
    documents = pages // corpus.DOCUMENT_PAGES
    for start in range(0, documents, _BATCH):
        batch = [corpus.entry(place) for place in range(start, min(start + _BATCH, documents))]
        started = time.perf_counter()
        fill(batch)
        spent += time.perf_counter() - started
    return spent


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    raise SystemExit(main())
