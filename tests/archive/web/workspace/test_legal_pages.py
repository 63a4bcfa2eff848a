"""The catalogue of legal bases on the screen: dated, corrected while unused, replaced once it was printed."""

from datetime import date

import pytest
from flask import Flask

from archive.models.legal import LegalBasis
from archive.permissions import Role
from archive.resources import Resources
from archive.services import legal
from archive.services.legal import BasisView
from ingest.redactions import DataType
from tests.archive.deciding import publisher
from tests.archive.web.workspace.browser import Browser, browser_of

BASES = "/trabajo/fundamentos"
NEW = {
    "dato": "plate",
    "fundamento": "LGTAIP, art. 115, párr. primero",
    "motivo": "La placa permite saber de quién es el vehículo.",
    "desde": "2026-01-01",
}


def _text(browser: Browser, address: str = BASES) -> str:
    return browser.get(address).get_data(as_text=True)


def _catalogue(resources: Resources) -> dict[int, BasisView]:
    return {row.id: row for row in legal.catalogue(resources, publisher(resources))}


def _basis_of(resources: Resources, data_type: DataType) -> BasisView:
    return next(row for row in _catalogue(resources).values() if row.data_type is data_type)


def _print(resources: Resources, basis_id: int) -> None:
    """As if it stood in a published version."""
    with resources.database.write() as session:
        session.get_one(LegalBasis, basis_id).used = True


def test_the_catalogue_tells_apart_what_is_in_force_what_ended_and_what_nobody_read(
    app: Flask, resources: Resources
) -> None:
    pablo = publisher(resources)
    legal.close(resources, pablo, _basis_of(resources, DataType.RFC).id, date(2025, 6, 30))
    text = _text(browser_of(app, resources, "publica", Role.PUBLISHER))
    in_force, rest = text.split('id="g-to_confirm"')
    to_confirm, ended = rest.split('id="g-ended"')
    assert "LGDNNA, art. 76" in in_force
    assert "LTAIPEMyM" in to_confirm
    assert "30 de junio de 2025" in ended


def test_a_basis_is_added_and_stands_in_the_list(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "publica", Role.PUBLISHER)
    assert browser.post(BASES, NEW).status_code == 303
    assert NEW["fundamento"] in _text(browser)


def test_an_unused_basis_is_corrected_where_it_stands(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "publica", Role.PUBLISHER)
    row = _basis_of(resources, DataType.PLATE)
    opened = _text(browser, f"{BASES}?id={row.id}")
    assert "Corregir un fundamento" in opened
    assert row.motive in opened
    before = len(_catalogue(resources))
    assert browser.post(BASES, {**NEW, "id": str(row.id)}).status_code == 303
    assert len(_catalogue(resources)) == before
    assert _catalogue(resources)[row.id].motive == NEW["motivo"]


def test_a_printed_basis_stays_as_it_was_and_is_followed_by_a_new_one(
    app: Flask, resources: Resources
) -> None:
    browser = browser_of(app, resources, "publica", Role.PUBLISHER)
    row = _basis_of(resources, DataType.PLATE)
    _print(resources, row.id)
    opened = _text(browser, f"{BASES}?id={row.id}")
    assert "no se cambia: se cierra el día anterior" in opened
    refused = browser.post(BASES, {**NEW, "id": str(row.id), "desde": "2024-01-01"})
    assert refused.status_code == 422
    assert "posterior" in refused.get_data(as_text=True)
    assert browser.post(BASES, {**NEW, "id": str(row.id)}).status_code == 303
    kept = _catalogue(resources)[row.id]
    assert (kept.basis, kept.valid_to) == (row.basis, date(2025, 12, 31))


def test_a_basis_ends_on_a_day_and_is_kept(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "publica", Role.PUBLISHER)
    row = _basis_of(resources, DataType.PLATE)
    address = f"{BASES}/{row.id}/terminar"
    assert browser.post(address, {"hasta": ""}).status_code == 422
    assert browser.post(address, {"hasta": "2020-01-01"}).status_code == 422
    assert browser.post(address, {"hasta": "2025-12-31"}).status_code == 303
    assert _catalogue(resources)[row.id].valid_to == date(2025, 12, 31)
    assert browser.post(f"{BASES}/9999/terminar", {"hasta": "2025-12-31"}).status_code == 404


@pytest.mark.parametrize(
    "changes", [{"fundamento": " "}, {"motivo": ""}, {"desde": ""}, {"desde": "ayer"}, {"dato": "nada"}]
)
def test_what_cannot_be_is_explained_and_what_was_typed_stays(
    app: Flask, resources: Resources, changes: dict[str, str]
) -> None:
    browser = browser_of(app, resources, "publica", Role.PUBLISHER)
    before = _catalogue(resources)
    answer = browser.post(BASES, {**NEW, **changes})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Revise el campo" in text
    assert {**NEW, **changes}["motivo"] in text
    assert _catalogue(resources) == before


@pytest.mark.parametrize("role", list(Role))
def test_all_staff_read_the_catalogue_and_only_some_change_it(
    app: Flask, resources: Resources, role: Role
) -> None:
    browser = browser_of(app, resources, "persona", role)
    offered = f'action="{BASES}"' in _text(browser)
    assert (browser.post(BASES, NEW).status_code == 303) == offered
    assert offered == (role in (Role.PUBLISHER, Role.ADMINISTRATOR))
