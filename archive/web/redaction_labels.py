"""The words on the screen for personal data: their types, how they were found, states, what the gate said.

States, deeds and rejections stand by their values, as the web knows no models; a test keeps them
whole.  Types are called as they are on the boxes of the public version.
"""

from archive.services.review import Scope
from archive.web.language import msgid
from ingest.redactions import AgeBand, DataType, Leak, Sex, Source

DATA_TYPE_LABELS: dict[DataType, str] = {
    DataType.NAME: msgid("Nombre"),
    DataType.CURP: msgid("CURP"),
    DataType.RFC: msgid("RFC"),
    DataType.NSS: msgid("NSS"),
    DataType.VOTER_KEY: msgid("Clave de elector"),
    DataType.CLABE: msgid("CLABE o cuenta"),
    DataType.PHONE: msgid("Teléfono"),
    DataType.EMAIL: msgid("Correo electrónico"),
    DataType.ADDRESS: msgid("Domicilio"),
    DataType.BIRTH_DATE: msgid("Fecha de nacimiento"),
    DataType.AGE: msgid("Edad"),
    DataType.SEX: msgid("Sexo"),
    DataType.GRADE: msgid("Grado y grupo"),
    DataType.SCHOOL: msgid("Escuela"),
    DataType.POST: msgid("Ocupación"),
    DataType.PLATE: msgid("Placa"),
    DataType.ENROLMENT: msgid("Matrícula"),
    DataType.PASSPORT: msgid("Pasaporte"),
    DataType.SIGNATURE: msgid("Firma"),
    DataType.HANDWRITING: msgid("Escritura a mano"),
    DataType.FACE: msgid("Rostro"),
    DataType.VOICE: msgid("Sonido"),
    DataType.CODE: msgid("Código"),
    DataType.MARK: msgid("Marca"),
    DataType.WHOLE_PAGE: msgid("Página completa"),
    DataType.OTHER: msgid("Dato personal"),
}

# The same within a sentence.
DATA_TYPE_PHRASES: dict[DataType, str] = {
    DataType.NAME: msgid("un nombre"),
    DataType.CURP: msgid("una CURP"),
    DataType.RFC: msgid("un RFC"),
    DataType.NSS: msgid("un número de seguridad social"),
    DataType.VOTER_KEY: msgid("una clave de elector"),
    DataType.CLABE: msgid("una CLABE o cuenta"),
    DataType.PHONE: msgid("un teléfono"),
    DataType.EMAIL: msgid("un correo electrónico"),
    DataType.ADDRESS: msgid("un domicilio"),
    DataType.BIRTH_DATE: msgid("una fecha de nacimiento"),
    DataType.AGE: msgid("una edad"),
    DataType.SEX: msgid("el sexo de una persona"),
    DataType.GRADE: msgid("un grado o grupo"),
    DataType.SCHOOL: msgid("la escuela de una persona"),
    DataType.POST: msgid("la ocupación de una persona"),
    DataType.PLATE: msgid("una placa"),
    DataType.ENROLMENT: msgid("una matrícula"),
    DataType.PASSPORT: msgid("un pasaporte"),
    DataType.SIGNATURE: msgid("una firma"),
    DataType.HANDWRITING: msgid("escritura a mano"),
    DataType.FACE: msgid("un rostro"),
    DataType.VOICE: msgid("el sonido del video, en el que pueden oírse personas"),
    DataType.CODE: msgid("un código QR o de barras"),
    DataType.MARK: msgid("una marca"),
    DataType.WHOLE_PAGE: msgid("una página que no se pudo leer con certeza"),
    DataType.OTHER: msgid("un dato personal"),
}

SOURCE_REASONS: dict[Source, str] = {
    Source.PATTERN: msgid("Tiene la forma de %(what)s."),
    Source.CHECKED: msgid("Tiene la forma de %(what)s y su dígito verificador es correcto."),
    Source.CONTEXT: msgid("Lo que está escrito a su lado anuncia %(what)s."),
    Source.NAME_LIST: msgid("Está en la lista de nombres y apellidos usuales."),
    Source.COLUMN: msgid("Está en la columna «%(label)s» de una lista de asistencia."),
    Source.FINGERPRINT: msgid("Es de una persona que este archivo conoce por una lista."),
    Source.PICTURE: msgid("En la imagen se ve %(what)s."),
    Source.PERSON: msgid("Lo dibujó una persona."),
}

PROPAGATED = msgid("Se propuso porque así se decidió en otro documento de la práctica.")

REDACTION_STATE_LABELS: dict[str, str] = {
    "proposed": msgid("por decidir"),
    "accepted": msgid("aceptado"),
    "rejected": msgid("rechazado"),
}

SUGGESTION_SENTENCES: dict[str, str] = {
    "proposed": msgid("En otro documento de la práctica está por decidirse."),
    "accepted": msgid("En otro documento de la práctica se aceptó cubrirlo."),
    "rejected": msgid("En otro documento de la práctica se decidió dejarlo visible."),
}

REJECTION_LABELS: dict[str, str] = {
    "not_personal": msgid("No es un dato personal"),
    "public_servant": msgid("Persona servidora pública en funciones"),
    "consent": msgid("Hay un consentimiento vigente"),
}

DEED_LABELS: dict[str, str] = {
    "accept": msgid("aceptar"),
    "reject": msgid("rechazar"),
    "draw": msgid("dibujar"),
    "move": msgid("mover"),
    "retype": msgid("cambiar el tipo de dato"),
    "remove": msgid("quitar"),
}

SCOPE_LABELS: dict[Scope, str] = {
    Scope.BOX: msgid("Solo este"),
    Scope.COLUMN: msgid("Toda la columna"),
    Scope.TABLE: msgid("Toda la tabla"),
    Scope.DOCUMENT: msgid("Donde aparezca lo mismo"),
}

LEAK_LABELS: dict[Leak, str] = {
    Leak.TEXT: msgid("En el texto"),
    Leak.SECOND_ENGINE: msgid("En el texto, leído por otro programa"),
    Leak.OBJECT: msgid("En los objetos internos del archivo"),
    Leak.METADATA: msgid("En los datos ocultos del archivo (metadatos)"),
    Leak.PICTURE: msgid("En la imagen"),
    Leak.CELL: msgid("En una celda"),
    Leak.STRUCTURE: msgid("El archivo trae un canal oculto que no debe existir"),
    Leak.MISSING: msgid("Falta algo que debía quedar"),
    Leak.UNREADABLE: msgid("No se pudo comprobar"),
}

SEX_LABELS: dict[Sex, str] = {
    Sex.WOMAN: msgid("Mujeres"),
    Sex.MAN: msgid("Hombres"),
    Sex.UNSTATED: msgid("Sin indicar"),
}

AGE_LABELS: dict[AgeBand, str] = {
    AgeBand.UNDER_12: msgid("Menos de 12 años"),
    AgeBand.FROM_12_TO_14: msgid("De 12 a 14 años"),
    AgeBand.FROM_15_TO_17: msgid("De 15 a 17 años"),
    AgeBand.ADULT: msgid("18 años o más"),
    AgeBand.UNKNOWN: msgid("Sin indicar"),
}
