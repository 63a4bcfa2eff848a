"""Schools by their key (CCT): who they are, what they teach, where they stand."""

import re
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import InvalidInput
from archive.models.activities import Activity
from archive.models.documents import Document
from archive.models.registers import Level, School, Shift
from archive.permissions import Actor
from archive.resources import Resources
from archive.services.register_rows import bounded, editor, found, name_of, plain, reindex, settle

# Clave de Centro de Trabajo: state, classifier and kind of school, number, check letter (SEP, Acuerdo 75).
CCT = r"(?:0[1-9]|[12]\d|3[0-2])[A-Z]{3}\d{4}[A-Z]"
LOCALITY = r"(?:0[1-9]|[12]\d|3[0-2])\d{7}"  # INEGI: state 2, municipality 3, locality 4
MOST_PUPILS = 20_000


@dataclass(frozen=True)
class SchoolFacts:
    cct: str
    name: str
    level: str = ""  # a Level's value, or empty
    shift: str = ""  # a Shift's value, or empty
    locality: str = ""
    locality_code: str = ""
    pupils: int | None = None


def save_school(resources: Resources, actor: Actor | None, school_id: int | None, facts: SchoolFacts) -> int:
    """Add (``school_id`` None) or change a school.  Raises InvalidInput."""
    actor = editor(actor)
    with resources.database.write() as session:
        return put_school(session, actor, school_id, facts)


def put_school(session: Session, actor: Actor, school_id: int | None, facts: SchoolFacts) -> int:
    cct = facts.cct.strip().upper()
    if not re.fullmatch(CCT, cct):
        raise InvalidInput(field="CCT", reason="son 10 caracteres, por ejemplo 15EPR0123A")
    name, code = name_of(facts.name), facts.locality_code.strip()
    if code and not re.fullmatch(LOCALITY, code):
        raise InvalidInput(field="Clave de localidad", reason="son las 9 cifras del INEGI, como 150180001")
    if facts.pupils is not None and not 0 <= facts.pupils <= MOST_PUPILS:
        raise InvalidInput(field="Matrícula", reason="escriba un número de alumnas y alumnos posible")
    school = found(session, School, school_id) or School()
    if session.scalar(select(School.id).where(School.cct == cct, School.id != (school_id or 0))):
        raise InvalidInput(field="CCT", reason="ya hay un plantel con esa clave")
    level = _chosen(Level, facts.level, school.level or "", "Nivel")
    shift = _chosen(Shift, facts.shift, school.shift or "", "Turno")
    locality = bounded(facts.locality, 120, "Localidad")
    school.cct, school.name, school.level, school.shift = cct, name, level, shift
    school.locality, school.locality_code, school.pupils = locality, code, facts.pupils
    settle(session, actor, school, "school")
    held = select(Activity.id).where(Activity.school_id == school.id)
    reindex(session, Document.activity_id.in_(held))
    return school.id


def school_facts(school: School) -> SchoolFacts:
    return SchoolFacts(
        cct=school.cct,
        name=school.name,
        level=school.level,
        shift=school.shift,
        locality=school.locality,
        locality_code=school.locality_code,
        pupils=school.pupils,
    )


def _chosen(choices: type[StrEnum], untrusted_text: str, before: str, field: str) -> str:
    """One of the choices, empty, or what stood there before there were choices."""
    text = plain(untrusted_text).lower()
    if text and text != before and text not in {choice.value for choice in choices}:
        raise InvalidInput(field=field, reason="elija uno de la lista")
    return text
