"""What every page of the workspace shares: its blueprint, frame and notices."""

from typing import Any

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import SignInRequired
from archive.permissions import Permission, allows
from archive.services.sign_in import SignedIn
from archive.web.language import msgid
from archive.web.pages import render
from archive.web.sentences import spoken
from archive.web.session import current_actor, form_token

workspace = Blueprint("workspace", __name__)

# What a page says after something was done; the address carries the key only.
NOTICES: dict[str, str] = {
    "guardado": msgid("Los cambios se guardaron."),
    "clave": msgid("Su contraseña se cambió. En otros equipos se cerró la sesión."),
    "propuesto": msgid("Se propuso su publicación. Ahora debe aprobarla otra persona."),
    "devuelto": msgid("Se devolvió a revisión."),
    "aprobado": msgid(
        "Se aprobó. La versión pública se está preparando y aparecerá en el portal en un momento."
    ),
    "retirado": msgid("Se retiró del portal. Otra persona debe confirmar el retiro."),
    "confirmado": msgid("Se confirmó el retiro."),
    "reintento": msgid("Se leerá de nuevo. Puede seguir aquí su avance."),
    "decidido": msgid("Se guardó su decisión."),
    "solicitado": msgid("Se pidió su publicación: pasa al principio de lo que está por revisar."),
    "sesion": msgid("La sesión está abierta. Traiga ahora los documentos que esperan al Comité."),
    "llevados": msgid("Los documentos están ante el Comité."),
    "votos": msgid("Los votos quedaron registrados."),
    "cerrada": msgid("La sesión se cerró y se cumple lo que decidió el Comité."),
    "consentimiento": msgid("El consentimiento quedó registrado."),
    "revocado": msgid(
        "El consentimiento quedó revocado. Si la fotografía está publicada, retírela ahora desde su página."
    ),
    "importado": msgid("El archivo se importó completo."),
    "tarea": msgid("La tarea volverá a intentarse."),
    "cuenta": msgid("La cuenta se actualizó."),
    "fuera": msgid("Se cerró su sesión."),
    "fuera-de-todo": msgid("Se cerró su sesión en todos los equipos."),
}


def signed_in() -> SignedIn:
    """The actor of a route that asked for a permission."""
    actor = current_actor()
    if actor is None:
        raise SignInRequired
    return actor


def show(template: str, status: int = 200, **values: Any) -> Response:
    """A page of the workspace with its menu, the form token and the notice of what was just done."""
    actor = current_actor()
    return render(
        f"workspace/{template}.html",
        status,
        actor=actor,
        csrf=form_token(),
        may=lambda permission: allows(actor, Permission(permission)),
        notice=NOTICES.get(request.args.get("hecho", "")),
        spoken=spoken,
        **values,
    )


def done(address: str, notice: str) -> AnyResponse:
    """Go on to ``address``, where ``notice`` is said."""
    return redirect(f"{address}?hecho={notice}", 303)
