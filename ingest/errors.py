"""One error family for files that cannot be taken or read.

Every class has a stable ``code`` and a ``sentence``: Spanish, addressed to the person who uploaded the
file, with ``%(name)s`` places filled from ``data``; faces translate the sentence before filling it.
"""

from typing import Any, ClassVar


class IngestError(Exception):
    """A file was refused or its reading failed; the message is for the person who sent it."""

    code: ClassVar[str] = "ingest_error"
    sentence: ClassVar[str] = "El archivo no se pudo leer."

    def __init__(self, **data: Any) -> None:
        self.data: dict[str, Any] = data
        super().__init__(self.sentence % data if data else self.sentence)


class Refusal(IngestError):
    """The file itself is at fault: trying again will not help."""

    code = "refused"


class EmptyFile(Refusal):
    code = "empty"
    sentence = "El archivo está vacío. Revise que se haya guardado completo y súbalo de nuevo."


class TruncatedFile(Refusal):
    code = "truncated"
    sentence = "El archivo está incompleto o dañado. Vuelva a exportarlo o a copiarlo y súbalo de nuevo."


class EncryptedFile(Refusal):
    code = "encrypted"
    sentence = "El archivo está protegido con contraseña. Escriba la contraseña o súbalo sin protección."


class WrongPassword(EncryptedFile):
    code = "wrong_password"
    sentence = "La contraseña no abre el archivo. Revísela e inténtelo de nuevo."


class EncryptedForGood(Refusal):
    code = "encrypted_for_good"
    sentence = (
        "El archivo está protegido de un modo que no se puede abrir aquí. Quítele la protección en su "
        "programa y súbalo de nuevo."
    )


class EncryptedNameless(Refusal):
    code = "encrypted_nameless"
    sentence = (
        "El archivo está protegido con contraseña y su nombre no dice qué es. Póngale su terminación "
        "(.docx, .xlsx o .pptx) y súbalo de nuevo, o súbalo sin protección."
    )


class DisguisedFile(Refusal):
    code = "disguised"
    sentence = (
        "El nombre dice %(claimed)s pero el contenido es otra cosa (%(found)s). Súbalo con su tipo verdadero."
    )


class UnknownType(Refusal):
    code = "unknown_type"
    sentence = (
        "Este tipo de archivo no se admite (%(found)s). Se admiten PDF, imágenes, presentaciones, "
        "documentos, hojas de cálculo, texto, video y ZIP."
    )


class DecompressionBomb(Refusal):
    code = "bomb"
    sentence = "El archivo se expande a un tamaño desmedido al abrirlo y se rechazó por seguridad."


class TooManyPages(Refusal):
    code = "too_many_pages"
    sentence = "El archivo tiene %(pages)s páginas y el máximo es %(limit)s. Divídalo en partes."


class TooLarge(Refusal):
    code = "too_large"
    sentence = "El archivo pesa %(size)s y el máximo es %(limit)s."


class NestedPackage(Refusal):
    code = "nested_package"
    sentence = "Un ZIP dentro de otro no se abre. Extráigalo y suba su contenido."


class NoPages(Refusal):
    code = "no_pages"
    sentence = "El archivo no tiene ninguna página que mostrar."


class DamagedFile(Refusal):
    code = "damaged"
    sentence = "El archivo está dañado y no se pudo abrir. Ábralo en su programa, guárdelo de nuevo y súbalo."


class UnsafeMember(Refusal):
    code = "unsafe_member"
    sentence = "El ZIP trae un archivo con una ruta no permitida (%(name)s) y ese archivo no se tomó."


class FilmTooLong(Refusal):
    code = "film_too_long"
    sentence = "El video dura más de %(minutes)s minutos. Córtelo en partes para hacer su versión pública."


class NoPublicForm(Refusal):
    code = "no_public_form"
    sentence = "Los videos y los paquetes todavía no se pueden hacer públicos. El original está a salvo."


class ListNotFound(Refusal):
    code = "list_not_found"
    sentence = (
        "Se dijo que es una lista de asistencia, pero no se reconoció ninguna: no se hizo versión pública. "
        "Revise que el archivo se lea bien o téstelo a mano."
    )


class ListUncovered(Refusal):
    """People's boxes would leave a list's people to be seen."""

    code = "list_uncovered"
    sentence = (
        "En la página %(page)s quedaría a la vista una columna de la lista que dice quién asistió. "
        "Acepte el testado de la columna; para mostrar un solo renglón, cubra los demás por separado."
    )


class NothingCertain(Refusal):
    code = "nothing_certain"
    sentence = (
        "Parece una lista de asistencia, pero no se pudo distinguir con certeza qué es público: "
        "no se hizo versión pública. Téstela a mano o consiga una copia más clara."
    )


class PaperNotRead(Refusal):
    code = "paper_not_read"
    sentence = (
        "La imagen parece una hoja escrita que no se pudo leer: no se hizo versión pública. "
        "Tome otra fotografía más clara o téstela a mano."
    )


class NoSuchPublicForm(Refusal):
    code = "no_such_public_form"
    sentence = "De %(found)s no se hace %(wanted)s. Se puede pedir: %(possible)s."


class AbilityMissing(IngestError):
    code = "ability_missing"
    sentence = "Este servidor no tiene instalado %(tool)s, necesario para leer este tipo de archivo."


class ParserCrashed(IngestError):
    code = "parser_crashed"
    sentence = "El lector de este tipo de archivo falló con este documento. El original está a salvo."


class ParserTimeout(IngestError):
    code = "parser_timeout"
    sentence = "La lectura tardó más de %(seconds)s segundos y se detuvo. El original está a salvo."


class ParserMemory(IngestError):
    code = "parser_memory"
    sentence = "La lectura necesitó más memoria de la permitida y se detuvo. El original está a salvo."
