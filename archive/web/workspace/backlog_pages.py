"""What waits: the queue, decisions for a second person, pages that were hard to read."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from archive.permissions import Permission
from archive.services import backlog
from archive.web.routes import current_resources, route
from archive.web.workspace.face import done, show, signed_in, workspace
from archive.web.workspace.reading_forms import number


@route(workspace, "/trabajo/cola", permission=Permission.QUEUE_READ)
def queue() -> Response:
    """The queue; ``?parte=1`` gives the changing part alone, for the page that refreshes itself."""
    template = "queue_part" if "parte" in request.args else "queue"
    return show(template, queue=backlog.look(current_resources(), signed_in()))


@route(
    workspace,
    "/trabajo/cola/<int:job_id>/reintentar",
    permission=Permission.DOCUMENT_UPLOAD,
    methods=["POST"],
)
def retry_job(job_id: int) -> AnyResponse:
    backlog.retry_job(current_resources(), signed_in(), job_id)
    return done("/trabajo/cola", "tarea")


@route(workspace, "/trabajo/revision", permission=Permission.DOCUMENT_READ)
def review() -> Response:
    return show("review", decisions=backlog.decisions(current_resources(), signed_in()))


@route(workspace, "/trabajo/baja-confianza", permission=Permission.DOCUMENT_READ)
def unsure_pages() -> Response:
    page = number(request.args.get("pagina", "")) or 1
    found = backlog.unsure_pages(current_resources(), signed_in(), page)
    return show("unsure_pages", unsure=found, page=page, per_page=backlog.PAGES_SHOWN)
