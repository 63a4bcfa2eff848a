"""The index of redactions of a published document, for people (CSV) and for programs (JSON)."""

from uuid import UUID

from flask import Blueprint, Response, jsonify

from archive.services.reading import redactions
from archive.services.versions import index_csv
from archive.web.routes import PUBLIC, current_resources, route

blueprint = Blueprint("redactions", __name__)

_MARK = "\ufeff"  # spreadsheets take a file without it for one of an older encoding


@route(blueprint, "/d/<uuid:document_id>/testados.csv", permission=PUBLIC)
def index_table(document_id: UUID) -> Response:
    found = redactions.index_of(current_resources(), document_id)
    response = Response(_MARK + index_csv(found.entries), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="testados.csv"'
    return response


@route(blueprint, "/d/<uuid:document_id>/testados.json", permission=PUBLIC)
def index_data(document_id: UUID) -> Response:
    found = redactions.index_of(current_resources(), document_id)
    act = {
        "date": found.act_date.isoformat() if found.act_date else None,
        "number": found.act_number,
        "minutes": found.minutes_link,
    }
    listed = [
        {
            "code": entry.code,
            "page": entry.page,
            "data_type": entry.data_type,
            "label": entry.label,
            "extent": entry.extent,
            "legal_basis": entry.basis,
            "motive": entry.motive,
        }
        for entry in found.entries
    ]
    return jsonify(
        {"document": str(document_id), "version": found.version, "committee_act": act, "redactions": listed}
    )
