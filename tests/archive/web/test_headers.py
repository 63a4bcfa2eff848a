"""What every answer tells the browser."""

import re

import pytest
from flask.testing import FlaskClient

from archive.web.headers import CONTENT_SECURITY_POLICY
from tests.archive.web.conftest import Portal

ADDRESSES = ("/", "/buscar?q=violencia", "/nada", "/api/v1/search", "/novedades.atom", "/static/base.css")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_strict_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_no_page_needs_inline_style_or_script(portal: Portal, client: FlaskClient) -> None:
    for address in ("/", "/buscar?q=violencia", f"/d/{portal.slides}", "/practicas/rompe-el-ciclo", "/nada"):
        html = client.get(address, follow_redirects=True).text
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", html)
        scripts = re.findall(r"<script([^>]*)>", html)
        assert all("src=" in script or "application/ld+json" in script for script in scripts)


def test_static_files_are_kept_for_good_only_under_their_version(client: FlaskClient) -> None:
    versioned = re.search(r"/static/base\.css\?v=\w+", client.get("/").text)
    assert versioned
    with client.get(versioned.group()) as right, client.get("/static/base.css?v=other") as wrong:
        assert "immutable" in right.headers["Cache-Control"]
        assert "immutable" not in wrong.headers["Cache-Control"]


def test_static_addresses_cannot_leave_their_folder(client: FlaskClient) -> None:
    assert client.get("/static/../web/routes.py").status_code == 404
    assert client.get("/static/%2e%2e/web/routes.py").status_code == 404
