"""The phone list: lines and offices that help, with hours and what to call them for."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import InvalidInput
from archive.models.phones import Phone
from archive.models.registers import Unit
from archive.permissions import Actor, Permission, demand
from archive.resources import Resources
from archive.services.register_rows import bounded, editor, found, known, name_of, settle

# «911», «722 555 0123 ext. 4», «01 (722) 555-0123», «*765»
NUMBER = r"[*+(]?\d[\d ()./-]{1,28}\d(?: ?(?:ext\.?|x) ?\d{1,6})?"


@dataclass(frozen=True)
class PhoneFacts:
    name: str
    number: str
    hours: str = ""
    purpose: str = ""
    unit_id: int | None = None
    emergency: bool = False
    public: bool = True


@dataclass(frozen=True)
class PhoneView:
    id: int
    facts: PhoneFacts


def phone_list(resources: Resources, actor: Actor | None) -> tuple[PhoneView, ...]:
    """Emergency lines first, then by name; those kept from the public too."""
    demand(actor, Permission.DOCUMENT_READ)
    with resources.database.read() as session:
        rows = session.scalars(select(Phone).order_by(Phone.emergency.desc(), Phone.name, Phone.id))
        return tuple(PhoneView(row.id, phone_facts(row)) for row in rows)


def save_phone(resources: Resources, actor: Actor | None, phone_id: int | None, facts: PhoneFacts) -> int:
    """Add (``phone_id`` None) or change a line of the list.  Raises InvalidInput."""
    actor = editor(actor)
    with resources.database.write() as session:
        return put_phone(session, actor, phone_id, facts)


def put_phone(session: Session, actor: Actor, phone_id: int | None, facts: PhoneFacts) -> int:
    name, number = name_of(facts.name), bounded(facts.number, 60, "Número")
    if not re.fullmatch(NUMBER, number, re.IGNORECASE):
        raise InvalidInput(field="Número", reason="escriba un teléfono, por ejemplo 722 555 0123 ext. 4")
    hours = bounded(facts.hours, 200, "Horario")
    purpose = bounded(facts.purpose, 500, "Para qué")
    unit_id = known(session, Unit, facts.unit_id, field="Unidad")
    phone = found(session, Phone, phone_id) or Phone()
    same = select(Phone.id).where(Phone.name == name, Phone.number == number, Phone.id != (phone_id or 0))
    if session.scalar(same) is not None:
        raise InvalidInput(field="Número", reason="ese nombre ya está en la lista con ese número")
    phone.name, phone.number, phone.hours, phone.purpose = name, number, hours, purpose
    phone.unit_id, phone.emergency, phone.public = unit_id, facts.emergency, facts.public
    settle(session, actor, phone, "phone")
    return phone.id


def phone_facts(phone: Phone) -> PhoneFacts:
    return PhoneFacts(
        name=phone.name,
        number=phone.number,
        hours=phone.hours,
        purpose=phone.purpose,
        unit_id=phone.unit_id,
        emergency=phone.emergency,
        public=phone.public,
    )
