"""Rows, files and index entries of documents in any state, made without the pipeline.

What is written is what the pipeline would write: a real PDF, page images showing its words, words with boxes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from functools import lru_cache
from io import BytesIO
from itertools import count
from uuid import UUID, uuid4

import pymupdf
from PIL import Image
from sqlalchemy.orm import Session

from archive.models.activities import Activity
from archive.models.documents import Document, DocumentTopic, Edition, File, FileRole, Page, State, Zone
from archive.models.practices import Practice
from archive.models.publications import Publication
from archive.models.redactions import Review
from archive.models.registers import School, Topic, Unit
from archive.resources import Resources
from archive.services import audit
from archive.services.audit import Action
from archive.services.entries import public_entries, staff_entries
from archive.services.pages import pack_words
from ingest.values import Box, DocumentKind, FileType, TextSource, Word

TYPIST = audit.SystemActor("fabrica")
EPOCH = datetime(2026, 1, 1, 12, tzinfo=UTC)
_moments = count()
_WIDTH = 900  # pixels of a page image


@dataclass(frozen=True)
class Sketch:
    """A document to be made; what is not said is plausible."""

    title: str = "Minuta de trabajo"
    texts: tuple[str, ...] = ("Se acordó la agenda de pláticas en las escuelas.",)
    state: State = State.PUBLISHED
    kind: DocumentKind = DocumentKind.MINUTES
    file_type: FileType = FileType.PDF
    id: UUID = field(default_factory=uuid4)
    description: str = ""
    source_name: str = "minuta.pdf"
    date: Date | None = Date(2022, 4, 27)
    language: str | None = "es"
    unit_id: int | None = None
    practice_id: int | None = None
    activity_id: UUID | None = None
    topic_ids: tuple[int, ...] = ()
    notes: str | None = None
    source: TextSource = TextSource.LAYER
    landscape: bool = False
    public_pages: bool | None = None  # None: where the state is PUBLISHED
    received_by: int | None = None
    grounds: tuple[str, ...] = ()
    failure_sentence: str | None = None


@dataclass(frozen=True)
class Sheet:
    """One drawn page: its size in points, its words, its image."""

    width: float
    height: float
    words: tuple[Word, ...]
    image: bytes
    pixels: tuple[int, int]


def make_unit(resources: Resources, name: str, slug: str, description: str = "") -> int:
    return _add(resources, Unit(slug=slug, name=name, description=description))


def make_practice(
    resources: Resources, name: str, slug: str, summary: str = "", unit_id: int | None = None
) -> int:
    return _add(resources, Practice(slug=slug, name=name, summary=summary, unit_id=unit_id, start_year=2022))


def make_topic(resources: Resources, name: str, slug: str) -> int:
    return _add(resources, Topic(slug=slug, name=name))


def make_activity(resources: Resources, title: str, school: str, date: Date = Date(2022, 4, 27)) -> UUID:
    with resources.database.write() as session:
        place = School(cct=f"15E{next(_moments):07d}"[:10], name=school)
        session.add(place)
        session.flush()
        activity = Activity(title=title, date=date, school_id=place.id)
        session.add(activity)
        session.flush()
        return activity.id


def make_document(resources: Resources, sketch: Sketch) -> UUID:
    """The document with its files and pages, not yet in any index."""
    public = sketch.state is State.PUBLISHED if sketch.public_pages is None else sketch.public_pages
    pdf, sheets = draw(sketch.texts, sketch.landscape)
    at = EPOCH + timedelta(minutes=next(_moments))
    with resources.database.write() as session:
        session.add(_document(sketch, at))
        session.flush()
        session.add_all(
            DocumentTopic(document_id=sketch.id, topic_id=topic_id) for topic_id in sketch.topic_ids
        )
        if sketch.state not in (State.RECEIVED, State.READING, State.FAILED):
            session.add(Review(document_id=sketch.id))
        if sketch.state in (State.PUBLISHED, State.WITHDRAWN, State.PROPOSED, State.PUBLISHING):
            session.add(Publication(document_id=sketch.id))
        for edition in (Edition.ORIGINAL, Edition.PUBLIC):
            if edition is Edition.ORIGINAL or public:
                session.add_all(_pages(resources, session, sketch, edition, pdf, sheets))
        audit.record(session, TYPIST, Action.DOCUMENT_RECEIVED, "document", sketch.id)
    return sketch.id


def make_published(resources: Resources, *sketches: Sketch) -> tuple[UUID, ...]:
    """Documents made and in the indexes."""
    ids = tuple(make_document(resources, sketch) for sketch in sketches)
    put_in_indexes(resources, ids)
    return ids


def put_in_indexes(resources: Resources, ids: Sequence[UUID]) -> None:
    with resources.database.read() as session:
        public, staff = public_entries(session, ids), staff_entries(session, ids)
    resources.public_index.update(public)
    resources.staff_index.update(staff)


@lru_cache(maxsize=256)
def draw(texts: tuple[str, ...], landscape: bool) -> tuple[bytes, tuple[Sheet, ...]]:
    """A PDF with one page per text, and each page as the pipeline would have read it."""
    width, height = (842, 474) if landscape else (595, 842)
    made = pymupdf.open()
    sheets = []
    for text in texts:
        page = made.new_page(width=width, height=height)
        if landscape:
            page.draw_rect(pymupdf.Rect(0, 0, width, 26), fill=(0.06, 0.36, 0.36), color=None)
        page.insert_textbox(pymupdf.Rect(64, 64, width - 64, height - 56), text, fontsize=12, lineheight=1.5)
        sheets.append(_sheet(page))
    # The same texts in two documents are still two files.
    made.set_metadata({"title": "", "subject": str(uuid4())})
    data = made.tobytes()
    made.close()
    return data, tuple(sheets)


def _sheet(page: pymupdf.Page) -> Sheet:
    zoom = _WIDTH / page.rect.width
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom))
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
    words = tuple(Word(found[4], Box(*found[:4])) for found in page.get_text("words"))
    return Sheet(page.rect.width, page.rect.height, words, _webp(image), image.size)


def _webp(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=70, method=0)
    return out.getvalue()


def _document(sketch: Sketch, at: datetime) -> Document:
    return Document(
        id=sketch.id,
        title=sketch.title,
        description=sketch.description,
        kind=sketch.kind,
        state=sketch.state,
        file_type=sketch.file_type,
        source_name=sketch.source_name,
        unit_id=sketch.unit_id,
        practice_id=sketch.practice_id,
        activity_id=sketch.activity_id,
        date=sketch.date,
        language=sketch.language,
        page_count=len(sketch.texts),
        grounds=list(sketch.grounds),
        failure_sentence=sketch.failure_sentence,
        received_by=sketch.received_by,
        received_at=at,
        changed_at=at,
        published_at=at if sketch.state is State.PUBLISHED else None,
    )


def _pages(
    resources: Resources,
    session: Session,
    sketch: Sketch,
    edition: Edition,
    pdf: bytes,
    sheets: tuple[Sheet, ...],
) -> list[Page]:
    public = edition is Edition.PUBLIC
    storage, zone = (resources.public, Zone.PUBLIC) if public else (resources.vault, Zone.VAULT)
    pack = bytearray()
    places = []
    for sheet in sheets:
        places.append([len(pack), len(sheet.image), *sheet.pixels])
        pack += sheet.image
    thumbnail = _thumbnail(sheets[0].image)
    small = [len(pack), len(thumbnail[0]), *thumbnail[1]]
    pack += thumbnail[0]
    if not public:
        pdf += f"\n% {sketch.id}\n".encode()
    kept, images = storage.put_bytes(pdf), storage.put_bytes(bytes(pack))
    file = File(
        document_id=sketch.id,
        role=FileRole.PUBLIC_VERSION if public else FileRole.ORIGINAL,
        zone=zone,
        sha256=kept.sha256,
        size=kept.size,
        media_type=sketch.file_type.media_type,
        file_type=sketch.file_type,
    )
    packed = File(
        document_id=sketch.id,
        role=FileRole.PUBLIC_PREVIEWS if public else FileRole.PREVIEWS,
        zone=zone,
        sha256=images.sha256,
        size=images.size,
        media_type="application/octet-stream",
    )
    session.add_all((file, packed))
    session.flush()
    return [
        Page(
            document_id=sketch.id,
            edition=edition,
            number=number,
            width=sheet.width,
            height=sheet.height,
            source=sketch.source,
            pack_id=packed.id,
            preview=places[number - 1],
            thumbnail=small if number == 1 else None,
            text=text,
            notes=None if public else sketch.notes,
            words=pack_words(sheet.words),
        )
        for number, (text, sheet) in enumerate(zip(sketch.texts, sheets, strict=True), start=1)
    ]


@lru_cache(maxsize=256)
def _thumbnail(image: bytes) -> tuple[bytes, tuple[int, int]]:
    with Image.open(BytesIO(image)) as opened:
        opened.thumbnail((240, 240))
        return _webp(opened), opened.size


def _add(resources: Resources, row: Unit | Practice | Topic) -> int:
    with resources.database.write() as session:
        session.add(row)
        session.flush()
        audit.record(session, TYPIST, Action.REGISTER_CHANGED, "register", row.id)
        return row.id
