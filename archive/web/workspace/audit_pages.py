"""The audit trail, for those who watch over it."""

from flask import Response, request

from archive.permissions import Permission
from archive.services import audit
from archive.services.audit import EventView
from archive.web.labels import CHOICE_LABELS, ROLE_LABELS
from archive.web.language import format_number, format_size, gettext, msgid
from archive.web.redaction_labels import DEED_LABELS
from archive.web.routes import current_resources, route
from archive.web.workspace.face import show, signed_in, workspace
from archive.web.workspace.reading_forms import number

_SHOWN = 100
_SUBJECTS: dict[str, str] = {
    "account": msgid("Cuenta"),
    "activity": msgid("Actividad"),
    "committee": msgid("Sesión del Comité"),
    "dataset": msgid("Conjunto de datos"),
    "file": msgid("Archivo"),
    "job": msgid("Tarea"),
    "legal_basis": msgid("Fundamento legal"),
    "people": msgid("Personas"),
    "practice": msgid("Práctica"),
    "sample": msgid("Práctica de ejemplo"),
    "school": msgid("Plantel"),
    "topic": msgid("Tema"),
    "unit": msgid("Unidad"),
}
_NOBODY = {"desconocida": msgid("desconocida")}  # somebody tried a username that is nobody's
# What events tell beside themselves, and the words that stand in it.
_DETAILS: dict[str, str] = {
    "active": msgid("abierta"),
    "before": msgid("antes"),
    "beside": msgid("junto al resultado"),
    "boxes": msgid("testados"),
    "change": msgid("cambio"),
    "changed": msgid("datos"),
    "choice": msgid("voto"),
    "code": msgid("causa"),
    "consent": msgid("consentimiento"),
    "deed": msgid("hecho"),
    "documents": msgid("documentos"),
    "ended": msgid("sesiones cerradas"),
    "ended_elsewhere": msgid("sesiones cerradas"),
    "members": msgid("integrantes"),
    "minutes": msgid("con acta"),
    "page": msgid("página"),
    "pages": msgid("páginas"),
    "role": msgid("como"),
    "sha256": "SHA-256",
    "size": msgid("tamaño"),
    "state": msgid("estado"),
    "step": msgid("paso"),
    "version": msgid("versión"),
    "votes": msgid("votos"),
}
_WORDS: dict[str, str] = {
    **{role.value: words for role, words in ROLE_LABELS.items()},
    **{choice.value: words for choice, words in CHOICE_LABELS.items()},
    **DEED_LABELS,
    "activity": msgid("actividad"),
    "clean": msgid("sin observaciones"),
    "date": msgid("fecha"),
    "description": msgid("descripción"),
    "kind": msgid("tipo"),
    "language": msgid("idioma"),
    "original": msgid("original"),
    "password_reset": msgid("contraseña nueva"),
    "practice": msgid("práctica"),
    "process": msgid("leer el documento"),
    "propose": msgid("proponer los datos"),
    "publish": msgid("preparar la versión pública"),
    "read": msgid("leer las páginas"),
    "refused": msgid("rechazada"),
    "survey": msgid("abrir el archivo"),
    "title": msgid("título"),
    "unit": msgid("unidad"),
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
        nobody=_NOBODY,
        details=_details,
    )


def _details(event: EventView) -> list[tuple[str, str]]:
    """What the event tells beside itself, as a name and its words each."""
    return [
        (gettext(_DETAILS.get(name, name)), _in_words(name, value)) for name, value in event.details.items()
    ]


def _in_words(name: str, value: object) -> str:
    match value:
        case int() if name == "size":
            return format_size(value)
        case str() if name == "sha256":
            return value[:12] + "…"
        case bool():
            return gettext(msgid("sí")) if value else gettext(msgid("no"))
        case int() | float():
            return format_number(value)
        case list():
            return ", ".join(_in_words(name, one) for one in value)
    text = str(value)
    return gettext(_WORDS[text]) if text in _WORDS else text
