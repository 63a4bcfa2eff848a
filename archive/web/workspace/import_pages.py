"""Registers filled from a CSV: what its columns mean, the trial of a file, and bringing it in."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError, InvalidInput
from archive.permissions import Permission
from archive.services import register_import
from archive.services.register_csv import MOST_BYTES, text_of
from archive.services.register_import import Trial
from archive.web import register_labels
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace.face import done, show, signed_in, workspace
from archive.web.workspace.register_forms import LABELS
from archive.web.workspace.register_pages import known_register

_ADDRESS = "/trabajo/registros/<register>"


@route(workspace, f"{_ADDRESS}/importar", permission=Permission.REGISTER_EDIT)
def import_page(register: str) -> Response:
    return _page(known_register(register))


@route(workspace, f"{_ADDRESS}/importar", permission=Permission.REGISTER_EDIT, methods=["POST"])
def import_register(register: str) -> AnyResponse:
    """With a file: the trial.  With the tried content that came back: the import itself."""
    known_register(register)
    resources, actor = current_resources(), signed_in()
    try:
        tried = request.form.get("contenido")
        if tried is None:
            content = _sent_text()
            return _page(register, register_import.try_import(resources, actor, register, content), content)
        trial = register_import.import_rows(resources, actor, register, tried)
    except ArchiveError as error:
        return _page(register, problem=error)
    if trial.problems:
        return _page(register, trial)
    return done(f"/trabajo/registros/{register}", "importado")


@route(workspace, f"{_ADDRESS}.csv", permission=Permission.REGISTER_EDIT)
def register_csv(register: str) -> Response:
    """The register as it stands, to be corrected and brought in again."""
    text = register_import.as_csv(current_resources(), signed_in(), known_register(register))
    # The mark lets spreadsheets see that it is UTF-8.
    response = Response("\ufeff" + text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{register}.csv"'
    return response


def _sent_text() -> str:
    """The file as text that a form can carry back.  Raises InvalidInput."""
    file = request.files.get("archivo")
    if file is None or not file.filename:
        raise InvalidInput(field="Archivo", reason="elija un archivo CSV")
    return text_of(file.stream.read(MOST_BYTES + 1))


def _page(
    register: str, trial: Trial | None = None, content: str = "", problem: ArchiveError | None = None
) -> Response:
    refused = problem is not None or (trial is not None and trial.problems)
    return show(
        "register_import",
        422 if refused else 200,
        register=register,
        labels=LABELS,
        columns=register_import.columns_of(register),
        trial=trial,
        content=content,
        words=register_labels,
        problem=spoken_error(problem) if problem else None,
    )
