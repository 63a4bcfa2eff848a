"""Who is signed in: the cookie, the current actor, and the one place where a form's token is checked."""

import hmac
import secrets
from ipaddress import ip_address
from typing import cast

from flask import Flask, Response, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import FormExpired
from archive.services import sign_in
from archive.services.sign_in import SignedIn
from archive.web.routes import current_resources, current_settings, find_actors_with

COOKIE = "acervo_sesion"
ENTRY_COOKIE = "acervo_entrada"  # the token of the sign-in form, before there is a session
FIELD, HEADER = "csrf", "X-CSRF-Token"
ACCOUNT_PAGE = "/trabajo/mi-cuenta"
MOST_FORM = 1_000_000  # bytes of any form but the one that brings files
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_WORKSPACE = "workspace"
_OPEN_BEFORE_PASSWORD = frozenset({"workspace.my_account", "workspace.sign_in", "workspace.sign_out"})
_WITH_FILES = frozenset({"workspace.upload", "workspace.upload_piece"})


def install(app: Flask) -> None:
    """Let ``app`` know its actors, and check every workspace request after its permission was checked."""
    find_actors_with(app, current_actor)
    app.before_request(_limit_form)
    app.before_request(_check_form)
    app.before_request(_demand_own_password)
    app.after_request(_never_store)


def current_actor() -> SignedIn | None:
    if "actor" not in g:
        untrusted_token = request.cookies.get(COOKIE, "")
        g.actor = sign_in.signed_in(current_resources(), untrusted_token) if untrusted_token else None
    return cast(SignedIn | None, g.actor)


def form_token() -> str:
    """What this browser's forms must carry: the session's token, or the sign-in form's own."""
    actor = current_actor()
    if actor is not None:
        return actor.csrf_token
    if "entry_token" not in g:
        g.entry_token = request.cookies.get(ENTRY_COOKIE) or secrets.token_urlsafe(32)
    return cast(str, g.entry_token)


def begin(response: AnyResponse, token: str) -> None:
    """Give the browser its token, for as long as the browser stays open."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=_secure(), path="/")
    response.delete_cookie(ENTRY_COOKIE, path="/entrar")


def end(response: AnyResponse) -> None:
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="Lax", secure=_secure())


def keep_entry_token(response: AnyResponse) -> None:
    """Let the sign-in form be recognised when it comes back."""
    response.set_cookie(
        ENTRY_COOKIE, form_token(), httponly=True, samesite="Strict", secure=_secure(), path="/entrar"
    )


def current_token() -> str:
    return request.cookies.get(COOKIE, "")


def in_workspace() -> bool:
    return request.blueprint == _WORKSPACE


def _limit_form() -> None:
    if in_workspace():
        most = current_settings().max_upload_size if request.endpoint in _WITH_FILES else 0
        request.max_content_length = most + MOST_FORM


def _check_form() -> None:
    """Every request that changes something carries the token of this very browser.  Raises FormExpired."""
    if not in_workspace() or request.method in _SAFE:
        return
    untrusted_token = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if current_actor() is None and ENTRY_COOKIE not in request.cookies:
        raise FormExpired
    if not hmac.compare_digest(untrusted_token.encode(), form_token().encode()):
        raise FormExpired


def _demand_own_password() -> AnyResponse | None:
    """Nothing but one's own account is open until the one-time password was changed."""
    if not in_workspace() or request.endpoint in _OPEN_BEFORE_PASSWORD:
        return None
    actor = current_actor()
    if actor is None or not actor.must_change_password:
        return None
    return redirect(ACCOUNT_PAGE, 303)


def _never_store(response: Response) -> Response:
    if in_workspace() or request.path.startswith("/trabajo"):
        response.headers["Cache-Control"] = "no-store"
    return response


def _secure() -> bool:
    """By the settings, except over plain HTTP on this machine's own address, where browsers would drop it."""
    if not current_settings().secure_cookies:
        return False
    return request.scheme == "https" or not _loopback(request.host)


def _loopback(host: str) -> bool:
    name = host.rsplit(":", 1)[0] if host.count(":") == 1 or "]" in host else host
    try:
        return name == "localhost" or ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
