"""The first day of an office: a one-time password, two files, and documents ready to be read."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.archive.services.people import PASSWORD
from tests.files import make_pdf, minutes
from tests.journeys.conftest import Office

pytestmark = pytest.mark.browser
READING = 60_000  # milliseconds: also on a busy machine, two short files are read by then


def test_from_the_one_time_password_to_documents_that_are_ready(
    page: Page, office: Office, tmp_path: Path
) -> None:
    enter(page, office, "ana")
    page.get_by_role("link", name="Subir documentos").click()
    files = [make_pdf(tmp_path / f"minuta {number}.pdf", minutes(number)) for number in (41, 42)]
    page.locator("#archivos").set_input_files(files)
    ready = page.locator(".file__outcomes .badge--ok", has_text="Listo")
    expect(ready).to_have_count(2, timeout=READING)
    page.get_by_role("link", name="Ver el documento").first.click()
    expect(page.get_by_role("heading", name=re.compile("MINUTA|Minuta")).first).to_be_visible()
    expect(page.locator(".sheet")).to_have_count(2)
    expect(page.locator(".sheet img").first).to_have_js_property("complete", True)
    page.goto(office.address + "/trabajo/documentos?q=violencia+digital")
    expect(page.locator(".row__title")).to_have_count(2)


def test_the_same_file_again_leads_to_the_one_that_is_there(
    page: Page, office: Office, tmp_path: Path
) -> None:
    enter(page, office, "eva")
    file = make_pdf(tmp_path / "minuta.pdf", minutes(43))
    for again in (False, True):
        page.goto(office.address + "/trabajo/subir")
        page.locator("#archivos").set_input_files(file)
        link = page.get_by_role("link", name="Ver el que ya está" if again else "Ver el documento")
        expect(link).to_be_visible(timeout=READING)
    expect(page.locator(".file__outcomes")).to_contain_text("Ya estaba")


def test_an_upload_goes_on_after_a_lost_connection_and_after_a_reload(
    page: Page, office: Office, tmp_path: Path
) -> None:
    enter(page, office, "luz")
    page.goto(office.address + "/trabajo/subir")
    big = tmp_path / "acta.txt"
    big.write_text("Acuerdo: se imparte la plática en la escuela.\n" * 450_000, encoding="utf-8")
    pieces: list[int] = []

    def second_piece_is_lost(route: object) -> None:
        request = route.request  # type: ignore[attr-defined]
        if request.method == "PATCH":
            pieces.append(int(request.headers["upload-offset"]))
            if pieces[-1] > 0:
                route.abort("connectionreset")  # type: ignore[attr-defined]
                return
        route.continue_()  # type: ignore[attr-defined]

    page.route("**/trabajo/subidas/*", second_piece_is_lost)
    page.locator("#archivos").set_input_files(big)
    expect(page.locator(".file__note")).to_contain_text("Se perdió la conexión", timeout=READING)
    page.unroute("**/trabajo/subidas/*")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("[data-unfinished-list]")).to_contain_text("acta.txt")
    resumed: list[int] = []
    page.on(
        "request",
        lambda request: (
            resumed.append(int(request.headers["upload-offset"])) if request.method == "PATCH" else None
        ),
    )
    page.locator("#archivos").set_input_files(big)
    expect(page.locator(".file--done")).to_have_count(1, timeout=READING)
    assert resumed[0] == max(pieces) > 0


def enter(page: Page, office: Office, username: str, role: str = "uploader") -> None:
    """Somebody new signs in with the one-time password and chooses an own one."""
    one_time = office.newcomer(username, role)
    page.goto(office.address + "/entrar")
    page.get_by_label("Usuario").fill(username)
    page.get_by_label("Contraseña").fill(one_time)
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("heading", name="Elija su contraseña")).to_be_visible()
    page.get_by_label("La de un solo uso").fill(one_time)
    page.get_by_label("Contraseña nueva").fill(PASSWORD)
    page.get_by_label("Otra vez la nueva").fill(PASSWORD)
    page.get_by_role("button", name="Cambiar contraseña").click()
    expect(page.get_by_role("heading", name="Documentos").first).to_be_visible()
