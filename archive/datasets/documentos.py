"""`documentos`: the published documents, with address, checksum and licence."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from archive.datasets.declaring import TRANSPARENCY, UNIT, Declaration, Surroundings, codes, stream
from archive.models.documents import Document, Edition, File, FileRole, Page, State, Zone
from archive.models.practices import Practice
from archive.models.registers import Unit
from export.values import LIBRE_USO_MX, Field, FieldType, Periodicity, Row
from ingest.values import DocumentKind

_KINDS = {
    DocumentKind.PRESENTATION: "presentación",
    DocumentKind.INFOGRAPHIC: "infografía",
    DocumentKind.MINUTES: "minuta",
    DocumentKind.REPORT: "informe",
    DocumentKind.LETTER: "oficio",
    DocumentKind.CATALOGUE: "catálogo",
    DocumentKind.DIRECTORY: "directorio",
    DocumentKind.PHOTOGRAPH: "fotografía",
    DocumentKind.VIDEO: "video",
    DocumentKind.ATTENDANCE_RECORD: "lista de asistencia",
    DocumentKind.DATA_TABLE: "tabla de datos",
    DocumentKind.OTHER: "otro",
}


def _rows(session: Session, surroundings: Surroundings) -> Iterator[Row]:
    later = aliased(File)
    newest = (
        select(func.max(later.id))
        .where(
            later.document_id == Document.id, later.role == FileRole.PUBLIC_VERSION, later.zone == Zone.PUBLIC
        )
        .scalar_subquery()
    )
    pages = (
        select(func.max(Page.number))
        .where(Page.document_id == Document.id, Page.edition == Edition.PUBLIC)
        .scalar_subquery()
    )
    wanted = (
        select(
            Document.id,
            Document.title,
            Document.kind,
            Document.date,
            Document.language,
            Document.rights,
            Document.published_at,
            pages.label("pages"),
            Unit.name.label("unit"),
            Practice.name.label("practice"),
            File.media_type,
            File.size,
            File.sha256,
        )
        .select_from(Document)
        .join(File, File.id == newest)
        .outerjoin(Unit, Unit.id == Document.unit_id)
        .outerjoin(Practice, Practice.id == Document.practice_id)
        .where(Document.state == State.PUBLISHED, Document.published_at.is_not(None))
        .order_by(Document.published_at, Document.id)
    )
    for found in stream(session, wanted):
        yield (
            str(found.id),
            found.title,
            _KINDS[found.kind],
            found.date,
            found.published_at.date(),
            found.unit,
            found.practice,
            found.pages or 0,
            found.language,
            surroundings.document_address(found.id),
            found.media_type,
            found.size,
            found.sha256,
            found.rights or LIBRE_USO_MX.title,
        )


DECLARATION = Declaration(
    slug="documentos",
    title="Documentos públicos",
    description=(
        "Versiones públicas de los documentos del archivo, con su dirección, su huella "
        "SHA-256 y su licencia. "
        "Las obras de terceros conservan la suya."
    ),
    fields=(
        Field("id", FieldType.CODE, "Identificador", "UUID del documento.", required=True, unique=True),
        Field("titulo", FieldType.TEXT, "Título", "Título del documento.", required=True),
        Field(
            "tipo",
            FieldType.TEXT,
            "Tipo",
            "Qué es el documento.",
            required=True,
            codes=codes({word: word.capitalize() for word in _KINDS.values()}),
        ),
        Field("fecha", FieldType.DATE, "Fecha", "Fecha del documento, si la dice."),
        Field(
            "fecha_publicacion", FieldType.DATE, "Fecha de publicación", "Cuándo se publicó.", required=True
        ),
        UNIT,
        Field(
            "practica", FieldType.TEXT, "Práctica", "Práctica de transparencia proactiva a la que pertenece."
        ),
        Field("paginas", FieldType.INTEGER, "Páginas", "Páginas de la versión pública.", minimum=0),
        Field("idioma", FieldType.CODE, "Idioma", "Código ISO 639-1 del idioma."),
        Field("direccion", FieldType.ADDRESS, "Dirección", "Página estable del documento.", required=True),
        Field("formato", FieldType.TEXT, "Formato", "Tipo de medio del archivo público.", required=True),
        Field(
            "bytes", FieldType.INTEGER, "Tamaño", "Tamaño del archivo público.", required=True, unit="bytes"
        ),
        Field(
            "sha256",
            FieldType.CODE,
            "Huella SHA-256",
            "Para comprobar que la descarga llegó completa y sin cambios.",
            required=True,
            pattern="[0-9a-f]{64}",
        ),
        Field(
            "licencia",
            FieldType.TEXT,
            "Licencia",
            "Libre Uso MX, o la que dio quien hizo la obra si es de terceros.",
            required=True,
        ),
    ),
    key=("id",),
    periodicity=Periodicity.QUARTERLY,
    theme=TRANSPARENCY,
    keywords=("documentos", "transparencia proactiva", "versiones públicas"),
    unit="Unidad de Transparencia",
    rows=_rows,
    chart=("tipo", ""),
)
