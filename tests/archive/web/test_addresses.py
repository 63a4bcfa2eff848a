"""Addresses written by hand are the routes' own."""

from uuid import UUID

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from archive.search.engine import FacetName, Sort
from archive.services.reading.values import Search
from archive.settings import Settings
from archive.web import addresses, create_app

ID = UUID("5b2e6c1e-6c1f-4d0b-9f3e-2f1c8a4d7e10")
SEARCH = Search(text="año & más", chosen=((FacetName.KIND, ("report",)),), sort=Sort.NEWEST)


@pytest.fixture
def app(settings: Settings) -> Flask:
    return create_app(settings, faces=("portal", "api"))


@pytest.mark.parametrize(
    ("address", "endpoint"),
    [
        (addresses.page_image_address(ID, 3), "files.page_image"),
        (addresses.thumbnail_address(ID), "files.thumbnail"),
        (addresses.marks_address(ID, 3, "a b"), "documents.marks"),
        (addresses.text_address(ID, 3), "documents.page_text"),
        (addresses.download_address(ID, "informe.pdf"), "files.download"),
        (addresses.redactions_address(ID, "csv"), "redactions.index_table"),
        (addresses.redactions_address(ID, "json"), "redactions.index_data"),
        (addresses.practice_address("rompe-el-ciclo", 2), "looking.practice"),
        (addresses.unit_address("inclusion"), "looking.unit"),
        (addresses.search_address(SEARCH), "finding.results"),
        (addresses.search_address(SEARCH, base=addresses.SEARCH_FEED), "finding.results_feed"),
        (addresses.facet_address(FacetName.YEAR, "2022"), "finding.results"),
    ],
)
def test_an_address_leads_to_its_view(app: Flask, address: str, endpoint: str) -> None:
    found, _values = app.url_map.bind("localhost").match(address.split("?", maxsplit=1)[0])
    assert found == endpoint


def test_no_address_leads_to_nothing(app: Flask) -> None:
    with pytest.raises(NotFound):
        app.url_map.bind("localhost").match("/d/nada")


def test_a_search_keeps_itself_in_its_address() -> None:
    assert addresses.search_address(SEARCH) == "/buscar?q=a%C3%B1o+%26+m%C3%A1s&tipo=report&orden=recientes"
    assert addresses.search_address(SEARCH, toggled=(FacetName.KIND, "report")) == (
        "/buscar?q=a%C3%B1o+%26+m%C3%A1s&orden=recientes"
    )
    assert "tipo=letter" in addresses.search_address(SEARCH, toggled=(FacetName.KIND, "letter"))
    assert addresses.search_address(Search()) == "/buscar"
