"""A reader finds a page, turns pages with keys, and gets by without scripts and on a phone."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from archive.db import Database
from archive.migrations import upgrade
from archive.resources import open_resources
from archive.settings import Settings
from archive.web import create_app
from ingest.values import DocumentKind
from tests.factories import Sketch, make_practice, make_published

pytestmark = pytest.mark.browser

TALK = "Prevención de la violencia digital\n\nGuarde las pruebas y denuncie la violencia."
REST = "Acuerdos de la reunión con las escuelas."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A portal with two documents, one of them long."""
    instance: Path = tmp_path_factory.mktemp("reading-room")
    settings = Settings(instance=instance, secret_key="a" * 64)
    database = Database(settings.database_address)
    upgrade(database)
    database.close()
    with open_resources(settings) as resources:
        practice = make_practice(resources, "Rompe el ciclo", "rompe-el-ciclo", "Pláticas en las escuelas.")
        make_published(
            resources,
            Sketch(
                title="Prevención de violencia digital",
                texts=(TALK, REST, TALK) + (REST,) * 17,
                kind=DocumentKind.PRESENTATION,
                practice_id=practice,
                landscape=True,
            ),
            Sketch(title="Minuta de la reunión", texts=(REST,), practice_id=practice),
        )
        app = create_app(settings, faces=("portal", "api"), resources=resources)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def strict(page: Page) -> Iterator[Page]:
    """A browser whose every complaint, also about the content policy, fails the test."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert not complaints


def context(chromium: Browser, width: int, *, scripts: bool = True) -> BrowserContext:
    return chromium.new_context(
        locale="es-MX", viewport={"width": width, "height": 740}, java_script_enabled=scripts
    )


def test_typing_offers_words_and_leads_to_the_marked_page(strict: Page, address: str) -> None:
    strict.goto(address)
    box = strict.get_by_role("combobox", name="Buscar en los documentos")
    box.press_sequentially("viol")
    expect(strict.get_by_role("option", name="violencia")).to_be_visible()
    box.press("ArrowDown")
    expect(box).to_have_value("violencia")
    box.press("Enter")
    expect(strict.get_by_role("heading", level=1)).to_contain_text("1 documento para «violencia»")
    strict.get_by_role("link", name=re.compile("Pág. 3")).click()
    expect(strict.locator("#visor")).to_have_attribute("data-page", "3")
    expect(strict.locator(".sheet__marks rect")).to_have_count(2)


def test_escape_gives_back_what_was_typed(strict: Page, address: str) -> None:
    strict.goto(address)
    box = strict.get_by_role("combobox", name="Buscar en los documentos")
    box.press_sequentially("viol")
    expect(strict.get_by_role("listbox")).to_be_visible()
    box.press("ArrowDown")
    box.press("Escape")
    expect(box).to_have_value("viol")
    expect(strict.get_by_role("listbox")).to_be_hidden()


def test_keys_turn_pages_and_zoom(strict: Page, address: str) -> None:
    strict.goto(f"{address}/buscar?q=violencia")
    strict.get_by_role("heading", level=2).get_by_role("link").first.click()
    viewer = strict.locator("#visor")
    expect(viewer.get_by_role("button", name="Acercar")).to_be_visible()  # the script has taken over
    strict.keyboard.press("ArrowRight")
    expect(viewer).to_have_attribute("data-page", "2")
    expect(strict).to_have_url(re.compile("pagina=2"))
    strict.keyboard.press("ArrowLeft")
    expect(viewer).to_have_attribute("data-page", "1")
    strict.keyboard.press("+")
    strict.keyboard.press("+")
    expect(viewer.locator("output")).to_have_text("150 %")
    strict.keyboard.press("0")
    expect(viewer.locator("output")).to_have_text("100 %")
    strict.go_back()
    expect(viewer).to_have_attribute("data-page", "2")


def test_a_page_can_be_jumped_to(strict: Page, address: str) -> None:
    strict.goto(f"{address}/buscar?q=violencia")
    strict.get_by_role("heading", level=2).get_by_role("link").first.click()
    expect(strict.get_by_role("button", name="Acercar")).to_be_visible()
    strict.get_by_label("Página", exact=True).fill("400")
    strict.keyboard.press("Enter")
    expect(strict.locator("#visor")).to_have_attribute("data-page", "20")


def test_everything_works_without_scripts(chromium: Browser, address: str) -> None:
    with_none = context(chromium, 1280, scripts=False)
    page = with_none.new_page()
    page.goto(address)
    page.get_by_label("Buscar en los documentos").fill("violencia")
    page.get_by_role("button", name="Buscar").click()
    page.get_by_role("link", name=re.compile("Pág. 3")).click()
    expect(page.locator(".sheet__marks rect")).to_have_count(2)
    page.get_by_role("link", name="Página anterior").click()
    expect(page.locator("#visor")).to_have_attribute("data-page", "2")
    page.get_by_text("Texto de la página 2").click()
    expect(page.get_by_text("Acuerdos de la reunión").first).to_be_visible()
    with_none.close()


def test_no_page_is_wider_than_a_phone(chromium: Browser, address: str) -> None:
    phone = context(chromium, 360)
    page = phone.new_page()
    page.goto(f"{address}/buscar?q=violencia")
    document = page.get_by_role("heading", level=2).get_by_role("link").first.get_attribute("href")
    for path in ("/", "/buscar?q=violencia", document, "/practicas/rompe-el-ciclo", "/ayuda", "/nada"):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    phone.close()


def test_filters_fold_away_on_a_phone(chromium: Browser, address: str) -> None:
    phone = context(chromium, 360)
    page = phone.new_page()
    page.goto(f"{address}/buscar?q=reunión")
    filters = page.get_by_role("complementary", name="Filtros")
    expect(filters).to_be_hidden()
    page.get_by_text("Filtrar", exact=True).click()
    expect(filters).to_be_visible()
    phone.close()


def test_nothing_moves_while_a_document_loads(chromium: Browser, address: str) -> None:
    wide = context(chromium, 1280)
    page = wide.new_page()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " window.moved += entry.value }).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(f"{address}/buscar?q=violencia")
    page.get_by_role("heading", level=2).get_by_role("link").first.click()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") < 0.02
    wide.close()
