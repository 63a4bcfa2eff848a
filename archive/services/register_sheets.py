"""Each register as a table: its columns, what one of its rows changes, and its rows as they stand."""

from collections.abc import Iterator, Sequence
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models.phones import Phone
from archive.models.practices import Practice
from archive.models.registers import School, Topic, Unit, UnitAlias
from archive.models.talks import Talk
from archive.permissions import Actor
from archive.services.activity_sheet import ACTIVITIES
from archive.services.phones import PhoneFacts, phone_facts, put_phone
from archive.services.register_cells import Cells, Outcome, RegisterSheet, column, kept, msgid
from archive.services.register_names import Names, document_ids, folded, parts
from archive.services.register_rows import plain
from archive.services.registers import PracticeFacts, UnitFacts, put_practice, put_topic, put_unit
from archive.services.schools import SchoolFacts, put_school, school_facts
from archive.services.talks import TalkFacts, put_talk, talk_facts
from export.values import FieldType, Table, Value

Rows = Iterator[Sequence[Value]]
_UNIT = column("unidad", msgid("Unidad"), msgid("Nombre de la unidad o cualquiera de sus otros nombres."))


def _put_unit(session: Session, actor: Actor, cells: Cells, names: Names) -> Outcome:
    row = session.get(Unit, names.units.get(folded(cells.text("nombre")), 0))
    before = None
    if row is not None:
        before = UnitFacts(row.name, row.description, _aliases(session, row.id))
    start = before or UnitFacts(plain(cells.text("nombre")))
    others = cells.means("otros_nombres", start.aliases, lambda text, _: tuple(sorted(parts(text))))
    wanted = UnitFacts(start.name, cells.text("descripcion", start.description), others)
    key = row.id if row is not None else None
    return kept(before, wanted, partial(put_unit, session, actor, key))


def _put_topic(session: Session, actor: Actor, cells: Cells, names: Names) -> Outcome:
    name = plain(cells.text("nombre"))
    known = names.topics.get(folded(name))
    return kept(name if known else None, name, partial(put_topic, session, actor, None))


def _put_school(session: Session, actor: Actor, cells: Cells, _names: Names) -> Outcome:
    cct = cells.text("cct").upper()
    row = session.scalar(select(School).where(School.cct == cct))
    before = school_facts(row) if row is not None else None
    start = before or SchoolFacts(cct, "")
    wanted = SchoolFacts(
        cct=cct,
        name=plain(cells.text("nombre", start.name)),
        level=cells.text("nivel", start.level).lower(),
        shift=cells.text("turno", start.shift).lower(),
        locality=plain(cells.text("localidad", start.locality)),
        locality_code=cells.text("clave_localidad", start.locality_code),
        pupils=cells.number("matricula", start.pupils),
    )
    return kept(before, wanted, partial(put_school, session, actor, row.id if row is not None else None))


def _put_practice(session: Session, actor: Actor, cells: Cells, names: Names) -> Outcome:
    row = session.get(Practice, names.practices.get(folded(cells.text("nombre")), 0))
    before = None
    if row is not None:
        before = PracticeFacts(row.name, row.summary, row.unit_id, row.start_year, row.current)
    start = before or PracticeFacts(plain(cells.text("nombre")))
    wanted = PracticeFacts(
        name=start.name,
        summary=cells.text("resumen", start.summary),
        unit_id=cells.means("unidad", start.unit_id, names.unit),
        start_year=cells.number("anio_inicio", start.start_year),
        current=cells.yes("vigente", start.current),
    )
    return kept(before, wanted, partial(put_practice, session, actor, row.id if row is not None else None))


def _put_talk(session: Session, actor: Actor, cells: Cells, names: Names) -> Outcome:
    row = session.get(Talk, names.talks.get(folded(cells.text("titulo")), 0))
    before = talk_facts(session, row) if row is not None else None
    start = before or TalkFacts(plain(cells.text("titulo")))
    documents = cells.means("documentos", start.document_ids, partial(document_ids, session))
    wanted = TalkFacts(
        title=start.title,
        purpose=cells.text("para_que", start.purpose),
        audience=plain(cells.text("dirigida_a", start.audience)),
        unit_id=cells.means("unidad", start.unit_id, names.unit),
        minutes=cells.number("minutos", start.minutes),
        offered=cells.yes("se_ofrece", start.offered),
        topic_ids=tuple(sorted(cells.means("temas", start.topic_ids, names.several_topics))),
        document_ids=tuple(sorted(documents)),
    )
    return kept(before, wanted, partial(put_talk, session, actor, row.id if row is not None else None))


def _put_phone(session: Session, actor: Actor, cells: Cells, names: Names) -> Outcome:
    name, number = plain(cells.text("nombre")), plain(cells.text("numero"))
    row = session.scalar(select(Phone).where(Phone.name == name, Phone.number == number))
    before = phone_facts(row) if row is not None else None
    start = before or PhoneFacts(name, number)
    wanted = PhoneFacts(
        name=name,
        number=number,
        hours=plain(cells.text("horario", start.hours)),
        purpose=plain(cells.text("para_que", start.purpose)),
        unit_id=cells.means("unidad", start.unit_id, names.unit),
        emergency=cells.yes("emergencia", start.emergency),
        public=cells.yes("publico", start.public),
    )
    return kept(before, wanted, partial(put_phone, session, actor, row.id if row is not None else None))


def _unit_rows(session: Session) -> Rows:
    for row in session.scalars(select(Unit).order_by(Unit.name)):
        yield row.name, row.description, "; ".join(_aliases(session, row.id))


def _topic_rows(session: Session) -> Rows:
    yield from ((name,) for name in session.scalars(select(Topic.name).order_by(Topic.name)))


def _school_rows(session: Session) -> Rows:
    for row in session.scalars(select(School).order_by(School.name, School.cct)):
        yield row.cct, row.name, row.level, row.shift, row.locality, row.locality_code, row.pupils


def _practice_rows(session: Session) -> Rows:
    wanted = select(Practice, Unit.name).outerjoin(Unit, Unit.id == Practice.unit_id).order_by(Practice.name)
    for row, unit in session.execute(wanted):
        yield row.name, row.summary, unit, row.start_year, row.current


def _talk_rows(session: Session) -> Rows:
    topics = dict(session.execute(select(Topic.id, Topic.name)).all())
    wanted = select(Talk, Unit.name).outerjoin(Unit, Unit.id == Talk.unit_id).order_by(Talk.title)
    for row, unit in session.execute(wanted):
        facts = talk_facts(session, row)
        named = "; ".join(topics[key] for key in facts.topic_ids)
        documents = "; ".join(map(str, facts.document_ids))
        yield row.title, row.purpose, row.audience, unit, row.minutes, named, documents, row.offered


def _phone_rows(session: Session) -> Rows:
    wanted = select(Phone, Unit.name).outerjoin(Unit, Unit.id == Phone.unit_id).order_by(Phone.name)
    for row, unit in session.execute(wanted):
        yield row.name, row.number, row.hours, row.purpose, unit, row.emergency, row.public


def _aliases(session: Session, unit_id: int) -> tuple[str, ...]:
    wanted = select(UnitAlias.name).where(UnitAlias.unit_id == unit_id)
    return tuple(sorted(session.scalars(wanted)))


_INTEGER, _BOOLEAN = FieldType.INTEGER, FieldType.BOOLEAN

SHEETS: dict[str, RegisterSheet] = {
    "unidades": RegisterSheet(
        Table(
            (
                column("nombre", msgid("Nombre"), msgid("Nombre oficial de la unidad."), required=True),
                column("descripcion", msgid("Descripción"), msgid("Qué hace, en una o dos frases.")),
                column(
                    "otros_nombres",
                    msgid("Otros nombres"),
                    msgid("Siglas y otros nombres, separados con punto y coma."),
                ),
            ),
            key=("nombre",),
        ),
        _put_unit,
        _unit_rows,
        by_name=True,
    ),
    "temas": RegisterSheet(
        Table(
            (column("nombre", msgid("Nombre"), msgid("Nombre del tema."), required=True),), key=("nombre",)
        ),
        _put_topic,
        _topic_rows,
        by_name=True,
    ),
    "planteles": RegisterSheet(
        Table(
            (
                column(
                    "cct", msgid("CCT"), msgid("Clave de Centro de Trabajo: 10 caracteres."), required=True
                ),
                column("nombre", msgid("Nombre"), msgid("Nombre de la escuela."), required=True),
                column("nivel", msgid("Nivel"), msgid("Uno de los niveles de la lista:")),
                column("turno", msgid("Turno"), msgid("Uno de los turnos de la lista:")),
                column("localidad", msgid("Localidad"), msgid("Nombre de la localidad.")),
                column(
                    "clave_localidad",
                    msgid("Clave de localidad"),
                    msgid("Las 9 cifras del INEGI."),
                    FieldType.CODE,
                ),
                column(
                    "matricula",
                    msgid("Matrícula"),
                    msgid("Cuántas alumnas y alumnos tiene inscritos."),
                    _INTEGER,
                ),
            ),
            key=("cct",),
        ),
        _put_school,
        _school_rows,
    ),
    "practicas": RegisterSheet(
        Table(
            (
                column("nombre", msgid("Nombre"), msgid("Nombre de la práctica."), required=True),
                column("resumen", msgid("Resumen"), msgid("Qué hace y qué publica.")),
                _UNIT,
                column("anio_inicio", msgid("Año de inicio"), msgid("Cuatro cifras."), FieldType.YEAR),
                column("vigente", msgid("Vigente"), msgid("Sí o no."), _BOOLEAN),
            ),
            key=("nombre",),
        ),
        _put_practice,
        _practice_rows,
        by_name=True,
    ),
    "platicas": RegisterSheet(
        Table(
            (
                column("titulo", msgid("Título"), msgid("Título de la plática."), required=True),
                column("para_que", msgid("Para qué"), msgid("Qué se llevan quienes asisten.")),
                column("dirigida_a", msgid("Dirigida a"), msgid("Por ejemplo: secundaria y bachillerato.")),
                _UNIT,
                column("minutos", msgid("Duración"), msgid("En minutos."), _INTEGER),
                column("temas", msgid("Temas"), msgid("Del registro de temas, separados con punto y coma.")),
                column(
                    "documentos",
                    msgid("Documentos"),
                    msgid("Sus direcciones en el archivo, con punto y coma."),
                ),
                column(
                    "se_ofrece",
                    msgid("Se ofrece"),
                    msgid("Sí o no: si las escuelas la pueden pedir."),
                    _BOOLEAN,
                ),
            ),
            key=("titulo",),
        ),
        _put_talk,
        _talk_rows,
        by_name=True,
    ),
    "actividades": ACTIVITIES,
    "telefonos": RegisterSheet(
        Table(
            (
                column("nombre", msgid("Nombre"), msgid("Línea u oficina que contesta."), required=True),
                column("numero", msgid("Número"), msgid("Como se marca, con su extensión."), required=True),
                column("horario", msgid("Horario"), msgid("Por ejemplo: lunes a viernes, de 9 a 18 h.")),
                column("para_que", msgid("Para qué"), msgid("En qué ayuda.")),
                _UNIT,
                column(
                    "emergencia",
                    msgid("Emergencia"),
                    msgid("Sí o no: las emergencias van primero."),
                    _BOOLEAN,
                ),
                column("publico", msgid("Público"), msgid("Sí o no: si aparece en el portal."), _BOOLEAN),
            ),
            key=("nombre", "numero"),
        ),
        _put_phone,
        _phone_rows,
    ),
}
