"""Which sheets are directories: of public servants, or of offices and their lines.

Such a directory is public by law (LGTAIP art. 65 VII): who holds which post, with the office's telephone.
A table of persons without posts, or with anything of their own lives, is none.
"""

import re
from collections.abc import Mapping

from ingest.attendance.cells import Grid
from ingest.attendance.headings import folded
from ingest.redactions import DataType

_LOOKED_AT = 15  # rows from the top in which headings are looked for
_FEWEST = 3  # headings of such a table; two where its title says what it is
_LONGEST = 45
_TITLE = re.compile(r"\bDIRECTORIO\b|\b(?:LISTADO|GUIA|CATALOGO|RELACION) DE (?:NUMEROS |LINEAS )?TELEF")
_OF_PRIVATE = re.compile(
    r"ALUMN|PADRES|MADRES|TUTOR|PARTICIPANT|ASISTENT|BENEFICIARI|VECIN|PACIENT|USUARI|ESTUDIANT|VOLUNTARI|NIÑ|NIN[OA]S"
)
_NAME = re.compile(
    r"^(?:NOMBRES?\b|PRIMER APELLIDO|SEGUNDO APELLIDO|SERVIDORA? PUBLIC[OA]|TITULAR\b|RESPONSABLE\b)"
)
_POST = re.compile(r"\b(?:CARGO|PUESTO|NOMBRAMIENTO|FUNCION)\b")
_OFFICE = re.compile(
    r"\b(?:AREA|ADSCRIPCION|DEPENDENCIA|UNIDAD|DIRECCION DE|OFICINA|INSTITUCION|ORGANISMO|DEPARTAMENTO|"
    r"COORDINACION|ESCUELA|CCT|SERVICIO)\b"
)
_PHONE = re.compile(r"\b(?:TELEFONOS?|TEL|CONMUTADOR|EXTENSION|EXT|LINEA)\b")
_OFFICIAL = re.compile(
    r"\b(?:EXTENSION|EXT|CONMUTADOR|OFICIAL|INSTITUCIONAL|NOMBRAMIENTO|ADSCRIPCION|DENOMINACION)\b"
)
_PRIVATE = re.compile(
    r"\b(?:CURP|RFC|EDAD|SEXO|GRADO|GRUPO|FIRMA|NACIMIENTO|PARTICULAR|PERSONAL|CEL|CELULAR|WHATSAPP|MOVIL|TUTOR|"
    r"MATRICULA|ALUMN[OA]S?|CASA)\b"
)

Stays = Mapping[int, frozenset[DataType]]  # by column: what is no private datum there


def public_columns(grid: Grid) -> Stays:
    """What stays in each column of a directory; nothing where the sheet is none."""
    above: list[str] = [folded(grid.name)]
    for row in grid.rows[:_LOOKED_AT]:
        headings = {place: folded(text) for place, text in enumerate(row) if text and len(text) <= _LONGEST}
        if _PHONE.search(" ".join(headings.values())) and len(headings) >= 2:
            return _stays(headings, " ".join(above))
        above += [folded(text) for text in row if text]
    return {}


def _stays(headings: Mapping[int, str], above: str) -> Stays:
    titled = _TITLE.search(above) is not None
    line = " | ".join(headings.values())
    if _PRIVATE.search(line) or _OF_PRIVATE.search(above) or len(headings) < (2 if titled else _FEWEST):
        return {}
    names = {place for place, text in headings.items() if _NAME.match(text)}
    of_posts = _POST.search(line) is not None and (titled or _OFFICIAL.search(line) is not None)
    if not of_posts and (names or not _OFFICE.search(line)):
        return {}
    phones = {place: frozenset({DataType.PHONE}) for place, text in headings.items() if _PHONE.search(text)}
    persons = {place: frozenset({DataType.NAME, DataType.POST}) for place in names if of_posts}
    return {**phones, **persons}
