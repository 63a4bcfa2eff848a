"""An archive with something on every screen, where every name begins with zz."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask
from sqlalchemy import select, update

from archive import queue
from archive.models.documents import Document, Page, State
from archive.permissions import Role
from archive.queue import Verb
from archive.resources import Resources
from archive.services import clearance, publishing
from archive.services.documents import fail
from archive.web import create_app
from ingest import errors as ingest_errors
from ingest.errors import IngestError
from ingest.values import DocumentKind, Ground, TextSource
from tests.archive.services.people import person
from tests.archive.web.one_language import PLACE
from tests.archive.web.workspace.browser import Browser, browser_of
from tests.archive.web.zz_committee import CommitteeWork, make_committee_work
from tests.archive.web.zz_data import make_released_dataset
from tests.archive.web.zz_review import make_under_review
from tests.factories import (
    Sketch,
    make_activity,
    make_document,
    make_practice,
    make_published,
    make_topic,
    make_unit,
    put_in_indexes,
)


@dataclass(frozen=True)
class Office:
    """An archive whose own words all begin with zz, so that any other word is one of ours."""

    app: Flask
    resources: Resources
    staff: Browser
    newcomer: Browser  # signed in with a one-time password
    documents: tuple[UUID, ...]
    published: UUID
    reviewed: UUID  # with everything on the reviewer's desk
    committee: CommitteeWork
    slug: str
    dataset: str


def furnish(resources: Resources) -> Office:
    app = create_app(resources.settings, resources=resources)
    staff = browser_of(app, resources, "zzjefa", Role.ADMINISTRATOR)
    published = _fill(resources)
    reviewed = make_under_review(resources)
    committee = make_committee_work(resources)
    dataset = make_released_dataset(resources)
    newcomer = Browser(app)
    newcomer.sign_in("zznueva", _one_time_password(staff))
    slug = urlsplit(staff.get(f"/d/{published}").location).path
    with resources.database.read() as session:
        documents = tuple(session.scalars(select(Document.id)))
    return Office(app, resources, staff, newcomer, documents, published, reviewed, committee, slug, dataset)


def _one_time_password(staff: Browser) -> str:
    made = staff.post("/trabajo/cuentas", {"usuario": "zznueva", "nombre": "Zznueva", "rol": "uploader"})
    found = re.search(r'class="secret"><code>([^<]+)', made.text)
    assert found
    return found[1]


def _fill(resources: Resources) -> UUID:
    unit = make_unit(resources, "Zzunidad", "zzunidad", "Zzdescribe")
    practice = make_practice(resources, "Zzpractica", "zzpractica", "Zzresumen", unit)
    topic = make_topic(resources, "Zztema", "zztema")
    activity = make_activity(resources, "Zzjornada", "Zzescuela")
    rich = _sketch(
        "Zzuno",
        texts=("zzpalabra zzotra",) * 12,
        unit_id=unit,
        practice_id=practice,
        topic_ids=(topic,),
        activity_id=activity,
        description="Zzdescribe",
        notes="zznotas",
    )
    plain = _sketch("Zzdos", texts=("zzpalabra zzotra",), kind=DocumentKind.REPORT, practice_id=practice)
    published, *_ = make_published(
        resources, rich, plain, *(_sketch(f"Zz{kind.value}", kind=kind) for kind in _publishable())
    )
    _make_every_state(resources)
    _make_every_failure(resources)
    _walk_the_rounds(resources)
    _make_work(resources)
    return published


def _sketch(title: str, **told: Any) -> Sketch:
    told.setdefault("texts", ("zzletra",))
    return Sketch(title=title, source_name="zz.pdf", **told)


def _publishable() -> list[DocumentKind]:
    return [kind for kind in DocumentKind if kind not in clearance.NEVER_PUBLIC]


_MADE_BY_ROUNDS = {State.PROPOSED, State.PUBLISHING, State.WITHDRAWN}


def _make_every_state(resources: Resources) -> None:
    states = [state for state in State if state not in _MADE_BY_ROUNDS]
    made = [
        make_document(resources, _sketch(f"Zz{state.value}", state=state, source=TextSource.OCR))
        for state in states
    ]
    put_in_indexes(resources, made)
    with resources.database.write() as session:
        session.execute(update(Page).where(Page.document_id.in_(made)).values(confidence=40.0))
        for document in session.scalars(select(Document).where(Document.id.in_(made))):
            document.missing_abilities = ["Tesseract en español"]
    for kind in clearance.NEVER_PUBLIC:
        grounds = tuple(ground.value for ground in Ground)
        make_document(resources, _sketch("Zzno", kind=kind, state=State.IN_REVIEW, grounds=grounds))


def _make_every_failure(resources: Resources) -> None:
    """A failed document for every refusal there is, filled with words of its catalogue."""
    words = {"found": "una imagen", "tool": "Tesseract en español"}
    for step, error in zip(
        _cycle("survey", "read", "propose", "publish"), _family(IngestError), strict=False
    ):
        data = {name: words.get(name, "Zz") for name in PLACE.findall(error.sentence)}
        made = make_document(resources, _sketch(f"Zz{error.code}", state=State.FAILED))
        with resources.database.write() as session:
            fail(session.get_one(Document, made), step, error.code, error.sentence, data)


def _cycle(*steps: str) -> Iterator[str]:
    while True:
        yield from steps


def _family(kind: type[IngestError]) -> list[type[IngestError]]:
    known = [found for found in vars(ingest_errors).values() if isinstance(found, type)]
    return sorted((found for found in known if issubclass(found, kind)), key=lambda found: found.__name__)


def _walk_the_rounds(resources: Resources) -> None:
    """Documents proposed, returned, approved, withdrawn and confirmed by two people."""
    first, _ = person(resources, "zzprimera", Role.PUBLISHER)
    second, _ = person(resources, "zzsegunda", Role.PUBLISHER)
    ready = [make_document(resources, _sketch(f"Zzronda{n}", state=State.READY)) for n in range(3)]
    for one in ready:
        publishing.propose(resources, first, one)
    publishing.return_to_review(resources, second, ready[1], "Zzmotivo")
    publishing.approve(resources, second, ready[2])
    out = make_published(resources, _sketch("Zzfuera"), _sketch("Zzconfirmada"))
    for one in out:
        publishing.withdraw(resources, first, one, "Zzmotivo")
    publishing.confirm_withdrawal(resources, second, out[1])


def _make_work(resources: Resources) -> None:
    """A queue with work that waits, runs and was given up, and a worker that lives."""
    reading = make_document(resources, _sketch("Zzleyendo", state=State.READING))
    given_up = make_document(resources, _sketch("Zzcansado", state=State.RECEIVED))
    with resources.database.write() as session:
        queue.put(session, Verb.PROCESS, str(reading))
        queue.take(session, "zzprocesador", [Verb.PROCESS])
    with resources.database.write() as session:
        queue.put(session, Verb.PROCESS, str(given_up))
        for _ in range(queue.MOST_TRIES):
            (job,) = queue.take(session, "zzprocesador", [Verb.PROCESS])
            queue.again(session, job, "zzerror")
            session.execute(queue.jobs.update().where(queue.jobs.c.id == job.id).values(not_before=0.0))
        queue.put(session, Verb.PROCESS, str(reading))
        queue.beat(session, "zzprocesador")
