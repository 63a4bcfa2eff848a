"""Pages from templates: where the templates lie, what each may use, and how one becomes an answer."""

from pathlib import Path
from typing import Any, cast

from flask import Flask, Response, current_app, request

from archive.settings import Settings
from archive.web.assets import asset_address
from archive.web.labels import (
    ACTION_LABELS,
    CHOICE_LABELS,
    FACET_LABELS,
    GROUND_LABELS,
    JOB_STATE_LABELS,
    KIND_LABELS,
    KIND_LABELS_PLURAL,
    OUTCOME_LABELS,
    ROLE_LABELS,
    SORT_LABELS,
    STATE_LABELS,
    TEXT_SOURCE_LABELS,
    VERB_LABELS,
)
from archive.web.language import catalogue, current_language
from archive.web.templating import LanguageEnvironment

_EXTENSION = "acervo.pages"


def template_folder() -> Path:
    """``archive/templates`` of an installed archive, else ``templates/`` at the top of the tree."""
    installed = Path(__file__).parent.parent / "templates"
    return installed if installed.is_dir() else installed.parent.parent / "templates"


def install(app: Flask, settings: Settings, faces: tuple[str, ...]) -> None:
    """Give every template the archive's name, its faces, its static files and the labels."""
    app.extensions[_EXTENSION] = {}
    environment = app.jinja_env
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.do")
    environment.globals.update(
        portal_name=settings.portal_name,
        authority=settings.authority,
        languages=settings.languages,
        faces=faces,
        asset=asset_address,
        KIND_LABELS=KIND_LABELS,
        KIND_LABELS_PLURAL=KIND_LABELS_PLURAL,
        STATE_LABELS=STATE_LABELS,
        FACET_LABELS=FACET_LABELS,
        SORT_LABELS=SORT_LABELS,
        ROLE_LABELS=ROLE_LABELS,
        ACTION_LABELS=ACTION_LABELS,
        GROUND_LABELS=GROUND_LABELS,
        TEXT_SOURCE_LABELS=TEXT_SOURCE_LABELS,
        JOB_STATE_LABELS=JOB_STATE_LABELS,
        VERB_LABELS=VERB_LABELS,
        CHOICE_LABELS=CHOICE_LABELS,
        OUTCOME_LABELS=OUTCOME_LABELS,
    )


def render(template: str, status: int = 200, **values: Any) -> Response:
    """``template`` filled with ``values``, as an HTML answer.

    Straight from Jinja: templates get what they need by name and never reach for Flask's session or config.
    """
    html = _environment(current_language()).get_template(template).render(values, request=request)
    return Response(html, status, mimetype="text/html")


def _environment(language: str) -> LanguageEnvironment:
    """Made when first asked for: by then every face has given its globals and filters."""
    made = cast(dict[str, LanguageEnvironment], current_app.extensions[_EXTENSION])
    if language not in made:
        made[language] = LanguageEnvironment(current_app, catalogue(language))
    return made[language]
