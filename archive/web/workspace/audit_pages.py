"""The audit trail, for those who watch over it."""

from flask import Response, request

from archive.permissions import Permission
from archive.services import audit
from archive.web.language import msgid
from archive.web.routes import current_resources, route
from archive.web.workspace.face import show, signed_in, workspace
from archive.web.workspace.reading_forms import number

_SHOWN = 100
_SUBJECTS: dict[str, str] = {
    "account": msgid("Cuenta"),
    "activity": msgid("Actividad"),
    "file": msgid("Archivo"),
    "job": msgid("Tarea"),
    "practice": msgid("Práctica"),
    "school": msgid("Plantel"),
    "topic": msgid("Tema"),
    "unit": msgid("Unidad"),
}


@route(workspace, "/trabajo/bitacora", permission=Permission.AUDIT_READ)
def audit_trail() -> Response:
    """The newest events; ``?de=`` those of one thing."""
    page = number(request.args.get("pagina", "")) or 1
    subject = request.args.get("de", "")[:80] or None
    events = audit.history(
        current_resources(), signed_in(), subject_id=subject, offset=(page - 1) * _SHOWN, limit=_SHOWN + 1
    )
    return show(
        "audit_trail",
        events=events[:_SHOWN],
        page=page,
        more=len(events) > _SHOWN,
        subject=subject,
        subjects=_SUBJECTS,
    )
