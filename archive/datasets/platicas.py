"""`platicas`: the catalogue of talks that units offer."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from archive.datasets.declaring import EDUCATION, UNIT, Declaration, Surroundings
from archive.models.documents import Document, State
from archive.models.registers import Topic, Unit
from archive.models.talks import Talk, TalkDocument, TalkTopic
from export.values import Field, FieldType, Periodicity, Row


def _rows(session: Session, surroundings: Surroundings) -> Iterator[Row]:
    topics = _gathered(
        session,
        select(TalkTopic.talk_id, Topic.name)
        .join(Topic, Topic.id == TalkTopic.topic_id)
        .order_by(Topic.name),
    )
    documents = _gathered(
        session,
        select(TalkDocument.talk_id, Document.id)
        .join(Document, Document.id == TalkDocument.document_id)
        .where(Document.state == State.PUBLISHED)
        .order_by(Document.title, Document.id),
    )
    wanted = select(Talk, Unit.name).outerjoin(Unit, Unit.id == Talk.unit_id).order_by(Talk.title, Talk.slug)
    for talk, unit in session.execute(wanted):
        yield (
            talk.slug,
            talk.title,
            talk.purpose or None,
            talk.audience or None,
            unit,
            talk.minutes,
            "; ".join(topics.get(talk.id, ())) or None,
            " ".join(surroundings.document_address(one) for one in documents.get(talk.id, ())) or None,
            talk.offered,
        )


def _gathered(session: Session, pairs: Select[int, Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for talk_id, value in session.execute(pairs):
        found.setdefault(talk_id, []).append(str(value))
    return found


DECLARATION = Declaration(
    slug="platicas",
    title="Catálogo de pláticas",
    description=(
        "Pláticas que ofrecen las unidades administrativas a las escuelas: de qué tratan, "
        "para quién y cuánto duran."
    ),
    fields=(
        Field("clave", FieldType.CODE, "Clave", "Nombre corto de la plática; no cambia.", required=True),
        Field("titulo", FieldType.TEXT, "Título", "Título de la plática.", required=True),
        Field("objetivo", FieldType.TEXT, "Objetivo", "Para qué se imparte."),
        Field("publico", FieldType.TEXT, "Público", "A quién se dirige."),
        UNIT,
        Field("duracion", FieldType.INTEGER, "Duración", "Cuánto dura.", minimum=1, unit="minutos"),
        Field("temas", FieldType.TEXT, "Temas", "Temas de la plática, separados por punto y coma."),
        Field(
            "documentos",
            FieldType.TEXT,
            "Documentos",
            "Direcciones de los documentos públicos con los que se imparte, separadas por espacios.",
        ),
        Field("vigente", FieldType.BOOLEAN, "Vigente", "Si se sigue ofreciendo.", required=True),
    ),
    key=("clave",),
    periodicity=Periodicity.HALF_YEARLY,
    theme=EDUCATION,
    keywords=("pláticas", "prevención", "escuelas", "catálogo"),
    unit="Unidad de Inclusión",
    rows=_rows,
    chart=("unidad", ""),
)
