"""What search engines of others are told of a page: schema.org as JSON-LD."""

from typing import Any

from archive.services.reading.values import PublicDocument
from archive.settings import Settings
from archive.web.addresses import (
    document_address,
    download_address,
    public_root,
    thumbnail_address,
)
from archive.web.labels import KIND_LABELS
from archive.web.language import translate

_CONTEXT = "https://schema.org"


def site(settings: Settings) -> dict[str, Any]:
    """The portal as a WebSite that can be searched."""
    root = public_root()
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": settings.portal_name,
        "url": f"{root}/",
        "publisher": _publisher(settings),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{root}/buscar?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def document(found: PublicDocument, settings: Settings) -> dict[str, Any]:
    """A published document as a DigitalDocument; what is not known is left out."""
    card, root = found.card, public_root()
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "DigitalDocument",
        "name": card.title,
        "url": root + document_address(card),
        "identifier": f"urn:uuid:{card.id}",
        "genre": translate(KIND_LABELS[card.kind]),
        "description": found.description or None,
        "inLanguage": found.language,
        "dateCreated": card.date.isoformat() if card.date else None,
        "datePublished": card.published_at.date().isoformat(),
        "numberOfPages": card.page_count or None,
        "keywords": [topic.name for topic in found.topics] or None,
        "creator": {"@type": "GovernmentOrganization", "name": card.unit.name} if card.unit else None,
        "isPartOf": {"@type": "CreativeWork", "name": card.practice.name} if card.practice else None,
        "thumbnailUrl": root + thumbnail_address(card.id) if card.thumbnail else None,
        "publisher": _publisher(settings),
        "isAccessibleForFree": True,
    }
    if found.download is not None:
        described["associatedMedia"] = {
            "@type": "MediaObject",
            "contentUrl": root + download_address(card.id, found.download.name),
            "encodingFormat": found.download.media_type,
            "contentSize": str(found.download.size),
            "sha256": found.download.sha256,
        }
    return {name: value for name, value in described.items() if value is not None}


def _publisher(settings: Settings) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": settings.authority}
