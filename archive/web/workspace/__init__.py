"""The staff's face: ``attach(app)`` gives an application its sign-in and the workspace."""

from flask import Flask

from archive.services import passwords
from archive.web import session
from archive.web.workspace import (
    account_pages,
    audit_pages,
    backlog_pages,
    committee_pages,
    consent_pages,
    document_pages,
    entry,
    face,
    import_pages,
    legal_pages,
    people_pages,
    register_pages,
    review_pages,
    review_steps,
    step_pages,
    upload_pages,
)

_PAGES = (
    entry,
    upload_pages,
    document_pages,
    step_pages,
    backlog_pages,
    review_pages,
    review_steps,
    committee_pages,
    consent_pages,
    legal_pages,
    people_pages,
    register_pages,
    import_pages,
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
