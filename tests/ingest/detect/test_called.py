"""Who is called a pupil or a child is found though no list holds the name; programmes for them stay."""

import pytest

from ingest.detect import called
from ingest.detect.spans import Written


def _found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in called.find(Written(text)) if each.likely]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("la alumna Tonalxochitl Cuauhtlatoa dijo que", "Tonalxochitl Cuauhtlatoa"),
        ("entregado por la niña Tonalxóchitl.", "Tonalxóchitl"),
        ("su madre Xochiquetl de la Tlapalapa firmó", "Xochiquetl de la Tlapalapa"),
        ("Alumno: TLAPALTECATL XIHUITL, 2° B", "TLAPALTECATL XIHUITL"),
        ("NOMBRE DEL ALUMNO: Tlapaltecatl Xihuitl", "Tlapaltecatl Xihuitl"),
        ("Nombre del participante:\tTonalxochitl Cuauhtlatoa", "Tonalxochitl Cuauhtlatoa"),
        ("Nombre completo: Tonalxochitl Cuauhtlatoa", "Tonalxochitl Cuauhtlatoa"),
        ("la alumna Tonalxochitl Cuauhtlatoa Escuela Benito Juárez", "Tonalxochitl Cuauhtlatoa"),
    ],
)
def test_a_name_behind_a_word_for_children_is_found(text: str, name: str) -> None:
    assert name in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "los alumnos de la Escuela Secundaria",
        "Calle Niños Héroes de Chapultepec",
        "Programa Jóvenes Construyendo el Futuro",
        "los derechos de niñas, niños y adolescentes",
        "El menor de los gastos",
        "Nombre del evento: Jornada Juvenil de Salud",
        "Nombre de la escuela: Telesecundaria Lázaro Cárdenas",
    ],
)
def test_what_only_speaks_of_children_stays(text: str) -> None:
    assert _found(text) == []
