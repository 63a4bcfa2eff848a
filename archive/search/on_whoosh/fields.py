"""The fields of the Whoosh index, and an entry written into them: documents and pages, as with tantivy."""

from typing import Any

from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.query import Term

from archive.search.entries import METADATA, EntryWords

FORM = "whoosh1"  # changes with the schema: an index of another form is built anew


def _schema() -> fields.Schema:
    def text() -> fields.FieldType:
        return fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)

    named: dict[str, Any] = {
        "level": fields.ID(),
        "of": fields.ID(),
        "facts": fields.STORED(),
        "day": fields.NUMERIC(int),
        "text": text(),
        "page_text": text(),
        "forms": fields.KEYWORD(),
        "page_forms": fields.KEYWORD(),
        "accented": fields.KEYWORD(),
    }
    for field in METADATA:
        named[f"{field}_text"] = text()
        named[f"{field}_forms"] = fields.KEYWORD()
    return fields.Schema(**named)


SCHEMA = _schema()


def drop(writer: Any, document_id: str) -> None:
    writer.delete_by_query(Term("of", document_id))


def add(writer: Any, entry: EntryWords) -> None:
    facts = {
        "id": entry.document_id,
        "facets": {facet.value: values for facet, values in entry.facets.items()},
        "day": entry.day,
        "tie": entry.tie,
        "title_key": entry.title_key,
        "telling": " ".join(entry.telling()),
    }
    named: dict[str, Any] = {
        "level": "document",
        "of": entry.document_id,
        "facts": facts,
        "text": entry.text(),
        "forms": " ".join(entry.forms()),
        "accented": " ".join(f"{form}={small}" for form, small in entry.accented),
    }
    if entry.day is not None:
        named["day"] = entry.day
    for field in METADATA:
        named[f"{field}_text"] = " ".join(entry.fields[field])
        named[f"{field}_forms"] = " ".join(entry.field_forms[field])
    writer.add_document(**named)
    for page in entry.pages:
        writer.add_document(
            level="page",
            of=entry.document_id,
            facts={"id": entry.document_id, "number": page.number},
            page_text=" ".join(page.stems),
            page_forms=" ".join(page.forms),
        )
