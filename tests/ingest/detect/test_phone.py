"""Telephones of persons are found in every spelling; lines of help and offices are not."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as a telephone."""
    spans = findings.find_in_text(text)
    return [text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.PHONE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tel. 722 123 45 67", "722 123 45 67"),
        ("7221234567", "7221234567"),
        ("(722) 123-4567", "(722) 123-4567"),
        ("722-123-45-67", "722-123-45-67"),
        ("+52 722 123 4567", "+52 722 123 4567"),
        ("044 722 123 45 67", "044 722 123 45 67"),
        ("72 21 23 45 67", "72 21 23 45 67"),
        ("722.123.4567", "722.123.4567"),
        ("722·123·4567", "722·123·4567"),
        ("722 - 123 - 4567", "722 - 123 - 4567"),
        ("Celular: 722/123/4567", "722/123/4567"),
        ("Comunicarse al 7 2 2 1 2 3 4 5 6 7 por la tarde", "7 2 2 1 2 3 4 5 6 7"),
        ("tel7221234567", "7221234567"),
        ("01 (722) 123 4567", "01 (722) 123 4567"),
        ("+52 1 722 123 4567", "+52 1 722 123 4567"),
        ("5512345678", "5512345678"),
        ("WhatsApp 55 1234 5678", "55 1234 5678"),
        ("Tel. 722 123\n45 67", "722 123\n45 67"),
        ("Cel. 123 45 67", "123 45 67"),
        ("Celular de la madre, en el DIF: 722 123 45 67", "722 123 45 67"),
    ],
)
def test_a_persons_telephone_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "911, 089 y 800 911 2000",
        "Línea de la vida 800 911 2000",
        "01 800 911 2000",
        "LOCATEL 55 5658 1111",
        "conmutador 722 171 5000 ext. 104",
        "Listado de números telefónicos para la juventud\nCruz Roja 722 217 3333\nDIF 722 171 5544",
        "DIRECTORIO\nBomberos\t722 171 3333",
        "Línea sin violencia 722 171 5544",
        "722 171 50 00 Unidad de Inclusión",
        "folio 5512345678",
        "oficio 7221234567",
        "https://repositorio.ipomex.org.mx:8443/OpenKM/Download?uuid=4739f5b8-283a-4efa-87f2-36b20d8150fc",
        "00123/CALIMAYA/IP/2022",
        "ciclo 2021-2022",
        "10 20 30 40 50 60 70",
        "$7,221,234,567",
        "27/04/2022 10:30",
        "ISBN 978-607-1234-56-7",
        "2017\t110\t70\t40\n2018\t103",
    ],
)
def test_a_public_line_stays(text: str) -> None:
    assert not _found(text)
