"""Persons' names are found however they are written; what is only called like a person stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.detect import findings, people
from ingest.redactions import DataType
from tests.ingest.detect.made import GIVEN, SURNAMES, plain

PROSE = (
    "Durante la sesión {} comentó que le gustaría otra plática.",
    "Se entregó el material a {}, quien lo repartió en su grupo.",
    "La alumna {} participó con un cartel.",
    "Por lo anterior, {} firmó de conformidad.",
    "1. {}",
    "3\t{}\t14\tH",
)


def _names(text: str, least: float = 0.5) -> list[str]:
    spans = findings.find_in_text(text)
    return [
        text[span.start : span.end]
        for span in spans
        if span.data_type is DataType.NAME and span.confidence > least
    ]


@given(st.sampled_from(GIVEN), st.sampled_from(SURNAMES), st.sampled_from(SURNAMES), st.sampled_from(PROSE))
def test_a_whole_name_is_found_in_prose_and_lists(
    given_name: str, first: str, second: str, around: str
) -> None:
    name = f"{given_name} {first} {second}"
    assert _names(around.format(name)) == [name]


@given(st.sampled_from(GIVEN), st.sampled_from(SURNAMES), st.sampled_from(SURNAMES))
def test_a_whole_name_is_found_in_capitals_without_accents(given_name: str, first: str, second: str) -> None:
    name = plain(f"{given_name} {first} {second}").upper()
    assert _names(f"7\t{name}\t13\tM") == [name]


@given(st.sampled_from(GIVEN), st.sampled_from(SURNAMES), st.sampled_from(SURNAMES))
def test_a_whole_name_is_found_with_its_surnames_first(given_name: str, first: str, second: str) -> None:
    name = f"{first} {second}, {given_name}"
    assert _names(f"12. {name}\n13. ") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GARCÍA LÓPEZ, Ana", "GARCÍA LÓPEZ, Ana"),
        ("acudió Ana Sofía\nHernández López a preguntar", "Ana Sofía\nHernández López"),
        ("acudió Ana Sofía Montes\nde Oca a preguntar", "Ana Sofía Montes\nde Oca"),
        ("alumno: Juan Pérez", "Juan Pérez"),
        ("el alumno JUAN CARLOS TLATELPA", "JUAN CARLOS TLATELPA"),
        ("Nombre: María Luz Paz Ríos", "María Luz Paz Ríos"),
        ("Nombre del alumno: Benito Juárez", "Benito Juárez"),
        ("La madre Rosa Flores Cruz firmó", "Rosa Flores Cruz"),
        ("asistió Carlos Xochihua a la plática", "Carlos Xochihua"),
        ("Guadalupe de la Cruz fue la ganadora", "Guadalupe de la Cruz"),
        ("Benito Juárez López, 13 años", "Benito Juárez López"),
        ("la C. Ana Núñez Peña, madre de familia", "Ana Núñez Peña"),
        ("Núñez Peña, Ana", "Núñez Peña, Ana"),
        ("4\tNayeli Ibáñez de la Fuente\tDocente\tCOPACI", "Nayeli Ibáñez de la Fuente"),
    ],
)
def test_a_persons_name_is_found(text: str, name: str) -> None:
    assert _names(text) == [name]


def test_a_school_keeps_its_name_and_a_pupil_of_the_same_name_does_not() -> None:
    text = 'Esc. Sec. "Benito Juárez"\nAlumno: Benito Juárez López, 13 años'
    assert _names(text) == ["Benito Juárez López"]


@pytest.mark.parametrize(
    "text",
    [
        'Esc. Sec. Ofic. No. 0123 "Lic. Benito Juárez"',
        'Esc. Prim. "Profr. Filiberto Gómez Díaz"',
        'CBT No. 3 "Ing. Juan Celada Salmón", Calimaya',
        'Jardín de Niños "Rosaura Zapata"',
        'Telesecundaria "Lic. Adolfo López Mateos"',
        "Esc. Sec. Tec. No. 45 «Sor Juana Inés de la Cruz»",
        "Av. Miguel Hidalgo",
        "Calle Vicente Guerrero",
        "Col. Lázaro Cárdenas",
        "San Andrés Ocotlán",
        "Santa María Nativitas",
        "San Lorenzo Cuauhtenco",
        "Zaragoza de Guadalupe",
        "Calimaya de Díaz González",
        "Biblioteca José María Heredia López",
        "Ley Olimpia",
        "Cruz Roja Mexicana",
        "Consejo Estatal de Población (COESPO)",
        "Instituto de Transparencia, Acceso a la Información Pública y Protección de Datos Personales",
        "NOMBRE COMPLETO EDAD SEXO GRADO FIRMA",
        "Dirección de Igualdad de Género y Erradicación de la Violencia",
        "Prevención del Embarazo Adolescente",
        "Lunes Martes Miércoles Jueves Viernes",
        "Abril Mayo Junio Julio Agosto",
        "«Rompe el ciclo»",
        "OEA-CIM-MESECVI",
        "Artículo 65 de la Ley General de Transparencia",
    ],
)
def test_what_is_only_called_like_a_person_is_not_even_a_question(text: str) -> None:
    assert not _names(text, least=0.0)


@pytest.mark.parametrize(
    "text",
    [
        "Lic. Yesika Guadalupe Gómez Carmona, Titular de la Unidad de Transparencia",
        "Titular de la Unidad de Transparencia: Yesika Guadalupe Gómez Carmona",
        "Ponente: Psic. Laura Méndez Ruiz, Coordinadora de Prevención",
        "C. Óscar Hernández Meza\nPresidente Municipal Constitucional",
        "El síndico municipal Pedro Gómez Díaz",
        "La regidora Ana Silvia Torres",
        "ATENTAMENTE\n\nMtra. Rosa María Flores Cruz\nDirectora de Educación",
        "Coordinadora de Juventud, Karla Núñez Peña",
        "Servidor público responsable: T.S. Ana López Ruiz, Trabajadora social",
        "Impartida por: Mtra. Elena Ríos Mora",
        "Autora: Marta Lamas Robles",
        "Lic. Ana López Ruiz",
        "C. Juan Pérez López, Contralor Interno",
    ],
)
def test_servants_and_authors_are_at_most_a_question(text: str) -> None:
    assert not _names(text)
    assert _names(text, least=0.0)


@pytest.mark.parametrize(
    "cell", ["Hernández López Sofía", "HERNANDEZ LOPEZ SOFIA", "sofía hernández", "Núñez", "Ma. del Carmen"]
)
def test_a_cell_with_a_name_is_name_like(cell: str) -> None:
    assert people.is_name_like(cell.split()) >= 0.6


@pytest.mark.parametrize(
    "cell", ["Nombre completo", "14", "2° B", "722 123 45 67", "", "Firma", "presente", "ana@x.mx"]
)
def test_a_cell_with_anything_else_is_not(cell: str) -> None:
    assert people.is_name_like(cell.split()) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "El Presidente Municipal entregó un reconocimiento a {}.",
        "La directora felicitó a {} por su trabajo",
        "El profesor y {} expusieron el cartel",
        "La regidora dijo que {} había ganado",
        "{}, jefa de grupo, tomó la palabra",
        "La presidenta de la sociedad de alumnos, {}, pidió otra plática",
        "Fotografía: {} con su diploma",
        "{}\n\nPonente: Psic. Laura Díaz Rojas, Sistema Municipal DIF",
        "Escuela Benito Juárez {}",
        "Colonia Centro, {}",
        "{} (nacida en 2009)",
    ],
)
def test_a_post_or_a_place_nearby_is_not_a_childs(text: str) -> None:
    assert any("Ximena Hernández" in name for name in _names(text.format("Ximena Hernández Colín")))


@pytest.mark.parametrize(
    "text",
    [
        "El Presidente Municipal, {}, inauguró la jornada",
        "Titular de la Unidad de Transparencia: {}",
        "Secretaria de Educación y Cultura, {}",
        "{}\nTitular de la Unidad de Transparencia",
        "taller impartido por la psicóloga del DIF {}",
    ],
)
def test_a_servants_name_stays(text: str) -> None:
    assert _names(text.format("Ximena Hernández Colín")) == []


@given(st.lists(st.tuples(*map(st.sampled_from, (GIVEN, SURNAMES, SURNAMES))), min_size=1, max_size=14))
def test_names_run_together_on_one_line_are_all_found(people_named: list[tuple[str, str, str]]) -> None:
    whole = [" ".join(words) for words in people_named]
    text = ", ".join(whole)
    covered = set()
    for span in findings.find_in_text(text):
        covered |= set(range(span.start, span.end)) if span.likely else set()
    left = "".join(" " if place in covered else sign for place, sign in enumerate(text))
    assert left.replace(",", " ").split() == []


def test_a_whole_name_without_capitals_is_found_in_prose() -> None:
    assert _names("la alumna ximena hernández colín expuso su cartel") == ["ximena hernández colín"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Xime\u200bna Hern\u00adández Colín", "Xime\u200bna Hern\u00adández Colín"),
        ("participó Ximena Hernán-\ndez Colín ayer", "Ximena Hernán-\ndez Colín"),
        ("Ximena   Hernández\u00a0Colín", "Ximena   Hernández\u00a0Colín"),
        ("Ｘｉｍｅｎａ Ｈｅｒｎáｎｄｅｚ Ｃｏｌíｎ", "Ｘｉｍｅｎａ Ｈｅｒｎáｎｄｅｚ Ｃｏｌíｎ"),
        ("Ximena_Hernandez_Colin", "Ximena_Hernandez_Colin"),
        ("Ximena.Hernández.Colín", "Ximena.Hernández.Colín"),
        ("XIMENA HDEZ. COLÍN", "XIMENA HDEZ. COLÍN"),
        ("Ma. Gpe. Sánchez", "Ma. Gpe. Sánchez"),
        ("C. Ximena Hernández Colín\nPresente", "Ximena Hernández Colín"),
        ("Salón 2B Ximena Hernández Colín", "Ximena Hernández Colín"),
        ("Director: Ximena Hernández Colín (alumna)", "Ximena Hernández Colín"),
        ("Elaboró: Ximena Hernández Colín, servicio social", "Ximena Hernández Colín"),
    ],
)
def test_other_spellings_and_standings(text: str, name: str) -> None:
    assert _names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("la alumna ximena hernández expuso su cartel", "ximena hernández"),
        ("nos comentó diego martínez que vendría", "diego martínez"),
        ("alumno: diego martinez", "diego martinez"),
        ("Ximena (2°B) preguntó por la plática", "Ximena"),
        ("Brandon (3A) se burló", "Brandon"),
        ("Ximena H. (2°B)", "Ximena H."),
        ("los papás de Ximena vinieron", "Ximena"),
        ("Sec. 45 Ximena Hernández Colín", "Ximena Hernández Colín"),
        ("En la Sec. 45, Ximena Hernández preguntó", "Ximena Hernández"),
        ("Ximena Hernández Colín, auxiliar del maestro, 2° B", "Ximena Hernández Colín"),
        ("Ximena Hernández Colín, asesora de sus compañeros de 2° B", "Ximena Hernández Colín"),
        ("Premio: Ximena Hernández Colín (2022)", "Ximena Hernández Colín"),
        ("Dibujo de Ximena Hernández Colín (2022)", "Ximena Hernández Colín"),
        ("Ximena Hernández (2022)", "Ximena Hernández"),
    ],
)
def test_a_name_is_found_in_few_words(text: str, name: str) -> None:
    assert _names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "la rosa y el ángel moreno en el jardín",
        "benito juárez, calle miguel hidalgo, octavio paz",
        "Secundaria Hidalgo (2°B)",
        "Morelos (3°A)",
        "Taller (2°B)",
        "Escuela Secundaria Benito Juárez, alumnas y alumnos",
        "Sec. 45 Benito Juárez",
        'Sec. 45 "Juan Celada Salmón"',
        "Premio Juan Rulfo (2022)",
        "Marta Lamas Robles (2022). Cuerpo, sexo y política.",
        "Ana López Ruiz, auxiliar de la Tesorería Municipal",
        "Ana López Ruiz, docente de 2° B",
    ],
)
def test_few_words_of_places_servants_and_books_stay(text: str) -> None:
    assert not _names(text)
