"""The reviewer's desk over plain HTTP: what it shows, what its forms do, and what it never says."""

import re
from itertools import product
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from archive.models.documents import State
from archive.models.redactions import Draft, Origin, RedactionState, Rejection
from archive.permissions import Role
from archive.resources import Resources
from archive.services import counting
from archive.services.audit import COMMAND_LINE
from archive.services.boxes import boxes_key
from archive.services.reports import report_json
from archive.services.review_view import BoxView
from archive.web.workspace.review_pages import DATA_TYPES
from archive.web.workspace.review_words import box_name, extent, reason
from ingest.redactions import AgeBand, Counts, DataType, GateReport, Leak, Objection, Sex, Source
from ingest.values import Box, DocumentKind, FileType
from tests.archive.deciding import boxes_of, document_of, keep_draft, make_reviewed, review_of
from tests.archive.web.workspace.browser import Browser, browser_of
from tests.factories import Sketch, make_document

ANA, LUIS = "Ana Sofía Zaragoza Quiroz", "Luis Ángel Peñaloza Téllez"
LIST = Sketch(kind=DocumentKind.ATTENDANCE_RECORD, state=State.IN_REVIEW)


@pytest.fixture
def rosa(app: Flask, resources: Resources) -> Browser:
    return browser_of(app, resources, "rosa", Role.REVIEWER)


@pytest.fixture
def listed(resources: Resources) -> UUID:
    """A list with two names for which covering is proposed."""
    return make_reviewed(resources, LIST, ANA, LUIS)


def _desk(document_id: UUID, step: str = "") -> str:
    return f"/trabajo/revision/{document_id}{step}"


def _states(resources: Resources, document_id: UUID) -> list[RedactionState]:
    return [one.state for one in boxes_of(resources, document_id)]


def _shown(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def _send(browser: Browser, document_id: UUID, step: str, **fields: object) -> TestResponse:
    """As the page's script sends it."""
    return browser.post(_desk(document_id, f"/{step}"), {"pagina": 1, "junto": 0, "parte": 1, **fields})


def _told(answer: TestResponse) -> str:
    found = re.search(r'data-(?:said|problem)="([^"]*)"', answer.get_data(as_text=True))
    assert found, answer.get_data(as_text=True)[:300]
    return found[1]


def test_the_queue_says_why_something_is_urgent(rosa: Browser, resources: Resources, listed: UUID) -> None:
    asked = make_reviewed(resources, Sketch(title="Oficio pedido", state=State.IN_REVIEW), ANA)
    assert rosa.post(_desk(asked, "/solicitar")).status_code == 303
    with resources.database.write() as session:
        session.merge(review_of(resources, listed)).minors = True
    page = _shown(rosa, "/trabajo/revision/por-revisar")
    assert page.index("Oficio pedido") < page.index(str(listed))
    for words in ("Se pidió publicarlo", "Menores de edad", "2 por decidir", "espera desde el"):
        assert words in page


def test_boxes_lie_over_the_page_in_its_points_and_are_named_without_their_values(
    rosa: Browser, resources: Resources, listed: UUID
) -> None:
    page = _shown(rosa, _desk(listed))
    first = boxes_of(resources, listed)[0]
    assert '<rect x="60.0" y="100.0" width="140.0" height="14.0"/>' in page
    assert (
        f'data-id="{first.id}" role="button" tabindex="-1" aria-label="Nombre, por decidir, 4 palabras"'
        in page
    )
    assert "Está en la columna «Nombre» de una lista de asistencia." in page
    assert not any(word in page for word in (*ANA.split(), *LUIS.split()))


def test_nothing_on_the_desk_needs_a_script_or_style_within_the_page(rosa: Browser, listed: UUID) -> None:
    page = _shown(rosa, _desk(listed))
    assert not re.search(r"<style|<[^>]+ (?:style|on[a-z]+)=|<script(?![^>]* src=)", page)


def test_plain_forms_decide_and_lead_back_to_the_page(
    rosa: Browser, resources: Resources, listed: UUID
) -> None:
    one, other = (box.id for box in boxes_of(resources, listed))
    sent = rosa.post(_desk(listed, "/aceptar"), {"pagina": 1, "junto": 0, "testado": [one, other]})
    assert sent.headers["Location"] == f"/trabajo/revision/{listed}?pagina=1&junto=0&hecho=decidido"
    assert "Se guardó su decisión." in _shown(rosa, sent.headers["Location"])
    assert set(_states(resources, listed)) == {RedactionState.ACCEPTED}
    rosa.post(_desk(listed, "/rechazar"), {"pagina": 1, "testado": one, "motivo": "not_personal"})
    assert boxes_of(resources, listed)[0].rejection is Rejection.NOT_PERSONAL
    assert "Queda visible: No es un dato personal." in _shown(rosa, _desk(listed))


def test_a_script_gets_the_desk_alone_with_what_happened(
    rosa: Browser, resources: Resources, listed: UUID
) -> None:
    first = boxes_of(resources, listed)[0].id
    answer = _send(rosa, listed, "aceptar", testado=first, alcance="column")
    text = answer.get_data(as_text=True)
    assert (answer.status_code, _told(answer)) == (200, "Se aceptaron 2 testados.")
    assert "<html" not in text
    assert text.count('class="box box--accepted"') == 2


@pytest.mark.parametrize("lot", ["pagina", "documento"])
def test_all_that_is_proposed_is_accepted_at_once(
    rosa: Browser, resources: Resources, listed: UUID, lot: str
) -> None:
    assert _told(_send(rosa, listed, "aceptar", lote=lot)) == "Se aceptaron 2 testados."
    assert set(_states(resources, listed)) == {RedactionState.ACCEPTED}


def test_a_whole_column_is_not_uncovered_and_the_page_says_why(
    rosa: Browser, resources: Resources, listed: UUID
) -> None:
    first = boxes_of(resources, listed)[0].id
    answer = _send(rosa, listed, "rechazar", testado=first, motivo="not_personal", alcance="column")
    assert answer.status_code == 422
    assert "se descubre de uno en uno" in _told(answer)
    assert set(_states(resources, listed)) == {RedactionState.PROPOSED}


def test_drawing_moving_naming_and_removing_are_undone_and_redone(
    rosa: Browser, resources: Resources, listed: UUID
) -> None:
    sides = {"x0": "10.5", "y0": "20", "x1": "110", "y1": "40"}
    drawn = _send(rosa, listed, "dibujar", dato="signature", **sides)
    assert _told(drawn) == "Se dibujó un testado: Firma."
    box = boxes_of(resources, listed)[-1]
    assert f'data-chosen="{box.id}"' in drawn.get_data(as_text=True)
    assert (box.x0, box.data_type, box.source) == (10.5, DataType.SIGNATURE, Source.PERSON)
    _send(rosa, listed, "mover", testado=box.id, **{**sides, "x1": "210"})
    assert (
        _told(_send(rosa, listed, "dato", testado=box.id, dato="handwriting"))
        == "Ahora es: Escritura a mano."
    )
    assert _told(_send(rosa, listed, "quitar", testado=box.id)) == "Se quitó el testado."
    assert len(boxes_of(resources, listed)) == 2
    assert _told(_send(rosa, listed, "deshacer")) == "Se deshizo: quitar."
    _send(rosa, listed, "deshacer")
    assert boxes_of(resources, listed)[-1].data_type is DataType.SIGNATURE
    assert _told(_send(rosa, listed, "rehacer")) == "Se rehizo: cambiar el tipo de dato."
    assert boxes_of(resources, listed)[-1].data_type is DataType.HANDWRITING


def test_what_cannot_be_understood_is_refused_with_a_sentence(
    rosa: Browser, resources: Resources, listed: UUID
) -> None:
    box = {"x0": "1", "y0": "1", "x1": "9", "y1": "9"}
    misunderstood: tuple[tuple[str, dict[str, object]], ...] = (
        ("aceptar", {}),
        ("aceptar", {"testado": "uno"}),
        ("rechazar", {"testado": "1", "motivo": "porque sí"}),
        ("dibujar", {"dato": "name", **box, "x0": "nan"}),
        ("dibujar", {"dato": "name", **box, "x1": "inf"}),
        ("dibujar", {"dato": "nada", **box}),
        ("mover", {"testado": ["1", "2"], **box}),
    )
    for step, fields in misunderstood:
        answer = _send(rosa, listed, step, **fields)
        assert answer.status_code == 422, (step, fields)
        assert _told(answer).startswith("Revise el campo")
    assert _states(resources, listed) == [RedactionState.PROPOSED] * 2


def test_over_a_spreadsheet_nothing_is_drawn(rosa: Browser, resources: Resources) -> None:
    sheet = make_document(resources, Sketch(file_type=FileType.XLSX, state=State.IN_REVIEW))
    answer = _send(rosa, sheet, "dibujar", dato="name", x0=1, y0=1, x1=90, y1=90)
    assert answer.status_code == 422
    assert boxes_of(resources, sheet) == []


def test_no_page_is_confirmed_beside_a_result_that_is_not_of_these_boxes(
    rosa: Browser, resources: Resources, listed: UUID
) -> None:
    early = _send(rosa, listed, "confirmar", cotejada=1)
    assert early.status_code == 409
    assert "falta preparar la versión pública" in _told(early)
    _send(rosa, listed, "aceptar", lote="documento")
    _send(rosa, listed, "terminar")
    keep_draft(resources, listed)
    shown = _shown(rosa, _desk(listed))
    assert "Confirmar esta página" in shown
    assert "la versión pública, como quedaría" in shown
    assert _told(_send(rosa, listed, "confirmar", cotejada=1)) == "Página 1 confirmada."
    assert "una persona la comparó" in _shown(rosa, _desk(listed))
    assert f"/trabajo/documentos/{listed}/proponer" in _shown(rosa, _desk(listed))


def test_finishing_says_what_is_missing(rosa: Browser, resources: Resources, listed: UUID) -> None:
    refused = _send(rosa, listed, "terminar")
    assert refused.status_code == 409
    assert "sobre los que nadie ha decidido" in _told(refused)
    _send(rosa, listed, "aceptar", lote="documento")
    with resources.database.write() as session:
        session.merge(review_of(resources, listed)).doubtful_pages = [1]
    assert "Página dudosa." in _shown(rosa, _desk(listed))
    assert "páginas dudosas" in _told(_send(rosa, listed, "terminar"))
    _send(rosa, listed, "confirmar")
    assert _send(rosa, listed, "terminar").status_code == 200
    assert review_of(resources, listed).finished_at is not None


def test_what_the_gate_said_is_shown_with_its_page(rosa: Browser, resources: Resources, listed: UUID) -> None:
    _send(rosa, listed, "aceptar", lote="documento")
    report = GateReport(
        (
            Objection(Leak.PICTURE, DataType.CURP, 1, "page"),
            Objection(Leak.TEXT, DataType.NAME, None, "fingerprint"),
        ),
        secrets=2,
    )
    with resources.database.write() as session:
        key = boxes_key(session, listed)
        session.add(Draft(document_id=listed, boxes_key=key, passed=False, report=report_json(report)))
    page = _shown(rosa, _desk(listed))
    assert "No pasó" in page
    assert f'En la imagen</strong> · CURP · <a href="/trabajo/revision/{listed}?pagina=1' in page
    assert "Se nombra a una persona que este archivo conoce por una lista." in page


def test_a_long_file_opens_with_one_image_and_a_strip_of_numbers(rosa: Browser, resources: Resources) -> None:
    long = make_document(resources, Sketch(texts=("Acuerdo.",) * 200, state=State.IN_REVIEW))
    page = _shown(rosa, _desk(long) + "?pagina=150")
    strip = page[page.index('class="strip"') : page.index("</nav>", page.index('class="strip"'))]
    assert len(re.findall(r"<a [^>]*data-page=", strip)) == 200
    assert "<img" not in strip
    assert len(page) < 150_000
    assert re.search(r'data-page="150" aria-current="page"', strip)


def test_pages_that_do_not_exist_lead_to_the_last(rosa: Browser, listed: UUID) -> None:
    assert 'data-page="1"' in _shown(rosa, _desk(listed) + "?pagina=99")


def test_counts_are_stated_by_a_person_and_must_add_up(
    rosa: Browser, resources: Resources, listed: UUID
) -> None:
    read = Counts(
        total=3,
        by_sex=((Sex.WOMAN, 2), (Sex.MAN, 1)),
        by_age=((AgeBand.FROM_12_TO_14, 3),),
        by_grade=(("1", 3),),
        minors=3,
        confidence=0.8,
        rows_to_check=((1, 2),),
    )
    with resources.database.write() as session:
        counting.keep_counts(session, document_of(resources, listed), read)
    page = _shown(rosa, _desk(listed, "/asistentes"))
    assert f'href="/trabajo/revision/{listed}?pagina=1&amp;junto=0">Página 1, renglón 2</a>' in page
    names = re.findall(r'name="([^"]+)" type="number"[^>]* value="(\d+)"', page)
    form: dict[str, object] = dict(names)
    refused = rosa.post(_desk(listed, "/asistentes"), {**form, "total": 4})
    assert refused.status_code == 422
    assert "las partes no suman el total" in refused.get_data(as_text=True)
    assert rosa.post(_desk(listed, "/asistentes"), {**form, "total": "muchos"}).status_code == 422
    stated = {**form, "sexo-mujer": 1, "sexo-hombre": 2}
    assert rosa.post(_desk(listed, "/asistentes"), stated).status_code == 303
    found = counting.counts_of(resources, COMMAND_LINE, listed)
    assert found is not None
    assert found.checked
    assert dict(found.counts.by_sex)[Sex.MAN] == 2
    assert found.counts.rows_to_check == ((1, 2),)


def test_who_may_not_review_sees_no_box_but_may_ask_for_publication(
    app: Flask, resources: Resources, listed: UUID
) -> None:
    ana = browser_of(app, resources, "ana", Role.UPLOADER)
    for address in ("/trabajo/revision/por-revisar", _desk(listed), _desk(listed, "/version/1.webp")):
        assert ana.get(address).status_code == 403
    assert _send(ana, listed, "aceptar", lote="documento").status_code == 403
    assert _states(resources, listed) == [RedactionState.PROPOSED] * 2
    assert ana.post(_desk(listed, "/solicitar")).status_code == 303
    assert review_of(resources, listed).requested_at is not None


def test_a_form_without_the_sessions_token_decides_nothing(
    rosa: Browser, resources: Resources, listed: UUID
) -> None:
    assert _send(rosa, listed, "aceptar", lote="documento", csrf="otro").status_code == 403
    assert _states(resources, listed) == [RedactionState.PROPOSED] * 2


def test_reasons_are_told_in_words(app: Flask) -> None:
    with app.test_request_context():
        for box, said in (
            ({"data_type": DataType.CURP, "source": Source.CHECKED}, "dígito verificador es correcto"),
            ({"data_type": DataType.PHONE, "source": Source.PATTERN}, "Tiene la forma de un teléfono."),
            ({"data_type": DataType.FACE, "source": Source.PICTURE}, "En la imagen se ve un rostro."),
            ({"origin": Origin.PROPAGATION}, "así se decidió en otro documento de la práctica"),
            ({"suggestion": RedactionState.ACCEPTED}, "se aceptó cubrirlo"),
            ({"suggestion": RedactionState.REJECTED}, "se decidió dejarlo visible"),
        ):
            assert said in reason(_view(**box))


def test_every_type_found_in_any_way_has_a_reason(app: Flask) -> None:
    with app.test_request_context():
        for data_type, source in product(DATA_TYPES, Source):
            assert "%(" not in reason(_view(data_type=data_type, source=source))


def test_a_box_is_named_by_type_state_and_extent(app: Flask) -> None:
    with app.test_request_context():
        for words, lines, said in (
            (0, 25, "25 renglones"),
            (3, 1, "3 palabras"),
            (1, 1, "1 palabra"),
            (0, 0, ""),
        ):
            box = _view(words=words, lines=lines)
            assert extent(box) == said
            assert box_name(box) == ("Nombre, por decidir, " + said).removesuffix(", ")


def _view(**told: object) -> BoxView:
    plain: dict[str, object] = {
        "id": 1,
        "page": 1,
        "box": Box(1, 1, 9, 9),
        "data_type": DataType.NAME,
        "source": Source.COLUMN,
        "confidence": 0.9,
        "origin": Origin.DETECTOR,
        "state": RedactionState.PROPOSED,
        "suggestion": None,
        "rejection": None,
        "words": 0,
        "lines": 0,
        "in_column": 1,
        "in_table": 1,
        "same_value": 1,
        "needs_consent": False,
    }
    return BoxView(**{**plain, **told})  # type: ignore[arg-type]
