"""The words on the screen for what the code calls kinds, states, facets, orders, roles and actions.

States and jobs stand by their values, as the web knows no models and no queue; a test keeps them whole.
"""

from archive.permissions import Role
from archive.search.engine import FacetName, Sort
from archive.services.audit import Action
from archive.services.committee import Choice
from archive.web.language import msgid
from ingest.values import DocumentKind, Ground, TextSource

KIND_LABELS: dict[DocumentKind, str] = {
    DocumentKind.PRESENTATION: msgid("Presentación"),
    DocumentKind.INFOGRAPHIC: msgid("Infografía"),
    DocumentKind.MINUTES: msgid("Minuta"),
    DocumentKind.REPORT: msgid("Informe"),
    DocumentKind.LETTER: msgid("Oficio"),
    DocumentKind.CATALOGUE: msgid("Catálogo"),
    DocumentKind.DIRECTORY: msgid("Directorio"),
    DocumentKind.PHOTOGRAPH: msgid("Fotografía"),
    DocumentKind.VIDEO: msgid("Video"),
    DocumentKind.ATTENDANCE_RECORD: msgid("Lista de asistencia"),
    DocumentKind.DATA_TABLE: msgid("Tabla de datos"),
    DocumentKind.OTHER: msgid("Otro documento"),
}

KIND_LABELS_PLURAL: dict[DocumentKind, str] = {
    DocumentKind.PRESENTATION: msgid("Presentaciones"),
    DocumentKind.INFOGRAPHIC: msgid("Infografías"),
    DocumentKind.MINUTES: msgid("Minutas"),
    DocumentKind.REPORT: msgid("Informes"),
    DocumentKind.LETTER: msgid("Oficios"),
    DocumentKind.CATALOGUE: msgid("Catálogos"),
    DocumentKind.DIRECTORY: msgid("Directorios"),
    DocumentKind.PHOTOGRAPH: msgid("Fotografías"),
    DocumentKind.VIDEO: msgid("Videos"),
    DocumentKind.ATTENDANCE_RECORD: msgid("Listas de asistencia"),
    DocumentKind.DATA_TABLE: msgid("Tablas de datos"),
    DocumentKind.OTHER: msgid("Otros documentos"),
}

STATE_LABELS: dict[str, str] = {
    "received": msgid("Recibido"),
    "reading": msgid("Leyéndose"),
    "ready": msgid("Listo"),
    "in_review": msgid("En revisión"),
    "failed": msgid("Falló"),
    "proposed": msgid("Propuesto para publicar"),
    "publishing": msgid("Publicándose"),
    "published": msgid("Publicado"),
    "withdrawn": msgid("Retirado"),
}

FACET_LABELS: dict[FacetName, str] = {
    FacetName.KIND: msgid("Tipo de documento"),
    FacetName.UNIT: msgid("Unidad administrativa"),
    FacetName.TOPIC: msgid("Tema"),
    FacetName.PRACTICE: msgid("Práctica"),
    FacetName.YEAR: msgid("Año"),
}

SORT_LABELS: dict[Sort, str] = {
    Sort.RELEVANCE: msgid("Más relevantes"),
    Sort.NEWEST: msgid("Más recientes"),
    Sort.OLDEST: msgid("Más antiguos"),
    Sort.TITLE: msgid("Título (A–Z)"),
}

ROLE_LABELS: dict[Role, str] = {
    Role.UPLOADER: msgid("Carga de documentos"),
    Role.REVIEWER: msgid("Revisión"),
    Role.COMMITTEE: msgid("Comité de Transparencia"),
    Role.PUBLISHER: msgid("Publicación"),
    Role.AUDITOR: msgid("Auditoría"),
    Role.ADMINISTRATOR: msgid("Administración"),
}

GROUND_LABELS: dict[Ground, str] = {
    Ground.ATTENDANCE_LIST: msgid("Parece una lista de asistencia"),
    Ground.CURP: msgid("Contiene una CURP"),
    Ground.PHOTOGRAPH: msgid("Contiene fotografías"),
}

TEXT_SOURCE_LABELS: dict[TextSource, str] = {
    TextSource.LAYER: msgid("Texto del propio archivo"),
    TextSource.OCR: msgid("Texto reconocido de la imagen (OCR)"),
    TextSource.NONE: msgid("Sin texto"),
}

JOB_STATE_LABELS: dict[str, str] = {
    "waiting": msgid("En espera"),
    "running": msgid("En curso"),
    "parked": msgid("Detenido"),
}

CHOICE_LABELS: dict[Choice, str] = {
    Choice.CONFIRM: msgid("Confirmar"),
    Choice.MODIFY: msgid("Modificar"),
    Choice.REVOKE: msgid("Revocar"),
    Choice.ABSTAIN: msgid("Abstenerse"),
}

OUTCOME_LABELS: dict[Choice, str] = {
    Choice.CONFIRM: msgid("Confirmada"),
    Choice.MODIFY: msgid("Por modificar"),
    Choice.REVOKE: msgid("Revocada"),
    Choice.ABSTAIN: msgid("Sin decisión"),
}

VERB_LABELS: dict[str, str] = {
    "process": msgid("Leer documento"),
    "publish": msgid("Publicar"),
    "index": msgid("Actualizar el buscador"),
    "detect": msgid("Buscar datos personales"),
    "draft": msgid("Preparar la versión pública"),
    "examine_table": msgid("Revisar una tabla"),
    "release": msgid("Liberar datos"),
    "spread": msgid("Llevar lo decidido a otros documentos"),
}

ACTION_LABELS: dict[Action, str] = {
    Action.ACCOUNT_CHANGED: msgid("Cuenta modificada"),
    Action.ACCOUNT_CREATED: msgid("Cuenta creada"),
    Action.COMMITTEE_CLOSED: msgid("Sesión del Comité cerrada"),
    Action.COMMITTEE_CONVENED: msgid("Sesión del Comité preparada"),
    Action.COMMITTEE_VOTED: msgid("Voto del Comité registrado"),
    Action.CONSENT_RECORDED: msgid("Consentimiento registrado"),
    Action.CONSENT_REVOKED: msgid("Consentimiento revocado"),
    Action.COUNTS_CHECKED: msgid("Conteos revisados"),
    Action.DOCUMENT_APPROVED: msgid("Publicación aprobada"),
    Action.DOCUMENT_DESCRIBED: msgid("Datos del documento corregidos"),
    Action.DOCUMENT_EXAMINED: msgid("Examinado en busca de datos personales"),
    Action.DOCUMENT_FAILED: msgid("La lectura falló"),
    Action.DOCUMENT_PROPOSED: msgid("Propuesto para publicar"),
    Action.DOCUMENT_PUBLISHED: msgid("Publicado"),
    Action.DOCUMENT_READ: msgid("Leído"),
    Action.DOCUMENT_RECEIVED: msgid("Recibido"),
    Action.DOCUMENT_REFUSED: msgid("Archivo rechazado"),
    Action.DOCUMENT_RETRIED: msgid("Lectura reintentada"),
    Action.DOCUMENT_RETURNED: msgid("Devuelto a revisión"),
    Action.DOCUMENT_WITHDRAWAL_CONFIRMED: msgid("Retiro confirmado"),
    Action.DOCUMENT_WITHDRAWN: msgid("Retirado"),
    Action.FILE_DOWNLOADED: msgid("Archivo descargado"),
    Action.JOB_RETRIED: msgid("Tarea reintentada"),
    Action.LEGAL_BASIS_CHANGED: msgid("Fundamento legal modificado"),
    Action.PAGE_CONFIRMED: msgid("Página confirmada"),
    Action.PASSWORD_CHANGED: msgid("Contraseña cambiada"),
    Action.PEOPLE_SEARCHED: msgid("Búsqueda de una persona"),
    Action.PUBLICATION_REQUESTED: msgid("Publicación solicitada"),
    Action.REDACTION_DECIDED: msgid("Testado decidido"),
    Action.REDACTION_REDONE: msgid("Decisión sobre un testado rehecha"),
    Action.REDACTION_UNDONE: msgid("Decisión sobre un testado deshecha"),
    Action.REGISTER_CHANGED: msgid("Registro modificado"),
    Action.RELEASE_APPROVED: msgid("Liberación aprobada"),
    Action.RELEASE_MADE: msgid("Datos liberados"),
    Action.RELEASE_ORDERED: msgid("Liberación ordenada"),
    Action.RELEASE_PROPOSED: msgid("Liberación propuesta"),
    Action.RELEASE_REFUSED: msgid("Liberación rechazada"),
    Action.RELEASE_RETURNED: msgid("Liberación devuelta"),
    Action.RELEASE_WITHDRAWN: msgid("Liberación retirada"),
    Action.REVIEW_FINISHED: msgid("Revisión terminada"),
    Action.SIGNED_IN: msgid("Inicio de sesión"),
    Action.SIGNED_OUT: msgid("Cierre de sesión"),
    Action.SIGNED_OUT_EVERYWHERE: msgid("Cierre de sesión en todos los equipos"),
    Action.SIGN_IN_FAILED: msgid("Inicio de sesión fallido"),
    Action.TABLE_DESCRIBED: msgid("Columnas de una tabla descritas"),
    Action.TABLE_EXAMINED: msgid("Tabla revisada"),
    Action.TABLE_SENT: msgid("Tabla recibida"),
}
