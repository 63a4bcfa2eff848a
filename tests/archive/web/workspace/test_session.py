"""Cookies, form tokens, and what is open before the one-time password was changed."""

from uuid import UUID

import pytest
from flask import Flask

from archive.permissions import Role
from archive.resources import Resources
from archive.services import accounts, sign_in
from archive.services.audit import COMMAND_LINE
from archive.web import create_app
from archive.web import session as web_session
from tests.archive.services.people import PASSWORD, person
from tests.archive.web.workspace.browser import Browser, browser_of


def test_the_cookie_is_closed_to_scripts_other_sites_and_plain_http(app: Flask, resources: Resources) -> None:
    person(resources, "ana", Role.UPLOADER)
    browser = Browser(app, "https://acervo.example.gob.mx")
    answer = browser.sign_in("ana", PASSWORD)
    cookie = next(
        value for value in answer.headers.getlist("Set-Cookie") if value.startswith("acervo_sesion=")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" in cookie


@pytest.mark.parametrize(
    ("host", "secure"),
    [
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://[::1]:8000", False),
        ("http://acervo.example.gob.mx", True),
        ("http://127.0.0.1.example.com", True),
        ("https://127.0.0.1", True),
    ],
)
def test_plain_http_is_for_this_machine_alone(
    app: Flask, resources: Resources, host: str, secure: bool
) -> None:
    with app.test_request_context("/entrar", base_url=host):
        assert web_session._secure() is secure


def test_a_form_without_its_token_is_refused_everywhere(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "jefa", Role.ADMINISTRATOR)
    other = browser_of(app, resources, "otra", Role.ADMINISTRATOR)
    changing = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("workspace.")
        and rule.methods
        and rule.methods & {"POST", "PATCH", "DELETE"}
    ]
    assert len(changing) > 15
    for rule in changing:
        values = {name: _example(name) for name in rule.arguments}
        with app.test_request_context():
            address = app.url_map.bind("127.0.0.1").build(
                rule.endpoint, values, method=_method(rule.methods or set())
            )
        for token in ("", "inventado", other.token()):
            answer = browser.client.open(
                address, method=_method(rule.methods or set()), data={"csrf": token}, base_url=browser.host
            )
            assert answer.status_code == 403, (address, token)
            assert "caducó" in answer.get_data(as_text=True)


def _method(methods: set[str]) -> str:
    return next(method for method in ("POST", "PATCH", "DELETE") if method in methods)


def _example(name: str) -> object:
    return {"document_id": UUID(int=0), "upload_id": UUID(int=0), "register": "temas"}.get(name, 1)


def test_the_sign_in_form_needs_its_own_token(app: Flask, resources: Resources) -> None:
    person(resources, "ana", Role.UPLOADER)
    stranger = app.test_client()
    data = {"usuario": "ana", "contrasena": PASSWORD}
    assert stranger.post("/entrar", data=data).status_code == 403
    assert stranger.post("/entrar", data={**data, "csrf": ""}).status_code == 403


def test_every_workspace_page_sends_a_stranger_to_the_entrance(app: Flask) -> None:
    stranger = Browser(app)
    asked = stranger.get("/trabajo/documentos?estado=ready")
    assert asked.status_code == 303
    assert asked.headers["Location"].startswith("/entrar?siguiente=")
    assert stranger.get("/trabajo/estados", headers={"Accept": "application/json"}).status_code == 401


def test_signing_in_goes_on_inside_and_never_to_another_site(app: Flask, resources: Resources) -> None:
    person(resources, "ana", Role.UPLOADER)
    for following, expected in (
        ("/trabajo/cola", "/trabajo/cola"),
        ("https://malo.example", "/trabajo/documentos"),
        ("//malo.example", "/trabajo/documentos"),
        ("/trabajo\\@malo.example", "/trabajo/documentos"),
        ("/trabajo\r\nX: y", "/trabajo/documentos"),
    ):
        assert Browser(app).sign_in("ana", PASSWORD, following).headers["Location"] == expected


def test_a_wrong_password_says_so_and_a_limit_says_how_long(app: Flask, resources: Resources) -> None:
    person(resources, "ana", Role.UPLOADER)
    browser = Browser(app)
    for _ in range(5):
        answer = browser.sign_in("ana", "no es esta")
        assert answer.status_code == 403
        assert "no coinciden" in answer.get_data(as_text=True)
    limited = browser.sign_in("ana", PASSWORD)
    assert limited.status_code == 429
    assert "minutos" in limited.get_data(as_text=True)


def test_nothing_is_open_until_the_one_time_password_is_changed(app: Flask, resources: Resources) -> None:
    one_time = accounts.create(resources, COMMAND_LINE, "ana", "Ana", Role.UPLOADER)
    browser = Browser(app)
    browser.sign_in("ana", one_time)
    for address in ("/trabajo/documentos", "/trabajo/subir", "/trabajo/cola"):
        assert browser.get(address).headers["Location"] == "/trabajo/mi-cuenta"
    changed = {"actual": one_time, "nueva": PASSWORD, "repetida": PASSWORD}
    assert browser.post("/trabajo/mi-cuenta", changed).status_code == 303
    assert browser.get("/trabajo/documentos").status_code == 200


def test_two_different_new_passwords_change_nothing(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    changed = {"actual": PASSWORD, "nueva": "cuatro palabras nuevas", "repetida": "cuatro palabras viejas"}
    assert browser.post("/trabajo/mi-cuenta", changed).status_code == 422
    assert sign_in.sign_in(resources, "ana", PASSWORD, "192.0.2.1")


def test_signing_out_everywhere_closes_every_browser(app: Flask, resources: Resources) -> None:
    here = browser_of(app, resources, "ana", Role.UPLOADER)
    there = Browser(app)
    there.sign_in("ana", PASSWORD)
    assert there.get("/trabajo/cola").status_code == 200
    here.post("/trabajo/mi-cuenta/salir-de-todo")
    assert there.get("/trabajo/cola").status_code == 303
    assert here.get("/trabajo/cola").status_code == 303


def test_signing_out_ends_the_token_not_only_the_cookie(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    cookie = browser.client.get_cookie("acervo_sesion", domain="127.0.0.1")
    assert cookie is not None
    browser.post("/salir")
    assert sign_in.signed_in(resources, cookie.value) is None


def test_nothing_of_the_workspace_is_kept_by_browsers(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    for address in ("/entrar", "/trabajo/documentos", "/trabajo/estados"):
        assert browser.get(address).headers["Cache-Control"] == "no-store"


def test_the_portal_alone_knows_no_entrance(resources: Resources) -> None:
    portal = create_app(resources.settings, ("portal",), resources).test_client()
    assert portal.get("/entrar").status_code == 404
    assert portal.get("/trabajo/documentos").status_code == 404
