"""Pages that send a reader on: the catalogue of talks, the phone list."""

from flask import Blueprint, Response

from archive.services.reading import helping
from archive.web.addresses import public_root
from archive.web.kept import kept
from archive.web.pages import render
from archive.web.routes import PUBLIC, current_resources, route

blueprint = Blueprint("helping", __name__)


@route(blueprint, "/platicas", permission=PUBLIC)
@kept
def talks() -> Response:
    return render("portal/talks.html", talks=helping.talks(current_resources()), root=public_root())


@route(blueprint, "/telefonos", permission=PUBLIC)
@kept
def phones() -> Response:
    return render("portal/phones.html", phones=helping.phones(current_resources()), root=public_root())
