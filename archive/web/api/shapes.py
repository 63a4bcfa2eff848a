"""How published things look as JSON; names here are a promise to programs, so they are only ever added to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from archive.search.engine import FacetName
from archive.services.reading.values import (
    Card,
    Facet,
    Found,
    Named,
    PageFound,
    PublicDocument,
    PublicPage,
    Results,
    Snippet,
)
from archive.web.addresses import (
    document_address,
    download_address,
    page_image_address,
    public_root,
    search_address,
    thumbnail_address,
)
from archive.web.labels import KIND_LABELS
from archive.web.language import catalogue, current_language
from ingest.values import DocumentKind

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is answered: where their addresses begin, and what says a sentence in their language."""

    root: str
    say: Callable[[str], str]


def current_reader() -> Reader:
    return Reader(public_root(), catalogue(current_language()).gettext)


def results(found: Results, reader: Reader) -> Json:
    asked = found.search
    return {
        "question": asked.text,
        "reading": found.reading,
        "did_you_mean": found.did_you_mean,
        "total": found.total,
        "page": asked.page,
        "per_page": asked.page_size,
        "sort": asked.sort.value,
        "url": reader.root + search_address(asked, page=asked.page),
        "hits": [hit(one, asked.text, reader) for one in found.found],
        "facets": {facet.name.value: facet_values(facet, reader) for facet in found.facets},
    }


def hit(found: Found, question: str, reader: Reader) -> Json:
    """A document that answers, with its best pages."""
    shown = card(found.card, reader)
    shown["page_total"] = found.page_total
    shown["pages"] = [page_found(found.card, page, question, reader.root) for page in found.pages]
    return shown


def page_found(card_: Card, page: PageFound, question: str, root: str) -> Json:
    return {
        "number": page.number,
        "label": page.label,
        "url": root + document_address(card_, page.number, question),
        "image_url": root + page_image_address(card_.id, page.number),
        "snippet": snippet(page.snippet),
    }


def snippet(shown: Snippet) -> Json:
    """Plain text, where in it the marked runs begin and end, and the same as a list of parts."""
    text, marks, parts = "", [], []
    for part in shown.parts:
        if part.marked:
            marks.append([len(text), len(text) + len(part.text)])
        text += part.text
        parts.append({"text": part.text, "marked": part.marked})
    return {"text": text, "marks": marks, "parts": parts}


def facet_values(facet: Facet, reader: Reader) -> list[Json]:
    labels = _said(_KINDS, reader) if facet.name is FacetName.KIND else {}
    return [
        {
            "value": value.value,
            "label": labels.get(value.label, value.label),
            "count": value.count,
            "chosen": value.chosen,
        }
        for value in facet.values
    ]


def _said(labels: dict[str, str], reader: Reader) -> dict[str, str]:
    return {code: reader.say(label) for code, label in labels.items()}


def card(shown: Card, reader: Reader) -> Json:
    root = reader.root
    return {
        "id": str(shown.id),
        "title": shown.title,
        "kind": shown.kind.value,
        "kind_label": reader.say(KIND_LABELS[shown.kind]),
        "date": shown.date.isoformat() if shown.date else None,
        "unit": named(shown.unit),
        "practice": named(shown.practice),
        "page_count": shown.page_count,
        "published_at": shown.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "url": root + document_address(shown),
        "api_url": f"{root}/api/v1/documents/{shown.id}",
        "thumbnail_url": root + thumbnail_address(shown.id) if shown.thumbnail else None,
    }


def document(found: PublicDocument, reader: Reader) -> Json:
    """A document with everything its page says."""
    root, activity, file = reader.root, found.activity, found.download
    return {
        **card(found.card, reader),
        "description": found.description,
        "language": found.language,
        "topics": [named(topic) for topic in found.topics],
        "activity": (
            {"title": activity.title, "date": activity.date.isoformat(), "school": activity.school}
            if activity
            else None
        ),
        "file": (
            {
                "url": root + download_address(found.card.id, file.name),
                "name": file.name,
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.sha256,
            }
            if file
            else None
        ),
        "pages_url": f"{root}/api/v1/documents/{found.card.id}/pages/{{number}}",
    }


def page(shown: PublicPage, text: str, card_: Card, root: str) -> Json:
    return {
        "document": str(card_.id),
        "number": shown.number,
        "label": shown.label,
        "width": shown.width,
        "height": shown.height,
        "text": text,
        "text_source": shown.source.value,
        "ocr_confidence": shown.confidence,
        "url": root + document_address(card_, shown.number),
        "image_url": root + page_image_address(card_.id, shown.number) if shown.preview else None,
    }


def named(one: Named | None) -> Json | None:
    return {"slug": one.slug, "name": one.name} if one else None


# What a stranger put into the address may be no kind at all: it is shown as it is.
_KINDS: dict[str, str] = {kind.value: KIND_LABELS[kind] for kind in DocumentKind}
