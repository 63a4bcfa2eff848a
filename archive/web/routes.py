"""Routes that say who may use them, and what this process holds open; what says nothing does not start."""

import threading
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, TypeVar, cast

from flask import Blueprint, Flask, current_app, request

from archive.permissions import Actor, Permission, demand
from archive.resources import Resources, open_resources
from archive.settings import Settings


class Access(Enum):
    """Who needs no permission."""

    PUBLIC = "public"


PUBLIC = Access.PUBLIC

ActorLookup = Callable[[], Actor | None]
View = TypeVar("View", bound=Callable[..., Any])

_DECLARED = "acervo_permission"
_ACTOR = "acervo.actor"
_RESOURCES = "acervo.resources"
_SETTINGS = "acervo.settings"


def route(
    blueprint: Blueprint | Flask,
    rule: str,
    *,
    permission: Permission | Access,
    methods: Sequence[str] = ("GET",),
    endpoint: str | None = None,
) -> Callable[[View], View]:
    """Like Flask's own decorator, with the permission that is asked for before the view runs."""

    def declare(view: View) -> View:
        setattr(view, _DECLARED, permission)
        blueprint.add_url_rule(rule, endpoint=endpoint, view_func=view, methods=list(methods))
        return view

    return declare


def guard(app: Flask) -> None:
    """Ask for the declared permission before every view."""

    @app.before_request
    def enforce() -> None:
        if request.endpoint is None:
            return
        permission = _declared(app, request.endpoint)
        if permission is not PUBLIC:
            demand(current_actor(), cast(Permission, permission))


def refuse_undeclared(app: Flask) -> None:
    """Raise RuntimeError if any address of ``app`` has no declared permission."""
    undeclared = sorted(
        {rule.endpoint for rule in app.url_map.iter_rules() if _declared(app, rule.endpoint) is None}
    )
    if undeclared:
        raise RuntimeError("routes without a declared permission: " + ", ".join(undeclared))


def find_actors_with(app: Flask, lookup: ActorLookup) -> None:
    """Let ``lookup`` say who is asking; without it nobody is ever signed in."""
    app.extensions[_ACTOR] = lookup


def current_actor() -> Actor | None:
    lookup = cast(ActorLookup | None, current_app.extensions.get(_ACTOR))
    return lookup() if lookup is not None else None


def current_settings() -> Settings:
    return cast(Settings, current_app.extensions[_SETTINGS])


def current_resources() -> Resources:
    return cast(_Opener, current_app.extensions[_RESOURCES]).get()


def hold(app: Flask, settings: Settings, resources: Resources | None, *, staff: bool) -> None:
    """Keep settings and resources in ``app``; resources not given are opened at the first request."""
    app.extensions[_SETTINGS] = settings
    app.extensions[_RESOURCES] = _Opener(settings, resources, staff=staff)


class _Opener:
    """Opens once per process, after any fork of the server."""

    def __init__(self, settings: Settings, resources: Resources | None, *, staff: bool) -> None:
        self._settings = settings
        self._staff = staff
        self._resources = resources
        self._lock = threading.Lock()

    def get(self) -> Resources:
        if self._resources is None:
            with self._lock:
                if self._resources is None:
                    self._resources = open_resources(self._settings, staff=self._staff)
        return self._resources


def _declared(app: Flask, endpoint: str) -> Permission | Access | None:
    return cast(Permission | Access | None, getattr(app.view_functions[endpoint], _DECLARED, None))
