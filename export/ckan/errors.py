"""What can go wrong with a portal, as sentences for whoever pushed."""

from export.errors import ExportError


class PortalError(ExportError):
    """Something about the portal; it stands as it did before, or whole with the new release."""

    code = "portal_error"
    sentence = "El portal no pudo recibir los datos."


class PortalNotSafe(PortalError):
    code = "portal_not_safe"
    sentence = "La dirección «%(address)s» no sirve: la clave sólo se envía por https a un portal CKAN."


class PortalUnreachable(PortalError):
    code = "portal_unreachable"
    sentence = "No se pudo hablar con el portal %(portal)s al pedir «%(step)s». Vuelva a intentarlo."


class PortalRefused(PortalError):
    code = "portal_refused"
    sentence = "El portal no acepta la clave, o la clave no tiene permiso para «%(step)s»."


class PortalRejected(PortalError):
    code = "portal_rejected"
    sentence = "El portal rechazó «%(step)s»: %(reasons)s."


class PortalTooSmall(PortalError):
    code = "portal_too_small"
    sentence = "Los archivos (%(size)s bytes) son más grandes de lo que el portal recibe de una vez."


class PortalAnswered(PortalError):
    code = "portal_answered"
    sentence = "El portal contestó con el código %(status)s a «%(step)s»; no es una respuesta de CKAN."


class PortalNameTaken(PortalError):
    code = "portal_name_taken"
    sentence = "En el portal ya hay otro conjunto con el nombre «%(name)s», que este archivo no publicó."


class PortalChangedMeanwhile(PortalError):
    code = "portal_changed_meanwhile"
    sentence = "Alguien más cambió «%(name)s» en el portal al mismo tiempo. Vuelva a intentarlo."


class PortalFilesDiffer(PortalError):
    code = "portal_files_differ"
    sentence = "El portal entrega %(files)s con otro contenido; se repuso la versión anterior."


class PortalFilesHidden(PortalError):
    code = "portal_files_hidden"
    sentence = "El portal entrega %(files)s con otro contenido; el conjunto sigue oculto en el portal."


class FileNotAsReleased(ExportError):
    code = "file_not_as_released"
    sentence = "El archivo «%(file)s» ya no es el que se publicó: no se envió nada al portal."
