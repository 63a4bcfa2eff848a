"""The API says what the portal says."""

import pytest
from flask.testing import FlaskClient

from tests.archive.web.conftest import Portal


def test_a_search_answers_with_pages_facets_and_totals(portal: Portal, client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=violencia&per_page=1&pages=2&sort=antiguos")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    found = answer.json
    assert (found["total"], found["page"], found["per_page"]) == (2, 1, 1)
    (hit,) = found["hits"]
    assert hit["id"] == str(portal.slides)
    assert hit["unit"] == {"slug": "unidad-de-inclusion", "name": "Unidad de Inclusión"}
    assert [page["number"] for page in hit["pages"]] == [1, 3] or len(hit["pages"]) == 2
    assert {value["value"]: value["count"] for value in found["facets"]["tipo"]} == {
        "presentation": 1,
        "report": 1,
    }


def test_a_snippet_says_where_its_marks_are(client: FlaskClient) -> None:
    snippet = client.get("/api/v1/search?q=violencia").json["hits"][0]["pages"][0]["snippet"]
    assert "<mark>" not in snippet["text"]
    assert snippet["marks"]
    assert {snippet["text"][start:end] for start, end in snippet["marks"]} == {"violencia"}
    assert "".join(part["text"] for part in snippet["parts"]) == snippet["text"]


def test_a_malformed_or_misspelt_question_is_explained(client: FlaskClient) -> None:
    assert client.get('/api/v1/search?q="violencia').json["reading"]
    assert client.get("/api/v1/search?q=violensia").json["did_you_mean"] == "violencia"


def test_facets_can_be_left_out(client: FlaskClient) -> None:
    assert client.get("/api/v1/search?facets=0").json["facets"] == {}


def test_a_document_and_its_pages(portal: Portal, client: FlaskClient) -> None:
    document = client.get(f"/api/v1/documents/{portal.slides}").json
    assert document["file"]["name"] == "prevencion-de-violencia-digital.pdf"
    assert len(document["file"]["sha256"]) == 64
    assert document["activity"]["school"] == "Secundaria Sor Juana"
    page = client.get(f"/api/v1/documents/{portal.slides}/pages/1?q=violencia").json
    assert page["text"].startswith("Prevención")
    assert len(page["marks"]) == 2
    assert page["text_source"] == "layer"


@pytest.mark.parametrize("tail", ["", "/pages/1"])
def test_what_is_not_published_is_not_there(portal: Portal, client: FlaskClient, tail: str) -> None:
    answer = client.get(f"/api/v1/documents/{portal.hidden}{tail}")
    assert answer.status_code == 404
    assert answer.json["error"]["code"] == "not_found"


def test_the_entrance_names_the_addresses(client: FlaskClient) -> None:
    assert client.get("/api/v1/").json["search"].startswith("http://localhost/api/v1/search")
    assert client.get("/api/v1").status_code == 200
