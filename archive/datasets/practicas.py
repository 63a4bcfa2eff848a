"""`practicas`: practices of proactive transparency."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.datasets.declaring import TRANSPARENCY, UNIT, Declaration, Surroundings, stream
from archive.models.activities import Activity
from archive.models.documents import Document, State
from archive.models.practices import Practice
from archive.models.registers import Unit
from export.values import Field, FieldType, Periodicity, Row


def _rows(session: Session, surroundings: Surroundings) -> Iterator[Row]:
    documents = (
        select(func.count())
        .where(Document.practice_id == Practice.id, Document.state == State.PUBLISHED)
        .scalar_subquery()
    )
    activities = select(func.count()).where(Activity.practice_id == Practice.id).scalar_subquery()
    wanted = (
        select(
            Practice.slug,
            Practice.name,
            Practice.summary,
            Unit.name.label("unit"),
            Practice.start_year,
            Practice.current,
            documents.label("documents"),
            activities.label("activities"),
        )
        .outerjoin(Unit, Unit.id == Practice.unit_id)
        .order_by(Practice.slug)
    )
    for found in stream(session, wanted):
        yield (
            found.slug,
            found.name,
            found.summary or None,
            found.unit,
            found.start_year,
            found.current,
            found.documents,
            found.activities,
        )


DECLARATION = Declaration(
    slug="practicas",
    title="Prácticas de transparencia proactiva",
    description=(
        "Prácticas de transparencia proactiva, con la unidad responsable, su vigencia y "
        "cuánto se ha publicado de cada una."
    ),
    fields=(
        Field("clave", FieldType.CODE, "Clave", "Nombre corto de la práctica; no cambia.", required=True),
        Field("nombre", FieldType.TEXT, "Nombre", "Nombre de la práctica.", required=True),
        Field("resumen", FieldType.TEXT, "Resumen", "En qué consiste."),
        UNIT,
        Field("inicio", FieldType.YEAR, "Año de inicio", "Año en que surgió."),
        Field("vigente", FieldType.BOOLEAN, "Vigente", "Si continúa.", required=True),
        Field(
            "documentos", FieldType.INTEGER, "Documentos", "Documentos públicos de la práctica.", minimum=0
        ),
        Field("jornadas", FieldType.INTEGER, "Jornadas", "Jornadas realizadas.", minimum=0),
    ),
    key=("clave",),
    periodicity=Periodicity.HALF_YEARLY,
    theme=TRANSPARENCY,
    keywords=("transparencia proactiva", "prácticas", "infoem"),
    unit="Unidad de Transparencia",
    rows=_rows,
)
