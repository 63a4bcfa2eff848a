"""Nothing is served that does not say who may see it."""

from http import HTTPStatus

import pytest
from flask import Blueprint

from archive.permissions import Permission, Role
from archive.services.audit import SystemActor
from archive.settings import Settings
from archive.web import create_app
from archive.web.routes import find_actors_with, refuse_undeclared, route


def test_a_route_without_a_permission_refuses_to_start(settings: Settings) -> None:
    app = create_app(settings, faces=("portal", "api"))
    app.add_url_rule("/secreto", endpoint="secreto", view_func=lambda: "no")
    with pytest.raises(RuntimeError, match="secreto"):
        refuse_undeclared(app)


def test_every_route_of_every_face_is_declared(settings: Settings) -> None:
    create_app(settings)


def test_the_portal_alone_has_no_way_in(settings: Settings) -> None:
    app = create_app(settings, faces=("portal",))
    assert not [rule for rule in app.url_map.iter_rules() if "entrar" in rule.rule or "trabajo" in rule.rule]
    assert app.test_client().get("/entrar").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("actor", "status"),
    [
        (None, HTTPStatus.UNAUTHORIZED),
        (SystemActor("ana", 1, Role.UPLOADER), HTTPStatus.FORBIDDEN),
        (SystemActor("luz", 2, Role.AUDITOR), HTTPStatus.OK),
    ],
)
def test_the_permission_is_asked_for_before_the_view_runs(
    settings: Settings, actor: SystemActor | None, status: HTTPStatus
) -> None:
    app = create_app(settings, faces=())
    ran = []
    blueprint = Blueprint("tried", __name__)

    @route(blueprint, "/bitacora", permission=Permission.AUDIT_READ)
    def trail() -> str:
        ran.append(True)
        return "bien"

    app.register_blueprint(blueprint)
    find_actors_with(app, lambda: actor)
    answer = app.test_client().get("/bitacora", headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert bool(ran) is (status is HTTPStatus.OK)
