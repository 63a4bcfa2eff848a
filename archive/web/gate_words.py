"""The gate's codes for channels and places as sentences for people; what has no words is told in general."""

import re
from dataclasses import dataclass, field

from archive.web.language import msgid

_PATTERN = msgid("Parece un dato personal que nadie había señalado.")
_SAID: dict[str, str] = {
    "fingerprint": msgid("Se nombra a una persona que este archivo conoce por una lista."),
    "person": msgid("Nombra a una persona que no está entre lo que debía quedar."),
    "pattern": _PATTERN,
    "code": msgid("Un código QR o de barras todavía se puede leer."),
    "faces": msgid("Un rostro todavía se ve."),
    "not covered": msgid("Algo que debía cubrirse todavía se ve."),
    "pixels under a box": msgid("Bajo un recuadro todavía se distingue la imagen."),
    "text that cannot be seen": msgid("Hay texto que existe en el archivo y no se ve."),
    "text": msgid("Se lee en el texto de la página."),
    "page": msgid("Se lee en la página tal como se ve."),
    "sheet": msgid("Se lee en una hoja."),
    "trailer": msgid("Se lee en el cierre interno del archivo."),
    "annotation": msgid("Trae una anotación."),
    "attachment": msgid("Trae un archivo adjunto o una grabación."),
    "javascript": msgid("Trae un programa (JavaScript)."),
    "actions": msgid("Trae acciones que se ejecutan al abrirlo."),
    "form": msgid("Trae campos de formulario."),
    "outline": msgid("Trae marcadores."),
    "xmp": msgid("Trae metadatos XMP."),
    "private data": msgid("Trae datos propios de un programa."),
    "layers": msgid("Trae capas que pueden ocultarse."),
    "page labels": msgid("Trae nombres de páginas."),
    "actual text": msgid("Trae un texto alterno distinto de lo que se ve."),
    "alternative text": msgid("Trae descripciones ocultas de imágenes."),
    "expansion text": msgid("Trae textos ocultos de abreviaturas."),
    "text beside the content": msgid("Trae un texto alterno distinto de lo que se ve."),
    "thumbnail": msgid("Trae miniaturas, que pueden mostrar el original."),
    "alternate pictures": msgid("Trae imágenes alternas, que pueden mostrar el original."),
    "names": msgid("Trae nombres internos."),
    "threads": msgid("Trae hilos de lectura."),
    "a key of no known use": msgid("Trae un dato interno que no tiene uso en una versión pública."),
    "more than one revision": msgid("Guarda una versión anterior del archivo."),
    "bytes before the file": msgid("Trae datos antes del comienzo del archivo."),
    "bytes behind the end": msgid("Trae datos después del final del archivo."),
    "bytes between parts": msgid("Trae datos entre las partes del archivo."),
    "bytes between segments": msgid("Trae datos entre las partes del archivo."),
    "information dictionary": msgid("Dice quién lo hizo, cuándo o con qué."),
    "producer": msgid("Dice con qué programa se hizo."),
    "properties": msgid("Dice quién lo hizo, cuándo o con qué."),
    "custom properties": msgid("Dice quién lo hizo, cuándo o con qué."),
    "comments": msgid("Trae comentarios."),
    "comment": msgid("Trae comentarios."),
    "external links": msgid("Trae enlaces a otros archivos."),
    "links": msgid("Trae enlaces."),
    "pivot caches": msgid("Trae los datos de una tabla dinámica."),
    "embedded objects": msgid("Trae otro archivo dentro."),
    "pictures": msgid("Trae imágenes."),
    "drawings": msgid("Trae dibujos o gráficas."),
    "macros": msgid("Trae macros."),
    "tracked changes": msgid("Trae cambios registrados y el nombre de quien los hizo."),
    "printer settings": msgid("Trae datos de una impresora."),
    "tables": msgid("Trae definiciones de tablas."),
    "defined names": msgid("Trae nombres definidos."),
    "custom views": msgid("Trae vistas guardadas."),
    "lists of choices": msgid("Trae listas de opciones."),
    "names of users": msgid("Trae nombres de usuarios."),
    "scenarios": msgid("Trae escenarios guardados."),
    "hidden sheet": msgid("Trae una hoja oculta."),
    "hidden row": msgid("Trae un renglón oculto."),
    "hidden column": msgid("Trae una columna oculta."),
    "EXIF or XMP": msgid("La imagen trae metadatos de la cámara."),
    "ICC profile or MPF": msgid("La imagen trae un perfil o una segunda imagen."),
    "IPTC": msgid("La imagen trae metadatos de prensa."),
    "no pages": msgid("No tiene páginas que comprobar."),
    "a damaged file": msgid("El archivo está dañado."),
}
_IN_GENERAL = msgid("Es algo que una versión pública no debe traer.")
_IN_OBJECT = msgid("Está en el objeto %(number)s del archivo.")
_SO_MANY = msgid("Se encontraron %(found)s de %(total)s frases.")
_OBJECT = re.compile(r"(?:object|bytes) (\d+)(?:, mapped)?")
_SHARE = re.compile(r"(\d+) / (\d+)")


@dataclass(frozen=True)
class Said:
    """A sentence to be translated, and what is put into it."""

    sentence: str
    data: dict[str, str] = field(default_factory=dict)


def in_words(detail: str) -> Said:
    """What an objection's detail says: «object 13: IPTC», «text: person», «7 / 9»."""
    if share := _SHARE.fullmatch(detail):
        return Said(_SO_MANY, {"found": share[1], "total": share[2]})
    where, _, what = detail.rpartition(": ")
    if what in _SAID:
        return Said(_SAID[what])
    if place := _OBJECT.fullmatch(what) or _OBJECT.fullmatch(where):
        return Said(_IN_OBJECT, {"number": place[1]})
    return Said(_IN_GENERAL)
