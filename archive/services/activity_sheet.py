"""Activities as a table: the columns of one, what a row changes, and the rows as they stand."""

from collections.abc import Iterator, Sequence
from datetime import date as Date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models.activities import Activity
from archive.models.practices import Practice
from archive.models.registers import School, Unit
from archive.models.talks import Talk
from archive.permissions import Actor
from archive.services.activities import ActivityFacts, activity_facts, put_activity
from archive.services.attendance import Attendance, checked
from archive.services.register_cells import Cells, Outcome, RegisterSheet, column, kept, msgid
from archive.services.register_names import Names, document_ids
from archive.services.register_rows import plain
from export.values import Field, FieldType, Table, Value
from ingest.redactions import AgeBand, Sex

_SEXES = {"mujeres": Sex.WOMAN, "hombres": Sex.MAN, "sexo_sin_indicar": Sex.UNSTATED}
_AGES = {
    "edad_0_a_11": AgeBand.UNDER_12,
    "edad_12_a_14": AgeBand.FROM_12_TO_14,
    "edad_15_a_17": AgeBand.FROM_15_TO_17,
    "edad_18_o_mas": AgeBand.ADULT,
    "edad_sin_indicar": AgeBand.UNKNOWN,
}
_COUNTS = ("asistentes", "menores", "adultos", *_SEXES, *_AGES)


def _put(session: Session, actor: Actor, cells: Cells, names: Names) -> Outcome:
    title, day = plain(cells.text("titulo")), cells.day("fecha", Date.min)
    school_id = cells.means("cct", None, names.school)
    row = session.scalar(
        select(Activity).where(
            Activity.title == title,
            Activity.date == day,
            Activity.school_id == school_id if school_id is not None else Activity.school_id.is_(None),
        )
    )
    before = activity_facts(session, row) if row is not None else None
    start = before or ActivityFacts(title, day)
    unit_id = cells.means("unidad", start.unit_id, names.unit)
    others = cells.means("otras_unidades", start.unit_ids, names.several_units)
    documents = cells.means("documentos", start.document_ids, partial(document_ids, session))
    wanted = ActivityFacts(
        title=title,
        date=day,
        practice_id=cells.means("practica", start.practice_id, names.practice),
        school_id=school_id,
        unit_id=unit_id,
        unit_ids=tuple(sorted(key for key in others if key != unit_id)),
        talk_ids=tuple(sorted(cells.means("platicas", start.talk_ids, names.several_talks))),
        document_ids=tuple(sorted(documents)),
        attendance=_attendance(cells) if cells.any_of(*_COUNTS) else start.attendance,
    )
    return kept(before, wanted, partial(put_activity, session, actor, row.id if row is not None else None))


def _attendance(cells: Cells) -> Attendance:
    """The row's counts; a total that is not told is the sum by sex or by age."""
    by_sex = {sex: cells.number(name) or 0 for name, sex in _SEXES.items()}
    by_age = {age: cells.number(name) or 0 for name, age in _AGES.items()}
    total = cells.number("asistentes")
    return checked(
        Attendance(
            total=total if total is not None else sum(by_sex.values()) or sum(by_age.values()),
            by_sex=tuple(by_sex.items()) if any(by_sex.values()) else (),
            by_age=tuple(by_age.items()) if any(by_age.values()) else (),
            minors=cells.number("menores") or 0,
            adults=cells.number("adultos") or 0,
        )
    )


def _rows(session: Session) -> Iterator[Sequence[Value]]:
    units = dict(session.execute(select(Unit.id, Unit.name)).all())
    talks = dict(session.execute(select(Talk.id, Talk.title)).all())
    wanted = (
        select(Activity, Practice.name, School.cct)
        .outerjoin(Practice, Practice.id == Activity.practice_id)
        .outerjoin(School, School.id == Activity.school_id)
        .order_by(Activity.date, Activity.title)
    )
    for row, practice, cct in session.execute(wanted):
        facts = activity_facts(session, row)
        yield (
            row.title,
            row.date,
            cct,
            practice,
            units.get(row.unit_id) if row.unit_id is not None else None,
            "; ".join(units[key] for key in facts.unit_ids),
            "; ".join(talks[key] for key in facts.talk_ids),
            "; ".join(map(str, facts.document_ids)),
            *_counts(facts.attendance),
        )


def _counts(found: Attendance | None) -> list[Value]:
    if found is None:
        return [None] * len(_COUNTS)
    by_sex, by_age = dict(found.by_sex), dict(found.by_age)
    sexes = [by_sex.get(sex) for sex in _SEXES.values()]
    return [found.total, found.minors, found.adults, *sexes, *(by_age.get(age) for age in _AGES.values())]


def _people(name: str, title: str, description: str) -> Field:
    return Field(name, FieldType.INTEGER, title, description, minimum=0)


ACTIVITIES = RegisterSheet(
    Table(
        (
            column(
                "titulo", msgid("Título"), msgid("Qué se hizo, por ejemplo: Jornada de mayo."), required=True
            ),
            column(
                "fecha", msgid("Fecha"), msgid("Como 2026-05-31 o 31/05/2026."), FieldType.DATE, required=True
            ),
            column("cct", msgid("Plantel"), msgid("CCT de la escuela.")),
            column("practica", msgid("Práctica"), msgid("Nombre de la práctica.")),
            column("unidad", msgid("Unidad"), msgid("La que responde; cualquiera de sus nombres.")),
            column(
                "otras_unidades", msgid("Otras unidades"), msgid("Las que participaron, con punto y coma.")
            ),
            column("platicas", msgid("Pláticas"), msgid("Títulos del catálogo, con punto y coma.")),
            column(
                "documentos",
                msgid("Evidencia"),
                msgid("Direcciones de documentos del archivo, con punto y coma."),
            ),
            _people("asistentes", msgid("Asistentes"), msgid("Cuántas personas; nunca sus nombres.")),
            _people("menores", msgid("Menores de edad"), msgid("De las asistentes.")),
            _people("adultos", msgid("Personas adultas"), msgid("De las asistentes.")),
            _people("mujeres", msgid("Mujeres"), msgid("De las asistentes.")),
            _people("hombres", msgid("Hombres"), msgid("De las asistentes.")),
            _people("sexo_sin_indicar", msgid("Sexo sin indicar"), msgid("De las asistentes.")),
            _people("edad_0_a_11", msgid("De 0 a 11 años"), msgid("De las asistentes.")),
            _people("edad_12_a_14", msgid("De 12 a 14 años"), msgid("De las asistentes.")),
            _people("edad_15_a_17", msgid("De 15 a 17 años"), msgid("De las asistentes.")),
            _people("edad_18_o_mas", msgid("De 18 años o más"), msgid("De las asistentes.")),
            _people("edad_sin_indicar", msgid("Edad sin indicar"), msgid("De las asistentes.")),
        ),
        key=("titulo", "fecha", "cct"),
    ),
    _put,
    _rows,
)
