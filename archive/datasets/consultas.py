"""`consultas`: visits and downloads of public documents by month; nothing of who came."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.datasets.declaring import TRANSPARENCY, Declaration, Surroundings, stream
from archive.models.documents import Document, State
from archive.models.visits import DocumentVisits
from export.values import Field, FieldType, Periodicity, Row


def _rows(session: Session, surroundings: Surroundings) -> Iterator[Row]:
    """Whole months only: what is published of a month does not change any more."""
    wanted = (
        select(
            DocumentVisits.document_id,
            Document.title,
            DocumentVisits.day,
            DocumentVisits.visits,
            DocumentVisits.downloads,
        )
        .join(Document, Document.id == DocumentVisits.document_id)
        .where(Document.state == State.PUBLISHED, DocumentVisits.day < surroundings.today.replace(day=1))
        .order_by(DocumentVisits.document_id, DocumentVisits.day)
    )
    days = stream(session, wanted)
    for (document_id, title, month), of_month in groupby(
        days, lambda found: (found.document_id, found.title, f"{found.day:%Y-%m}")
    ):
        counted = [(found.visits, found.downloads) for found in of_month]
        yield (
            str(document_id),
            title,
            month,
            sum(visits for visits, _ in counted),
            sum(downloads for _, downloads in counted),
            surroundings.document_address(document_id),
        )


DECLARATION = Declaration(
    slug="consultas",
    title="Consultas de documentos públicos",
    description=(
        "Visitas y descargas de cada documento público por mes, contadas sin cookies, "
        "direcciones ni perfiles."
    ),
    fields=(
        Field("documento", FieldType.CODE, "Documento", "UUID del documento.", required=True),
        Field("titulo", FieldType.TEXT, "Título", "Título del documento.", required=True),
        Field("mes", FieldType.MONTH, "Mes", "Mes completo, AAAA-MM.", required=True),
        Field(
            "visitas", FieldType.INTEGER, "Visitas", "Veces que se abrió su página.", required=True, minimum=0
        ),
        Field(
            "descargas", FieldType.INTEGER, "Descargas", "Veces que se descargó.", required=True, minimum=0
        ),
        Field("direccion", FieldType.ADDRESS, "Dirección", "Página estable del documento.", required=True),
    ),
    key=("documento", "mes"),
    periodicity=Periodicity.MONTHLY,
    theme=TRANSPARENCY,
    keywords=("consultas", "visitas", "descargas", "uso"),
    unit="Unidad de Transparencia",
    rows=_rows,
    method=(
        "Se cuentan visitas y descargas por día; las de robots no se cuentan. Se publican meses completos."
    ),
    chart=("mes", "visitas"),
)
