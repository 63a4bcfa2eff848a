"""Serving: one server a port, and the reader's address only from proxies that are trusted."""

import socket
from pathlib import Path

import pytest
from flask import request

from archive.errors import PortTaken
from archive.serving import serve
from archive.settings import Settings
from archive.web import create_app


def test_a_second_server_on_the_same_port_is_refused(tmp_path: Path) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        with pytest.raises(PortTaken):
            serve(Settings(instance=tmp_path, port=port), with_worker=False)


@pytest.mark.parametrize(("trusted", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9"), (2, "198.51.100.7")])
def test_a_readers_address_comes_from_trusted_proxies_alone(tmp_path: Path, trusted: int, seen: str) -> None:
    app = create_app(Settings(instance=tmp_path, trusted_proxies=trusted), faces=("portal",))
    with app.test_client() as client:
        client.get("/robots.txt", headers={"X-Forwarded-For": "198.51.100.7, 203.0.113.9"})
        assert request.remote_addr == seen
