"""Accounts, for the administrator: add, role, close and open again, a new one-time password."""

from collections.abc import Callable

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError, InvalidInput
from archive.permissions import Permission, Role
from archive.services import accounts
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace.face import done, show, signed_in, workspace
from archive.web.workspace.reading_forms import chosen

_ADDRESS = "/trabajo/cuentas"
_MANAGE = Permission.ACCOUNT_MANAGE


@route(workspace, _ADDRESS, permission=_MANAGE, endpoint="accounts")
def accounts_page() -> Response:
    return _page()


@route(workspace, _ADDRESS, permission=_MANAGE, methods=["POST"])
def create_account() -> Response:
    """The one-time password is shown in the answer itself and nowhere else."""
    username, name = request.form.get("usuario", ""), request.form.get("nombre", "")
    try:
        password = accounts.create(current_resources(), signed_in(), username, name, _role())
    except ArchiveError as error:
        return _page(error)
    return _page(password=password, password_of=username.strip())


@route(workspace, _ADDRESS + "/<int:account_id>/contrasena", permission=_MANAGE, methods=["POST"])
def reset_password(account_id: int) -> Response:
    password = accounts.reset_password(current_resources(), signed_in(), account_id)
    return _page(password=password, password_of=request.form.get("usuario", ""))


@route(workspace, _ADDRESS + "/<int:account_id>/rol", permission=_MANAGE, methods=["POST"])
def set_role(account_id: int) -> AnyResponse:
    return _change(lambda: accounts.set_role(current_resources(), signed_in(), account_id, _role()))


@route(workspace, _ADDRESS + "/<int:account_id>/estado", permission=_MANAGE, methods=["POST"])
def set_active(account_id: int) -> AnyResponse:
    active = request.form.get("activa") == "1"
    return _change(lambda: accounts.set_active(current_resources(), signed_in(), account_id, active))


def _change(step: Callable[[], None]) -> AnyResponse:
    try:
        step()
    except ArchiveError as error:
        return _page(error)
    return done(_ADDRESS, "cuenta")


def _page(problem: ArchiveError | None = None, password: str = "", password_of: str = "") -> Response:
    return show(
        "accounts",
        problem.status if problem else 200,
        accounts=accounts.listing(current_resources(), signed_in()),
        roles=tuple(Role),
        password=password,
        password_of=password_of,
        typed=request.form,
        problem=spoken_error(problem) if problem else None,
    )


def _role() -> Role:
    role = chosen(tuple(Role), request.form.get("rol", ""))
    if role is None:
        raise InvalidInput(field="Rol", reason="elija uno de la lista")
    return role
