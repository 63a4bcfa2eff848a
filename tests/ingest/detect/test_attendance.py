"""Attendance lists in the wordings and column orders that schools use, and what only looks like one."""

import pytest

from ingest.detect import attendance

NAMES = (
    "Sofía Hernández López",
    "Diego Martínez de la Cruz",
    "Ximena Núñez Peña",
    "Emiliano Flores García",
    "Itzel Guadalupe Rojas",
    "Tadeo Ramírez Ortiz",
)


def _rows(extra: str = "14 M 2-A") -> str:
    return "\n".join(f"{number} {name} {extra}" for number, name in enumerate(NAMES, 1))


@pytest.mark.parametrize(
    "text",
    [
        "LISTA DE ASISTENCIA\nNo. Nombre completo Edad Sexo Grado y grupo Firma\n" + _rows(),
        "Registro de asistentes\nN°\nGrupo\nNombre completo\nC.U.R.P.\nFirma\n1\n2-A\nGuillermo Cortés",
        "APELLIDO PATERNO | APELLIDO MATERNO | NOMBRE(S) | TELÉFONO | FIRMA",
        "NOMBRE DEL ALUMNO\tLUN\tMAR\tMIE\tJUE\tVIE\nHERNANDEZ LOPEZ SOFIA\t.\t.\tF",
        "alumno_id\tnombre\tcarrera\n1\tLaura Gómez\tIndustrial",
        "Control de asistencia a plática\n" + "\n".join(str(number) for number in range(1, 26)),
        "Relación de participantes\n" + "\n".join(NAMES),
        "Nombre\tCorreo electrónico\tTeléfono\tLocalidad\n" + "\n".join(NAMES),
        "Nombre\n" + "\n".join(NAMES),
        "NOMBRE Y APELLIDOS / SEXO (H/M)",
        "Hoja de firmas\nNombre Cargo Firma\n",
    ],
)
def test_a_list_is_found(text: str) -> None:
    assert attendance.found([text])


def test_a_list_on_a_later_page_is_found() -> None:
    assert attendance.found(["Portada", "Minuta de la sesión", "Lista de asistencia\nNombre Edad Firma"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ORDEN DEL DÍA\n1. Lista de asistencia y quórum\n2. Lectura del orden del día\n3. Asuntos",
        "Al acta deberá anexarse la lista de asistencia de los beneficiarios que acudieron a la sesión.",
        "DIRECTORIO\nNombre Cargo Teléfono Correo\nJuana Pérez Ruiz Directora 7221234567",
        "Listado de números telefónicos para la juventud\nInstitución Teléfono\nLínea de la vida 800 911",
        "Asistieron 148 jóvenes, según su edad, sexo y grado escolar, de acuerdo con el registro.",
        "Atentamente\n\nLic. María Gómez\nNombre y firma del titular",
        "CONTENIDO\n- LISTAS DE ASISTENCIA\n- EVIDENCIA FOTOGRÁFICA\n"
        "DATOS GENERALES DE LA PRÁCTICA\nEVIDENCIA DE PARTICIPACIÓN SOCIAL\nCARACTERÍSTICAS DE LA PRÁCTICA",
        "Resultados por sexo\nHombres 70\nMujeres 78\nTotal 148",
        "Catálogo de pláticas\nNombre de la plática\tObjetivo\tDuración\nSalud mental\tPrevenir\t60 minutos",
    ],
)
def test_other_papers_are_not(text: str) -> None:
    assert not attendance.found([text])
