"""The dated catalogue of legal bases: what is in force, what ended, adding, correcting, replacing, ending."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import ArchiveError, InvalidInput
from archive.permissions import Permission
from archive.services import legal
from archive.services.legal import BasisView
from archive.web.redaction_labels import DATA_TYPE_LABELS
from archive.web.routes import current_resources, route
from archive.web.sentences import spoken_error
from archive.web.workspace.face import done, show, signed_in, workspace
from archive.web.workspace.reading_forms import chosen, date, number
from ingest.redactions import DataType

_ADDRESS = "/trabajo/fundamentos"


@route(workspace, _ADDRESS, permission=Permission.DOCUMENT_READ)
def legal_bases() -> Response:
    """The catalogue; ``?id=`` opens one of its rows in the form."""
    return _page()


@route(workspace, _ADDRESS, permission=Permission.LEGAL_EDIT, methods=["POST"])
def save_basis() -> AnyResponse:
    return _change(_save)


@route(workspace, _ADDRESS + "/<int:basis_id>/terminar", permission=Permission.LEGAL_EDIT, methods=["POST"])
def end_basis(basis_id: int) -> AnyResponse:
    def end() -> None:
        last_day = date(request.form.get("hasta", ""), field="vigente hasta")
        if last_day is None:
            raise InvalidInput(field="vigente hasta", reason="no puede quedar vacía")
        legal.close(current_resources(), signed_in(), basis_id, last_day)

    return _change(end)


def _save() -> None:
    form = request.form
    untrusted_type = form.get("dato", "")
    data_type = chosen(tuple(DataType), untrusted_type)
    if data_type is None and untrusted_type:
        raise InvalidInput(field="dato", reason="elija uno de la lista")
    valid_from = date(form.get("desde", ""), field="vigente desde")
    if valid_from is None:
        raise InvalidInput(field="vigente desde", reason="no puede quedar vacía")
    legal.save(
        current_resources(),
        signed_in(),
        number(form.get("id", "")),
        data_type=data_type,
        minors="menores" in form,
        basis=form.get("fundamento", "")[:5000],
        motive=form.get("motivo", "")[:5000],
        valid_from=valid_from,
        to_confirm="por-confirmar" in form,
    )


def _change(step: Callable[[], None]) -> AnyResponse:
    try:
        step()
    except ArchiveError as error:
        return _page(error)
    return done(_ADDRESS, "guardado")


def _page(problem: ArchiveError | None = None) -> Response:
    rows = legal.catalogue(current_resources(), signed_in())
    key = number(request.form.get("id", "") if problem else request.args.get("id", ""))
    return show(
        "legal_bases",
        problem.status if problem else 200,
        groups=_groups(rows),
        row=next((row for row in rows if row.id == key), None),
        typed=request.form if problem else None,
        data_types=tuple(DataType),
        types=DATA_TYPE_LABELS,
        problem=spoken_error(problem) if problem else None,
    )


def _groups(rows: tuple[BasisView, ...]) -> dict[str, list[BasisView]]:
    """In force today, about to be, waiting to be confirmed, ended."""
    groups: dict[str, list[BasisView]] = {"in_force": [], "to_come": [], "to_confirm": [], "ended": []}
    for row in rows:
        groups[_standing(row)].append(row)
    return groups


def _standing(row: BasisView) -> str:
    today = datetime.now(UTC).date()
    if row.valid_to is not None and row.valid_to < today:
        return "ended"
    if row.to_confirm:
        return "to_confirm"
    return "to_come" if row.valid_from > today else "in_force"
