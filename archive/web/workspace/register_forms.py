"""The forms of registers: what each is called, which of its rows is open, and what its fields save."""

from collections.abc import Callable
from uuid import UUID

from flask import request

from archive.errors import InvalidInput
from archive.permissions import Actor
from archive.resources import Resources
from archive.services import activities, phones, register_names, registers, schools, talks
from archive.services.activities import ActivityFacts
from archive.services.attendance import Attendance
from archive.services.phones import PhoneFacts
from archive.services.schools import SchoolFacts
from archive.services.talks import TalkFacts
from archive.web.language import msgid
from archive.web.workspace.reading_forms import date, identifier, number
from ingest.redactions import AgeBand, Sex

LABELS: dict[str, str] = {
    "unidades": msgid("Unidades administrativas"),
    "temas": msgid("Temas"),
    "planteles": msgid("Planteles"),
    "practicas": msgid("Prácticas"),
    "platicas": msgid("Pláticas"),
    "actividades": msgid("Actividades"),
    "telefonos": msgid("Teléfonos"),
}


def save(register: str, resources: Resources, actor: Actor, key: str) -> None:
    """Save the form of this request.  Raises InvalidInput, NotFound."""
    _SAVERS[register](resources, actor, key)


def _save_unit(resources: Resources, actor: Actor, key: str) -> None:
    aliases = _text("otros").splitlines()
    registers.save_unit(resources, actor, number(key), _text("nombre"), _text("descripcion"), aliases)


def _save_topic(resources: Resources, actor: Actor, key: str) -> None:
    registers.save_topic(resources, actor, number(key), _text("nombre"))


def _save_school(resources: Resources, actor: Actor, key: str) -> None:
    facts = SchoolFacts(
        cct=_text("cct"),
        name=_text("nombre"),
        level=_text("nivel"),
        shift=_text("turno"),
        locality=_text("localidad"),
        locality_code=_text("clave"),
        pupils=_amount("matricula", "Matrícula"),
    )
    schools.save_school(resources, actor, number(key), facts)


def _save_practice(resources: Resources, actor: Actor, key: str) -> None:
    registers.save_practice(
        resources,
        actor,
        number(key),
        _text("nombre"),
        _text("resumen"),
        number(_text("unidad")),
        number(_text("anio")),
        current="vigente" in request.form,
    )


def _save_talk(resources: Resources, actor: Actor, key: str) -> None:
    facts = TalkFacts(
        title=_text("nombre"),
        purpose=_text("para-que"),
        audience=_text("dirigida-a"),
        unit_id=number(_text("unidad")),
        minutes=_amount("minutos", "Duración"),
        offered="se-ofrece" in request.form,
        topic_ids=_numbers("tema"),
        document_ids=_documents(resources, "Documentos"),
    )
    talks.save_talk(resources, actor, number(key), facts)


def _save_activity(resources: Resources, actor: Actor, key: str) -> None:
    held = date(_text("fecha"), field="Fecha")
    if held is None:
        raise InvalidInput(field="Fecha", reason="no puede quedar vacía")
    activity_id: UUID | None = identifier(key, field="Actividad")
    facts = ActivityFacts(
        title=_text("nombre"),
        date=held,
        practice_id=number(_text("practica")),
        school_id=number(_text("plantel")),
        unit_id=number(_text("unidad")),
        unit_ids=_numbers("otra-unidad"),
        talk_ids=_numbers("platica"),
        document_ids=_documents(resources, "Evidencia"),
        attendance=_attendance(),
    )
    activities.save_activity(resources, actor, activity_id, facts)


def _save_phone(resources: Resources, actor: Actor, key: str) -> None:
    facts = PhoneFacts(
        name=_text("nombre"),
        number=_text("numero"),
        hours=_text("horario"),
        purpose=_text("para-que"),
        unit_id=number(_text("unidad")),
        emergency="emergencia" in request.form,
        public="publico" in request.form,
    )
    phones.save_phone(resources, actor, number(key), facts)


def _attendance() -> Attendance | None:
    """What staff state; None where they leave the total empty."""
    total = _amount("asistentes", "Asistentes")
    if total is None:
        return None
    by_sex = tuple((sex, _amount(f"sexo-{sex}", "Asistentes") or 0) for sex in Sex)
    by_age = tuple((age, _amount(f"edad-{age}", "Asistentes") or 0) for age in AgeBand)
    return Attendance(
        total=total,
        by_sex=by_sex if any(people for _, people in by_sex) else (),
        by_age=by_age if any(people for _, people in by_age) else (),
        minors=_amount("menores", "Asistentes") or 0,
        adults=_amount("adultos", "Asistentes") or 0,
    )


def _documents(resources: Resources, field: str) -> tuple[UUID, ...]:
    """The documents still ticked, and those whose addresses were pasted."""
    ticked = request.form.getlist("documento")[:500]
    return register_names.documents_of(resources, "\n".join((*ticked, _text("documentos"))), field)


def _numbers(field: str) -> tuple[int, ...]:
    found = (number(text) for text in request.form.getlist(field)[:500])
    return tuple(one for one in found if one is not None)


def _amount(name: str, field: str) -> int | None:
    """None for an empty field.  Raises InvalidInput for anything but a whole number."""
    text = _text(name).strip()
    if text and number(text) is None:
        raise InvalidInput(field=field, reason="escriba un número entero")
    return number(text)


def _text(field: str) -> str:
    return request.form.get(field, "")[:5000]


_SAVERS: dict[str, Callable[[Resources, Actor, str], None]] = {
    "unidades": _save_unit,
    "temas": _save_topic,
    "planteles": _save_school,
    "practicas": _save_practice,
    "platicas": _save_talk,
    "actividades": _save_activity,
    "telefonos": _save_phone,
}
