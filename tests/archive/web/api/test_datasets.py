"""Open data as programs ask for it: the same datasets, releases and rows as on the portal's pages."""

import csv
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.migrations import upgrade
from archive.resources import open_resources
from archive.settings import Settings
from archive.web import create_app
from tests.archive.open_data import fill, release


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """An archive with one released dataset, which no test changes."""
    settings = Settings(instance=tmp_path_factory.mktemp("api") / "instance", secret_key="x" * 40)
    settings.instance.mkdir()
    with open_resources(settings) as resources:
        upgrade(resources.database)
        fill(resources)
        release(resources, ["escuelas"])
    return _app(settings).test_client()


def _app(settings: Settings) -> Flask:
    return create_app(settings, faces=("portal", "api"))


def test_what_was_released_is_listed_and_nothing_else(api: FlaskClient) -> None:
    answer = api.get("/api/v1/datasets")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert [one["slug"] for one in answer.json["datasets"]] == ["escuelas"]
    assert api.get("/api/v1/datasets?q=nadanada").json["total"] == 0
    assert api.get("/api/v1/datasets/asistencia").status_code == 404
    assert api.get("/api/v1/datasets/asistencia/rows").json["error"]["code"] == "not_found"


def test_a_dataset_says_its_columns_files_and_releases(api: FlaskClient) -> None:
    found = api.get("/api/v1/datasets/escuelas").json
    assert "cct" in [column["name"] for column in found["columns"]]
    assert [one["version"] for one in found["releases"]] == ["1.0.0"]
    for file in found["files"]:
        assert api.get(file["url"].removeprefix("http://localhost")).status_code in (200, 302)


def test_rows_are_asked_for_by_fixed_parameters(api: FlaskClient) -> None:
    asked = "/api/v1/datasets/escuelas/rows?columns=nombre,cct&sort=-nombre&limit=1"
    first = api.get(asked).json
    assert first["rows"] == [{"nombre": "Telesecundaria Zeta", "cct": "15ETV0003C"}]
    second = api.get(f"{asked}&cursor={first['next']}").json
    assert second["rows"] != first["rows"]
    assert second["previous"]
    only = api.get("/api/v1/datasets/escuelas/rows?filter=cct:is:15ETV0003C").json
    assert only["total"] == 1


@pytest.mark.parametrize(
    "question", ["columns=nada", "sort=nada", "filter=cct", "filter=nada:is:1", "cursor=zz"]
)
def test_a_question_that_does_not_fit_is_refused_with_a_sentence(api: FlaskClient, question: str) -> None:
    answer = api.get(f"/api/v1/datasets/escuelas/rows?{question}")
    assert answer.status_code in (400, 422)
    assert answer.json["error"]["code"]


def test_the_csv_holds_the_same_rows(api: FlaskClient, tmp_path: Path) -> None:
    answer = api.get("/api/v1/datasets/escuelas/rows.csv?columns=cct,nombre&sort=cct")
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(answer.text.splitlines()))
    assert rows[0] == ["cct", "nombre"]
    listed = api.get("/api/v1/datasets/escuelas/rows?columns=cct,nombre&sort=cct").json["rows"]
    assert rows[1:] == [[row["cct"], row["nombre"]] for row in listed]
