"""Bringing files in: the page, a plain form for it, and the pieces that a browser can take up again."""

import base64
import binascii
import tempfile
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from flask import Request, Response, jsonify, request
from werkzeug.datastructures import FileStorage

from archive.errors import InvalidInput, UploadConflict
from archive.permissions import Permission
from archive.services import registers, uploads
from archive.services.intake import Outcome, OutcomeState
from archive.services.uploads import UploadView
from archive.web.language import msgid, translate
from archive.web.routes import current_resources, current_settings, route
from archive.web.sentences import spoken
from archive.web.workspace.face import show, signed_in, workspace
from ingest.errors import IngestError

_VERSION = "1.0.0"  # of the protocol the pieces follow: https://tus.io/protocols/resumable-upload
_PIECE_TYPE = "application/offset+octet-stream"
_RECEIVED = msgid("Ya está guardado y en espera de leerse.")
_LABELS = {
    OutcomeState.RECEIVED: msgid("Recibido"),
    OutcomeState.DUPLICATE: msgid("Ya estaba"),
    OutcomeState.REFUSED: msgid("Rechazado"),
}


class RequestToDisk(Request):
    """A request whose files are written into the uploads folder while they arrive, never held in memory."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        folder = current_settings().uploads_folder
        folder.mkdir(parents=True, exist_ok=True)
        return tempfile.NamedTemporaryFile(prefix="form-", suffix=".part", dir=folder)


@route(workspace, "/trabajo/subir", permission=Permission.DOCUMENT_UPLOAD, methods=["GET", "POST"])
def upload() -> Response:
    outcomes: tuple[Outcome, ...] = ()
    if request.method == "POST":
        practice_id = _number(request.form.get("practica", ""))
        sent = [file for file in request.files.getlist("archivos") if file.filename]
        outcomes = tuple(outcome for file in sent for outcome in _receive(file, practice_id))
    return show(
        "upload",
        outcomes=[_told(outcome) for outcome in outcomes],
        sent=request.method == "POST",
        practices=registers.read(current_resources(), signed_in()).practices,
        largest=current_settings().max_upload_size,
    )


@route(workspace, "/trabajo/subidas", permission=Permission.DOCUMENT_UPLOAD, methods=["POST"])
def begin_upload() -> Response:
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    size = _number(request.headers.get("Upload-Length", ""))
    if size is None:
        raise InvalidInput(field="Upload-Length", reason="debe ser un número de bytes")
    begun = uploads.begin(
        current_resources(),
        signed_in(),
        told.get("name", ""),
        size,
        folder_titles=uploads.clean_folders(told.get("folder", "")),
        practice_id=_number(told.get("practice", "")),
    )
    response = _answer(begun, 201)
    response.headers["Location"] = f"/trabajo/subidas/{begun.id}"
    return response


@route(
    workspace,
    "/trabajo/subidas/<uuid:upload_id>",
    permission=Permission.DOCUMENT_UPLOAD,
    methods=["GET", "PATCH", "DELETE"],
)
def upload_piece(upload_id: UUID) -> Response:
    """GET and HEAD: how far it is.  PATCH: the next piece.  DELETE: never mind."""
    if request.method == "DELETE":
        uploads.abandon(current_resources(), signed_in(), upload_id)
        return Response(status=204)
    if request.method == "PATCH":
        return _append(upload_id)
    return _answer(uploads.look(current_resources(), signed_in(), upload_id))


def _append(upload_id: UUID) -> Response:
    offset = _number(request.headers.get("Upload-Offset", ""))
    if request.mimetype != _PIECE_TYPE or offset is None:
        raise InvalidInput(field="Upload-Offset", reason="falta decir desde qué byte continúa")
    try:
        view = uploads.append(current_resources(), signed_in(), upload_id, offset, request.stream)
    except UploadConflict as conflict:
        response = jsonify({"offset": conflict.data["offset"], "error": {"code": conflict.code}})
        response.status_code = conflict.status
        response.headers["Upload-Offset"] = str(conflict.data["offset"])
        return response
    return _answer(view)


def _answer(view: UploadView, status: int = 200) -> Response:
    outcomes = None if view.outcomes is None else [_told(outcome) for outcome in view.outcomes]
    response = jsonify(
        {
            "id": str(view.id),
            "name": view.name,
            "size": view.size,
            "offset": view.offset,
            "outcomes": outcomes,
        }
    )
    response.status_code = status
    response.headers["Upload-Offset"] = str(view.offset)
    response.headers["Upload-Length"] = str(view.size)
    response.headers["Tus-Resumable"] = _VERSION
    return response


def _receive(file: FileStorage, practice_id: int | None) -> tuple[Outcome, ...]:
    untrusted_name = file.filename or ""
    try:
        file.stream.flush()
        return uploads.receive_whole(
            current_resources(), signed_in(), Path(file.stream.name), untrusted_name, practice_id
        )
    except (InvalidInput, IngestError) as error:
        return (
            Outcome(untrusted_name, OutcomeState.REFUSED, None, None, error.code, error.sentence, error.data),
        )


def _told(outcome: Outcome) -> dict[str, Any]:
    """An outcome as the page shows it."""
    address = f"/trabajo/documentos/{outcome.document_id}" if outcome.document_id else None
    sentence = spoken(outcome.sentence, outcome.data) if outcome.sentence else translate(_RECEIVED)
    return {
        "name": outcome.name,
        "state": outcome.state.value,
        "label": translate(_LABELS[outcome.state]),
        "id": str(outcome.document_id) if outcome.document_id else None,
        "title": outcome.title,
        "address": address,
        "sentence": sentence,
    }


def _metadata(untrusted_header: str) -> dict[str, str]:
    """``name base64,other base64`` as the protocol writes it; what cannot be read is left out."""
    told: dict[str, str] = {}
    for pair in untrusted_header.split(","):
        key, _, encoded = pair.strip().partition(" ")
        try:
            told[key] = base64.b64decode(encoded, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
    return told


def _number(untrusted_text: str) -> int | None:
    text = untrusted_text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
