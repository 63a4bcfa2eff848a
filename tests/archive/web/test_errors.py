"""What goes wrong is said in the reader's language, as a page or as JSON."""

import logging

import pytest
from flask import Blueprint
from flask.testing import FlaskClient

from archive.errors import NotPublishable, UploadConflict
from archive.settings import Settings
from archive.web import create_app
from archive.web.routes import PUBLIC, route
from ingest.errors import TooLarge


def test_a_missing_page_helps_people_to_go_on(client: FlaskClient) -> None:
    answer = client.get("/no/existe")
    assert answer.status_code == 404
    assert 'action="/buscar"' in answer.text
    assert 'href="/practicas"' in answer.text


def test_programs_get_errors_as_json(client: FlaskClient) -> None:
    answer = client.get("/api/v1/documents/no-es-un-uuid")
    assert answer.status_code == 404
    assert answer.json == {"error": {"code": "not_found", "message": "No encontramos lo que busca."}}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/nada", headers={"Accept": "application/json"}).json["error"]["code"] == "not_found"


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.post("/buscar")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.fixture
def failing(settings: Settings) -> FlaskClient:
    app = create_app(settings, faces=())
    blueprint = Blueprint("failing", __name__)

    @route(blueprint, "/conflicto", permission=PUBLIC)
    def conflict() -> str:
        raise UploadConflict(offset=1024)

    @route(blueprint, "/pesado", permission=PUBLIC)
    def heavy() -> str:
        raise TooLarge(size="5 GB", limit="4 GB")

    @route(blueprint, "/impublicable", permission=PUBLIC)
    def unpublishable() -> str:
        raise NotPublishable(reason="<b>no</b>")

    @route(blueprint, "/roto", permission=PUBLIC)
    def broken() -> str:
        raise KeyError("detalle interno")

    app.register_blueprint(blueprint)
    return app.test_client()


def test_the_data_of_an_error_reaches_programs(failing: FlaskClient) -> None:
    answer = failing.get("/conflicto", headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json["error"]["offset"] == 1024
    assert answer.json["error"]["code"] == "upload_conflict"


def test_sentences_are_filled_after_translation(failing: FlaskClient) -> None:
    assert "El archivo pesa 5 GB y el máximo es 4 GB." in failing.get("/pesado").text


def test_what_fills_a_sentence_is_escaped(failing: FlaskClient) -> None:
    assert "<b>no</b>" not in failing.get("/impublicable").text


def test_an_unforeseen_error_shows_nothing_of_the_inside(
    failing: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        answer = failing.get("/roto")
    assert answer.status_code == 500
    assert "Algo falló de nuestro lado" in answer.text
    assert "detalle interno" not in answer.text
