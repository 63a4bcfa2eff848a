"""A whole archive as an office runs it, server and worker, and a real browser in front of it."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    """Where the archive listens, and the administrator's one-time password."""

    address: str
    instance: Path
    username: str
    one_time_password: str


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    environment = {**os.environ, "ACERVO_INSTANCE": str(tmp_path), "ACERVO_PORT": str(_free_port())}
    made = _acervo("init", environment)
    username = re.search(r"usuario:\s+(\S+)", made)
    password = re.search(r"contraseña:\s+(\S+)", made)
    assert username, made
    assert password, made
    log = (tmp_path / "server.log").open("w+", encoding="utf-8")
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
        address = f"http://127.0.0.1:{environment['ACERVO_PORT']}"
        yield Office(address, tmp_path, username.group(1), password.group(1))
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


def _acervo(command: str, environment: dict[str, str]) -> str:
    return subprocess.run(
        [sys.executable, "-m", "archive.cli", command],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
