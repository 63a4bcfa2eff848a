"""Signing in and out, and one's own account."""

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError
from archive.permissions import Permission
from archive.services import accounts, sign_in
from archive.services.passwords import SHORTEST
from archive.web import session
from archive.web.routes import PUBLIC, current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace.face import done, show, signed_in, workspace

_HOME = "/trabajo/documentos"


@route(workspace, "/entrar", permission=PUBLIC, methods=["GET", "POST"], endpoint="sign_in")
def sign_in_page() -> AnyResponse:
    following = _inside(request.values.get("siguiente", ""))
    if request.method == "GET":
        if session.current_actor() is not None:
            return redirect(following, 303)
        return _sign_in_form(following)
    username = request.form.get("usuario", "")
    try:
        token = sign_in.sign_in(
            current_resources(), username, request.form.get("contrasena", ""), request.remote_addr or ""
        )
    except ArchiveError as error:
        return _sign_in_form(following, username=username, problem=error)
    response = redirect(following, 303)
    session.begin(response, token)
    return response


@route(workspace, "/salir", permission=PUBLIC, methods=["POST"])
def sign_out() -> AnyResponse:
    sign_in.sign_out(current_resources(), session.current_token())
    response = done("/entrar", "fuera")
    session.end(response)
    return response


@route(workspace, "/trabajo", permission=Permission.SELF_MANAGE)
def home() -> AnyResponse:
    return redirect(_HOME, 303)


@route(workspace, "/trabajo/mi-cuenta", permission=Permission.SELF_MANAGE, methods=["GET", "POST"])
def my_account() -> AnyResponse:
    if request.method == "GET":
        return show("my_account", shortest=SHORTEST, problem=None)
    new = request.form.get("nueva", "")
    if new != request.form.get("repetida", ""):
        return show("my_account", 422, shortest=SHORTEST, problem="different")
    was_one_time = signed_in().must_change_password
    try:
        accounts.change_password(
            current_resources(),
            signed_in(),
            request.form.get("actual", ""),
            new,
            session.current_token(),
            request.remote_addr or "",
        )
    except ArchiveError as error:
        return show("my_account", error.status, shortest=SHORTEST, problem=spoken_error(error))
    return done(_HOME if was_one_time else session.ACCOUNT_PAGE, "clave")


@route(workspace, "/trabajo/mi-cuenta/salir-de-todo", permission=Permission.SELF_MANAGE, methods=["POST"])
def sign_out_everywhere() -> AnyResponse:
    sign_in.sign_out_everywhere(current_resources(), signed_in())
    response = done("/entrar", "fuera-de-todo")
    session.end(response)
    return response


def _sign_in_form(following: str, username: str = "", problem: ArchiveError | None = None) -> Response:
    response = show(
        "sign_in",
        problem.status if problem else 200,
        following=following,
        username=username,
        problem=spoken_error(problem) if problem else None,
    )
    session.keep_entry_token(response)
    return response


def _inside(untrusted_address: str) -> str:
    """An address of the workspace, never of another site."""
    inside = untrusted_address.startswith("/trabajo") and "\\" not in untrusted_address
    return untrusted_address if inside and untrusted_address.isprintable() else _HOME
