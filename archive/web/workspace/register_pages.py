"""Registers: a list and a form each, and the visits of public documents, which fill themselves."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError, NotFound
from archive.permissions import Permission
from archive.services import activities, phones, registers, talks, visits
from archive.services.activities import ActivityDetails
from archive.services.registers import Registers, SchoolView
from archive.web import redaction_labels, register_labels
from archive.web.language import gettext
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace import register_forms
from archive.web.workspace.face import done, show, signed_in, workspace
from archive.web.workspace.register_forms import LABELS

_ADDRESS = "/trabajo/registros"
_LATELY = timedelta(days=30)
Choice = tuple[int | str, str]


@route(workspace, _ADDRESS, permission=Permission.REGISTER_EDIT, endpoint="all_registers")
@route(workspace, f"{_ADDRESS}/<register>", permission=Permission.REGISTER_EDIT)
def register(register: str = "unidades") -> Response:
    """One register; ``?id=`` opens one of its rows in the form."""
    return _page(known_register(register), request.args.get("id", ""))


@route(workspace, f"{_ADDRESS}/<register>", permission=Permission.REGISTER_EDIT, methods=["POST"])
def save_register(register: str) -> AnyResponse:
    key = request.form.get("id", "")
    try:
        register_forms.save(known_register(register), current_resources(), signed_in(), key)
    except ArchiveError as error:
        return _page(register, key, error)
    return done(f"{_ADDRESS}/{register}", "guardado")


@route(workspace, f"{_ADDRESS}/consultas", permission=Permission.DOCUMENT_READ)
def visits_of_documents() -> Response:
    """How often public documents are looked at and taken: by month, and which most of all."""
    resources, actor = current_resources(), signed_in()
    return show(
        "visits",
        months=visits.visits_by_month(resources, actor),
        documents=visits.most_visited(resources, actor, visits.today() - _LATELY),
        labels=LABELS,
    )


def known_register(untrusted_register: str) -> str:
    if untrusted_register not in LABELS:
        raise NotFound
    return untrusted_register


def _page(register: str, key: str, problem: ArchiveError | None = None) -> Response:
    resources, actor = current_resources(), signed_in()
    found = registers.read(resources, actor)
    lists: dict[str, tuple[Any, ...]] = {
        "unidades": found.units,
        "temas": found.topics,
        "planteles": found.schools,
        "practicas": found.practices,
        "platicas": talks.catalogue(resources, actor) if register == "platicas" else found.talks,
        "actividades": found.activities,
        "telefonos": phones.phone_list(resources, actor),
    }
    row = next((one for one in lists[register] if str(one.id) == key), None)
    return show(
        "registers",
        problem.status if problem else 200,
        register=register,
        labels=LABELS,
        lists=lists,
        options=_options(found, row),
        row=row,
        details=_details(key) if register == "actividades" and row is not None else None,
        key=key,
        typed=request.form if problem else None,
        words=register_labels,
        counted=redaction_labels,
        problem=spoken_error(problem) if problem else None,
    )


def _options(found: Registers, row: Any) -> dict[str, list[Choice]]:
    """What forms let one choose from; what was stored before there were choices stays one of them."""
    levels, shifts = dict(register_labels.LEVEL_LABELS), dict(register_labels.SHIFT_LABELS)
    if isinstance(row, SchoolView):
        levels.setdefault(row.level or "secundaria", row.level)
        shifts.setdefault(row.shift or "matutino", row.shift)
    return {
        "units": [(one.id, one.name) for one in found.units],
        "topics": [(one.id, one.name) for one in found.topics],
        "practices": [(one.id, one.name) for one in found.practices],
        "schools": [(one.id, f"{one.name} ({one.cct})") for one in found.schools],
        "talks": [(one.id, one.title) for one in found.talks],
        "levels": [(value, gettext(label)) for value, label in levels.items()],
        "shifts": [(value, gettext(label)) for value, label in shifts.items()],
    }


def _details(key: str) -> ActivityDetails:
    return activities.activity(current_resources(), signed_in(), UUID(key))
