"""Mail of persons is found, pupils' accounts too; offices' is not."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as mail."""
    spans = findings.find_in_text(text)
    return [text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.EMAIL]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mi correo es ana_lopez@gmail.com.", "ana_lopez@gmail.com"),
        ("JUAN.PEREZ@HOTMAIL.COM", "JUAN.PEREZ@HOTMAIL.COM"),
        ("ana.lopez12@yahoo.com.mx", "ana.lopez12@yahoo.com.mx"),
        ("maria.lopez7@edugem.gob.mx", "maria.lopez7@edugem.gob.mx"),
        ("ana @ gmail.com", "ana @ gmail.com"),
        ("ana@gmail,com", "ana@gmail,com"),
        ("ana.lopez@\ngmail.com", "ana.lopez@\ngmail.com"),
        ("ana.lopez@gmail\n.com", "ana.lopez@gmail\n.com"),
        ("ana(at)gmail.com", "ana(at)gmail.com"),
    ],
)
def test_a_persons_mail_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "transparencia@calimaya.gob.mx",
        "yesika.gomez@calimaya.gob.mx",
        "inclusioncalimaya@gmail.com",
        "https://pub:blic@repositorio.ipomex.org.mx:8443/OpenKM/Download",
        "contacto@infoem.org.mx",
        "@ayuntamiento en redes",
        "DIRECTORIO\nJuana Pérez juana@gmail.com",
    ],
)
def test_an_offices_mail_stays(text: str) -> None:
    assert not _found(text)
