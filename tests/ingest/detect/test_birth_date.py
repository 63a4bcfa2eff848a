"""Dates of birth are found by their word or by a CURP; any other date stays."""

import pytest

from ingest.detect import findings
from ingest.redactions import DataType


def _found(text: str) -> list[str]:
    """What is to be covered as a date of birth."""
    spans = findings.find_in_text(text)
    return [
        text[span.start : span.end] for span in spans if span.likely and span.data_type is DataType.BIRTH_DATE
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Fecha de nacimiento: 14/05/2009", "14/05/2009"),
        ("nació el 3 de mayo de 2010 en Toluca", "3 de mayo de 2010"),
        ("F. DE NAC. 14-05-09", "14-05-09"),
        ("nacida en Calimaya, México, el 2009-05-14", "2009-05-14"),
        ("LOGM090514MMCPRRA5 14/05/2009", "14/05/2009"),
        ("LOGM090514MMCPRRA5, 14 de mayo de 2009", "14 de mayo de 2009"),
        ("Fecha de nacimiento\n14.05.2009", "14.05.2009"),
    ],
)
def test_a_date_of_birth_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "27 de abril de 2022",
        "Fecha: 27/04/2022",
        "DOF 20-03-2025",
        "LOGM090514MMCPRRA5 27/04/2022",
        "ciclo escolar 2021-2022",
        "El municipio nació como tal en tiempos antiguos, según la ley del 4 de julio de 1824",
    ],
)
def test_another_date_stays(text: str) -> None:
    assert not _found(text)
