"""A dataset and its releases, small and whole, for the tests of catalogue and portals."""

import hashlib
from datetime import UTC, date, datetime

from export.catalog.values import Catalog, Listed
from export.values import (
    Code,
    Dataset,
    Distribution,
    Field,
    FieldType,
    Format,
    Period,
    Periodicity,
    Place,
    Publisher,
    Release,
    Table,
    Version,
)

HOME = "https://datos.calimaya.example/datos"
PUBLISHER = Publisher(
    "Ayuntamiento de Calimaya",
    position="Titular de la Unidad de Transparencia",
    email="transparencia@calimaya.example",
    address="https://calimaya.example/",
)
TABLE = Table(
    (
        Field("fecha", FieldType.DATE, "Fecha", "Día de la jornada.", required=True),
        Field(
            "cct", FieldType.CODE, "CCT", "Clave de la escuela.", codes_address="https://siged.example/cct"
        ),
        Field("nivel", FieldType.TEXT, "Nivel", "Nivel de la escuela.", codes=(Code("SEC", "Secundaria"),)),
        Field("asistentes", FieldType.INTEGER, "Asistentes", "Personas que asistieron."),
    ),
    key=("fecha", "cct"),
)
FILES = {
    Format.CSV: ("jornadas.csv", "text/csv; charset=utf-8"),
    Format.JSON_LINES: ("jornadas.jsonl", "application/x-ndjson"),
    Format.DICTIONARY: ("diccionario.csv", "text/csv; charset=utf-8"),
}


def dataset(slug: str = "jornadas", **changes: object) -> Dataset:
    values: dict[str, object] = {
        "slug": slug,
        "title": "Jornadas «Rompe el ciclo» & otras",
        "description": 'Pláticas por escuela.\nUna fila por jornada; "comillas" <y> diagonales \\.',
        "table": TABLE,
        "publisher": PUBLISHER,
        "periodicity": Periodicity.QUARTERLY,
        "theme": "Seguridad",
        "keywords": ("prevención", "Escuelas", "escuelas"),
        "spatial": Place("15018", "Calimaya"),
        "temporal": Period(date(2026, 1, 1), date(2026, 6, 30)),
        "unit": "Dirección de Seguridad Pública",
        "method": "Conteos menores que 10 se ocultan.",
        "landing_page": f"{HOME}/{slug}",
    }
    return Dataset(**{**values, **changes})  # type: ignore[arg-type]


def content(version: Version, format: Format) -> bytes:
    """What the file of a release holds; the dictionary stays the same from one to the next."""
    if format is Format.DICTIONARY:
        return b"columna,tipo\nfecha,date\n"
    return f"{format.value} {version}\n".encode() * 500


def release(version: str = "1.0.0", of: Dataset | None = None, **changes: object) -> Release:
    described = of or dataset()
    number = Version.parse(version)
    distributions = tuple(
        Distribution(
            kind,
            name,
            media_type,
            len(content(number, kind)),
            hashlib.sha256(content(number, kind)).hexdigest(),
            f"{described.landing_page}/{version}/{name}",
        )
        for kind, (name, media_type) in FILES.items()
    )
    issued = datetime(2026, number.structure + number.rows, 1, 12, tzinfo=UTC)
    values: dict[str, object] = {"change_note": f"Versión {version}.", "distributions": distributions}
    return Release(described, number, issued, 500, **{**values, **changes})  # type: ignore[arg-type]


def catalog() -> Catalog:
    listed = Listed(
        dataset(),
        (release("1.2.0", withdrawn="Tenía un error."), release("1.1.0"), release("1.0.0")),
    )
    schools = dataset("escuelas", temporal=Period(date(2026, 1, 1)), method="", unit="")
    return Catalog(
        "Datos abiertos de Calimaya",
        "Lo que el municipio publica.",
        HOME,
        PUBLISHER,
        (listed, Listed(schools, (release("1.0.0", schools),))),
    )
