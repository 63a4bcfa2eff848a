"""`jornadas`: activities by date, school, talk and unit; nothing of who came."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from archive.datasets.declaring import CCT, EDUCATION, LEVEL, LEVELS, UNIT, Declaration, Surroundings
from archive.models.activities import Activity, ActivityTalk, ActivityUnit
from archive.models.practices import Practice
from archive.models.registers import School, Unit
from archive.models.talks import Talk
from export.values import Field, FieldType, Periodicity, Row

_KNOWN_LEVELS = frozenset(code.value for code in LEVELS)


def _rows(session: Session, _surroundings: Surroundings) -> Iterator[Row]:
    talks = _gathered(
        session,
        select(ActivityTalk.activity_id, Talk.title)
        .join(Talk, Talk.id == ActivityTalk.talk_id)
        .order_by(Talk.title),
    )
    others = _gathered(
        session,
        select(ActivityUnit.activity_id, Unit.name)
        .join(Unit, Unit.id == ActivityUnit.unit_id)
        .order_by(Unit.name),
    )
    wanted = (
        select(Activity.id, Activity.title, Activity.date, School, Unit.name, Practice.name)
        .outerjoin(School, School.id == Activity.school_id)
        .outerjoin(Unit, Unit.id == Activity.unit_id)
        .outerjoin(Practice, Practice.id == Activity.practice_id)
        .order_by(Activity.date, Activity.id)
    )
    for activity_id, title, day, school, unit, practice in session.execute(wanted):
        yield (
            str(activity_id),
            day,
            title,
            "; ".join(talks.get(activity_id, ())) or None,
            school.cct if school else None,
            school.name if school else None,
            school.level if school and school.level in _KNOWN_LEVELS else None,
            unit,
            "; ".join(others.get(activity_id, ())) or None,
            practice,
        )


def _gathered(session: Session, pairs: Select[UUID, str]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for activity_id, name in session.execute(pairs):
        found.setdefault(activity_id, []).append(name)
    return found


DECLARATION = Declaration(
    slug="jornadas",
    title="Jornadas en escuelas",
    description=(
        "Pláticas y talleres impartidos en las escuelas del municipio: fecha, plantel, "
        "plática y unidades que participaron."
    ),
    fields=(
        Field("id", FieldType.CODE, "Identificador", "UUID de la jornada.", required=True, unique=True),
        Field("fecha", FieldType.DATE, "Fecha", "Día en que se realizó.", required=True),
        Field("titulo", FieldType.TEXT, "Título", "Cómo se llamó la jornada.", required=True),
        Field("platicas", FieldType.TEXT, "Pláticas", "Pláticas impartidas, separadas por punto y coma."),
        CCT,
        Field("escuela", FieldType.TEXT, "Escuela", "Nombre del plantel."),
        LEVEL,
        UNIT,
        Field(
            "otras_unidades",
            FieldType.TEXT,
            "Otras unidades",
            "Unidades que también participaron, separadas por punto y coma.",
        ),
        Field(
            "practica", FieldType.TEXT, "Práctica", "Práctica de transparencia proactiva a la que pertenece."
        ),
    ),
    key=("id",),
    periodicity=Periodicity.QUARTERLY,
    theme=EDUCATION,
    keywords=("jornadas", "pláticas", "escuelas", "prevención"),
    unit="Unidad de Inclusión",
    rows=_rows,
    chart=("escuela", ""),
)
