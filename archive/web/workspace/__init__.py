"""The staff's face: ``attach(app)`` gives an application its sign-in and the workspace."""

from flask import Flask

from archive.services import passwords
from archive.web import session
from archive.web.workspace import (
    account_pages,
    audit_pages,
    backlog_pages,
    document_pages,
    entry,
    face,
    register_pages,
    step_pages,
    upload_pages,
)

_PAGES = (
    entry,
    upload_pages,
    document_pages,
    step_pages,
    backlog_pages,
    register_pages,
    account_pages,
    audit_pages,
)


def attach(app: Flask) -> None:
    """Every module of ``_PAGES`` has put its routes on the one blueprint when it was imported."""
    assert all(page.workspace is face.workspace for page in _PAGES)
    passwords.prepare()
    app.request_class = upload_pages.RequestToDisk
    session.install(app)
    app.register_blueprint(face.workspace)
