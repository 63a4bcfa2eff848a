"""The factory of the web application: settings and faces in, a Flask application out."""

import gc
from importlib import import_module

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from archive.resources import Resources
from archive.settings import Settings, load_settings
from archive.web import assets, errors, headers, kept, language, pages, routes, visits

_COLLECT_EVERY = 20_000  # new objects: a dozen answers

# Each module has ``attach(app)``.  Only the faces asked for are loaded: a process that shows the portal
# alone never sees the code that signs people in.
_FACES = {"portal": "archive.web.portal", "api": "archive.web.api", "workspace": "archive.web.workspace"}


def create_app(
    settings: Settings, faces: tuple[str, ...] | None = None, resources: Resources | None = None
) -> Flask:
    """An application showing ``faces`` (default: those of the settings).

    Raises RuntimeError if any route says not who may use it.  Without given ``resources`` they are opened at
    the first request, and without the staff's side where the workspace is not shown.
    """
    shown = settings.faces if faces is None else faces
    app = Flask("archive.web", static_folder=None, template_folder=str(pages.template_folder()))
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    if settings.trusted_proxies:
        _believe_proxies(app, settings.trusted_proxies)
    routes.hold(app, settings, resources, staff="workspace" in shown)
    routes.guard(app)
    headers.install(app)
    language.install(app, settings.languages)
    pages.install(app, settings, shown)
    errors.install(app)
    kept.install(app)
    visits.install(app)
    app.register_blueprint(assets.blueprint)
    for face in shown:
        import_module(_FACES[face]).attach(app)
    routes.refuse_undeclared(app)
    return app


def _believe_proxies(app: Flask, count: int) -> None:
    """Take the reader's address, scheme and host from so many proxies in front; from nobody else."""
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def create_from_environment() -> Flask:
    """For a WSGI server: the application of the instance named by ACERVO_INSTANCE."""
    app = create_app(load_settings())
    # What the application is made of stays for good: the collector need not walk it again for every answer.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_EVERY)
    return app
