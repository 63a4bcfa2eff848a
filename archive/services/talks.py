"""The catalogue of talks: what units offer, what for, for whom, how long, with which documents."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.errors import InvalidInput
from archive.models.documents import Document, State
from archive.models.registers import Topic, Unit
from archive.models.talks import Talk, TalkDocument, TalkTopic
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.register_rows import (
    all_known,
    bounded,
    editor,
    found,
    free_slug,
    known,
    name_of,
    settle,
    tie,
)

MOST_MINUTES = 600


@dataclass(frozen=True)
class TalkFacts:
    title: str
    purpose: str = ""
    audience: str = ""
    unit_id: int | None = None
    minutes: int | None = None
    offered: bool = True
    topic_ids: tuple[int, ...] = ()
    document_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class LinkedDocument:
    """A document as a register's form names it."""

    id: UUID
    title: str
    published: bool


@dataclass(frozen=True)
class TalkView:
    id: int
    slug: str
    facts: TalkFacts
    documents: tuple[LinkedDocument, ...]


def catalogue(resources: Resources, actor: Actor | None) -> tuple[TalkView, ...]:
    """All talks by title, those no longer offered last."""
    demand(actor, Permission.DOCUMENT_READ)
    with resources.database.read() as session:
        rows = session.scalars(select(Talk).order_by(Talk.offered.desc(), Talk.title)).all()
        return tuple(_view(session, row) for row in rows)


def save_talk(resources: Resources, actor: Actor | None, talk_id: int | None, facts: TalkFacts) -> int:
    """Add (``talk_id`` None) or change a talk.  Raises InvalidInput."""
    actor = editor(actor)
    with resources.database.write() as session:
        return put_talk(session, actor, talk_id, facts)


def put_talk(session: Session, actor: Actor, talk_id: int | None, facts: TalkFacts) -> int:
    title = name_of(facts.title, field="Título")
    audience = bounded(facts.audience, 300, "Dirigida a")
    if facts.minutes is not None and not 1 <= facts.minutes <= MOST_MINUTES:
        raise InvalidInput(field="Duración", reason="escriba los minutos, de 1 a 600")
    unit_id = known(session, Unit, facts.unit_id, field="Unidad")
    topic_ids = all_known(session, Topic.id, facts.topic_ids, field="Temas")
    document_ids = all_known(session, Document.id, facts.document_ids, field="Documentos")
    talk = found(session, Talk, talk_id) or Talk(slug=free_slug(session, Talk.slug, title))
    talk.title, talk.purpose, talk.audience = title, facts.purpose.strip(), audience
    talk.unit_id, talk.minutes, talk.offered = unit_id, facts.minutes, facts.offered
    settle(session, actor, talk, "talk")
    tie(session, (TalkTopic.talk_id, talk.id), TalkTopic.topic_id, topic_ids)
    tie(session, (TalkDocument.talk_id, talk.id), TalkDocument.document_id, document_ids)
    return talk.id


def talk_facts(session: Session, talk: Talk) -> TalkFacts:
    topics = select(TalkTopic.topic_id).where(TalkTopic.talk_id == talk.id).order_by(TalkTopic.topic_id)
    documents = select(TalkDocument.document_id).where(TalkDocument.talk_id == talk.id)
    return TalkFacts(
        title=talk.title,
        purpose=talk.purpose,
        audience=talk.audience,
        unit_id=talk.unit_id,
        minutes=talk.minutes,
        offered=talk.offered,
        topic_ids=tuple(session.scalars(topics)),
        document_ids=tuple(session.scalars(documents.order_by(TalkDocument.document_id))),
    )


def linked_documents(
    session: Session, link: InstrumentedAttribute[UUID], owner: InstrumentedAttribute[int], key: int
) -> tuple[LinkedDocument, ...]:
    """The documents that a link's rows of ``owner`` name, by title."""
    wanted = (
        select(Document.id, Document.title, Document.state)
        .join(link.class_, link == Document.id)
        .where(owner == key)
        .order_by(Document.title, Document.id)
    )
    return tuple(
        LinkedDocument(row.id, row.title, row.state is State.PUBLISHED) for row in session.execute(wanted)
    )


def _view(session: Session, talk: Talk) -> TalkView:
    documents = linked_documents(session, TalkDocument.document_id, TalkDocument.talk_id, talk.id)
    return TalkView(talk.id, talk.slug, talk_facts(session, talk), documents)
