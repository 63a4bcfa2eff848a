"""The public portal's answers for programs: the same documents, pages and searches, as JSON."""

from flask import Flask

from archive.web.api import datasets, views


def attach(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    app.register_blueprint(datasets.blueprint)
