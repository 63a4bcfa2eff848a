"""`directorio`: public phones of help for young people."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.datasets.declaring import UNIT, Declaration, Surroundings
from archive.models.phones import Phone
from archive.models.registers import Unit
from export.values import Field, FieldType, Periodicity, Row


def _rows(session: Session, _surroundings: Surroundings) -> Iterator[Row]:
    wanted = (
        select(Phone, Unit.name)
        .outerjoin(Unit, Unit.id == Phone.unit_id)
        .where(Phone.public)
        .order_by(Phone.emergency.desc(), Phone.name, Phone.number)
    )
    for phone, unit in session.execute(wanted):
        yield (
            phone.name,
            phone.number,
            phone.hours or None,
            phone.purpose or None,
            unit,
            phone.emergency,
        )


DECLARATION = Declaration(
    slug="directorio",
    title="Directorio de ayuda para jóvenes",
    description=(
        "Teléfonos públicos de oficinas y líneas en las que niñas, niños, adolescentes y "
        "jóvenes encuentran ayuda."
    ),
    fields=(
        Field("nombre", FieldType.TEXT, "Nombre", "Oficina o línea de ayuda.", required=True),
        Field(
            "telefono", FieldType.CODE, "Teléfono", "Número como se marca, con su extensión.", required=True
        ),
        Field("horario", FieldType.TEXT, "Horario", "Cuándo se atiende."),
        Field("para_que", FieldType.TEXT, "Para qué", "En qué ayudan."),
        UNIT,
        Field("emergencia", FieldType.BOOLEAN, "Emergencia", "Si es para emergencias.", required=True),
    ),
    key=("nombre", "telefono"),
    periodicity=Periodicity.HALF_YEARLY,
    theme="Salud y bienestar",
    keywords=("teléfonos", "directorio", "jóvenes", "emergencias"),
    unit="Unidad de Inclusión",
    rows=_rows,
)
