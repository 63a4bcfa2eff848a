"""The catalogue of talks, the phone list and a practice's activities, as the public sees them."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.models.documents import State
from archive.resources import Resources
from archive.services import activities, phones, talks
from archive.services.activities import ActivityFacts
from archive.services.attendance import Attendance
from archive.services.audit import COMMAND_LINE
from archive.services.phones import PhoneFacts
from archive.services.talks import TalkFacts
from archive.web import create_app
from tests.factories import Sketch, make_document, make_practice, make_published, make_unit


@pytest.fixture
def client(resources: Resources) -> FlaskClient:
    app: Flask = create_app(resources.settings, faces=("portal",), resources=resources)
    return app.test_client()


def test_talks_show_published_documents_alone(client: FlaskClient, resources: Resources) -> None:
    shown = make_published(resources, Sketch(title="Presentación abierta"))[0]
    hidden = make_document(resources, Sketch(title="Guion reservado", state=State.IN_REVIEW))
    facts = TalkFacts("Decidir", "Para pensar antes.", "secundaria", None, 50, True, (), (shown, hidden))
    talks.save_talk(resources, COMMAND_LINE, None, facts)
    talks.save_talk(resources, COMMAND_LINE, None, TalkFacts("Plática de antes", offered=False))
    page = client.get("/platicas").text
    assert "Presentación abierta" in page
    assert "50 minutos" in page
    assert "Guion reservado" not in page
    assert "Plática de antes" not in page


def test_phones_that_are_not_public_stay_away(client: FlaskClient, resources: Resources) -> None:
    lines = (
        PhoneFacts("Oficina", "722 555 0123 ext. 4"),
        PhoneFacts("Emergencias", "911", emergency=True),
        PhoneFacts("Guardia interna", "722 555 0199", public=False),
    )
    for facts in lines:
        phones.save_phone(resources, COMMAND_LINE, None, facts)
    page = client.get("/telefonos").text
    assert "Guardia interna" not in page
    assert page.index("Emergencias") < page.index("Oficina")
    assert 'href="tel:911"' in page
    assert 'href="tel:722' not in page  # an extension cannot be dialled from a link


def test_a_practice_shows_what_was_held_and_not_how_many_came(
    client: FlaskClient, resources: Resources
) -> None:
    unit, other = make_unit(resources, "Unidad Una", "una"), make_unit(resources, "Unidad Otra", "otra")
    practice = make_practice(resources, "Rompe el ciclo", "rompe-el-ciclo")
    make_published(resources, Sketch(practice_id=practice))
    talk = talks.save_talk(resources, COMMAND_LINE, None, TalkFacts("Decidir"))
    facts = ActivityFacts(
        "Jornada", date(2022, 5, 18), practice, None, unit, (other,), (talk,), (), Attendance(7531)
    )
    activities.save_activity(resources, COMMAND_LINE, None, facts)
    page = client.get("/practicas/rompe-el-ciclo").text
    assert "18 de mayo de 2022" in page
    assert "Unidad Una · Unidad Otra" in page
    assert "Decidir" in page
    assert "7531" not in page.replace(",", "")
