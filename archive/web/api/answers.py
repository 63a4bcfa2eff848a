"""What every answer of the API shares: how it is written, and that programs of any site may read it."""

from typing import Any

import orjson
from flask import Response


def json_answer(value: dict[str, Any]) -> Response:
    return Response(orjson.dumps(value), mimetype="application/json")


def allow_every_site(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
