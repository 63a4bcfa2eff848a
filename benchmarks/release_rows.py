"""A wide public table, as many rows as asked, drawn without keeping any."""

from collections.abc import Iterator
from datetime import date

from export.values import Code, Dataset, Field, FieldType, Periodicity, Place, Publisher, Row, Table

TABLE = Table(
    (
        Field("folio", FieldType.CODE, "Folio", "Con sus ceros.", required=True),
        Field("municipio", FieldType.CODE, "Municipio", "Clave de INEGI.", pattern=r"\d{5}"),
        Field("titulo", FieldType.TEXT, "Título", "Cómo se llamó la plática."),
        Field("asistentes", FieldType.INTEGER, "Asistentes", "Cuántas personas.", minimum=0),
        Field("promedio", FieldType.NUMBER, "Promedio", "De edad."),
        Field("publica", FieldType.BOOLEAN, "Pública", "Abierta a todos."),
        Field("fecha", FieldType.DATE, "Fecha", "Cuándo se dio."),
        Field("estado", FieldType.CODE, "Estado", "De la cifra.",
              codes=(Code("publicado", "Exacta"), Code("redondeado", "A múltiplos de cinco"))),
    ),
    key=("folio",),
)  # fmt: skip
DATASET = Dataset(
    "medida",
    "Renglones de medida",
    "Para medir cuánto cuesta escribir una versión.",
    TABLE,
    Publisher("Ayuntamiento de Calimaya", email="transparencia@calimaya.example"),
    Periodicity.IRREGULAR,
    "Educación",
    ("medida",),
    Place("15018", "Calimaya"),
)
_TITLES = (
    "Violencia en el noviazgo",
    "Internet segura",
    "Prevención de adicciones, con padres",
    "Mis derechos",
)
_DAYS = tuple(date(2026, month, day) for month in range(1, 13) for day in range(1, 29))


def rows(count: int) -> Iterator[Row]:
    for number in range(count):
        yield (
            f"{number:09d}",
            "15018",
            f"{_TITLES[number % 4]} {number % 997}",
            number % 400,
            12 + number % 64 / 8,
            number % 3 == 0,
            _DAYS[number % len(_DAYS)],
            "redondeado" if number % 5 == 0 else "publicado",
        )
