"""Homes are found; streets without a number, offices and schools are not."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as a home."""
    spans = findings.find_in_text(text)
    return [
        text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.ADDRESS
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("vive en Calle Benito Juárez 123, Col. Centro", "Calle Benito Juárez 123, Col. Centro"),
        (
            "Domicilio: C. 16 de Septiembre 48-B, San Lorenzo Cuauhtenco",
            "C. 16 de Septiembre 48-B, San Lorenzo Cuauhtenco",
        ),
        ("C. Benito Juárez 123, San Andrés Ocotlán", "C. Benito Juárez 123, San Andrés Ocotlán"),
        ("Av. Morelos 84 Int. 3", "Av. Morelos 84 Int. 3"),
        ("Priv. Los Cedros s/n", "Priv. Los Cedros s/n"),
        ("PRIV. LOS CEDROS NO. 12", "PRIV. LOS CEDROS NO. 12"),
        ("Cda. Emiliano Zapata #14, C.P. 52200", "Cda. Emiliano Zapata #14, C.P. 52200"),
        ("Mz. 4 Lt. 12", "Mz. 4 Lt. 12"),
    ],
)
def test_a_home_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Av. Miguel Hidalgo",
        "Calle Vicente Guerrero",
        "Palacio Municipal, Av. Independencia 100, Col. Centro, Calimaya",
        "Escuela Secundaria, Calle Juárez 12",
        "C. Benito Juárez López",
        "en el camino en caso de accidente 4",
        "artículo 24 de la Ley",
        "el pasaje a que se refiere el artículo 65",
    ],
)
def test_a_public_address_stays(text: str) -> None:
    assert not _found(text)
