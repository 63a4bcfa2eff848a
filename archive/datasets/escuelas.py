"""`escuelas`: schools that talks are held at, by CCT."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.datasets.declaring import CCT, EDUCATION, LEVEL, LEVELS, Declaration, Surroundings, codes, stream
from archive.models.registers import School
from export.values import Field, FieldType, Periodicity, Row

_KNOWN_LEVELS = frozenset(code.value for code in LEVELS)
_SHIFTS = codes(
    {
        "matutino": "Por la mañana",
        "vespertino": "Por la tarde",
        "nocturno": "Por la noche",
        "mixto": "Más de un turno",
        "tiempo completo": "Jornada ampliada",
    }
)
_KNOWN_SHIFTS = frozenset(code.value for code in _SHIFTS)


def _rows(session: Session, _surroundings: Surroundings) -> Iterator[Row]:
    wanted = select(
        School.cct, School.name, School.level, School.shift, School.locality, School.locality_code
    ).order_by(School.cct)
    for cct, name, level, shift, locality, locality_code in stream(session, wanted):
        yield (
            cct,
            name,
            level if level in _KNOWN_LEVELS else None,
            shift if shift in _KNOWN_SHIFTS else None,
            locality or None,
            locality_code or None,
        )


DECLARATION = Declaration(
    slug="escuelas",
    title="Escuelas participantes",
    description=(
        "Planteles del municipio en los que se imparten pláticas, con su CCT, nivel, turno y localidad."
    ),
    fields=(
        CCT,
        Field("nombre", FieldType.TEXT, "Nombre", "Nombre del plantel.", required=True),
        LEVEL,
        Field("turno", FieldType.TEXT, "Turno", "Turno del plantel.", codes=_SHIFTS),
        Field("localidad", FieldType.TEXT, "Localidad", "Localidad en la que está el plantel."),
        Field(
            "clave_localidad",
            FieldType.CODE,
            "Clave de la localidad",
            "Clave del INEGI: dos cifras de la entidad, tres del municipio y cuatro de la localidad.",
            codes_address="https://www.inegi.org.mx/app/ageeml/",
            pattern=r"\d{9}",
        ),
    ),
    key=("cct",),
    periodicity=Periodicity.YEARLY,
    theme=EDUCATION,
    keywords=("escuelas", "cct", "planteles", "secundaria", "bachillerato"),
    unit="Dirección de Educación",
    rows=_rows,
    chart=("nivel", ""),
)
