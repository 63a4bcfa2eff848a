"""Open data as readers and harvesters meet it."""

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree as Xml

import pytest
from flask.testing import FlaskClient

from archive.resources import Resources, open_resources
from archive.services import datasets as releasing
from archive.services.audit import COMMAND_LINE
from archive.settings import Settings
from archive.web import create_app
from tests.archive.open_data import fill, release

OAI = {"o": "http://www.openarchives.org/OAI/2.0/"}


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: bytes) -> Iterator[Resources]:
    """Schools and activities released; attendance and the rest not."""
    instance = tmp_path_factory.mktemp("open-data")
    (instance / "acervo.sqlite").write_bytes(migrated_sqlite)
    with open_resources(Settings(instance=instance, secret_key="a" * 64, reading_processes=1)) as found:
        fill(found)
        release(found, ["escuelas", "jornadas"])
        yield found


@pytest.fixture(scope="module")
def client(resources: Resources) -> FlaskClient:
    return create_app(resources.settings, faces=("portal",), resources=resources).test_client()


def test_the_list_finds_by_words_and_theme(client: FlaskClient) -> None:
    assert "/datos/jornadas" in client.get("/datos").text
    found = client.get("/datos?q=planteles").text
    assert "/datos/escuelas" in found
    assert "/datos/jornadas" not in found


@pytest.mark.parametrize(
    "address",
    [
        "/datos",
        "/",
        "/sitemap.xml",
        "/data.json",
        "/datos/catalog.jsonld",
        "/datos/catalog.ttl",
        "/datos/catalog.rdf",
        "/datos/novedades.atom",
        "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    ],
)
def test_what_was_not_released_is_nowhere(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "escuelas" in answer.text
    assert "datos/asistencia" not in answer.text


@pytest.mark.parametrize("tail", ["", "/1.0.0", "/actual", "/actual/asistencia.csv"])
def test_a_dataset_that_was_not_released_is_not_found(client: FlaskClient, tail: str) -> None:
    assert client.get(f"/datos/asistencia{tail}").status_code == 404


def test_a_table_is_filtered_and_sorted_by_its_address(client: FlaskClient) -> None:
    page = client.get("/datos/escuelas?columna=nivel&como=is&valor=secundaria&orden=-cct").text
    rows = page.split("<tbody>")[-1]
    assert rows.index("15ETV0003C") < rows.index("15EES0001A")
    assert "15EBH0002B" not in rows


def test_a_filter_that_does_not_fit_is_explained_beside_the_whole_table(client: FlaskClient) -> None:
    answer = client.get("/datos/escuelas?filtro=nada:is:1")
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert "15EBH0002B" in answer.text


def test_a_page_carries_a_dataset_for_search_engines_with_whole_addresses(client: FlaskClient) -> None:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', client.get("/datos/escuelas").text
    )
    assert found
    described = json.loads(found.group(1))
    assert described["@type"] == "Dataset"
    addresses = [each["contentUrl"] for each in described["distribution"]]
    assert addresses
    assert all(each.startswith("http://localhost/datos/escuelas/1.0.0/") for each in addresses)


def test_the_newest_address_leads_to_the_file_which_can_be_taken_in_parts(client: FlaskClient) -> None:
    lead = client.get("/datos/escuelas/actual/escuelas.csv")
    assert (lead.status_code, lead.location) == (302, "/datos/escuelas/1.0.0/escuelas.csv")
    whole = client.get(lead.location)
    assert whole.mimetype == "text/csv"
    assert whole.headers["Content-Disposition"] == 'attachment; filename="escuelas.csv"'
    part = client.get(lead.location, headers={"Range": "bytes=0-2"})
    assert (part.status_code, part.data) == (206, whole.data[:3])
    again = client.get(lead.location, headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304


def test_harvesters_get_documents_and_datasets_and_the_protocols_own_errors(client: FlaskClient) -> None:
    listed = Xml.fromstring(client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").data)
    names = [one.text for one in listed.findall(".//o:identifier", OAI)]
    assert "oai:localhost:datos/escuelas" in names
    assert sum(name.startswith("oai:localhost:d/") for name in names if name) == 2
    for name in names:
        address = f"/oai?verb=GetRecord&metadataPrefix=oai_datacite&identifier={name}"
        assert Xml.fromstring(client.get(address).data).find(".//o:record", OAI) is not None
    wrong = Xml.fromstring(client.get("/oai?verb=Nada").data).find("o:error", OAI)
    assert wrong is not None
    assert wrong.get("code") == "badVerb"


def test_a_withdrawn_release_says_why_and_gives_no_file(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: bytes
) -> None:
    instance = tmp_path_factory.mktemp("withdrawn")
    (instance / "acervo.sqlite").write_bytes(migrated_sqlite)
    settings = Settings(instance=instance, secret_key="a" * 64, reading_processes=1)
    with open_resources(settings) as resources:
        fill(resources)
        release(resources, ["escuelas"])
        client = create_app(settings, faces=("portal",), resources=resources).test_client()
        assert client.get("/datos/escuelas/1.0.0").status_code == 200  # kept now; must not be given again
        releasing.withdraw(resources, COMMAND_LINE, "escuelas", "1.0.0", "Traía un plantel de más.")
        page = client.get("/datos/escuelas/1.0.0").text
        assert "Traía un plantel de más." in page
        assert "15EBH0002B" not in page
        assert client.get("/datos/escuelas/1.0.0/escuelas.csv").status_code == 404
        assert client.get("/datos/escuelas").status_code == 404
        record = client.get(
            "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:datos/escuelas"
        )
        header = Xml.fromstring(record.data).find(".//o:header", OAI)
        assert header is not None
        assert header.get("status") == "deleted"
