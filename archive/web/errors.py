"""One answer for everything that goes wrong: a page that helps, or JSON, in the reader's language."""

import logging
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import Flask, Response, jsonify, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError, SignInRequired
from archive.web.language import msgid, translate
from archive.web.pages import render
from archive.web.sentences import spoken_error
from ingest.errors import IngestError

log = logging.getLogger(__name__)

_SENTENCES = {
    400: msgid("La petición no se entiende."),
    401: msgid("Inicie sesión para continuar."),
    403: msgid("No tiene permiso para ver esto."),
    404: msgid("No encontramos lo que busca."),
    405: msgid("Esta dirección no admite esa operación."),
    413: msgid("Lo que envió es demasiado grande."),
    416: msgid("El archivo no tiene esa parte."),
    429: msgid("Demasiadas peticiones. Espere un momento e inténtelo de nuevo."),
    500: msgid("Algo falló de nuestro lado. Inténtelo de nuevo en unos minutos."),
}
_CODES = {
    400: "bad_request",
    401: "sign_in_required",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    416: "range_not_satisfiable",
    429: "too_many_requests",
    500: "internal_error",
}


@dataclass(frozen=True)
class Problem:
    """What went wrong, ready to be shown."""

    status: int
    code: str
    sentence: str
    data: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def install(app: Flask) -> None:
    @app.errorhandler(ArchiveError)
    def known(error: ArchiveError) -> AnyResponse:
        if isinstance(error, SignInRequired) and request.method == "GET" and not wants_json():
            return redirect("/entrar?siguiente=" + quote(request.full_path.rstrip("?"), safe=""), 303)
        return answer(problem_of(error))

    @app.errorhandler(IngestError)
    def unreadable(error: IngestError) -> AnyResponse:
        return answer(problem_of(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> AnyResponse:
        return answer(problem_of(error))


def problem_of(error: ArchiveError | IngestError | HTTPException) -> Problem:
    """The error's status, stable code and sentence, translated and then filled."""
    if isinstance(error, ArchiveError):
        return Problem(error.status, error.code, spoken_error(error), error.data)
    if isinstance(error, IngestError):
        return Problem(422, error.code, spoken_error(error), error.data)
    code = error.code or 500
    sentence = _SENTENCES.get(code, _SENTENCES[400 if code < 500 else 500])
    kept = {"Allow", "Content-Range", "Retry-After"}
    headers = {name: value for name, value in error.get_headers() if name in kept}
    return Problem(code, _CODES.get(code, f"http_{code}"), translate(sentence), headers=headers)


def answer(problem: Problem) -> Response:
    response = _json(problem) if wants_json() else _page(problem)
    response.status_code = problem.status
    response.headers.update(problem.headers)
    return response


def wants_json() -> bool:
    """Whether the caller is a program: an address of the API, or one that prefers JSON."""
    if request.path.startswith("/api/"):
        return True
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]


def _json(problem: Problem) -> Response:
    data = {name: _plain(value) for name, value in problem.data.items()}
    response = jsonify({"error": {**data, "code": problem.code, "message": problem.sentence}})
    if request.path.startswith("/api/"):
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _page(problem: Problem) -> Response:
    template = {404: "errors/404.html", 500: "errors/500.html"}.get(problem.status, "errors/error.html")
    return render(template, problem=problem)
