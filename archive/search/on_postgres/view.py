"""What the index in PostgreSQL answers within one transaction."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from psycopg import Connection

from archive.search import suggest
from archive.search.engine import FacetCount, FacetName, Filters, Hit, PageHit, Request, Result, Sort
from archive.search.on_postgres.queries import Compiler, Piece, TextQuery, either
from archive.search.on_postgres.tables import Tables
from archive.search.similar import rarest, wanted
from archive.search.tree import Field

_TITLE_BOOST = 3.0
_ORDERS = {
    Sort.RELEVANCE: "score DESC, document_id",
    Sort.NEWEST: "day DESC NULLS LAST, tie DESC",
    Sort.OLDEST: "day NULLS LAST, tie",
    Sort.TITLE: "title_key",
}
_BEST_PAGE = "SELECT max(ts_rank(page_text, %s::tsquery, 1)) FROM {pages} WHERE document = d.id"


@dataclass(frozen=True)
class View:
    connection: Connection[Any]
    tables: Tables

    def search(self, request: Request) -> Result:
        compiler = self._compiler()
        found = compiler.compile(request.question.tree)
        asked = [compiler.text_query(part) for part in request.question.parts if part.field is Field.TEXT]
        hits = self._hits(found, asked, request) if request.limit else ()
        total = self._rows("SELECT count(*) FROM {documents} d WHERE {}", _narrow(found, request.filters))
        facets = self._facets(found, request.filters) if request.facets else {}
        return Result(total=int(total[0][0]), hits=hits, facets=facets)

    def _compiler(self) -> Compiler:
        return Compiler(self.tables, self._words)

    def _rows(self, sql: str, *pieces: Piece) -> list[tuple[Any, ...]]:
        """The rows of ``sql``, in which each ``{}`` is one of ``pieces``."""
        for piece in pieces:
            sql = sql.replace("{}", piece.sql, 1)
        values = [value for piece in pieces for value in piece.values]
        return self.connection.execute(self.tables.sql(sql), values).fetchall()

    def _hits(self, found: Piece, asked: list[TextQuery], request: Request) -> tuple[Hit, ...]:
        scored = request.sort is Sort.RELEVANCE
        rows = self._rows(
            "SELECT d.id, d.document_id, {} AS score FROM {documents} d WHERE {} ORDER BY {} {}",
            _score(asked) if scored else Piece("0.0"),
            _narrow(found, request.filters),
            Piece(_ORDERS[request.sort]),
            Piece("LIMIT %s OFFSET %s", (request.limit, request.offset)),
        )
        pages = self._pages(asked, [row[0] for row in rows])
        return tuple(
            Hit(document_id, float(score), tuple(pages[number][: request.pages_per_hit]), len(pages[number]))
            for number, document_id, score in rows
        )

    def _pages(self, asked: list[TextQuery], shown: list[int]) -> defaultdict[int, list[PageHit]]:
        """The pages of the shown documents on which a positive part stands, the best first."""
        grouped: defaultdict[int, list[PageHit]] = defaultdict(list)
        if not asked or not shown:
            return grouped
        stems, forms = either(asked, "text"), either(asked, "forms")
        rows = self._rows(
            "SELECT document, number, max(ts_rank(page_text, {}, 1)) AS score FROM {pages} WHERE {} "
            "GROUP BY document, number ORDER BY document, score DESC, number",
            Piece("%s::tsquery", (stems,)),
            Piece(
                "document = ANY(%s) AND (page_text @@ %s::tsquery OR page_forms @@ %s::tsquery)",
                (shown, stems, forms),
            ),
        )
        for document, number, score in rows:
            grouped[document].append(PageHit(number, float(score)))
        return grouped

    def _facets(self, found: Piece, filters: Filters) -> dict[FacetName, tuple[FacetCount, ...]]:
        """Counts of each facet under the other facets' filters: a chosen one shows its alternatives."""
        facets = {}
        for name in FacetName:
            others = Filters(tuple(pair for pair in filters.chosen if pair[0] is not name))
            rows = self._rows(
                "SELECT value, count(*) AS times "
                "FROM (SELECT unnest({}) AS value FROM {documents} d WHERE {}) AS found "
                'GROUP BY value ORDER BY times DESC, value COLLATE "C"',
                Piece(f"d.facet_{name}"),
                _narrow(found, others),
            )
            facets[name] = tuple(FacetCount(value, times) for value, times in rows)
        return facets

    def _words(self) -> list[str]:
        return [row[0] for row in self._rows("SELECT term FROM {words} WHERE position('=' IN term) = 0")]

    def beginning(self, prefix: str, limit: int) -> list[suggest.Counted]:
        rows = self._rows(
            "SELECT term, documents FROM {words} WHERE {} ORDER BY documents DESC, term LIMIT {}",
            Piece("term >= %s AND term < %s", (prefix, prefix + "\U0010ffff")),
            Piece("%s", (limit,)),
        )
        return [suggest.Counted(*row) for row in rows]

    def frequency(self, term: str) -> int:
        rows = self._rows("SELECT documents FROM {words} WHERE term = {}", Piece("%s", (term,)))
        return int(rows[0][0]) if rows else 0

    def alive(self, term: str) -> bool:
        return self.frequency(term) > 0

    def has_stem(self, stem: str) -> bool:
        return self._having(stem, "LIMIT 1") > 0

    def _having(self, stem: str, limit: str = "") -> int:
        """How many documents have the stem in their pages or metadata."""
        asked = f"'{stem}'"
        rows = self._rows(
            "SELECT count(*) FROM (SELECT id FROM {documents} WHERE meta_text @@ {} "
            "UNION SELECT document FROM {pages} WHERE page_text @@ {} {}) AS found",
            Piece("%s::tsquery", (asked,)),
            Piece("%s::tsquery", (asked,)),
            Piece(limit),
        )
        return int(rows[0][0])

    def similar(self, document_id: str, limit: int) -> tuple[Hit, ...]:
        own = self._rows(
            "SELECT telling FROM {documents} WHERE document_id = {}", Piece("%s", (document_id,))
        )
        if not own:
            return ()
        documents = int(self._rows("SELECT count(*) FROM {documents}")[0][0])
        stems = rarest(own[0][0].split(), documents, self._having)
        if not stems:
            return ()
        weights = [1 + len(stems) - place for place in range(len(stems))]
        rows = self._rows(
            "SELECT d.document_id, sum(w.weight) AS score FROM {} JOIN {documents} d "
            "ON d.meta_text @@ w.asked "
            "OR EXISTS (SELECT FROM {pages} p WHERE p.document = d.id AND p.page_text @@ w.asked) "
            "WHERE {} GROUP BY d.document_id {} ORDER BY score DESC, d.document_id LIMIT {}",
            Piece(
                "unnest(%s::tsquery[], %s::integer[]) AS w(asked, weight)",
                ([f"'{stem}'" for stem in stems], weights),
            ),
            Piece("d.document_id <> %s", (document_id,)),
            Piece("HAVING count(*) >= %s", (wanted(stems),)),
            Piece("%s", (limit,)),
        )
        return tuple(Hit(other, float(score)) for other, score in rows)

    def document_ids(self) -> list[str]:
        return [row[0] for row in self._rows("SELECT document_id FROM {documents}")]


def _narrow(found: Piece, filters: Filters) -> Piece:
    """The condition on a document ``d``: found, and any chosen value of each chosen facet."""
    sql, values = f"d.id IN ({found.sql})", list(found.values)
    for name, chosen in filters.chosen:
        if chosen:
            sql += f" AND d.facet_{name} && %s::text[]"
            values.append(list(chosen))
    return Piece(sql, tuple(values))


def _score(asked: list[TextQuery]) -> Piece:
    """How well a document ``d`` answers: its best page, and its title for more."""
    stems = either(asked, "text")
    return Piece(
        f"coalesce(({_BEST_PAGE}), 0) + {_TITLE_BOOST} * ts_rank(d.titulo_text, %s::tsquery)", (stems, stems)
    )
