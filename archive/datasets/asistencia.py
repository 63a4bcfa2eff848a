"""`asistencia`: how many people came, by sex and by age band, protected so that nobody can be made out.

Sex and age stand beside one another, never crossed: most lists tell no more, and it would single people out.
What a small school's talks counted is pooled by level and year.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.datasets.declaring import (
    CCT,
    EDUCATION,
    LEVEL,
    LEVELS,
    Declaration,
    People,
    Surroundings,
    codes,
)
from archive.models.activities import Activity
from archive.models.registers import School
from archive.services.attendance import attendances
from export.disclosure.values import TOTAL, Cell, Counts, Key, Protected, Status
from export.values import Code, Field, FieldType, Periodicity, Row
from ingest.redactions import AgeBand, Sex

_GROUP, _SEX, _AGE = "grupo", "sexo", "edad"
_KNOWN_LEVELS = frozenset(code.value for code in LEVELS)


@dataclass(frozen=True, order=True)
class _Group:
    """An activity, or the pooled activities of small schools."""

    start: date
    key: str
    end: date
    cct: str | None
    school: str | None
    level: str | None
    activities: int = 1


def _count(session: Session, surroundings: Surroundings) -> tuple[Counts, ...]:
    group_of = _groups(session, surroundings)
    groups = {group.key: group for group in group_of.values()}
    by_sex: dict[Key, int] = defaultdict(int)
    by_age: dict[Key, int] = defaultdict(int)
    pooled: dict[str, set[str]] = defaultdict(set)
    for activity_id, people in attendances(session).items():
        group = group_of.get(activity_id)
        if group is None or not people.total:
            continue
        if group.cct is None:
            pooled[group.key].add(str(activity_id))
        for sex, number in people.by_sex or ((Sex.UNSTATED, people.total),):
            by_sex[group.key, sex.value] += number
        for age, number in people.by_age or ((AgeBand.UNKNOWN, people.total),):
            by_age[group.key, age.value] += number
    members = {_GROUP: {key: frozenset(of_it) for key, of_it in sorted(pooled.items())}} if pooled else {}
    return tuple(
        Counts(
            dataset="asistencia",
            dimensions=(_GROUP, dimension),
            cells={key: number for key, number in sorted(cells.items()) if number},
            structural_zeros=_known_zeros(cells, groups),
            population="asistencia",
            members=members,
        )
        for dimension, cells in ((_SEX, by_sex), (_AGE, by_age))
    )


def _known_zeros(cells: Mapping[Key, int], groups: Mapping[str, _Group]) -> frozenset[Key]:
    """What anybody knows to be none: ages that a level has not, and parts that the record does not tell."""
    values = {value for (_, value), number in cells.items() if number}
    told = {key for (key, value), number in cells.items() if number and value not in _UNTOLD}
    untold = {key for (key, value), number in cells.items() if number and value in _UNTOLD}
    zeros: set[Key] = set()
    for key in told | untold:
        for value in values:
            of_level = value in _AGES_WITHOUT.get(groups[key].level or "", ())
            of_record = key not in (untold if value in _UNTOLD else told)
            if (of_level or of_record) and not cells.get((key, value)):
                zeros.add((key, value))
    return frozenset(zeros)


def _rows(session: Session, surroundings: Surroundings, tables: Sequence[Protected]) -> Iterator[Row]:
    groups = {group.key: group for group in _groups(session, surroundings).values()}
    for key, cells in _by_group(tables):
        group = groups.get(key)
        for (by, value), cell in sorted(cells.items(), key=lambda each: (_ORDER[each[0][0]], each[0][1])):
            yield (
                key if group is not None else _EVERYTHING,
                group.start if group is not None else None,
                group.end if group is not None else None,
                group.activities if group is not None else None,
                group.cct if group is not None else None,
                group.school if group is not None else None,
                group.level if group is not None else None,
                by,
                value,
                cell.value if cell.value is not None else Status.HIDDEN.value,
                cell.status.value,
            )


def _by_group(tables: Sequence[Protected]) -> Iterator[tuple[str, dict[tuple[str, str], Cell]]]:
    """A group's cells by what they count.  Both tables have its total: one that shows it is taken."""
    found: dict[str, dict[tuple[str, str], Cell]] = defaultdict(dict)
    for table in tables:
        dimension = table.published.counts.dimensions[1]
        zeros = table.published.counts.structural_zeros
        for cell in table.cells:
            group, value = cell.key
            if cell.key in zeros:
                continue  # there is nothing to say of what cannot be
            place = ("total", "total") if value == TOTAL else (dimension, value)
            before = found[group].get(place)
            if before is None or before.value is None:
                found[group][place] = cell
    yield from sorted(found.items(), key=lambda each: (each[0] == TOTAL, each[0]))


def _groups(session: Session, surroundings: Surroundings) -> dict[UUID, _Group]:
    """To which group each activity counts."""
    wanted = (
        select(Activity.id, Activity.date, School)
        .outerjoin(School, School.id == Activity.school_id)
        .order_by(Activity.date, Activity.id)
    )
    alone: dict[UUID, _Group] = {}
    pools: dict[tuple[str, int], list[tuple[UUID, date]]] = defaultdict(list)
    for activity_id, day, school in session.execute(wanted):
        level = school.level if school is not None and school.level in _KNOWN_LEVELS else None
        if school is None or _is_small(school, surroundings):
            pools[level or "sin nivel", day.year].append((activity_id, day))
        else:
            alone[activity_id] = _Group(day, str(activity_id), day, school.cct, school.name, level)
    for (level, year), members in pools.items():
        pooled = _Group(
            start=date(year, 1, 1),
            key=f"conjunto-{year}-{level.replace(' ', '-')}",
            end=date(year, 12, 31),
            cct=None,
            school=None,
            level=level if level in _KNOWN_LEVELS else None,
            activities=len(members),
        )
        alone.update((activity_id, pooled) for activity_id, _ in members)
    return alone


def _is_small(school: School, surroundings: Surroundings) -> bool:
    return school.pupils is not None and school.pupils < surroundings.settings.small_school


_EVERYTHING = "todas"
_ORDER = {"total": 0, _SEX: 1, _AGE: 2}
_UNTOLD = frozenset({Sex.UNSTATED.value, AgeBand.UNKNOWN.value})
_AGES_WITHOUT = {
    "bachillerato": (AgeBand.UNDER_12.value,),
    "superior": (AgeBand.UNDER_12.value, AgeBand.FROM_12_TO_14.value),
}
_MEANINGS = {
    "total": "Todas las personas asistentes",
    Sex.WOMAN.value: "Mujeres",
    Sex.MAN.value: "Hombres",
    AgeBand.UNDER_12.value: "Menos de 12 años",
    AgeBand.FROM_12_TO_14.value: "De 12 a 14 años",
    AgeBand.FROM_15_TO_17.value: "De 15 a 17 años",
    AgeBand.ADULT.value: "De 18 años o más",
    AgeBand.UNKNOWN.value: "No se sabe",
}
_STATUSES = codes(
    {
        "publicado": "La cifra es exacta",
        "redondeado": "La cifra se redondeó para proteger a las personas",
        "NP": "No se publica, para que nadie pueda ser identificado",
    }
)

DECLARATION = Declaration(
    slug="asistencia",
    title="Asistencia a las jornadas",
    description=(
        "Cuántas personas asistieron a las pláticas y talleres en escuelas, por sexo y por grupo de edad. "
        "Las cifras están protegidas: no identifican a nadie."
    ),
    fields=(
        Field(
            "grupo",
            FieldType.CODE,
            "Grupo",
            "UUID de la jornada, el conjunto en el que se suman las de escuelas pequeñas, o «todas».",
            required=True,
        ),
        Field("inicio", FieldType.DATE, "Inicio", "Día de la jornada, o primero del periodo."),
        Field("fin", FieldType.DATE, "Fin", "Día de la jornada, o último del periodo."),
        Field("jornadas", FieldType.INTEGER, "Jornadas", "Cuántas jornadas se suman.", minimum=1),
        CCT,
        Field("escuela", FieldType.TEXT, "Escuela", "Nombre del plantel; vacío en un conjunto."),
        LEVEL,
        Field(
            "caracteristica",
            FieldType.CODE,
            "Característica",
            "Por qué se cuenta a las personas en este renglón.",
            required=True,
            codes=codes({"total": "Todas", "sexo": "Por sexo", "edad": "Por grupo de edad"}),
        ),
        Field(
            "valor",
            FieldType.CODE,
            "Valor",
            "Qué personas se cuentan en este renglón.",
            required=True,
            codes=codes(_MEANINGS),
        ),
        Field(
            "asistentes",
            FieldType.INTEGER,
            "Asistentes",
            "Personas asistentes, redondeadas; «NP» donde no se publica.",
            minimum=0,
            unit="personas",
            missing=(Code("NP", "No publicable por el principio de confidencialidad"),),
        ),
        Field(
            "estatus", FieldType.CODE, "Estatus", "Cómo se protegió la cifra.", required=True, codes=_STATUSES
        ),
    ),
    key=("grupo", "caracteristica", "valor"),
    periodicity=Periodicity.QUARTERLY,
    theme=EDUCATION,
    keywords=("asistencia", "jornadas", "jóvenes", "sexo", "edad"),
    unit="Unidad de Inclusión",
    people=People(_count, _rows),
    chart=("escuela", "asistentes", "caracteristica", "total"),
)
