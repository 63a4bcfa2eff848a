"""A dataset with a column of every type, and rows for it: plain ones, and drawn ones that are hostile."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from export.values import (
    Code,
    Dataset,
    Field,
    FieldType,
    Period,
    Periodicity,
    Place,
    Publisher,
    Row,
    Table,
)

ISSUED = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
FIELDS = (
    Field("folio", FieldType.CODE, "Folio", "Número de la jornada, con sus ceros.", required=True),
    Field("titulo", FieldType.TEXT, "Título", "Cómo se llamó."),
    Field("asistentes", FieldType.INTEGER, "Asistentes", "Cuántas.", minimum=-(10**9), unit="personas",
          missing=(Code("NP", "No publicable"),)),
    Field("promedio", FieldType.NUMBER, "Promedio", "De edad."),
    Field("publica", FieldType.BOOLEAN, "Pública", "Si fue abierta a todos."),
    Field("fecha", FieldType.DATE, "Fecha", "Cuándo se dio."),
    Field("mes", FieldType.MONTH, "Mes", "El mes que se informa."),
    Field("ejercicio", FieldType.YEAR, "Ejercicio", "El año que se informa."),
    Field("direccion", FieldType.ADDRESS, "Dirección", "Dónde está la evidencia."),
    Field("estado", FieldType.CODE, "Estado", "Si la cifra se publica.",
          codes=(Code("publicado", "La cifra es exacta"), Code("NP", "No publicable"))),
)  # fmt: skip
TABLE = Table(FIELDS, key=("folio",))


def dataset(table: Table = TABLE, slug: str = "jornadas") -> Dataset:
    return Dataset(
        slug=slug,
        title="Jornadas en escuelas",
        description="Pláticas que se dieron en planteles,\npor fecha.",
        table=table,
        publisher=Publisher(
            "Ayuntamiento de Calimaya",
            position="Titular de la Unidad de Transparencia",
            email="transparencia@calimaya.example",
            address="https://calimaya.example",
            initials="AC",
        ),
        periodicity=Periodicity.QUARTERLY,
        theme="Educación",
        keywords=("escuelas", "prevención"),
        spatial=Place("15018", "Calimaya"),
        temporal=Period(date(2026, 1, 1), date(2026, 3, 31)),
        method="Las cifras menores de diez no se publican.",
        landing_page="https://calimaya.example/datos/jornadas",
    )


def rows(count: int) -> Iterator[Row]:
    for number in range(count):
        yield (
            f"{number:06d}",
            f"Jornada «{number}», en “{number % 7}”",
            None if number % 5 == 0 else number,
            number / 8,
            number % 2 == 0,
            date(2026, 1 + number % 12, 1 + number % 28),
            f"2026-{1 + number % 12:02d}",
            2026,
            f"https://calimaya.example/{number}",
            "NP" if number % 5 == 0 else "publicado",
        )


_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff\x7f"
)
TEXTS = st.text(st.one_of(_LETTERS, st.sampled_from("=+-@'\"\n\t,; 0ñé|_x")), min_size=1, max_size=12)
_GREATEST = 10**15 - 1


@st.composite
def hostile_rows(draw: st.DrawFn) -> list[Row]:
    """Up to six rows of ``TABLE``: quotes, line ends, zeros in front, formulas, all of Unicode."""
    folios = draw(st.lists(TEXTS, unique=True, max_size=6))
    return [(folio, *draw(_rest)) for folio in folios]


def _or_none(values: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.one_of(st.none(), values)


_rest = st.tuples(
    _or_none(TEXTS),
    _or_none(st.integers(-(10**9), _GREATEST)),
    _or_none(st.floats(-1e9, 1e9).map(lambda number: round(number, 4) + 0.0)),  # XLSX keeps 15 digits
    _or_none(st.booleans()),
    _or_none(st.dates(date(1800, 1, 1), date(9000, 1, 1))),
    _or_none(st.sampled_from(["2026-01", "0001-12"])),
    _or_none(st.integers(1000, 9999)),
    _or_none(st.just('https://calimaya.example/?a=1,2&b="')),
    _or_none(st.sampled_from(["publicado", "NP"])),
)
