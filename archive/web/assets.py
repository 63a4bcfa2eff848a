"""The archive's own style sheets, scripts and pictures, under addresses that change with their content."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory

from archive.web.routes import PUBLIC, route

FOLDER = Path(__file__).parent.parent / "static"

blueprint = Blueprint("assets", __name__)


@route(blueprint, "/static/<path:name>", permission=PUBLIC)
def static(name: str) -> Response:
    response = send_from_directory(FOLDER, name)
    fresh = request.args.get("v") == _version(name)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if fresh else "no-cache"
    return response


@cache
def asset_address(name: str) -> str:
    """The address of a static file; ``name`` is its path under archive/static."""
    return f"/static/{name}?v={_version(name)}"


@cache
def _version(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
