"""Registers: a list and a form each for units, topics, schools, practices and activities."""

from collections.abc import Callable
from uuid import UUID

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError, InvalidInput, NotFound
from archive.permissions import Actor, Permission
from archive.resources import Resources
from archive.services import registers
from archive.web.language import msgid
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace.face import done, show, signed_in, workspace
from archive.web.workspace.reading_forms import date, identifier, number

LABELS: dict[str, str] = {
    "unidades": msgid("Unidades administrativas"),
    "temas": msgid("Temas"),
    "planteles": msgid("Planteles"),
    "practicas": msgid("Prácticas"),
    "actividades": msgid("Actividades"),
}


@route(workspace, "/trabajo/registros", permission=Permission.REGISTER_EDIT, endpoint="all_registers")
@route(workspace, "/trabajo/registros/<register>", permission=Permission.REGISTER_EDIT)
def register(register: str = "unidades") -> Response:
    """One register; ``?id=`` opens one of its rows in the form."""
    return _page(_known(register), request.args.get("id", ""))


@route(workspace, "/trabajo/registros/<register>", permission=Permission.REGISTER_EDIT, methods=["POST"])
def save_register(register: str) -> AnyResponse:
    key = request.form.get("id", "")
    try:
        _SAVERS[_known(register)](current_resources(), signed_in(), key)
    except ArchiveError as error:
        return _page(register, key, error)
    return done(f"/trabajo/registros/{register}", "guardado")


def _page(register: str, key: str, problem: ArchiveError | None = None) -> Response:
    return show(
        "registers",
        problem.status if problem else 200,
        register=register,
        labels=LABELS,
        registers=registers.read(current_resources(), signed_in()),
        key=key,
        typed=request.form if problem else None,
        problem=spoken_error(problem) if problem else None,
    )


def _known(untrusted_register: str) -> str:
    if untrusted_register not in LABELS:
        raise NotFound
    return untrusted_register


def _text(field: str) -> str:
    return request.form.get(field, "")[:5000]


def _save_unit(resources: Resources, actor: Actor, key: str) -> None:
    aliases = _text("otros").splitlines()
    registers.save_unit(resources, actor, number(key), _text("nombre"), _text("descripcion"), aliases)


def _save_topic(resources: Resources, actor: Actor, key: str) -> None:
    registers.save_topic(resources, actor, number(key), _text("nombre"))


def _save_school(resources: Resources, actor: Actor, key: str) -> None:
    registers.save_school(
        resources,
        actor,
        number(key),
        _text("cct"),
        _text("nombre"),
        _text("nivel"),
        _text("turno"),
        _text("localidad"),
    )


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


def _save_activity(resources: Resources, actor: Actor, key: str) -> None:
    held = date(_text("fecha"), field="Fecha")
    if held is None:
        raise InvalidInput(field="Fecha", reason="no puede quedar vacía")
    activity_id: UUID | None = identifier(key, field="Actividad")
    registers.save_activity(
        resources,
        actor,
        activity_id,
        _text("nombre"),
        held,
        number(_text("practica")),
        number(_text("plantel")),
        number(_text("unidad")),
    )


_SAVERS: dict[str, Callable[[Resources, Actor, str], None]] = {
    "unidades": _save_unit,
    "temas": _save_topic,
    "planteles": _save_school,
    "practicas": _save_practice,
    "actividades": _save_activity,
}
