"""The room's one table: every dataset that the archive makes from what it knows.  Adding one is a new file
and a line here."""

from archive.datasets import (
    asistencia,
    consultas,
    directorio,
    documentos,
    escuelas,
    jornadas,
    platicas,
    practicas,
)
from archive.datasets.declaring import Declaration

DECLARATIONS: dict[str, Declaration] = {
    module.DECLARATION.slug: module.DECLARATION
    for module in (
        documentos,
        platicas,
        jornadas,
        asistencia,
        escuelas,
        directorio,
        consultas,
        practicas,
    )
}
