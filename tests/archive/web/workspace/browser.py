"""A browser without scripts: keeps cookies, reads the form token, fills forms."""

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from archive.permissions import Role
from archive.resources import Resources
from archive.web.session import COOKIE
from tests.archive.services.people import person

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


class Browser:
    def __init__(self, app: Flask, host: str = "http://127.0.0.1") -> None:
        self.client = app.test_client()
        self.host = host

    def get(self, address: str, **options: Any) -> TestResponse:
        return self.client.get(address, base_url=self.host, **options)

    def post(
        self, address: str, data: dict[str, Any] | None = None, *, token: str | None = None
    ) -> TestResponse:
        sent = {"csrf": self.token() if token is None else token, **(data or {})}
        return self.client.post(address, data=sent, base_url=self.host)

    def token(self) -> str:
        """The token of a page this browser may see."""
        for address in ("/trabajo/mi-cuenta", "/entrar"):
            found = _TOKEN.search(self.get(address).get_data(as_text=True))
            if found:
                return found.group(1)
        raise AssertionError("no form anywhere")

    def sign_in(self, username: str, password: str, following: str = "") -> TestResponse:
        found = _TOKEN.search(self.get("/entrar").get_data(as_text=True))
        assert found
        data = {"usuario": username, "contrasena": password, "siguiente": following}
        return self.post("/entrar", data, token=found.group(1))


def browser_of(app: Flask, resources: Resources, username: str, role: Role) -> Browser:
    """A browser where a person of that role is signed in."""
    _, token = person(resources, username, role)
    browser = Browser(app)
    browser.client.set_cookie(COOKIE, token, domain="127.0.0.1")
    return browser
