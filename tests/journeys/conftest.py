"""A whole archive as an office runs it, server and worker, and a real browser in front of it."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass(frozen=True)
class Office:
    """Where the archive listens."""

    address: str
    environment: dict[str, str]

    def newcomer(self, username: str, role: str) -> str:
        """The one-time password of a new account, as the administrator gets it."""
        return _password(_acervo(self.environment, "user", "add", username, "--role", role))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    instance = tmp_path_factory.mktemp("office")
    port = _free_port()
    environment = {**os.environ, "ACERVO_INSTANCE": str(instance), "ACERVO_PORT": str(port)}
    assert _password(_acervo(environment, "init"))
    log = (instance / "server.log").open("w+", encoding="utf-8")
    command = [sys.executable, "-m", "archive.cli", "serve"]
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert server.stdout is not None
        for line in server.stdout:
            log.write(line)
            if "Started worker" in line:
                break
        yield Office(f"http://127.0.0.1:{port}", environment)
    finally:
        server.terminate()
        log.write(server.communicate()[0])
        log.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty browser; whatever a script complains about fails the test."""
    context = chromium.new_context(locale="es-MX", viewport={"width": 1280, "height": 860})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def _acervo(environment: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "archive.cli", *words]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def _password(printed: str) -> str:
    """The one-time password among what a command printed."""
    found = re.search(r"\b[a-z0-9]{5}(-[a-z0-9]{5}){3}\b", printed)
    assert found, printed
    return found.group(0)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
