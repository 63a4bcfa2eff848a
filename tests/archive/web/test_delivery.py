"""Long files leave in pieces and are closed."""

from pathlib import Path

import pytest
from flask import Blueprint, Response
from flask.testing import FlaskClient

from archive.settings import Settings
from archive.storage import LocalStorage
from archive.web import create_app
from archive.web.delivery import PRIVATE_CACHE, Body, deliver
from archive.web.routes import PUBLIC, route

LONG = bytes(range(256)) * 4096  # 1 MiB


@pytest.fixture
def client(settings: Settings, tmp_path: Path) -> FlaskClient:
    zone = LocalStorage(tmp_path / "zone")
    stored = zone.put_bytes(LONG)
    app = create_app(settings, faces=())
    blueprint = Blueprint("tried", __name__)

    @route(blueprint, "/largo", permission=PUBLIC)
    def long() -> Response:
        return deliver(zone, Body(stored.sha256, stored.size, "video/mp4"), PRIVATE_CACHE)

    @route(blueprint, "/tramo", permission=PUBLIC)
    def stretch() -> Response:
        return deliver(zone, Body(stored.sha256, 700_000, "image/webp", offset=1000))

    @route(blueprint, "/perdido", permission=PUBLIC)
    def lost() -> Response:
        return deliver(zone, Body("0" * 64, 10, "video/mp4"))

    app.register_blueprint(blueprint)
    return app.test_client()


def test_a_long_file_arrives_whole(client: FlaskClient) -> None:
    with client.get("/largo") as answer:
        assert answer.data == LONG
        assert answer.content_length == len(LONG)
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_range_of_a_stretch_starts_inside_it(client: FlaskClient) -> None:
    with client.get("/tramo") as whole, client.get("/tramo", headers={"Range": "bytes=5-600000"}) as part:
        assert whole.data == LONG[1000:701_000]
        assert part.data == LONG[1005:601_001]


def test_a_caller_that_goes_away_leaves_nothing_open(client: FlaskClient) -> None:
    answer = client.get("/largo")
    next(iter(answer.response))
    answer.close()


def test_bytes_that_are_gone_are_not_found(client: FlaskClient) -> None:
    assert client.get("/perdido").status_code == 404
