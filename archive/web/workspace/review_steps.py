"""What a reviewer does on the desk: accept, reject, draw, move, undo, confirm a page, finish, ask for it.

Every step is a plain form.  A script sends the same form with ``parte=1`` and gets the desk alone, as it then
is, with a sentence on what happened; without one the browser is led back to the page it came from.
"""

from collections.abc import Callable
from uuid import UUID

from flask import redirect, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError, InvalidInput, NotPublishable
from archive.permissions import Permission
from archive.services import counting, review, review_view, steps
from archive.services.clearance import MISSING_REASONS, Missing
from archive.services.review import Scope
from archive.web.language import ngettext, translate
from archive.web.redaction_labels import DATA_TYPE_LABELS, DEED_LABELS
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace.face import done, signed_in, workspace
from archive.web.workspace.reading_forms import chosen, number
from archive.web.workspace.review_pages import DATA_TYPES, REVIEW, Told, show_counts, show_desk
from ingest.redactions import AgeBand, Counts, DataType, Sex
from ingest.values import Box

_DECIDE = Permission.REVIEW_DECIDE
_POST = ["POST"]
_FARTHEST = 1_000_000.0  # points: beyond any page


@route(workspace, REVIEW + "/aceptar", permission=_DECIDE, methods=_POST)
def accept_boxes(document_id: UUID) -> AnyResponse:
    def step() -> Told:
        boxes, scope = _boxes(document_id), _scope()
        count = review.accept(current_resources(), signed_in(), document_id, boxes, scope)
        said = ngettext("Se aceptó %(num)s testado.", "Se aceptaron %(num)s testados.", count)
        return Told(said % {"num": count})

    return _do(document_id, step)


@route(workspace, REVIEW + "/rechazar", permission=_DECIDE, methods=_POST)
def reject_boxes(document_id: UUID) -> AnyResponse:
    def step() -> Told:
        why = chosen(review.REJECTIONS, request.form.get("motivo", ""))
        if why is None:
            raise InvalidInput(field="motivo", reason="elija uno de la lista")
        count = review.reject(
            current_resources(), signed_in(), document_id, _boxes(document_id), why, _scope()
        )
        said = ngettext(
            "Se rechazó %(num)s testado: quedará visible.",
            "Se rechazaron %(num)s testados: quedarán visibles.",
            count,
        )
        return Told(said % {"num": count})

    return _do(document_id, step)


@route(workspace, REVIEW + "/dibujar", permission=_DECIDE, methods=_POST)
def draw_box(document_id: UUID) -> AnyResponse:
    def step() -> Told:
        page = number(request.form.get("pagina", "")) or 1
        kind = _data_type()
        drawn = review.draw(current_resources(), signed_in(), document_id, page, _box(), kind)
        return Told(translate("Se dibujó un testado: %(what)s.", what=_named(kind)), drawn)

    return _do(document_id, step)


@route(workspace, REVIEW + "/mover", permission=_DECIDE, methods=_POST)
def move_box(document_id: UUID) -> AnyResponse:
    def step() -> Told:
        review.move(current_resources(), signed_in(), document_id, _one(document_id), _box())
        return Told(translate("Se movió el testado."))

    return _do(document_id, step)


@route(workspace, REVIEW + "/dato", permission=_DECIDE, methods=_POST)
def retype_box(document_id: UUID) -> AnyResponse:
    def step() -> Told:
        kind, one = _data_type(), _one(document_id)
        review.retype(current_resources(), signed_in(), document_id, one, kind)
        return Told(translate("Ahora es: %(what)s.", what=_named(kind)), one)

    return _do(document_id, step)


@route(workspace, REVIEW + "/quitar", permission=_DECIDE, methods=_POST)
def remove_box(document_id: UUID) -> AnyResponse:
    def step() -> Told:
        review.remove(current_resources(), signed_in(), document_id, _one(document_id))
        return Told(translate("Se quitó el testado."))

    return _do(document_id, step)


@route(workspace, REVIEW + "/deshacer", permission=_DECIDE, methods=_POST)
def undo_step(document_id: UUID) -> AnyResponse:
    def step() -> Told:
        deed = steps.undo(current_resources(), signed_in(), document_id)
        return Told(translate("Se deshizo: %(deed)s.", deed=translate(DEED_LABELS[deed])))

    return _do(document_id, step)


@route(workspace, REVIEW + "/rehacer", permission=_DECIDE, methods=_POST)
def redo_step(document_id: UUID) -> AnyResponse:
    def step() -> Told:
        deed = steps.redo(current_resources(), signed_in(), document_id)
        return Told(translate("Se rehizo: %(deed)s.", deed=translate(DEED_LABELS[deed])))

    return _do(document_id, step)


@route(workspace, REVIEW + "/confirmar", permission=_DECIDE, methods=_POST)
def confirm_page(document_id: UUID) -> AnyResponse:
    """``cotejada=1``: looked at beside the result, which must be the one of these very boxes."""

    def step() -> Told:
        page = number(request.form.get("pagina", "")) or 1
        compared = request.form.get("cotejada") == "1"
        resources, actor = current_resources(), signed_in()
        if compared and not review_view.open_review(resources, actor, document_id).draft_ready:
            raise NotPublishable(reason=MISSING_REASONS[Missing.VERSION])
        review.confirm_page(resources, actor, document_id, page, beside_result=compared)
        return Told(translate("Página %(page)s confirmada.", page=page))

    return _do(document_id, step)


@route(workspace, REVIEW + "/terminar", permission=_DECIDE, methods=_POST)
def finish_review(document_id: UUID) -> AnyResponse:
    def step() -> Told:
        review.finish(current_resources(), signed_in(), document_id)
        return Told(translate("Revisión terminada. Se prepara la versión para compararla."))

    return _do(document_id, step)


@route(workspace, REVIEW + "/solicitar", permission=Permission.DOCUMENT_DESCRIBE, methods=_POST)
def request_publication(document_id: UUID) -> AnyResponse:
    review.request_publication(current_resources(), signed_in(), document_id)
    return done(f"/trabajo/documentos/{document_id}", "solicitado")


@route(workspace, REVIEW + "/asistentes", permission=_DECIDE, methods=_POST)
def check_counts(document_id: UUID) -> AnyResponse:
    try:
        counting.check_counts(current_resources(), signed_in(), document_id, _counts(document_id))
    except ArchiveError as error:
        return show_counts(document_id, error.status, spoken_error(error))
    return done(f"/trabajo/revision/{document_id}/asistentes", "guardado")


def _do(document_id: UUID, step: Callable[[], Told]) -> AnyResponse:
    """Take the step and show the desk again: with what happened, or with what forbids it."""
    part = request.form.get("parte") == "1"
    page, beside = number(request.form.get("pagina", "")), request.form.get("junto") == "1"
    try:
        told = step()
    except ArchiveError as error:
        return show_desk(
            document_id, page, beside=beside, part=part, status=error.status, problem=spoken_error(error)
        )
    if part:
        return show_desk(document_id, page, beside=beside, part=True, told=told)
    return redirect(
        f"/trabajo/revision/{document_id}?pagina={page or 1}&junto={int(beside)}&hecho=decidido", 303
    )


def _named(kind: DataType) -> str:
    return translate(DATA_TYPE_LABELS[kind])


def _boxes(document_id: UUID) -> list[int]:
    """The boxes meant: by number, or all that wait for a decision on this page or in the document."""
    lot = request.form.get("lote", "")
    if lot in ("pagina", "documento"):
        view = review_view.open_review(current_resources(), signed_in(), document_id)
        page = number(request.form.get("pagina", ""))
        return [
            box.id
            for each in view.pages
            for box in each.boxes
            if box.state == "proposed" and (lot == "documento" or each.number == page)
        ]
    found = [known for text in request.form.getlist("testado") if (known := number(text)) is not None]
    if not found:
        raise InvalidInput(field="testado", reason="elija al menos uno")
    return found


def _one(document_id: UUID) -> int:
    found = _boxes(document_id)
    if len(found) != 1:
        raise InvalidInput(field="testado", reason="elija uno solo")
    return found[0]


def _scope() -> Scope:
    return chosen(tuple(Scope), request.form.get("alcance", "")) or Scope.BOX


def _data_type() -> DataType:
    kind = chosen(DATA_TYPES, request.form.get("dato", ""))
    if kind is None:
        raise InvalidInput(field="dato", reason="elija uno de la lista")
    return kind


def _box() -> Box:
    return Box(*(_side(request.form.get(name, "")) for name in ("x0", "y0", "x1", "y1")))


def _side(untrusted_text: str) -> float:
    try:
        side = float(untrusted_text)
    except ValueError:
        side = float("nan")
    if not abs(side) < _FARTHEST:
        raise InvalidInput(field="testado", reason="está fuera de la página o es demasiado pequeño")
    return side


def _counts(document_id: UUID) -> Counts:
    """What the form states; confidence and doubtful rows stay as they were read."""
    found = counting.counts_of(current_resources(), signed_in(), document_id)
    if found is None:
        raise InvalidInput(field="asistentes", reason="este documento no tiene conteos")
    grades = tuple((grade, _count(f"grado-{grade}")) for grade, _ in found.counts.by_grade)
    return Counts(
        total=_count("total"),
        by_sex=tuple((sex, _count(f"sexo-{sex.value}")) for sex in Sex),
        by_age=tuple((band, _count(f"edad-{band.value}")) for band in AgeBand),
        by_grade=grades,
        minors=_count("menores"),
        adults=_count("adultos"),
        confidence=found.counts.confidence,
        rows_to_check=found.counts.rows_to_check,
    )


def _count(name: str) -> int:
    found = number(request.form.get(name, ""))
    if found is None:
        raise InvalidInput(field="asistentes", reason="escriba un número en cada casilla")
    return found
