"""OAI-PMH at /oai: documents and datasets for harvesters, with what was withdrawn."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, Response, request

from archive.errors import NotFound
from archive.resources import Resources
from archive.services.reading import harvest, releases
from archive.services.reading.dataset_values import PublicRelease
from archive.services.reading.harvest import Changed
from archive.settings import Settings
from archive.web.addresses import document_address, public_root
from archive.web.routes import PUBLIC, current_resources, current_settings, route
from export.oai.answering import answer
from export.oai.values import Kind, Position, Record, RecordSet, Selection, Work
from ingest.values import DocumentKind

blueprint = Blueprint("harvesting", __name__)

DOCUMENTS = RecordSet("documentos", "Documentos públicos")
DATASETS = RecordSet("datos", "Datos abiertos")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_KINDS = {DocumentKind.PHOTOGRAPH: Kind.IMAGE, DocumentKind.VIDEO: Kind.FILM}


@route(blueprint, "/oai", permission=PUBLIC, methods=("GET", "POST"))
def oai() -> Response:
    """An error of the protocol is an answer like any other."""
    given = request.form if request.method == "POST" else request.args
    pairs = [(name, value) for name, value in given.items(multi=True) if name != "lang"]
    repository = Shelves(current_resources(), current_settings(), public_root())
    return Response(answer(repository, pairs, datetime.now(UTC)), mimetype="text/xml")


class Shelves:
    """Documents and datasets as one repository."""

    def __init__(self, resources: Resources, settings: Settings, root: str) -> None:
        self._resources, self._settings, self._root = resources, settings, root
        host = urlsplit(root).hostname or "localhost"
        self._documents, self._datasets = f"oai:{host}:d/", f"oai:{host}:datos/"
        self.name = settings.portal_name
        self.address = f"{root}/oai"
        self.emails: tuple[str, ...] = (settings.contact_email or f"nadie@{host}",)
        first = (harvest.earliest(resources), *(one.datestamp for one in self._dataset_records()))
        self.earliest = min((moment for moment in first if moment), default=_NEVER)

    def sets(self) -> Sequence[RecordSet]:
        return DOCUMENTS, DATASETS

    def record(self, identifier: str) -> Record | None:
        if identifier.startswith(self._documents):
            try:
                document_id = UUID(identifier.removeprefix(self._documents))
                found = self._document(harvest.change(self._resources, document_id))
            except (ValueError, NotFound):
                return None
            return found if found.identifier == identifier else None
        return next((one for one in self._dataset_records() if one.identifier == identifier), None)

    def records(self, selection: Selection, most: int) -> Sequence[Record]:
        found: list[Record] = []
        if selection.set_code in ("", DOCUMENTS.code):
            found += self._document_records(selection, most)
        if selection.set_code in ("", DATASETS.code):
            found += [one for one in self._dataset_records() if _chosen(one, selection)]
        found.sort(key=lambda one: (one.datestamp, one.identifier))
        return found[:most]

    def _document_records(self, selection: Selection, most: int) -> Iterable[Record]:
        since, after = selection.since, None
        if selection.after is not None:
            place = selection.after
            if place.identifier.startswith(self._documents):
                after = (place.datestamp, _uuid(place.identifier.removeprefix(self._documents)))
            else:
                # A dataset's identifier comes after all documents' of the same moment.
                after = (place.datestamp, UUID(int=2**128 - 1))
        found = harvest.changes(self._resources, since=since, before=selection.before, after=after, most=most)
        return (self._document(one) for one in found)

    def _document(self, changed: Changed) -> Record:
        identifier = f"{self._documents}{changed.id}"
        card = changed.card
        if card is None:
            return Record(identifier, changed.at, (DOCUMENTS.code,), None)
        work = Work(
            title=card.title,
            address=self._root + document_address(card),
            kind=_KINDS.get(card.kind, Kind.TEXT),
            issued=card.published_at,
            publisher=self._settings.authority,
            creators=(card.unit.name if card.unit else self._settings.authority,),
            description=changed.description,
            subjects=(card.practice.name,) if card.practice else (),
            language=changed.language or "es",
            media_types=(changed.media_type,) if changed.media_type else (),
            coverage=self._settings.place_name,
        )
        return Record(identifier, changed.at, (DOCUMENTS.code,), work)

    def _dataset_records(self) -> Iterable[Record]:
        for slug, found in releases.releases_of(self._resources).releases.items():
            identifier = f"{self._datasets}{slug}"
            changed = max(one.withdrawn_at or one.release.issued for one in found)
            newest = next((one for one in found if one.withdrawn_at is None), None)
            work = self._dataset(newest) if newest else None
            yield Record(identifier, changed, (DATASETS.code,), work)

    def _dataset(self, newest: PublicRelease) -> Work:
        about = newest.release.dataset
        return Work(
            title=about.title,
            address=f"{self._root}/datos/{about.slug}",
            kind=Kind.DATASET,
            issued=newest.release.issued,
            publisher=about.publisher.name,
            creators=(about.unit or about.publisher.name,),
            description=about.description,
            subjects=tuple(dict.fromkeys((about.theme, *about.keywords))),
            language=about.language,
            media_types=tuple(dict.fromkeys(one.media_type for one in newest.release.distributions)),
            rights=about.licence.title,
            rights_address=about.licence.address,
            coverage=about.spatial.name,
            version=str(newest.release.version),
        )


def _chosen(record: Record, selection: Selection) -> bool:
    after: Position | None = selection.after
    return (
        (selection.since is None or record.datestamp >= selection.since)
        and (selection.before is None or record.datestamp < selection.before)
        and (after is None or (record.datestamp, record.identifier) > (after.datestamp, after.identifier))
    )


def _uuid(untrusted_text: str) -> UUID:
    """A token may have been written by a stranger: what is no id stands before all."""
    try:
        return UUID(untrusted_text)
    except ValueError:
        return UUID(int=0)
