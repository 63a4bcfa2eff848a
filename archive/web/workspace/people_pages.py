"""Right of access and cancellation: where a person stands in this archive, asked for by name or CURP.

What is typed comes in the body of a form alone: it is never in an address, never shown again, kept or logged.
"""

from flask import Response, request

from archive.errors import ArchiveError
from archive.permissions import Permission
from archive.services import people
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace.face import show, signed_in, workspace

_ADDRESS = "/trabajo/personas"
_LONGEST = 300


@route(workspace, _ADDRESS, permission=Permission.PEOPLE_SEARCH)
def people_search() -> Response:
    return show("people_search", found=None)


@route(workspace, _ADDRESS, permission=Permission.PEOPLE_SEARCH, methods=["POST"])
def find_person() -> Response:
    """Answered at once and not by going on to another address: the answer belongs to nobody's history."""
    try:
        found = people.search(current_resources(), signed_in(), request.form.get("persona", "")[:_LONGEST])
    except ArchiveError as error:
        return show("people_search", error.status, found=None, problem=spoken_error(error))
    return show("people_search", found=_by_document(found))


def _by_document(found: tuple[people.Holding, ...]) -> list[tuple[people.Holding, list[people.Holding]]]:
    """Each document once, with its places."""
    documents: dict[object, list[people.Holding]] = {}
    for one in found:
        documents.setdefault(one.document_id, []).append(one)
    return [(places[0], places) for places in documents.values()]
