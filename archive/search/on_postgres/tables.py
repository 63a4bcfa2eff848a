"""The tables of one index, and an entry written into them.

Words come analysed already, so vectors are written as literals with their positions and never parsed by
PostgreSQL.  A page is a row; one too long for a vector's positions is several rows that overlap.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Composed, Identifier

from archive.search.engine import FacetName
from archive.search.entries import METADATA, EntryWords
from archive.search.reading import MAX_SLOP

# A vector knows 16,383 positions, and 255 of one word; in 250 words no word stands more often.
_LONG_PAGE = 10_000
_OFTEN = 250
_CHUNK, _STEP = 250, 125

_TABLES = """
CREATE TABLE {documents} (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document_id text NOT NULL UNIQUE,
    title_key text COLLATE "C" NOT NULL,
    day integer,
    tie bigint NOT NULL,
    telling text NOT NULL,
    terms text[] NOT NULL,
    meta_text tsvector NOT NULL,
    meta_forms tsvector NOT NULL,
    {columns}
);
CREATE TABLE {pages} (
    document bigint NOT NULL REFERENCES {documents} ON DELETE CASCADE,
    number integer NOT NULL,
    page_text tsvector NOT NULL,
    page_forms tsvector NOT NULL
);
CREATE TABLE {words} (term text COLLATE "C" PRIMARY KEY, documents integer NOT NULL);
CREATE INDEX ON {documents} USING gin (meta_text);
CREATE INDEX ON {documents} USING gin (meta_forms);
CREATE INDEX ON {documents} (day);
CREATE INDEX ON {pages} (document);
CREATE INDEX ON {pages} USING gin (page_text);
CREATE INDEX ON {pages} USING gin (page_forms);
"""


@dataclass(frozen=True)
class Tables:
    """The names of one index's tables; ``fresh`` are those a rebuild fills before they take over."""

    name: str
    fresh: bool = False

    @property
    def names(self) -> dict[str, Identifier]:
        return {table: Identifier(self._called(table)) for table in ("documents", "pages", "words")}

    def _called(self, table: str) -> str:
        return f"search_{self.name}_{table}" + ("_new" if self.fresh else "")

    def sql(self, text: str) -> Composed:
        """``text`` with {documents}, {pages} and {words} named."""
        return SQL(text).format(**self.names)

    def exist(self, connection: Connection[Any]) -> bool:
        found = connection.execute(
            "SELECT to_regclass(%s) IS NOT NULL", [self._called("documents")]
        ).fetchone()
        return bool(found and found[0])

    def create(self, connection: Connection[Any]) -> None:
        columns = [f"{field}_text tsvector NOT NULL, {field}_forms tsvector NOT NULL" for field in METADATA]
        columns += [f"facet_{facet} text[] NOT NULL" for facet in FacetName]
        connection.execute(self.sql(_TABLES.replace("{columns}", ", ".join(columns))))

    def drop(self, connection: Connection[Any]) -> None:
        connection.execute(self.sql("DROP TABLE IF EXISTS {pages}, {documents}, {words}"))

    def take_over(self, connection: Connection[Any]) -> None:
        """These fresh tables in the place of the old ones, which go."""
        old = Tables(self.name)
        connection.execute(old.sql("LOCK TABLE {documents} IN ACCESS EXCLUSIVE MODE"))  # first, as readers do
        old.drop(connection)
        for table, name in self.names.items():
            connection.execute(SQL("ALTER TABLE {} RENAME TO {}").format(name, old.names[table]))

    def remove(self, connection: Connection[Any], document_ids: Sequence[str]) -> None:
        """The documents, their pages, and their words where no other document has them."""
        gone = connection.execute(
            self.sql("DELETE FROM {documents} WHERE document_id = ANY(%s) RETURNING terms"),
            [list(document_ids)],
        ).fetchall()
        counted: Counter[str] = Counter()
        for (terms,) in gone:
            counted.update(terms)
        if counted:
            connection.execute(
                self.sql(
                    "UPDATE {words} w SET documents = w.documents - gone.times "
                    "FROM unnest(%s::text[], %s::integer[]) AS gone(term, times) WHERE w.term = gone.term"
                ),
                [list(counted), list(counted.values())],
            )
            connection.execute(
                self.sql("DELETE FROM {words} WHERE documents <= 0 AND term = ANY(%s)"), [list(counted)]
            )

    def add(self, connection: Connection[Any], entry: EntryWords) -> None:
        terms = [*entry.forms(), *(f"{form}={small}" for form, small in entry.accented)]
        row = _document_row(entry, terms)
        columns = SQL(", ").join(Identifier(column) for column in row)
        places = SQL(", ").join(SQL("%s::tsvector" if _is_vector(column) else "%s") for column in row)
        added = connection.execute(
            SQL("INSERT INTO {} ({}) VALUES ({}) RETURNING id").format(
                self.names["documents"], columns, places
            ),
            list(row.values()),
        ).fetchone()
        assert added is not None
        with connection.cursor() as cursor:
            cursor.executemany(
                self.sql("INSERT INTO {pages} VALUES (%s, %s, %s::tsvector, %s::tsvector)"),
                [(added[0], *page) for page in _page_rows(entry)],
            )
        connection.execute(
            self.sql(
                "INSERT INTO {words} SELECT unnest(%s::text[]), 1 "
                "ON CONFLICT (term) DO UPDATE SET documents = {words}.documents + 1"
            ),
            [sorted(terms)],
        )


def _document_row(entry: EntryWords, terms: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "document_id": entry.document_id,
        "title_key": entry.title_key,
        "day": entry.day,
        "tie": entry.tie,
        "telling": " ".join(entry.telling()),
        "terms": terms,
        "meta_text": _vector(_with_gaps(entry.fields[field] for field in METADATA)),
        "meta_forms": _set(set().union(*entry.field_forms.values())),
    }
    for field in METADATA:
        row[f"{field}_text"] = _vector(enumerate(entry.fields[field], 1))
        row[f"{field}_forms"] = _set(entry.field_forms[field])
    for facet, values in entry.facets.items():
        row[f"facet_{facet}"] = list(values)
    return row


def _is_vector(column: str) -> bool:
    return column.endswith(("_text", "_forms"))


def _page_rows(entry: EntryWords) -> Iterator[tuple[int, str, str]]:
    for page in entry.pages:
        for place, stems in enumerate(_chunks(page.stems)):
            yield page.number, _vector(enumerate(stems, 1)), _set(page.forms if place == 0 else ())


def _chunks(stems: list[str]) -> Iterator[list[str]]:
    most = Counter(stems).most_common(1)
    if len(stems) <= _LONG_PAGE and (not most or most[0][1] <= _OFTEN):
        yield stems
        return
    for start in range(0, len(stems), _STEP):
        yield stems[start : start + _CHUNK]
        if start + _CHUNK >= len(stems):
            return


def _with_gaps(stretches: Iterable[list[str]]) -> Iterator[tuple[int, str]]:
    place = 1
    for stretch in stretches:
        yield from enumerate(stretch, place)
        place += len(stretch) + MAX_SLOP + 1


def _vector(placed: Iterable[tuple[int, str]]) -> str:
    """A vector's literal: words are letters and digits only, so quoting them is enough."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in placed:
        places[word].append(place)
    return " ".join(f"'{word}':{','.join(map(str, found))}" for word, found in places.items())


def _set(words: Iterable[str]) -> str:
    return " ".join(f"'{word}'" for word in words)
