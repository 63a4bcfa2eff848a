"""The upload page: the plain form, and the pieces a browser can take up again."""

import base64
from io import BytesIO
from pathlib import Path
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from archive.permissions import Role
from archive.resources import Resources
from tests.archive.web.workspace.browser import Browser, browser_of
from tests.files import make_pdf, minutes


def _begin(browser: Browser, name: str, size: int, folder: str = "") -> TestResponse:
    told = {"name": name, "folder": folder}
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
    headers = {"Upload-Length": str(size), "Upload-Metadata": metadata, **_json(browser)}
    return browser.client.post("/trabajo/subidas", headers=headers, base_url=browser.host)


def _piece(browser: Browser, address: str, offset: int, data: bytes) -> TestResponse:
    headers = {
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
        **_json(browser),
    }
    return browser.client.patch(address, data=data, headers=headers, base_url=browser.host)


def _json(browser: Browser) -> dict[str, str]:
    return {"Accept": "application/json", "X-CSRF-Token": browser.token()}


def test_a_file_in_pieces_becomes_a_document_with_an_address(
    app: Flask, resources: Resources, tmp_path: Path
) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    data = make_pdf(tmp_path / "minuta.pdf", minutes(31)).read_bytes()
    begun = _begin(browser, "Minuta número 31.pdf", len(data), "Minutas/2022")
    address = begun.headers["Location"]
    assert begun.status_code == 201
    half = _piece(browser, address, 0, data[:500])
    assert half.headers["Upload-Offset"] == "500"
    assert browser.client.head(address, base_url=browser.host).headers["Upload-Offset"] == "500"
    done = _piece(browser, address, 500, data[500:])
    assert done.json is not None
    outcome = done.json["outcomes"][0]
    assert outcome["state"] == "received"
    page = browser.get(outcome["address"])
    assert page.status_code == 200
    assert "Minuta número 31" in page.get_data(as_text=True)


def test_the_last_piece_again_gives_the_same_answer(app: Flask, resources: Resources, tmp_path: Path) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    data = make_pdf(tmp_path / "minuta.pdf", minutes(32)).read_bytes()
    address = _begin(browser, "minuta.pdf", len(data)).headers["Location"]
    first, again = (_piece(browser, address, 0, data) for _ in range(2))
    assert first.json == again.json
    assert browser.get(address, headers=_json(browser)).json == first.json


def test_a_piece_at_the_wrong_place_hears_where_to_go_on(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    address = _begin(browser, "minuta.pdf", 100).headers["Location"]
    _piece(browser, address, 0, b"x" * 10)
    wrong = _piece(browser, address, 50, b"x")
    assert wrong.status_code == 409
    assert wrong.json is not None
    assert wrong.json["offset"] == 10


def test_a_refused_file_gets_a_sentence_and_leaves_no_part(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    address = _begin(browser, "programa.pdf", 64).headers["Location"]
    refused = _piece(browser, address, 0, b"MZ" + b"\x00" * 62)
    assert refused.json is not None
    assert refused.json["outcomes"][0]["state"] == "refused"
    assert len(refused.json["outcomes"][0]["sentence"]) > 20
    assert list(resources.settings.uploads_folder.glob("*.part")) == []


def test_what_is_too_large_or_empty_is_refused_before_it_is_sent(app: Flask, resources: Resources) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    for size, code in ((0, "empty"), (resources.settings.max_upload_size + 1, "too_large")):
        answer = _begin(browser, "grande.mp4", size)
        assert answer.status_code == 422
        assert answer.json is not None
        assert answer.json["error"]["code"] == code


def test_the_plain_form_takes_several_files_and_says_what_became_of_each(
    app: Flask, resources: Resources, tmp_path: Path
) -> None:
    browser = browser_of(app, resources, "ana", Role.UPLOADER)
    data = make_pdf(tmp_path / "minuta.pdf", minutes(33)).read_bytes()
    sent = [
        (BytesIO(data), "minuta.pdf"),
        (BytesIO(data), "la misma.pdf"),
        (BytesIO(b""), "vacio.pdf"),
        (BytesIO(b"hola, plataforma"), "../../nota.txt"),
    ]
    text = browser.post("/trabajo/subir", {"archivos": sent}).get_data(as_text=True)
    assert text.count("notice--ok") == 2
    assert text.count("notice--warn") >= 1
    assert text.count("notice--danger") == 1
    assert "ya está en el archivo" in text
    assert list(resources.settings.uploads_folder.glob("*.part")) == []


def test_those_who_may_not_upload_do_not_see_the_page(app: Flask, resources: Resources) -> None:
    auditor = browser_of(app, resources, "audita", Role.AUDITOR)
    assert auditor.get("/trabajo/subir").status_code == 403
    assert "/trabajo/subir" not in auditor.get("/trabajo/documentos").get_data(as_text=True)
    assert _begin(auditor, "a.pdf", 10).status_code == 403


def test_another_persons_upload_is_nowhere(app: Flask, resources: Resources) -> None:
    address = _begin(browser_of(app, resources, "ana", Role.UPLOADER), "a.pdf", 10).headers["Location"]
    other = browser_of(app, resources, "eva", Role.UPLOADER)
    assert other.get(address).status_code == 404
    assert _piece(other, address, 0, b"x").status_code == 404
    assert UUID(address.rsplit("/", 1)[-1])
