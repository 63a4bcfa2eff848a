"""The national fields of /data.json, and what search engines read in a page."""

import json
from dataclasses import replace

from export.catalog.mexican import data_json
from export.catalog.schema_org import schema_org
from export.catalog.values import Listed
from tests.export.samples import HOME, catalog, dataset, release

DATASET_KEYS = {
    "id", "title", "description", "issued", "modified", "identifier", "theme", "keyword", "language",
    "contactPoint", "temporal", "spatial", "govType", "accrualPeriodicity", "landingPage", "openessRating",
    "comments", "quality", "publisher", "public", "publishDate",
}  # fmt: skip
FILE_KEYS = {
    "title",
    "description",
    "downloadURL",
    "publishDate",
    "format",
    "modified",
    "temporal",
    "mediaType",
}


def test_data_json_has_every_national_field() -> None:
    document = json.loads(data_json(catalog()))
    assert {
        "title",
        "description",
        "homepage",
        "language",
        "license",
        "issued",
        "modified",
    } <= document.keys()
    for described in document["dataset"]:
        assert described.keys() >= DATASET_KEYS
        assert all(file.keys() >= FILE_KEYS for file in described["distribution"])


def test_data_json_writes_the_values_as_the_government_does() -> None:
    described = json.loads(data_json(catalog()))["dataset"][0]
    assert described["accrualPeriodicity"] == "R/P3M"
    assert described["govType"] == "municipal"
    assert described["temporal"] == "2026-01-01/2026-06-30"
    assert described["spatial"] == "15018"
    assert described["keyword"] == ["prevención", "escuelas"]
    assert described["openessRating"] == 3
    assert described["landingPage"] == f"{HOME}/jornadas/1.1.0/diccionario.csv"
    assert described["publisher"]["mbox"] == "transparencia@calimaya.example"
    assert described["distribution"][0]["codelistLink"] == "https://siged.example/cct"


def test_data_json_leaves_out_what_was_never_released_or_is_withdrawn() -> None:
    withdrawn = Listed(dataset("retirado"), (release("1.0.0", dataset("retirado"), withdrawn="Error."),))
    only_these = replace(catalog(), listed=(Listed(dataset("nuevo"), ()), withdrawn))
    assert json.loads(data_json(only_these))["dataset"] == []


def test_a_period_that_goes_on_has_an_open_end() -> None:
    schools = catalog().listed[1]
    assert schema_org(schools)["temporalCoverage"] == "2026-01-01/.."


def test_schema_org_offers_the_files_of_the_newest_release_that_stands() -> None:
    described = schema_org(catalog().listed[0])
    assert described["version"] == "1.1.0"
    assert {file["sha256"] for file in described["distribution"]} == {
        each.sha256 for each in release("1.1.0").distributions
    }
    assert described["spatialCoverage"]["identifier"]["value"] == "15018"


def test_schema_org_leaves_out_what_it_does_not_know() -> None:
    described = schema_org(Listed(dataset(temporal=None, method="", keywords=()), ()))
    assert not described.keys() & {"temporalCoverage", "keywords", "distribution", "version", "datePublished"}
    assert "" not in described.values()
