"""What headings mean, however they are worded."""

import pytest

from ingest.attendance.headings import PERSONAL, Column, is_list_title, is_total, meaning

WORDINGS = {
    Column.NUMBER: ("No.", "N°", "Núm.", "#", "No. de lista", "N.P.", "NO"),
    Column.NAME: (
        "Nombre completo del alumno",
        "NOMBRE",
        "Apellidos y nombres",
        "Apellido paterno, materno y nombre(s)",
        "Nombre completo (iniciando por apellido paterno)",
        "¿Cuál es tu nombre completo?",
        "N O M B R E",
        "Nombre\ncompleto",
        "Full name",
        "Nombre y firma",
    ),
    Column.FIRST_SURNAME: ("Ap. Pat.", "AP PAT", "A. Paterno", "Primer apellido", "Apellido P.", "Last name"),
    Column.SECOND_SURNAME: ("Ap. Mat.", "Segundo Ap.", "APELLIDO MATERNO", "APELLIDO M."),
    Column.GIVEN_NAMES: ("Nombre(s)", "NOMBRES", "First name"),
    Column.AGE: ("Edad", "¿Cuántos años tienes?", "E D A D", "Rango de edad", "Edad (años)"),
    Column.SEX: ("H/M", "Sexo (H/M)", "Género", "M / F", "Hombres"),
    Column.GRADE_GROUP: (
        "Gdo. y gpo.",
        "GRADO/GRUPO",
        "¿En qué grado y grupo estás?",
        "Grado y grupo (ej. 2°B)",
    ),
    Column.SCHOOL: ("Escuela de procedencia", "Institución", "Nombre de la escuela"),
    Column.POST: ("Cargo / ocupación", "Puesto"),
    Column.PLACE: ("Localidad", "Comunidad"),
    Column.ADDRESS: ("Domicilio particular", "Dirección"),
    Column.PHONE: ("Tel./Cel.", "Teléfono del tutor", "No. Tel", "WhatsApp"),
    Column.EMAIL: ("Correo electrónico", "E-mail", "Dirección de correo electrónico"),
    Column.CURP: ("C.U.R.P.", "CURP", "¿Cuál es tu CURP?"),
    Column.RFC: ("R.F.C.",),
    Column.BIRTH_DATE: ("Fecha de nacimiento", "F. DE NACIMIENTO", "Date of birth"),
    Column.ENROLMENT: ("Matrícula", "Número de control"),
    Column.SIGNATURE: ("Firma o huella", "FIRMA", "Rúbrica"),
    Column.GUARDIAN: ("Nombre del padre o tutor", "Tutor"),
    Column.MARK: ("Asistencia", "Hora de entrada", "Marca temporal", "Asistió (sí/no)"),
    Column.REMARKS: ("Observaciones",),
    Column.OTHER: ("CLABE interbancaria", "Clave de elector", "Lengua indígena"),
}


@pytest.mark.parametrize(
    ("text", "column"), [(text, column) for column, texts in WORDINGS.items() for text in texts]
)
def test_a_heading_is_known_in_every_wording(text: str, column: Column) -> None:
    assert meaning(text) is column


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Nornbre", Column.NAME),
        ("F1rma", Column.SIGNATURE),
        ("Telefon0", Column.PHONE),
        ("Apelido paterno", Column.FIRST_SURNAME),
        ("Domicilo", Column.ADDRESS),
    ],
)
def test_a_slip_of_reading_does_not_hide_a_heading(text: str, column: Column) -> None:
    assert meaning(text) is column


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Juan Pérez López",
        "Prado",
        "Correa",
        "Valle",
        "Nombre del evento",
        "Nombre del ponente",
        "Padre de familia",
        "Domicilio conocido",
        'Escuela Primaria "Miguel Hidalgo"',
        "13",
        "Monto",
        "Se anexa la lista de asistencia de los alumnos que estuvieron en la plática de prevención",
    ],
)
def test_what_is_no_heading_has_no_meaning(text: str) -> None:
    assert meaning(text) is None


def test_all_that_stands_in_a_row_but_its_number_is_personal() -> None:
    assert set(PERSONAL) == set(Column) - {Column.NUMBER}


@pytest.mark.parametrize(
    "text",
    [
        "Total",
        "Total de hombres: 12",
        "H: 12 M: 10",
        "Hombres 12 Mujeres 10 Total 22",
        "TOTAL DE ASISTENTES: 34",
        "Asistencia total",
        "Número de asistentes",
        "Subtotal",
    ],
)
def test_a_row_that_counts_people_is_a_total(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize("text", ["", "Hombres", "M", "Juan Total", "Total presupuestado", "12"])
def test_a_cell_that_counts_nobody_is_no_total(text: str) -> None:
    assert not is_total(text)


def test_a_title_opens_its_line_and_prose_only_mentions_lists() -> None:
    assert is_list_title("CONTROL DE ASISTENCIA A PLÁTICA")
    assert is_list_title("Anexo 2. Lista de asistencia")
    assert not is_list_title("Se anexa lista de asistencia")
    assert not is_list_title("Directorio de servidores públicos")
