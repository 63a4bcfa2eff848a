"""An attendance list's whole way through the browser: two people decide, and nobody of the list comes out."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pymupdf
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.archive.jobs.lists import NAMES, SCHOOL, TALK, make_list
from tests.files import make_pdf
from tests.journeys.conftest import Office
from tests.journeys.test_first_day import READING, enter

pytestmark = pytest.mark.browser
MAKING = 120_000  # milliseconds: the public version is made and read by the gate, also on a busy machine


@pytest.fixture
def second(chromium: Browser) -> Iterator[Page]:
    """Another person's browser."""
    context = chromium.new_context(locale="es-MX", viewport={"width": 1280, "height": 860})
    yield context.new_page()
    context.close()


@pytest.mark.timeout(300)
def test_a_list_goes_in_two_people_decide_and_the_portal_names_nobody(
    page: Page, second: Page, office: Office, tmp_path: Path
) -> None:
    enter(page, office, "rosa", "reviewer")
    document = _hand_in(page, office, make_list(tmp_path / "informe final.pdf"))
    _decide_by_keyboard(page, office)
    stated = _read_counts(page, document)
    page.goto(document)
    page.get_by_role("link", name="Revisar los datos personales").click()
    page.get_by_role("button", name="Proponer su publicación").click()
    expect(page.get_by_role("status").first).to_contain_text("Se propuso su publicación")
    enter(second, office, "luz", "administrator")
    _confirm_in_committee(second, office)
    second.goto(document)
    expect(second.locator(".standing .badge")).to_have_text("Publicado", timeout=MAKING)
    _the_portal_finds(second, office, document, stated, tmp_path)


@pytest.mark.timeout(120)
def test_a_page_is_reviewed_with_the_mouse_and_every_step_undone(
    page: Page, office: Office, tmp_path: Path
) -> None:
    enter(page, office, "eva", "reviewer")
    letter = make_pdf(tmp_path / "oficio.pdf", [f"Oficio {number} sobre la platica" for number in (1, 2)])
    document = _hand_in(page, office, letter, state="Listo")
    page.goto(document)
    # The page waits for the examination by itself.
    page.get_by_role("link", name="Revisar los datos personales").click(timeout=READING)
    boxes = page.locator(".box")
    expect(page.locator(".redact--live")).to_be_visible()
    assert boxes.count() == 0
    corner = page.locator("[data-stage] .boxes").bounding_box()
    assert corner
    _drag(page, (corner["x"] + 100, corner["y"] + 60), (corner["x"] + 260, corner["y"] + 120))
    expect(boxes).to_have_count(1)
    expect(boxes).to_have_attribute("aria-label", re.compile("^Nombre, aceptado"))
    before = _middle(page)
    _drag(page, before, (before[0] + 80, before[1] + 60))
    expect(page.locator("#dicho")).to_have_text("Se movió el testado.")
    assert _middle(page)[0] - before[0] == pytest.approx(80, abs=3)
    page.locator("#dato").select_option("signature")
    expect(boxes).to_have_attribute("aria-label", re.compile("^Firma, aceptado"))
    for left in (1, 1, 0):
        page.get_by_role("button", name="Deshacer").click()
        expect(page.locator("#mesa:not([aria-busy])")).to_be_visible()
        expect(boxes).to_have_count(left)
    page.keyboard.press("n")
    expect(page.locator(".strip [aria-current]")).to_have_text(re.compile("2$"))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Teclas")).to_be_visible()


def _drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def _middle(page: Page) -> tuple[float, float]:
    """Where the chosen box is on the screen."""
    box = page.locator(".box--current rect").first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _hand_in(page: Page, office: Office, file: Path, state: str = "En revisión") -> str:
    """The new document's address, once it was read."""
    page.goto(office.address + "/trabajo/subir")
    page.locator("#archivos").set_input_files(file)
    expect(page.locator(".file__outcomes .badge", has_text=state)).to_be_visible(timeout=READING)
    address = page.get_by_role("link", name="Ver el documento").get_attribute("href")
    assert address
    return office.address + address


def _decide_by_keyboard(page: Page, office: Office) -> None:
    """Every box, without a mouse; one more is drawn and taken back."""
    page.goto(office.address + "/trabajo/revision/por-revisar")
    expect(page.locator(".row")).to_contain_text("Menores de edad")
    page.get_by_role("link", name=re.compile("^Revisar ")).click()
    expect(page.locator(".redact--live")).to_be_visible()
    proposed = page.locator(".box--proposed").count()
    assert proposed >= 3
    page.keyboard.press("j")
    expect(page.locator(".box--current")).to_be_focused()
    expect(page.locator(".box--current")).to_have_attribute("aria-label", re.compile("por decidir"))
    page.keyboard.press("a")
    expect(page.locator(".box--proposed")).to_have_count(proposed - 1)
    page.keyboard.press("Shift+A")
    expect(page.locator(".box--accepted")).to_have_count(proposed)
    page.keyboard.press("d")
    for key in ("ArrowDown", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator("#dicho")).to_have_text("Se dibujó un testado: Nombre.")
    expect(page.locator(".box--accepted")).to_have_count(proposed + 1)
    page.keyboard.press("z")
    expect(page.locator(".box--accepted")).to_have_count(proposed)
    if page.get_by_text("Página dudosa.").is_visible():
        page.keyboard.press("w")
        expect(page.get_by_text("Página dudosa.")).to_have_count(0)
    page.keyboard.press("f")
    expect(page.get_by_text("la versión pública, como quedaría")).to_be_visible(timeout=MAKING)
    expect(page.get_by_role("heading", name="Comprobación de la versión pública")).to_be_visible()
    expect(page.locator(".redact__side .badge--ok", has_text="Pasó")).to_be_visible()
    page.keyboard.press("w")
    expect(page.get_by_text("Página confirmada:")).to_be_visible()


def _read_counts(page: Page, document: str) -> int:
    """How many attended, as the list was read and a person has stated."""
    page.goto(document.replace("/documentos/", "/revision/") + "/asistentes")
    parts = page.locator("fieldset").first.locator("input")
    assert sum(int(one.input_value()) for one in parts.all()) == len(NAMES)
    total = int(page.get_by_label("Total").input_value())
    assert total == int(page.get_by_label("Menores de edad").input_value())
    page.get_by_role("button", name="Los revisé: guardar estos conteos").click()
    expect(page.get_by_text("Revisados por una persona")).to_be_visible()
    return total


def _confirm_in_committee(page: Page, office: Office) -> None:
    page.goto(office.address + "/trabajo/comite")
    page.locator('[name="fecha"]').fill("2026-03-02")
    page.locator('[name="numero"]').fill("CT/01/2026")
    for row, name in enumerate(("Titular", "Contraloría", "Archivo")):
        page.locator(f'[name="nombre-{row}"]').fill(name)
    page.locator('[name="preside"][value="0"]').check()
    page.locator('form:has([name="preside"]) button').last.click()
    page.get_by_role("button", name="Traer los marcados").click()
    for member in page.locator('[name="integrante"]').all():
        member.check()
    page.locator('[name="voto"][value="confirm"]').check()
    page.locator("#votar button").click()
    page.locator("#cerrar button").click()
    expect(page.locator(".matter .badge--ok").first).to_be_visible()


def _await_index(page: Page, office: Office, known: str) -> None:
    """The public index follows a publication in a job of its own."""
    page.goto(office.address)
    page.wait_for_function(
        """async ([address, known]) => {
            const answer = await (await fetch(address)).json();
            return answer.hits.some((hit) => hit.id === known);
        }""",
        arg=[f"/api/v1/search?q={quote(SCHOOL)}&per_page=100&facets=0", known],
        timeout=MAKING,
    )


def _the_portal_finds(page: Page, office: Office, document: str, stated: int, tmp_path: Path) -> None:
    """The school and the talk, but nobody; and the file says how many they were."""
    known = document.rsplit("/", 1)[1]
    _await_index(page, office, known)
    for words in (f'"{SCHOOL}"', f'"{TALK}"'):
        page.goto(f"{office.address}/buscar?q={quote(words)}")
        expect(page.locator(f'main a[href*="/d/{known}"]').first).to_be_visible()
    for word in {word for name in NAMES for word in name.split()}:
        page.goto(f"{office.address}/buscar?q={quote(word)}")
        assert page.locator(f'main a[href*="/d/{known}"]').count() == 0, "a name was found"
    page.goto(f"{office.address}/d/{known}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("Descargar")).first.click()
    public = tmp_path / "public.pdf"
    waiting.value.save_as(public)
    with pymupdf.open(public) as opened:
        text = "".join(one.get_text() for one in opened)
    assert f"Total de asistentes: {stated}" in text
    assert stated == len(NAMES)
    assert not [word for name in NAMES for word in name.split() if word in text]
