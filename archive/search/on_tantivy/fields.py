"""The fields of the tantivy index, and an entry written into them.

One index holds entries of two levels.  A *document* has its metadata and the stems of all its pages, with
gaps that no phrase crosses: search, totals, facets and sorting run over these alone.  A *page* has its own
words: only the documents shown are looked up there.  No text is stored, so nothing of it lingers; words of
removed documents stay in the term dictionary until tantivy merges or the index is rebuilt, and every
suggestion is checked against that.
"""

from pathlib import Path

import tantivy
from tantivy import Query

from archive.search.engine import FacetName
from archive.search.entries import METADATA, EntryWords, key_of

FORM = "tantivy1"  # changes with the schema: an index of another form is built anew
_AFTER_ALL_DAYS = 1 << 22


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


SCHEMA = _build_schema()


def create(folder: Path) -> tantivy.Index:
    index = tantivy.Index(SCHEMA, path=str(folder))
    return _prepared(index)


def open_index(folder: Path) -> tantivy.Index:
    return _prepared(tantivy.Index.open(str(folder)))


def _prepared(index: tantivy.Index) -> tantivy.Index:
    """Tokenizers are not kept on disk; reloading is ours, by looking at the file."""
    index.register_tokenizer("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual")
    return index


def drop(writer: tantivy.IndexWriter, document_id: str) -> None:
    # By query: deleting by the term itself finds nothing in an unsigned field.
    writer.delete_documents_by_query(Query.term_query(SCHEMA, "of", key_of(document_id)))


def add(writer: tantivy.IndexWriter, entry: EntryWords) -> None:
    document = tantivy.Document()
    document.add_text("level", "document")
    document.add_text("id", entry.document_id)
    document.add_unsigned("key", entry.key)
    document.add_unsigned("of", entry.key)
    document.add_unsigned("page_count", len(entry.pages))
    document.add_text("title_key", entry.title_key)
    document.add_bytes("telling", " ".join(entry.telling()).encode())
    _add_day(document, entry)
    document.add_text("text", entry.text())
    document.add_text(
        "forms", " ".join((*entry.forms(), *(f"{form}={small}" for form, small in entry.accented)))
    )
    for field in METADATA:
        document.add_text(f"{field}_text", " ".join(entry.fields[field]))
        document.add_text(f"{field}_forms", " ".join(entry.field_forms[field]))
    for facet, values in entry.facets.items():
        for value in values:
            document.add_text(f"facet_{facet}", value)
    writer.add_document(document)
    for page in entry.pages:
        one = tantivy.Document()
        one.add_unsigned("of", entry.key)
        one.add_unsigned("number", page.number)
        one.add_text("page_text", " ".join(page.stems))
        one.add_text("page_forms", " ".join(page.forms))
        writer.add_document(one)


def _add_day(document: tantivy.Document, entry: EntryWords) -> None:
    """The day, and what to sort by: undated documents come last both ways."""
    if entry.day is not None:
        document.add_integer("day", entry.day)
    document.add_integer("newest", ((entry.day or 0) << 40) + entry.tie)
    document.add_integer("oldest", ((entry.day or _AFTER_ALL_DAYS) << 40) + entry.tie)
