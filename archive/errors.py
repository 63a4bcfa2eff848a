"""The archive's one error family: kind (HTTP status), stable code, a sentence for a person, data.

Sentences are Spanish with ``%(name)s`` places; faces translate them before filling.
"""

from typing import Any, ClassVar


class ArchiveError(Exception):
    """Something was asked that the archive will not or cannot do."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "archive_error"
    sentence: ClassVar[str] = "No se pudo hacer lo que pidió."

    def __init__(self, **data: Any) -> None:
        self.data: dict[str, Any] = data
        super().__init__(self.sentence % data if data else self.sentence)


class NotFound(ArchiveError):
    status = 404
    code = "not_found"
    sentence = "No encontramos lo que busca."


class SignInRequired(ArchiveError):
    status = 401
    code = "sign_in_required"
    sentence = "Inicie sesión para continuar."


class Forbidden(ArchiveError):
    status = 403
    code = "forbidden"
    sentence = "Su cuenta no tiene permiso para esto (%(permission)s)."


class SecondPersonNeeded(ArchiveError):
    status = 403
    code = "second_person_needed"
    sentence = "Quien propone no puede también aprobar: debe hacerlo otra persona."


class SignInFailed(ArchiveError):
    status = 403
    code = "sign_in_failed"
    sentence = "El usuario o la contraseña no coinciden."


class FormExpired(ArchiveError):
    """The request carries no token of this browser's session, or another's."""

    status = 403
    code = "form_expired"
    sentence = "La página caducó por seguridad y no se guardó nada. Vuelva a abrirla e inténtelo de nuevo."


class TooManyAttempts(ArchiveError):
    status = 429
    code = "too_many_attempts"
    sentence = "Demasiados intentos. Espere %(minutes)s minutos e inténtelo de nuevo."


class WeakPassword(ArchiveError):
    status = 422
    code = "weak_password"
    sentence = "La contraseña debe tener al menos %(length)s caracteres y no ser el nombre de usuario."


class MoveNotAllowed(ArchiveError):
    status = 409
    code = "move_not_allowed"
    sentence = "El documento está en «%(state)s» y desde ahí no puede pasar a «%(target)s»."


class DescriptionFixed(ArchiveError):
    status = 409
    code = "description_fixed"
    sentence = (
        "El documento está propuesto o publicado y sus datos ya no cambian: "
        "para corregirlos, primero devuélvalo a revisión o retírelo."
    )


class NotExamined(ArchiveError):
    status = 409
    code = "not_examined"
    sentence = (
        "Todavía se examina si este documento contiene datos personales. Espere un momento y vuelva a "
        "cargar la página."
    )


class NotPublishable(ArchiveError):
    status = 409
    code = "not_publishable"
    sentence = "Este documento no se puede publicar: %(reason)s"


class CommitteeNeeded(ArchiveError):
    status = 409
    code = "committee_needed"
    sentence = (
        "Este documento tiene partes clasificadas: se publica cuando el Comité de Transparencia "
        "confirma su versión pública, no con una aprobación."
    )


class ReviewFinished(ArchiveError):
    status = 409
    code = "review_finished"
    sentence = (
        "El documento está propuesto o publicado y sus testados ya no cambian: "
        "para corregirlos, primero devuélvalo a revisión o retírelo."
    )


class NothingToUndo(ArchiveError):
    status = 409
    code = "nothing_to_undo"
    sentence = "No hay nada que deshacer o rehacer en este documento."


class ReviewConflict(ArchiveError):
    """Somebody decided on the same box afterwards."""

    status = 409
    code = "review_conflict"
    sentence = "Otra persona cambió después lo mismo: vuelva a abrir la página y decida de nuevo."


class VoteRefused(ArchiveError):
    status = 403
    code = "vote_refused"
    sentence = "Ese voto no se puede registrar: %(reason)s"


class AlreadyHere(ArchiveError):
    """The very same bytes are in the archive; ``data``: document_id, title, state."""

    status = 409
    code = "already_here"
    sentence = "Este archivo ya está en el archivo como «%(title)s» (%(state)s)."


class InvalidInput(ArchiveError):
    status = 422
    code = "invalid_input"
    sentence = "Revise el campo «%(field)s»: %(reason)s"


class TooMuchAsked(ArchiveError):
    """A question about a release's rows that would go through too many of them."""

    status = 422
    code = "too_much_asked"
    sentence = "La consulta recorre demasiadas filas: agregue un filtro o descargue el archivo completo."


class ReleaseUnderWay(ArchiveError):
    status = 409
    code = "release_under_way"
    sentence = "Ya hay una liberación de «%(dataset)s» en curso: espere a que termine."


class TableNotReleasable(ArchiveError):
    status = 409
    code = "table_not_releasable"
    sentence = "Esta tabla no se puede liberar: %(reason)s"


class ColumnRefused(ArchiveError):
    """A table's heading does not fit the register it was sent for."""

    status = 422
    code = "column_refused"
    sentence = "La columna «%(column)s» %(reason)s."


class RowRefused(ArchiveError):
    """A register's own rules refuse one row of an imported table."""

    status = 422
    code = "row_refused"
    sentence = "Fila %(row)s, columna «%(column)s»: %(reason)s."


class UploadConflict(ArchiveError):
    status = 409
    code = "upload_conflict"
    sentence = "La subida no continúa donde se quedó; se retomará desde el byte %(offset)s."


class StorageDamaged(ArchiveError):
    status = 500
    code = "storage_damaged"
    sentence = (
        "Un archivo guardado no coincide con su huella (%(sha256)s). Avise a la persona administradora."
    )


class Unforeseen(ArchiveError):
    status = 500
    code = "unforeseen"
    sentence = "Ocurrió un error que no esperábamos. El original está a salvo; puede intentarlo de nuevo."


class PortTaken(ArchiveError):
    status = 500
    code = "port_taken"
    sentence = "No se puede escuchar en %(host)s:%(port)s: otro programa ya lo usa. Elija otro con --port."


class BadSetting(ArchiveError):
    status = 500
    code = "bad_setting"
    sentence = "La configuración «%(name)s» no es válida: %(reason)s"
