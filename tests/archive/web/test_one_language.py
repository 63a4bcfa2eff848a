"""Every screen speaks the language that was chosen and no other, its dates too."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive.errors import BadSetting
from archive.models.documents import Document, State
from archive.permissions import Role
from archive.resources import open_resources
from archive.services.documents import fail
from archive.services.reading.dataset_values import Operator
from archive.settings import Settings
from archive.web import create_app
from archive.web.workspace.face import NOTICES
from archive.web.workspace.register_pages import LABELS
from tests.archive.services.people import PASSWORD
from tests.archive.web import visible
from tests.archive.web.one_language import OWN_NAMES, assert_speaks, strange_words
from tests.archive.web.workspace.browser import Browser, browser_of
from tests.archive.web.zz_committee import NAME
from tests.archive.web.zz_office import Office, furnish
from tests.factories import Sketch, make_document

_LANGUAGES = ("es", "en")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: bytes) -> Iterator[Office]:
    instance = tmp_path_factory.mktemp("zz")
    (instance / "acervo.sqlite").write_bytes(migrated_sqlite)
    with open_resources(Settings(instance=instance, secret_key="a" * 64, **OWN_NAMES)) as resources:
        yield furnish(resources)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ver el documento"),
        ("en", "Guardado el 27 de abril de 2022"),
        ("en", "27 de abril de 2022"),
        ("en", "Check the field “título”: it cannot be left empty"),
        ("es", "See the document"),
        ("es", "27 April 2022"),
        ("es", "Una oración que nadie tradujo"),
    ],
)
def test_a_text_in_another_language_or_outside_the_catalogue_would_be_seen(language: str, text: str) -> None:
    assert strange_words(language, text)


def _public_addresses(office: Office) -> list[str]:
    return [
        "/",
        "/buscar",
        "/buscar?q=zzpalabra",
        '/buscar?q="zzpalabra zznada',
        "/buscar?q=zzpalabre",
        "/buscar?q=zzpalabra&tipo=report&orden=newest",
        "/buscar?q=zznada&tipo=report",
        "/buscar.atom?q=zzpalabra",
        "/novedades.atom",
        office.slug,
        f"{office.slug}?q=zzpalabra&pagina=2",
        f"{office.slug}?q=zznada",
        f"/d/{office.committee.redacted}/zztestado",
        "/practicas",
        "/practicas/zzpractica",
        "/unidades",
        "/unidades/zzunidad",
        "/datos",
        "/datos?q=zzdescribe&tema=Zztema&unidad=Zzunidad",
        "/datos?q=zznada",
        "/datos/novedades.atom",
        f"/datos/{office.dataset}",
        f"/datos/{office.dataset}?columna=zzclave&como=is&valor=zz&orden=zznombre",
        *(
            f"/datos/{office.dataset}?columna={column}&como={operator.value}&valor=zz"
            for column in ("zznombre", "zzcuenta", "zzabierto", "zzdia", "zznada")
            for operator in Operator
        ),
        f"/datos/{office.dataset}/1.0.0",
        f"/datos/{office.dataset}/2.0.0",
        "/platicas",
        "/telefonos",
        "/ayuda",
        "/acerca",
        "/zznada",
        "/d/00000000-0000-4000-8000-000000000000/zz",
    ]


def _staff_addresses(office: Office) -> list[str]:
    return [
        "/trabajo/subir",
        "/trabajo/mis-documentos",
        "/trabajo/mis-documentos?q=zznada",
        "/trabajo/documentos",
        '/trabajo/documentos?q="zzpalabra&estado=published',
        *(f"/trabajo/documentos/{document}" for document in office.documents),
        f"/trabajo/documentos/{office.published}?hecho=guardado",
        *(f"/trabajo/documentos?hecho={notice}" for notice in NOTICES),
        "/trabajo/revision",
        "/trabajo/revision/por-revisar",
        f"/trabajo/revision/{office.reviewed}?pagina=1&junto=0",
        f"/trabajo/revision/{office.reviewed}?pagina=2&junto=1",
        f"/trabajo/revision/{office.published}",
        f"/trabajo/revision/{office.reviewed}/asistentes",
        "/trabajo/comite",
        f"/trabajo/comite/{office.committee.open_session}",
        f"/trabajo/comite/{office.committee.closed_session}",
        f"/trabajo/documentos/{office.committee.proposed}/version-propuesta",
        f"/trabajo/documentos/{office.committee.photographed}/consentimientos",
        "/trabajo/fundamentos",
        "/trabajo/fundamentos?id=1",
        "/trabajo/fundamentos?id=2",
        "/trabajo/personas",
        "/trabajo/baja-confianza",
        "/trabajo/cola",
        "/trabajo/cola?parte=1",
        "/trabajo/registros",
        *(f"/trabajo/registros/{register}" for register in LABELS),
        *(f"/trabajo/registros/{register}/importar" for register in LABELS),
        "/trabajo/registros/practicas?id=1",
        "/trabajo/registros/consultas",
        "/trabajo/cuentas",
        "/trabajo/bitacora",
        "/trabajo/bitacora?pagina=2",
        f"/trabajo/bitacora?de={office.published}",
        "/trabajo/mi-cuenta",
        "/trabajo/documentos/00000000-0000-4000-8000-000000000000",
    ]


# What answers no page in a language: files, data for programs, places that only lead elsewhere.
_NO_PAGES = frozenset(
    {
        "api.document",
        "api.index",
        "api.page",
        "api.search",
        "api_datasets.dataset",
        "api_datasets.index",
        "api_datasets.rows",
        "api_datasets.rows_csv",
        "assets.static",
        "catalogue.catalog",
        "catalogue.mexican",
        "dataset_files.release_file",
        "documents.document_without_slug",
        "documents.marks",
        "documents.page_text",
        "feeds.robots",
        "feeds.sitemap",
        "feeds.sitemap_part",
        "files.download",
        "files.openkm",
        "files.page_image",
        "files.thumbnail",
        "finding.complete",
        "harvesting.oai",
        "redactions.index_data",
        "redactions.index_table",
        "workspace.draft_image",
        "workspace.home",
        "workspace.original",
        "workspace.page_image",
        "workspace.proposed_page",
        "workspace.register_csv",
        "workspace.standings",
        "workspace.thumbnail",
        "workspace.upload_piece",
    }
)


def test_every_page_there_is_is_looked_at_here(office: Office) -> None:
    routes = office.app.url_map.bind("localhost")
    looked_at = set()
    for address in (*_public_addresses(office), *_staff_addresses(office), "/entrar"):
        path = urlsplit(address).path
        if routes.test(path, "GET"):
            looked_at.add(routes.match(path, "GET")[0])
    pages = {rule.endpoint for rule in office.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - _NO_PAGES == looked_at - _NO_PAGES


@pytest.mark.parametrize("language", _LANGUAGES)
def test_public_pages_speak_one_language(office: Office, language: str) -> None:
    client = office.app.test_client()
    for address in _public_addresses(office):
        assert_speaks(language, client.get(_in(language, address)).text, address)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_workspace_pages_speak_one_language(office: Office, language: str) -> None:
    for address in _staff_addresses(office):
        assert_speaks(language, office.staff.get(_in(language, address)).text, address)
    entrance = office.app.test_client().get(_in(language, "/entrar"))
    assert_speaks(language, entrance.text, "/entrar")
    assert_speaks(language, office.newcomer.get(_in(language, "/trabajo/mi-cuenta")).text, "newcomer")


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/entrar", {"usuario": "zznadie", "contrasena": "zz"}),
        ("/trabajo/cuentas", {"usuario": "ñ", "nombre": "Zz", "rol": "uploader"}),
        ("/trabajo/cuentas", {"usuario": "zzjefa", "nombre": "Zz", "rol": "uploader"}),
        ("/trabajo/mi-cuenta", {"actual": PASSWORD, "nueva": "zz", "repetida": "zz"}),
        ("/trabajo/mi-cuenta", {"actual": PASSWORD, "nueva": "zz", "repetida": "zzz"}),
        ("/trabajo/registros/planteles", {"nombre": "Zz", "cct": "zz"}),
        ("/trabajo/registros/practicas", {"nombre": "Zz", "unidad": "9999"}),
        ("/trabajo/registros/actividades", {"nombre": "Zz", "fecha": "zz"}),
        ("/trabajo/registros/platicas", {"nombre": "Zz", "documentos": "zz"}),
        ("/trabajo/registros/telefonos", {"nombre": "Zz", "numero": "zz"}),
        ("/trabajo/registros/planteles/importar", {"contenido": "zz\nzz\n"}),
        ("/trabajo/documentos/{published}/datos", {"titulo": "", "tipo": "report"}),
        ("/trabajo/documentos/{published}/proponer", {}),
        ("/trabajo/documentos/{published}/aprobar", {}),
        ("/trabajo/documentos/{published}/retirar", {"motivo": " "}),
        ("/trabajo/documentos/{published}/retirar", {"csrf": "zz"}),
        ("/trabajo/comite", {"fecha": "2026-01-01", "numero": "zz3", "nombre-0": "Zz"}),
        ("/trabajo/comite", {"fecha": "", "numero": "zz3"}),
        ("/trabajo/comite/{open_session}/votos", {}),
        ("/trabajo/comite/{open_session}/documentos", {}),
        ("/trabajo/comite/{open_session}/acta", {"acta": "zz"}),
        ("/trabajo/comite/{closed_session}/cerrar", {}),
        ("/trabajo/fundamentos", {"fundamento": "", "motivo": "Zz", "desde": "2026-01-01"}),
        ("/trabajo/fundamentos", {"fundamento": "Zz", "motivo": "Zz", "dato": "zz"}),
        ("/trabajo/fundamentos/1/terminar", {"hasta": ""}),
        ("/trabajo/personas", {"persona": "Zz"}),
        ("/trabajo/documentos/{photographed}/consentimientos", {"rostro": "zz"}),
        ("/trabajo/revision/{reviewed}/aceptar", {"pagina": "1"}),
        ("/trabajo/revision/{reviewed}/rechazar", {"pagina": "1", "motivo": "zz"}),
        ("/trabajo/revision/{reviewed}/terminar", {"pagina": "1"}),
        ("/trabajo/revision/{reviewed}/asistentes", {"total": "1"}),
    ],
)
def test_refused_forms_say_why_in_one_language(
    office: Office, language: str, address: str, form: dict[str, str]
) -> None:
    browser = Browser(office.app) if address == "/entrar" else office.staff
    held = office.committee
    address = address.format(
        published=office.published,
        reviewed=office.reviewed,
        open_session=held.open_session,
        closed_session=held.closed_session,
        photographed=held.photographed,
    )
    answer = browser.post(_in(language, address), form)
    assert 400 <= answer.status_code < 500
    assert_speaks(language, answer.text, address)


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("asked", [NAME, "Zznadie Zznunca"])
def test_a_search_for_a_person_is_answered_in_one_language(office: Office, language: str, asked: str) -> None:
    answer = office.staff.post(_in(language, "/trabajo/personas"), {"persona": asked})
    assert answer.status_code == 200
    assert ("/trabajo/documentos/" in answer.text.partition("<main")[2]) == (asked == NAME)
    assert_speaks(language, answer.text, "/trabajo/personas")


@pytest.mark.parametrize("language", _LANGUAGES)
def test_the_upload_page_tells_outcomes_in_one_language(office: Office, language: str) -> None:
    files = [(BytesIO(data), f"Zz.{suffix}") for data, suffix in _sent()]
    answer = office.staff.post(_in(language, "/trabajo/subir"), {"archivos": files})
    assert answer.text.count("<strong>Zz.") == len(files)
    assert_speaks(language, answer.text, "/trabajo/subir")
    nothing = office.staff.post(_in(language, "/trabajo/subir"), {"practica": ""})
    assert_speaks(language, nothing.text, "/trabajo/subir")


def _sent() -> list[tuple[bytes, str]]:
    return [(b"zz zz zz", "txt"), (b"", "pdf"), (b"MZ" + b"\0" * 300, "pdf"), (b"\0\1\2\3" * 99, "bin")]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_an_empty_archive_speaks_one_language(tmp_path: Path, migrated_sqlite: bytes, language: str) -> None:
    (tmp_path / "acervo.sqlite").write_bytes(migrated_sqlite)
    settings = Settings(instance=tmp_path, **OWN_NAMES)
    with open_resources(settings) as resources:
        staff = browser_of(create_app(settings, resources=resources), resources, "zzjefa", Role.ADMINISTRATOR)
        for address in ("/", "/buscar", "/practicas", "/unidades", "/novedades.atom", "/acerca"):
            assert_speaks(language, staff.get(_in(language, address)).text, address)
        for place in (
            "documentos",
            "mis-documentos",
            "revision",
            "baja-confianza",
            "cola",
            "registros/temas",
        ):
            assert_speaks(language, staff.get(_in(language, f"/trabajo/{place}")).text, place)


def test_programs_are_answered_in_the_language_they_ask_for(office: Office) -> None:
    client = office.app.test_client()
    asked = {"Accept-Language": "en"}
    found = client.get("/api/v1/search?q=zzpalabra&tipo=report", headers=asked).json
    assert [hit["kind_label"] for hit in found["hits"]] == ["Report"]
    assert {value["label"] for value in found["facets"]["tipo"]} >= {"Report", "Minutes"}
    refused = client.get("/api/v1/documents/00000000-0000-4000-8000-000000000000", headers=asked).json
    assert refused["error"]["message"] == "We could not find what you are looking for."
    standing = office.staff.get(f"/trabajo/estados?id={office.published}&lang=en").json
    assert standing["documents"][0]["label"] == "Published"


def test_a_title_is_never_translated(office: Office) -> None:
    """Data in a sentence are translated only where they are words of ours."""
    made = make_document(office.resources, Sketch(title="Minuta", state=State.FAILED))
    sentence = "Este archivo ya está en el archivo como «%(title)s» (%(state)s)."
    with office.resources.database.write() as session:
        fail(
            session.get_one(Document, made),
            "read",
            "already_here",
            sentence,
            {"title": "Minuta", "state": "ready"},
        )
    shown = office.staff.get(f"/trabajo/documentos/{made}?lang=en").text
    assert "This file is already in the archive as “Minuta” (Ready)." in shown


def test_dates_follow_the_language_that_was_chosen(office: Office) -> None:
    client = office.app.test_client()
    english = client.get(office.slug, headers={"Accept-Language": "en-US,en;q=0.9,es;q=0.1"}).text
    assert "27 April 2022" in english
    assert "Download PDF" in english
    spanish = client.get(f"{office.slug}?lang=es", headers={"Accept-Language": "en"}).text
    assert "27 de abril de 2022" in spanish
    assert "Descargar PDF" in spanish


@pytest.mark.parametrize(
    "asked",
    [
        {"query_string": "lang=en"},
        {"headers": {"Accept-Language": "en"}},
        {"headers": {"Cookie": "idioma=en"}},
        {"query_string": "lang=fr", "headers": {"Accept-Language": "fr, en;q=0.5"}},
    ],
)
def test_a_language_the_office_does_not_offer_is_never_chosen(
    settings: Settings, asked: dict[str, object]
) -> None:
    app = create_app(settings.changed(languages=("es",), **OWN_NAMES), faces=())
    answer = app.test_client().get("/zznada", **asked)  # type: ignore[arg-type]
    assert_speaks("es", answer.text, "/zznada")
    assert "languages" not in answer.text


def test_the_first_language_of_the_settings_is_the_default(settings: Settings) -> None:
    app = create_app(settings.changed(languages=("en", "es")), faces=())
    answer = app.test_client().get("/zznada", headers={"Accept-Language": "fr"})
    assert visible.read(answer.text)[0] == "en"


def test_a_language_without_a_catalogue_does_not_start(settings: Settings) -> None:
    with pytest.raises(BadSetting):
        create_app(settings.changed(languages=("es", "fr")), faces=())


@pytest.mark.parametrize(
    "address", ["/buscar?q=zzpalabra&q=b%26c&tipo=report", "/", "//example.org/zz?x=1&lang=es"]
)
def test_the_switch_keeps_what_the_address_asks_for(office: Office, address: str) -> None:
    page = office.app.test_client().get(address).text
    links = dict(re.findall(r'<li><a href="(\?[^"]*)" lang="(\w+)" hreflang', page))
    switched = {language: link.replace("&amp;", "&") for link, language in links.items()}
    assert set(switched) == {"es", "en"}
    kept = urlsplit(address).query.replace("&lang=es", "")
    assert switched["en"] == f"?{kept}&lang=en" if kept else "?lang=en"


def test_the_answer_to_a_form_offers_no_switch(office: Office) -> None:
    """Its address may know no GET, and what was typed would be lost."""
    refused = office.staff.post(f"/trabajo/documentos/{office.published}/proponer")
    assert refused.status_code == 409
    assert 'class="languages"' not in refused.text
    assert 'class="languages"' in office.staff.get(f"/trabajo/documentos/{office.published}").text


def _in(language: str, address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={language}"
